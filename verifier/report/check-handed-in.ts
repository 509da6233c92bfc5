/** From what somebody handed in, of whatever kind, to a report. */
import { createReport, type Report, verifyMalformed, verifyReceived } from '../../core/verify/index.ts';
import { receiveFile } from '../receive/index.ts';
import { type ContextDeps, createContext } from './create-context.ts';

export type HandedIn = {
  readonly bytes: Uint8Array;
  /** Media type as the sender names it, a hint only; empty when none was named. */
  readonly contentType: string;
};

/** The report on everything found in it; nobody has to prove here that it is theirs. */
export async function checkHandedIn(handedIn: HandedIn, deps: ContextDeps): Promise<Report> {
  const context = await createContext(deps);
  const received = await receiveFile(handedIn);
  return received.ok
    ? verifyReceived(received.value, context)
    : createReport([verifyMalformed(received.error)], context);
}
