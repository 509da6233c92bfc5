/** From what somebody handed in, of whatever kind, to a report. */
import {
  createReport,
  type Received,
  type Report,
  verifyMalformed,
  verifyReceived,
} from '../../core/verify/index.ts';
import { receiveFile } from '../receive/index.ts';
import { type ContextDeps, createContext } from './create-context.ts';

export type HandedIn = {
  readonly bytes: Uint8Array;
  /** Media type as the sender names it, a hint only; empty when none was named. */
  readonly contentType: string;
};

/** What was found in it, and the report on everything that was; nobody has to prove here that it is theirs. */
export async function judgeHandedIn(
  handedIn: HandedIn,
  deps: ContextDeps,
): Promise<{ readonly received: readonly Received[]; readonly report: Report }> {
  const context = await createContext(deps);
  const received = await receiveFile(handedIn);
  return received.ok
    ? { received: received.value, report: await verifyReceived(received.value, context) }
    : { received: [], report: createReport([verifyMalformed(received.error)], context) };
}

/** The report alone. */
export const checkHandedIn = async (handedIn: HandedIn, deps: ContextDeps): Promise<Report> =>
  (await judgeHandedIn(handedIn, deps)).report;
