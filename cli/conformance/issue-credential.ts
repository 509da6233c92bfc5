/** `POST /issuers/{suite}/credentials/issue` (VC-API): 201 with the credential secured, 400 for what is none. */
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { issueDataIntegrity } from '../../core/proof/index.ts';
import { isJsonObject } from '../../core/strict-json.ts';
import { checkCredentialModel } from '../../core/verify/index.ts';
import type { ConformanceDeps } from './deps.ts';
import { readBody } from './read-body.ts';
import { laterSuites } from './suites.ts';

/** Signs any credential that the data model allows, whoever it names as issuer. */
export const issueCredential =
  ({ suites, clock, loadDocument }: ConformanceDeps): RequestHandler<{ suite: string }> =>
  async (req, res) => {
    const { suite } = req.params;
    const issuer = suites.issuers.get(suite);
    if (issuer === undefined) {
      const detail = laterSuites.has(suite) ? `${suite} is not supported yet.` : 'There is no such suite.';
      throw new KlusCVError('not_found', detail, {
        remedy: `There are: ${[...suites.issuers.keys()].join(', ')}.`,
      });
    }
    const { credential } = readBody(req).body;
    const problems = checkCredentialModel(credential);
    if (!isJsonObject(credential) || problems.length > 0) {
      throw new KlusCVError('invalid_request', problems.map(({ message }) => message).join(' '));
    }
    const { verificationMethod, signer } = issuer;
    const verifiableCredential = await issueDataIntegrity(
      { credential, verificationMethod, created: clock() },
      { signer, loadDocument },
    );
    res.status(201).json({ verifiableCredential });
  };
