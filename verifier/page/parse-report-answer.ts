/** What the service says of a report that somebody brought, as far as this page leans on it. */
import { type Message, type Outcome, outcomes } from '../../core/verify/report.ts';

export type ReportAnswer =
  | { readonly verified: false; readonly message: Message }
  | {
      readonly verified: true;
      readonly message: Message;
      readonly reference: string;
      readonly checkedAt: string;
      /** What the report says was found. */
      readonly outcome: Outcome;
    };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Undefined when the answer makes no sense: nothing unknown may look like a confirmation. */
export function parseReportAnswer(body: unknown): ReportAnswer | undefined {
  if (!isObject(body) || !isObject(body.message)) return undefined;
  const { nl, en } = body.message;
  if (typeof nl !== 'string' || typeof en !== 'string') return undefined;
  const message = { nl, en };
  if (body.verified === false) return { verified: false, message };
  const outcome = outcomes.find((known) => known === body.outcome);
  const { reference, checkedAt } = body;
  if (body.verified !== true || outcome === undefined) return undefined;
  if (typeof reference !== 'string' || typeof checkedAt !== 'string') return undefined;
  return { verified: true, message, reference, checkedAt, outcome };
}
