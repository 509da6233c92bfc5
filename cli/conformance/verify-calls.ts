/** `POST /verifiers/{policy}/credentials/verify` and `…/presentations/verify` (VC-API): 200 or 400, and why. */
import type { RequestHandler, Response } from 'express';
import { kluscvSchema, kluscvSchemaUrl } from '../../contexts/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { HttpFetch } from '../../core/ports.ts';
import type { JsonObject } from '../../core/strict-json.ts';
import { loadSchema } from '../../server/json-schema/index.ts';
import type { ConformanceDeps } from './deps.ts';
import type { Findings } from './finding.ts';
import { readBody } from './read-body.ts';
import {
  type Expected,
  type Policy,
  type VerifyTools,
  verifyAnyCredential,
  verifyAnyPresentation,
} from './verify-secured.ts';

const answer = (res: Response, errors: Findings): void => {
  const verified = errors.length === 0;
  res.status(verified ? 200 : 400).json({ verified, errors });
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isDomain = (value: unknown): value is string | readonly string[] =>
  isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText));

const purposeIn = (value: unknown): 'assertionMethod' | 'authentication' => {
  if (value === 'assertionMethod' || value === 'authentication') return value;
  throw new KlusCVError('invalid_request', 'expectedProofPurpose is none that is known here.');
};

/** @throws KlusCVError `invalid_request` for a challenge, domain or purpose that is none */
const expectedIn = ({ challenge, domain, expectedProofPurpose }: JsonObject): Expected => {
  if ((challenge !== undefined && !isText(challenge)) || (domain !== undefined && !isDomain(domain)))
    throw new KlusCVError('invalid_request', 'challenge and domain are texts.');
  return {
    ...(challenge !== undefined && { challenge }),
    ...(domain !== undefined && { domain }),
    ...(expectedProofPurpose !== undefined && { purpose: purposeIn(expectedProofPurpose) }),
  };
};

const pinnedSchemas: ReadonlyMap<string, unknown> = new Map([[kluscvSchemaUrl, kluscvSchema]]);

const refuseFetch: HttpFetch = async () => {
  throw new KlusCVError('fetch_refused');
};

const toolsFrom = ({ crypto, loadDocument, statusList, clock }: ConformanceDeps): VerifyTools => {
  const now = clock();
  return {
    crypto,
    loadDocument,
    // Nothing is fetched: of any other schema or list nothing is known.
    loadSchema: (schema) => loadSchema(schema, { pinned: pinnedSchemas, fetch: refuseFetch }),
    loadStatusList: async (url) => (url === statusList.url() ? statusList.read(now) : undefined),
    now,
  };
};

export const verifyCredentialCall =
  (policy: Policy, deps: ConformanceDeps): RequestHandler =>
  async (req, res) => {
    const { body, options } = readBody(req);
    const { verifiableCredential } = body;
    answer(
      res,
      await verifyAnyCredential(verifiableCredential, policy, toolsFrom(deps), expectedIn(options)),
    );
  };

export const verifyPresentationCall =
  (policy: Policy, deps: ConformanceDeps): RequestHandler =>
  async (req, res) => {
    const { body, options } = readBody(req);
    const { verifiablePresentation } = body;
    answer(
      res,
      await verifyAnyPresentation(verifiablePresentation, expectedIn(options), policy, toolsFrom(deps)),
    );
  };
