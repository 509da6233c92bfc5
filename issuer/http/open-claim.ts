/** `POST /claim/api/session` `{token}`: the button on the worker's page, which uses the link up. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { ClaimSession } from '../../store/index.ts';
import { loadWorkRecord } from '../aggregate/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { openClaimSession } from '../offer/claim-link.ts';
import { loadClaimSession, setClaimCookie } from './claim-cookie.ts';
import { nobodyThere } from './nobody-there.ts';

const Body = z.strictObject({ token: z.string().min(1).max(200) });

export function openClaim(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { token } = parseInput(Body, req.body);
    const session = await openClaimSession(deps, token);
    if (!session)
      throw new KlusCVError('gone', 'This link was used before, or has expired.', {
        remedy: 'Ask the platform for a new link.',
      });
    setClaimCookie(res, deps, session);
    res
      .status(201)
      .set('Cache-Control', 'no-store')
      .json(await describeClaim(deps, session));
  };
}

/** `GET /claim/api/session`: the same once more, for a page that was loaded again. */
export function serveClaim(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const session = await loadClaimSession(req, deps);
    res.set('Cache-Control', 'no-store').json(await describeClaim(deps, session));
  };
}

async function describeClaim({ store, settings }: IssuerDeps, session: ClaimSession): Promise<object> {
  const found = await loadWorkRecord(store, session.workerId);
  if (!found) throw nobodyThere();
  const { name, nameBasis, birthDate } = found.worker;
  return {
    platform: settings.name,
    worker: { name, nameBasis, ...(birthDate === undefined ? {} : { birthDate }) },
    record: found.record,
    reviews: found.reviews,
    configurations: session.configurations,
    ...(session.include === undefined ? {} : { include: session.include }),
    ...(settings.walletUrl === undefined ? {} : { walletUrl: settings.walletUrl }),
    ...(settings.questionnaireUrl === undefined ? {} : { questionnaire: true }),
    txCodeRequired: session.txCodeId !== null,
    expiresAt: session.expiresAt.toISOString(),
  };
}
