/** `POST /issuers/{suite}/credentials/issue` (VC-API): 201 with the credential secured, 400 for what is none. */
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import { checkCredentialModel, checkTerms } from '../../core/verify/index.ts';
import type { ConformanceDeps } from './deps.ts';
import { readBody } from './read-body.ts';
import { checkEntryForms } from './status-list.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

/** @throws KlusCVError `invalid_request` when they are no list of texts */
export const pointersIn = (options: JsonObject, name: string): readonly string[] | undefined => {
  const pointers = options[name];
  if (pointers === undefined || pointers === null) return undefined;
  if (!Array.isArray(pointers) || !pointers.every(isText) || pointers.length > 1_000)
    throw new KlusCVError('invalid_request', `${name} is no list of JSON pointers.`);
  return pointers;
};

/** Signs any credential that the data model allows, whoever it names as issuer; the issuer `status` adds an entry to it. */
export const issueCredential =
  ({
    suites,
    statusList,
    clock,
    loadDocument,
  }: Pick<ConformanceDeps, 'suites' | 'statusList' | 'clock' | 'loadDocument'>): RequestHandler<{
    suite: string;
  }> =>
  async (req, res) => {
    const { suite } = req.params;
    const issuer = suites.issuers.get(suite === 'status' ? 'eddsa-rdfc-2022' : suite);
    if (issuer === undefined) {
      throw new KlusCVError('not_found', 'There is no such suite.', {
        remedy: `There are: ${[...suites.issuers.keys(), 'status'].join(', ')}.`,
      });
    }
    const { body, options } = readBody(req);
    const { credential } = body;
    const problems = checkCredentialModel(credential);
    const further =
      isJsonObject(credential) && problems.length === 0
        ? [...checkEntryForms(credential), ...(await checkTerms(credential, loadDocument))]
        : [];
    const found = [...problems, ...further];
    if (!isJsonObject(credential) || found.length > 0) {
      throw new KlusCVError('invalid_request', found.map(({ message }) => message).join(' '));
    }
    const verifiableCredential = await issuer.issue({
      credential: suite === 'status' ? statusList.addEntry(credential) : credential,
      mandatoryPointers: pointersIn(options, 'mandatoryPointers'),
      created: clock(),
    });
    res.status(201).json({ verifiableCredential });
  };
