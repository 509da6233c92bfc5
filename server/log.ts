/** Structured logs. What a person could be known by never gets in: routes are logged by their pattern, not their URL. */
import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** A JSON-lines log, on standard error unless told; `level` as pino has them, `silent` for none. */
export function createLog(options: { name: string; level: string; destination?: DestinationStream }): Log {
  return pino(
    {
      name: options.name,
      level: options.level,
      base: null,
      redact: { paths: ['req', 'headers', 'authorization', 'body'], remove: true },
      serializers: { err: (error: unknown) => describeForLog(error) },
    },
    options.destination ?? pino.destination(2),
  );
}

/** Type, code and stack frames of an error, without its message: messages of foreign code may quote input. */
function describeForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    type: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    stack: frames.slice(0, 6).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeForLog(error.cause) }),
  };
}
