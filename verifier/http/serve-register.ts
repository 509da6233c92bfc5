/** `/api/v1/kept-reports`: what the operator's register keeps, for keys of scope `register`; nothing is there when it is off. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { VerifierDeps } from '../deps.ts';
import type { KeptSigned, Register, RegisterCursor } from '../register/index.ts';
import { parseCursor, renderCursor } from './page-cursor.ts';
import { keyOf } from './require-key.ts';
import { sendFileReport } from './send-file-report.ts';

const Page = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
const Reference = z.string().regex(/^KR-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const ByCredential = z.strictObject({ credential: Digest });
const Erasure = z.union([ByCredential, z.strictObject({ reference: Reference })]);

/** @throws KlusCVError `not_found` when there is no register */
const registerOf = ({ register }: Pick<VerifierDeps, 'register'>): Register => {
  if (register === undefined) throw new KlusCVError('not_found', 'There is no register here.');
  return register;
};

/** `GET`: 200 `{reports, nextCursor?}`, the newest first. */
export function listKeptReports(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const { cursor, limit } = parseInput(Page, req.query);
    const before = cursor === undefined ? {} : { before: cursorOf(cursor) };
    const { reports, next } = await registerOf(deps).list({ limit, ...before });
    res.json({
      reports: reports.map(describeKept),
      ...(next === undefined ? {} : { nextCursor: renderCursor({ at: next.keptAt, id: next.reportId }) }),
    });
  };
}

/** `GET /{reference}`: the report as it was signed, as JSON or by `Accept` as a PDF. */
export function showKeptReport(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const reference = Reference.safeParse(req.params.reference);
    const kept =
      reference.data &&
      (await registerOf(deps).find(reference.data, `key:${(await keyOf(req, deps)).keyId}`));
    if (!kept) throw new KlusCVError('not_found');
    await sendFileReport({ req, res, signed: kept.signed }, textOf(req.query.language), deps);
  };
}

/** `DELETE /{reference}`: 204; it is gone. */
export function eraseKeptReport(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const reference = Reference.safeParse(req.params.reference);
    const { keyId } = await keyOf(req, deps);
    const count = reference.success
      ? await registerOf(deps).erase({ reference: reference.data }, `key:${keyId}`)
      : 0;
    if (count === 0) throw new KlusCVError('not_found');
    res.status(204).end();
  };
}

/** `POST /searches` `{credential}`: the reports on one credential; its digest stands in the body, not in an address. */
export function searchKeptReports(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const { credential } = parseInput(ByCredential, req.body);
    const { keyId } = await keyOf(req, deps);
    const found = await registerOf(deps).findByCredential(credential, `key:${keyId}`);
    res.json({ reports: found.map(describeKept) });
  };
}

/** `POST /erasures` `{reference}` or `{credential}`: 200 `{erased}`, how many there were. */
export function eraseKeptReports(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const which = parseInput(Erasure, req.body);
    const { keyId } = await keyOf(req, deps);
    res.json({ erased: await registerOf(deps).erase(which, `key:${keyId}`) });
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const cursorOf = (text: string): RegisterCursor => {
  const { at: keptAt, id: reportId } = parseCursor(text);
  return { keptAt, reportId };
};

/** What a list says of a report: nothing about the worker. */
const describeKept = ({ signed, keptAt, forgetAt }: KeptSigned): object => {
  const { jti, purpose, report, credentials } = signed.content;
  return {
    reference: jti,
    checkedAt: report.checkedAt,
    purpose,
    outcome: report.outcome,
    credentials,
    keptAt: keptAt.toISOString(),
    forgetAt: forgetAt.toISOString(),
  };
};
