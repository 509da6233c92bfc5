/** `POST /api/v1/signed-reports/checks`: is this report ours, and unchanged? */
import type { Request, RequestHandler } from 'express';
import { type Words, words } from '../../contexts/index.ts';
import { toUtf8 } from '../../core/bytes.ts';
import { KlusCVError } from '../../core/errors.ts';
import { hexDigest, type VerifiedReport } from '../../core/signed-report/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { readFileReport } from '../report/read-file-report.ts';
import { bodyBytes, readForm, readPart } from './read-form.ts';

/** 200 with `{verified, code, message}`, and what the report says when it is ours. Takes PDF, JSON, JWS, the QR's link. */
export function checkFileReport(deps: Pick<VerifierDeps, 'identity' | 'crypto'>): RequestHandler {
  return async (req, res) => {
    const read = await readFileReport(await readBody(req), deps);
    if (!read.ok) res.json({ verified: false, ...answer(read.error) });
    else res.json({ verified: true, ...(await describe(read.value, deps)) });
  };
}

async function readBody(req: Request): Promise<Uint8Array> {
  const form = await readForm(req);
  if (form === undefined) return bodyBytes(req);
  const [part, ...more] = [...form.values()];
  if (part === undefined || more.length > 0)
    throw new KlusCVError('invalid_request', 'The form must have exactly one part: a file or a text.');
  return (await readPart(part)).bytes;
}

const answer = (code: keyof Words['fileReport']['answers']): object => ({
  code,
  message: { nl: words.nl.fileReport.answers[code], en: words.en.fileReport.answers[code] },
});

async function describe(verified: VerifiedReport, { crypto }: Pick<VerifierDeps, 'crypto'>) {
  if (verified.kind === 'note') {
    const { jti, iat, outcome, sha256 } = verified.note;
    const checkedAt = new Date(iat * 1000).toISOString();
    return { ...answer('note_genuine'), reference: jti, checkedAt, outcome, sha256 };
  }
  const { content, jws } = verified;
  return {
    ...answer('report_genuine'),
    reference: content.jti,
    checkedAt: content.report.checkedAt,
    outcome: content.report.outcome,
    sha256: await hexDigest(toUtf8(jws), crypto),
    content,
  };
}
