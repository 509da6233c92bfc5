/** A body that no parser could read, said in the words of OAuth instead of problem details. */
import type { ErrorRequestHandler } from 'express';
import type { OpenidErrorCode } from '../issue/openid-error.ts';
import { sendOpenidError } from './send-openid-error.ts';

export function handleBodyErrors(code: OpenidErrorCode): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
    if (status >= 400 && status < 500 && !res.headersSent)
      sendOpenidError(res, { error: code, description: 'The body cannot be read.' });
    else next(error);
  };
}
