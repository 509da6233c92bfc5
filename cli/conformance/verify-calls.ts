/** `POST /verifiers/{policy}/credentials/verify` and `…/presentations/verify` (VC-API): 200 or 400, and why. */
import type { RequestHandler, Response } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/strict-json.ts';
import type { ConformanceDeps } from './deps.ts';
import { readBody } from './read-body.ts';
import {
  type Expected,
  type Finding,
  type Policy,
  verifyAnyCredential,
  verifyAnyPresentation,
} from './verify-secured.ts';

const answer = (res: Response, errors: readonly Finding[]): void => {
  const verified = errors.length === 0;
  res.status(verified ? 200 : 400).json({ verified, errors });
};

/** @throws KlusCVError `invalid_request` for a challenge or domain that is no text */
const expectedIn = ({ challenge, domain }: JsonObject): Expected => {
  const isAbsentOrText = (value: unknown): value is string | undefined =>
    value === undefined || typeof value === 'string';
  if (!isAbsentOrText(challenge) || !isAbsentOrText(domain))
    throw new KlusCVError('invalid_request', 'challenge and domain are texts.');
  return { ...(challenge !== undefined && { challenge }), ...(domain !== undefined && { domain }) };
};

export const verifyCredentialCall =
  (policy: Policy, { crypto, loadDocument, clock }: ConformanceDeps): RequestHandler =>
  async (req, res) => {
    const { verifiableCredential } = readBody(req).body;
    answer(
      res,
      await verifyAnyCredential(verifiableCredential, policy, { crypto, loadDocument, now: clock() }),
    );
  };

export const verifyPresentationCall =
  (policy: Policy, { crypto, loadDocument, clock }: ConformanceDeps): RequestHandler =>
  async (req, res) => {
    const { body, options } = readBody(req);
    const tools = { crypto, loadDocument, now: clock() };
    answer(res, await verifyAnyPresentation(body.verifiablePresentation, expectedIn(options), policy, tools));
  };
