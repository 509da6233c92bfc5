/**
 * A session: one question to one wallet, from the QR code to the report. It waits, is answered once, or runs out.
 * `checking` is the moment between an answer and its report; outside it still counts as waiting.
 */
import { type PresentationFormat, Purpose, presentationFormats } from '../../core/openid/index.ts';
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
  readonly expiresAt: string;
  /** While it waits, for a page that was loaded again. */
  readonly requestUri?: string;
  /** The wallet's error code, such as `access_denied`. */
  readonly reason?: string;
  readonly report?: Report;
};

/** An answer that came in time may be judged after it; one that takes longer than this was lost with its process. */
const checkingMs = 60_000;

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

/** The view for whoever asked the question. */
export function viewOf(session: Session, requestUri: string): SessionView {
  const view = {
    id: session.requestId,
    purpose: session.purpose,
    expiresAt: session.expiresAt.toISOString(),
  };
  switch (session.phase) {
    case 'waiting':
    case 'checking':
      return { ...view, state: 'waiting', requestUri };
    case 'expired':
      return { ...view, state: 'expired' };
    case 'refused':
      return { ...view, state: 'refused', reason: session.reason };
    case 'received':
      return { ...view, state: 'received', report: session.report };
  }
}
