/** `POST /holders/{suite}/credentials/derive` (VC-API): 201 with what the pointers choose, 400 for what cannot be derived. */
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { deriveSdProof } from '../../core/proof/index.ts';
import { isJsonObject } from '../../core/strict-json.ts';
import type { ConformanceDeps } from './deps.ts';
import { pointersIn } from './issue-credential.ts';
import { readBody } from './read-body.ts';

const suites: ReadonlySet<string> = new Set(['ecdsa-sd-2023', 'ecdsa-sd-2023-p256', 'bbs-2023']);

export const deriveCredential =
  ({ loadDocument }: Pick<ConformanceDeps, 'loadDocument'>): RequestHandler<{ suite: string }> =>
  async (req, res) => {
    if (!suites.has(req.params.suite))
      throw new KlusCVError('not_found', 'There is no such suite.', {
        remedy: `There are: ${[...suites].join(', ')}.`,
      });
    const { body, options } = readBody(req);
    const { verifiableCredential: credential } = body;
    if (!isJsonObject(credential))
      throw new KlusCVError('invalid_request', 'verifiableCredential is no JSON object.');
    const selectivePointers = pointersIn(options, 'selectivePointers') ?? [];
    const derived = await deriveSdProof({ credential, selectivePointers }, { loadDocument });
    if (!derived.ok) throw new KlusCVError('invalid_request', derived.error.message);
    res.status(201).json({ verifiableCredential: derived.value });
  };
