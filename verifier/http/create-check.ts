/** `POST /api/v1/checks`: is this genuine? For a pasted credential, a file, a picture of a QR code, the link on paper. */
import type { Request, RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { sendJson } from '../../server/send-json.ts';
import type { VerifierDeps } from '../deps.ts';
import { checkHandedIn, type HandedIn } from '../report/check-handed-in.ts';
import { bodyBytes, mediaTypeOf, readForm, readPart } from './read-form.ts';

/** 200 with a report, whatever its outcome; the body is the thing itself, or a form (multipart) with one file or text in it. */
export function createCheck(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const report = await checkHandedIn(await readHandedIn(req), deps);
    deps.verdicts.count('check', report.outcome);
    sendJson(res, report);
  };
}

async function readHandedIn(req: Request): Promise<HandedIn> {
  const form = await readForm(req);
  if (form === undefined)
    return { bytes: bodyBytes(req), contentType: mediaTypeOf(req.get('content-type') ?? '') };
  const parts = [...form.values()];
  const [part] = parts;
  if (part === undefined || parts.length !== 1)
    throw new KlusCVError('invalid_request', 'The form must have exactly one part: a file or a text.');
  return readPart(part);
}
