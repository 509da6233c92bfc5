/** `POST /api/v1/checks`: is this genuine? For a pasted credential, a file, a picture of a QR code, the link on paper. */
import type { Request, RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { VerifierDeps } from '../deps.ts';
import { checkHandedIn, type HandedIn } from '../report/check-handed-in.ts';

/** 200 with a report, whatever its outcome; the body is the thing itself, or a form (multipart) with one file or text in it. */
export function createCheck(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const report = await checkHandedIn(await readHandedIn(req), deps);
    res.json(report);
  };
}

async function readHandedIn(req: Request): Promise<HandedIn> {
  const contentType = (req.get('content-type') ?? '').trim();
  const body: unknown = req.body;
  const bytes = body instanceof Uint8Array ? new Uint8Array(body) : new Uint8Array();
  if (!/^multipart\/form-data\b/i.test(contentType)) return { bytes, contentType: mediaTypeOf(contentType) };
  const form = await new Response(bytes, { headers: { 'content-type': contentType } })
    .formData()
    .catch((cause: unknown) => {
      throw new KlusCVError('invalid_request', 'The form cannot be read.', { cause });
    });
  const parts = [...form.values()];
  const [part] = parts;
  if (part === undefined || parts.length !== 1)
    throw new KlusCVError('invalid_request', 'The form must have exactly one part: a file or a text.');
  if (typeof part === 'string') return { bytes: new TextEncoder().encode(part), contentType: 'text/plain' };
  return { bytes: new Uint8Array(await part.arrayBuffer()), contentType: mediaTypeOf(part.type) };
}

/** Without parameters; a browser that does not know a file says application/octet-stream, which says nothing. */
const mediaTypeOf = (contentType: string): string => contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
