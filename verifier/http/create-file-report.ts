/** `POST /api/v1/signed-reports`: the report for the file, as JSON or as a PDF that carries it. */
import type { Request, RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { Purpose } from '../../core/openid/index.ts';
import type { VerifierDeps } from '../deps.ts';
import type { HandedIn } from '../report/check-handed-in.ts';
import { makeFileReport } from '../report/make-file-report.ts';
import { bodyBytes, mediaTypeOf, readForm, readPart } from './read-form.ts';
import { readEarlierReport, sendFileReport } from './send-file-report.ts';

type Asked = {
  readonly handedIn: HandedIn;
  readonly purpose: Purpose | null;
  readonly language: string | undefined;
  readonly earlier: Uint8Array | undefined;
};

/**
 * The body is the credential itself, or a form with `credential` and, as wanted, `purpose`, `language` and `previous`
 * (an earlier report of this verifier). `Accept: application/pdf` gives the PDF, anything else the JSON.
 * 400 when the earlier report is not ours.
 */
export function createFileReport(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const asked = await readAsked(req);
    const earlier = asked.earlier && (await readEarlierReport(asked.earlier, deps));
    const signed = await makeFileReport({ ...asked, earlier }, deps);
    res.status(201);
    await sendFileReport({ req, res, signed }, asked.language, deps);
  };
}

async function readAsked(req: Request): Promise<Asked> {
  const form = await readForm(req);
  if (form === undefined) {
    const handedIn = { bytes: bodyBytes(req), contentType: mediaTypeOf(req.get('content-type') ?? '') };
    return { handedIn, purpose: null, language: undefined, earlier: undefined };
  }
  const credential = form.get('credential');
  if (credential === null)
    throw new KlusCVError('invalid_request', 'The form has no part `credential`: a file or a text.');
  const previous = form.get('previous');
  const earlier = previous === null ? undefined : (await readPart(previous)).bytes;
  return {
    handedIn: await readPart(credential),
    purpose: parsePurpose(form.get('purpose')),
    language: textOf(form.get('language')),
    // A form of a page has the part also when no file was chosen.
    earlier: earlier?.length === 0 ? undefined : earlier,
  };
}

const textOf = (part: FormDataEntryValue | null): string | undefined =>
  typeof part === 'string' && part !== '' ? part : undefined;

function parsePurpose(part: FormDataEntryValue | null): Purpose | null {
  const text = textOf(part);
  if (text === undefined) return null;
  const purpose = Purpose.safeParse(text);
  if (!purpose.success) throw new KlusCVError('invalid_request', 'The purpose is not one that we know.');
  return purpose.data;
}
