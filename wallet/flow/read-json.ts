/** One HTTP exchange whose answer is JSON: bytes in, a typed value or a problem out. */
import type { z } from 'zod';
import type { HttpFetch, HttpRequest, HttpResponse } from '../../core/ports.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** The answer, or undefined when there was none: no connection, too late, too large, a redirect. */
export async function fetchAnswer(fetch: HttpFetch, request: HttpRequest): Promise<HttpResponse | undefined> {
  try {
    return await fetch(request);
  } catch {
    // Every reason a guarded fetch has to reject comes down to the same thing for the worker: no answer.
    return undefined;
  }
}

/** The JSON in an answer, checked by a schema; the error says in a few words what did not fit. */
export function parseJsonAnswer<T>(answer: HttpResponse, schema: z.ZodType<T>): Result<T, string> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body));
  } catch {
    return err('The answer is not JSON.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const where = parsed.error.issues.map((issue) => issue.path.join('.') || '(whole)').join(', ');
  return err(`The answer is not in the expected form at ${where}.`);
}
