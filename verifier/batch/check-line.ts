/** One line to one answer; whatever goes wrong with it, it gets one. */
import {
  createReport,
  decisiveCode,
  type Outcome,
  parseReceived,
  type Report,
  type VerifyContext,
  verifyMalformed,
  verifyReceived,
} from '../../core/verify/index.ts';
import type { Log } from '../../server/index.ts';
import type { Line } from './read-lines.ts';

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

/** Checks what stands on the line. */
export async function checkLine(
  { number, bytes }: Line,
  { context, withReport, log }: { context: VerifyContext; withReport: boolean; log: Pick<Log, 'error'> },
): Promise<CheckedLine> {
  try {
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
    log.error({ err: error }, 'a line of a batch could not be checked');
    return couldNotCheck(number);
  }
}

/** The answer to a line on which something went wrong here. */
export const couldNotCheck = (line: number): CheckedLine => ({
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
