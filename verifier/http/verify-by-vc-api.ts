/** `POST /credentials/verify` and `/presentations/verify`: the W3C CCG's VC-API, thin over the same verification. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { toUtf8 } from '../../core/bytes.ts';
import { claimNames } from '../../core/credential/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import { parseReceived, type Received, type Report, verifyPresentation } from '../../core/verify/index.ts';
import { parseInput } from '../../server/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { checkHandedIn } from '../report/check-handed-in.ts';
import { createContext } from '../report/create-context.ts';

const secured = z.union([z.record(z.string(), z.unknown()), z.string().min(1)]);
const CredentialBody = z.object({ verifiableCredential: secured, options: z.object({}).optional() });
const PresentationBody = z.object({
  verifiablePresentation: secured,
  options: z.object({ challenge: z.string().min(1).max(1024), domain: z.string().min(1).max(1024) }),
});

/** 200 `{verified: true, …}` only for a credential whose outcome is `valid`; 400 with the errors otherwise. */
export function verifyCredentialByVcApi(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const { verifiableCredential } = parseInput(CredentialBody, req.body);
    const report = await checkHandedIn(
      { bytes: toBytes(verifiableCredential), contentType: 'application/json' },
      deps,
    );
    deps.verdicts.count('check', report.outcome);
    send(res, report, report.outcome === 'valid');
  };
}

/** The same for a presentation, whose `challenge` and `domain` must be those of the options. */
export function verifyPresentationByVcApi(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const { verifiablePresentation, options } = parseInput(PresentationBody, req.body);
    const received = receivePresentation(toBytes(verifiablePresentation));
    const { report, satisfied } = await verifyPresentation(
      received,
      { audience: options.domain, nonce: options.challenge, askedClaims: claimNames, requiredClaims: [] },
      await createContext(deps),
    );
    deps.verdicts.count('check', report.outcome);
    send(res, report, satisfied && report.outcome === 'valid');
  };
}

function receivePresentation(bytes: Uint8Array): readonly Received[] {
  const received = parseReceived({ bytes });
  if (!received.ok) throw new KlusCVError('invalid_request', 'This is not a presentation that we can read.');
  return received.value;
}

const toBytes = (value: object | string): Uint8Array =>
  toUtf8(typeof value === 'string' ? value : JSON.stringify(value));

function send(res: Parameters<RequestHandler>[1], report: Report, verified: boolean): void {
  const failed = report.credentials.flatMap(({ checks }) =>
    checks.filter(({ outcome }) => outcome !== 'pass'),
  );
  const errors = failed
    .filter(({ outcome }) => outcome !== 'not_applicable')
    .map(({ code, message }) => ({ code, message: message.en }));
  res.status(verified ? 200 : 400).json({ verified, errors, report });
}
