/** Checks lines as they come, a few at once, and gives the answers in the order of the lines. */
import {
  createReport,
  decisiveCode,
  type Outcome,
  parseReceived,
  type Report,
  verifyMalformed,
  verifyReceived,
} from '../../core/verify/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { type ContextDeps, createContext } from '../report/create-context.ts';
import type { Line } from './read-lines.ts';

/** Most lines that one call checks. */
export const mostLines = 100_000;

export type CheckedLine = {
  readonly line: number;
  /** As the line names itself, or null. */
  readonly id: string | number | null;
  readonly outcome: Outcome;
  /** Of the check that made the outcome. */
  readonly code: string;
  readonly issuer: { readonly name: string | null; readonly kvkNumber: string | null };
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly holder: 'proved' | 'not_proved';
  /** Only when it was asked for. */
  readonly report?: Report;
};

type Options = {
  /** Lines before this one were answered in an earlier call and are passed over. */
  readonly fromLine: number;
  readonly withReport: boolean;
  readonly onOutcome: (outcome: Outcome) => void;
};

/** How many are checked at once: enough to wait for a status list with one and go on with others. */
const atOnce = 8;

/**
 * An answer for each line, in order. Ends after `mostLines` lines with an answer `too_large` for the next one, from
 * which another call goes on.
 */
export async function* checkLines(
  lines: AsyncIterable<Line>,
  deps: ContextDeps & Pick<VerifierDeps, 'log'>,
  { fromLine, withReport, onOutcome }: Options,
): AsyncGenerator<CheckedLine, void, undefined> {
  const waiting: Promise<CheckedLine>[] = [];
  let count = 0;
  const next = async (): Promise<CheckedLine | undefined> => {
    const answer = await waiting.shift();
    if (answer) onOutcome(answer.outcome);
    return answer;
  };
  for await (const line of lines) {
    if (line.number < fromLine) continue;
    count += 1;
    if (count > mostLines) {
      for (let answer = await next(); answer; answer = await next()) yield answer;
      yield { ...couldNotCheck(line.number), code: 'too_large' };
      return;
    }
    waiting.push(checkLine(line, withReport, deps));
    if (waiting.length < atOnce) continue;
    const answer = await next();
    if (answer) yield answer;
  }
  for (let answer = await next(); answer; answer = await next()) yield answer;
}

async function checkLine(
  { number, bytes }: Line,
  withReport: boolean,
  deps: ContextDeps & Pick<VerifierDeps, 'log'>,
): Promise<CheckedLine> {
  try {
    const context = await createContext(deps);
    const received = bytes && parseReceived({ bytes });
    const report = received?.ok
      ? await verifyReceived(received.value, context)
      : createReport([verifyMalformed(received?.error)], context);
    const worst = report.credentials.find(({ outcome }) => outcome === report.outcome);
    if (!worst) return couldNotCheck(number);
    return {
      line: number,
      id: bytes === undefined ? null : idOf(bytes),
      outcome: report.outcome,
      code: decisiveCode(worst),
      issuer: { name: worst.issuer.name, kvkNumber: worst.issuer.kvkNumber },
      validFrom: worst.validFrom,
      validUntil: worst.validUntil,
      holder: worst.holder,
      ...(withReport ? { report } : {}),
    };
  } catch (error) {
    deps.log.error({ err: error }, 'a line of a batch could not be checked');
    return couldNotCheck(number);
  }
}

const couldNotCheck = (line: number): CheckedLine => ({
  line,
  id: null,
  outcome: 'undetermined',
  code: 'internal',
  issuer: { name: null, kvkNumber: null },
  validFrom: null,
  validUntil: null,
  holder: 'not_proved',
});

const longestId = 200;

/** What the caller calls the line, `{"id": …, "credential": …}`; a credential that stands there by itself has no name. */
function idOf(bytes: Uint8Array): string | number | null {
  const value = parseJson(new TextDecoder().decode(bytes));
  if (typeof value !== 'object' || value === null || 'type' in value || !('id' in value)) return null;
  const { id } = value;
  if (typeof id === 'string') return id.slice(0, longestId);
  return typeof id === 'number' ? id : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
