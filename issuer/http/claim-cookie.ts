/** The session of the worker's page: a cookie that only this page's own requests carry, and that no script can read. */
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { ClaimSession } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { hashSecret } from '../offer/secrets.ts';

type Deps = Pick<IssuerDeps, 'store' | 'settings' | 'clock'>;

/** Cookies do not tell ports apart: two issuers on one machine need two names. */
const cookieName = (url: string): string =>
  `kluscv-claim-${createHash('sha256').update(url).digest('hex').slice(0, 8)}`;

const claimPath = (url: string): string => `${new URL(url).pathname.replace(/\/$/, '')}/claim`;

export function setClaimCookie(
  res: Response,
  { settings, clock }: Deps,
  session: ClaimSession & { sessionToken: string },
): void {
  res.cookie(cookieName(settings.url), session.sessionToken, {
    httpOnly: true,
    sameSite: 'strict',
    secure: settings.url.startsWith('https:'),
    path: claimPath(settings.url),
    maxAge: session.expiresAt.getTime() - clock().getTime(),
  });
}

/**
 * The open session of a request from the worker's page.
 * @throws KlusCVError `gone` when there is none, or no longer
 */
export async function loadClaimSession(
  req: Request,
  { store, settings, clock }: Deps,
): Promise<ClaimSession> {
  const name = cookieName(settings.url);
  const pairs = (req.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  const token = pairs.find(([key]) => key === name)?.[1];
  const session = token && (await store.offers.loadClaimSession(hashSecret(token), clock()));
  if (!session)
    throw new KlusCVError('gone', 'This page is not open any more.', {
      remedy: 'Ask the platform for a new link.',
    });
  return session;
}
