/**
 * A session: one question to one wallet, from the QR code to the report. It waits, is answered once, or runs out.
 * `checking` is the moment between an answer and its report; outside it still counts as waiting.
 */
import { z } from 'zod';
import {
  type ClientIdPrefix,
  clientIdPrefixes,
  type Flow,
  flows,
  type PresentationFormat,
  Purpose,
  presentationFormats,
  type ResponseMode,
  responseModes,
} from '../../core/openid/index.ts';
import type { Report } from '../../core/verify/index.ts';
import type { StoredRequest } from '../../store/index.ts';

type Question = {
  readonly requestId: string;
  readonly purpose: Purpose;
  readonly formats: readonly PresentationFormat[];
  readonly state: string;
  readonly nonce: string;
  readonly viewerHash: string;
  readonly expiresAt: Date;
  readonly flow: Flow;
  readonly responseMode: ResponseMode;
  readonly clientIdPrefix: ClientIdPrefix;
  /** The private key of an encrypted answer, as a JWE under the service's secret. */
  readonly encryptionKey?: string;
  /** The origin of the page that asks, when the question goes through the browser. */
  readonly origin?: string;
  /** Where the wallet sends the worker back to; the verifier's own page unless said otherwise. */
  readonly returnUrl?: string;
  /** False as long as the end may not be shown: same-device, and nobody came back with the response code. */
  readonly released: boolean;
};
export type Session = Question &
  (
    | { readonly phase: 'waiting' | 'checking' | 'expired' }
    | { readonly phase: 'received'; readonly report: Report }
    | { readonly phase: 'refused'; readonly reason: string }
  );

export type PublicState = 'waiting' | 'received' | 'refused' | 'expired';

/** What the page may show of a session: never its state or nonce, which are the wallet's alone. */
export type SessionView = {
  readonly id: string;
  readonly state: PublicState;
  readonly purpose: Purpose;
  readonly flow: Flow;
  readonly expiresAt: string;
  /** While it waits, for a page that was loaded again. */
  readonly requestUri?: string;
  /** The wallet's error code, such as `access_denied`. */
  readonly reason?: string;
  readonly report?: Report;
};

/** An answer that came in time may be judged after it; one that takes longer than this was lost with its process. */
const checkingMs = 60_000;

const Options = z.object({
  flow: z.enum(flows),
  responseMode: z.enum(responseModes),
  clientIdPrefix: z.enum(clientIdPrefixes),
});

/** A stored request as it stands at this moment. */
export function sessionFrom(stored: StoredRequest, now: Date): Session {
  const question: Question = {
    requestId: stored.requestId,
    purpose: Purpose.parse(stored.purpose),
    formats: presentationFormats.filter((format) => stored.formats.includes(format)),
    state: stored.state,
    nonce: stored.nonce,
    viewerHash: stored.viewerHash,
    expiresAt: stored.expiresAt,
    ...Options.parse(stored),
    released: stored.released,
    ...(stored.encryptionKey === undefined ? {} : { encryptionKey: stored.encryptionKey }),
    ...(stored.origin === undefined ? {} : { origin: stored.origin }),
    ...(stored.returnUrl === undefined ? {} : { returnUrl: stored.returnUrl }),
  };
  if (stored.phase === 'received' && stored.report !== undefined) {
    const report: Report = JSON.parse(stored.report);
    return { ...question, phase: 'received', report };
  }
  if (stored.phase === 'refused' || stored.phase === 'received')
    return { ...question, phase: 'refused', reason: stored.reason ?? 'server_error' };
  const grace = stored.phase === 'checking' ? checkingMs : 0;
  const isOver = now.getTime() >= stored.expiresAt.getTime() + grace;
  return { ...question, phase: isOver ? 'expired' : stored.phase };
}

/**
 * The view for whoever asked the question. An end that is not released looks like waiting until the time is over: in
 * the same-device flow nobody learns anything before the worker's own browser has come back (section 13.3).
 * @param requestUri the link, for as long as a wallet may still open it
 */
export function viewOf(session: Session, requestUri: string, now: Date): SessionView {
  const view = {
    id: session.requestId,
    purpose: session.purpose,
    flow: session.flow,
    expiresAt: session.expiresAt.toISOString(),
  };
  if (!session.released && (session.phase === 'received' || session.phase === 'refused'))
    return { ...view, state: now < session.expiresAt ? 'waiting' : 'expired' };
  switch (session.phase) {
    case 'waiting':
    case 'checking':
      return { ...view, state: 'waiting', ...(session.flow === 'digital-credentials' ? {} : { requestUri }) };
    case 'expired':
      return { ...view, state: 'expired' };
    case 'refused':
      return { ...view, state: 'refused', reason: session.reason };
    case 'received':
      return { ...view, state: 'received', report: session.report };
  }
}
