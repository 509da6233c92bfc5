/**
 * The paper: the record in words, with the signed credential attached and a QR code that carries the facts signed by
 * themselves. Each paper is a copy with a place of its own in the status lists, which attachment and code share: the
 * worker can turn off one copy, and the others stay.
 */
import type { Language } from '../../contexts/index.ts';
import type { RandomBytes } from '../../core/ports.ts';
import { compactToDigits, createCompact } from '../../core/proof/compact.ts';
import type { IssuerDeps } from '../deps.ts';
import { withPresentKeys } from '../keys/with-present-keys.ts';
import { type OwnWords, renderPdf } from '../pdf/index.ts';
import { tokenListUrl } from '../status/status-urls.ts';
import { createContent } from './issue-credential.ts';
import { keepIssued } from './keep-issued.ts';
import { sdJwtConfiguration } from './sd-jwt-configuration.ts';
import type { Signable } from './signable.ts';

/** How a paper is named among the credentials issued to a worker. */
export const paperConfiguration = 'kluscv-paper';

export async function issuePaper(
  deps: Pick<IssuerDeps, 'store' | 'settings' | 'keys' | 'hashKey' | 'crypto' | 'clock'>,
  order: {
    signable: Signable;
    language: Language;
    /** For whom it is, in the worker's words; signed as a salted digest only. */
    madeFor?: string | undefined;
    /** Beside what is signed; printed and kept nowhere. */
    ownWords?: OwnWords | undefined;
    /** Whether the worker asked for the invitation to the platform's questionnaire, if it has one. */
    questionnaire?: boolean;
    actor: string;
  },
): Promise<{ credentialId: string; pdf: Uint8Array }> {
  const { signable, language, madeFor, ownWords, questionnaire = false, actor } = order;
  const { claims } = signable;
  const copy = madeFor === undefined ? {} : { madeFor };
  const { settings, crypto, clock } = deps;
  const content = await createContent(deps, { claims, copy });
  return withPresentKeys(deps.keys, async (keys) => {
    const signed = await sdJwtConfiguration.sign(content, { issuerUrl: settings.url, keys, crypto });
    const compact = await createCompact(
      {
        claims,
        issuerDid: keys.did,
        keyId: keys.ed25519.verificationMethod,
        issuedAt: content.issuedAt,
        validUntil: content.validUntil,
        status: { idx: content.status.index, uri: tokenListUrl(settings.url, content.status.list) },
        madeForSomebody: madeFor !== undefined,
      },
      keys.ed25519.signer,
    );
    const pdf = await renderPdf({
      claims,
      issuerName: settings.name,
      credential: {
        fileName: sdJwtConfiguration.file.name,
        mediaType: sdJwtConfiguration.file.mediaType,
        bytes: new TextEncoder().encode(typeof signed === 'string' ? signed : JSON.stringify(signed)),
      },
      qrUrl: `${settings.verifierUrl}/#${compactToDigits(compact)}`,
      verifierAddress: settings.verifierUrl,
      language,
      createdAt: clock(),
      validUntil: content.validUntil,
      ...copy,
      ...(ownWords === undefined ? {} : { ownWords }),
      ...(questionnaire && settings.questionnaireUrl !== undefined
        ? { questionnaire: { url: settings.questionnaireUrl, code: createResearchCode(crypto.randomBytes) } }
        : {}),
    });
    const credentialId = await keepIssued(deps, {
      signable,
      configuration: paperConfiguration,
      content,
      keysVersion: keys.version,
      actor,
    });
    return credentialId === undefined ? undefined : { credentialId, pdf };
  });
}

/** Letters and digits that nobody takes for each other; 32 of them, so that each byte gives one evenly. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Sixty random bits, kept nowhere: it ties the answers of one questionnaire together, and nobody to them. */
function createResearchCode(randomBytes: RandomBytes): string {
  const code = [...randomBytes(12)].map((byte) => letters[byte % letters.length]).join('');
  return (code.match(/.{4}/g) ?? []).join('-');
}
