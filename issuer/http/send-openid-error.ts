/** Refusals in the form of OAuth: wallets read `error`, not problem details. */
import type { Response } from 'express';
import { noteRefusal } from '../../server/index.ts';
import { type OpenidError, openidErrorStatus } from '../issue/openid-error.ts';

export function sendOpenidError(res: Response, { error, description }: OpenidError): void {
  const status = openidErrorStatus[error];
  noteRefusal(res, error);
  if (status === 401 || status === 403)
    res.set('WWW-Authenticate', `Bearer error="${error}", error_description="${description}"`);
  res.status(status).set('Cache-Control', 'no-store').json({ error, error_description: description });
}
