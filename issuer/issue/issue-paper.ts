/**
 * The paper: the record in words, with the signed credential attached and a QR code that carries the facts signed by
 * themselves. Both have one place in the status lists, so that withdrawing the paper withdraws both.
 */
import type { Language } from '../../contexts/index.ts';
import type { PartialClaims } from '../../core/credential/index.ts';
import { compactToDigits, createCompact } from '../../core/proof/compact.ts';
import type { IssuerDeps } from '../deps.ts';
import { renderPdf } from '../pdf/index.ts';
import { tokenListUrl } from '../status/status-urls.ts';
import { createContent, keepIssued } from './issue-credential.ts';
import { ldpConfiguration } from './ldp-configuration.ts';

/** How a paper is named among the credentials issued to a worker. */
export const paperConfiguration = 'kluscv-paper';

export async function issuePaper(
  deps: Pick<IssuerDeps, 'store' | 'settings' | 'keys' | 'hashKey' | 'crypto' | 'clock'>,
  order: { workerId: string; claims: PartialClaims; language: Language; actor: string },
): Promise<{ credentialId: string; pdf: Uint8Array }> {
  const { workerId, claims, language, actor } = order;
  const { settings, keys, crypto, clock } = deps;
  const content = await createContent(deps, claims);
  const signed = await ldpConfiguration.sign(content, { issuerUrl: settings.url, keys, crypto });
  const compact = await createCompact(
    {
      claims,
      issuerDid: keys.did,
      keyId: keys.ed25519.verificationMethod,
      issuedAt: content.issuedAt,
      validUntil: content.validUntil,
      status: { idx: content.status.index, uri: tokenListUrl(settings.url, content.status.list) },
    },
    keys.ed25519.signer,
  );
  const pdf = await renderPdf({
    claims,
    issuerName: settings.name,
    credential: {
      fileName: ldpConfiguration.file.name,
      mediaType: ldpConfiguration.file.mediaType,
      bytes: new TextEncoder().encode(JSON.stringify(signed, null, 2)),
    },
    qrUrl: `${settings.verifierUrl}/#${compactToDigits(compact)}`,
    verifierAddress: settings.verifierUrl,
    language,
    createdAt: clock(),
  });
  const credentialId = await keepIssued(deps, {
    workerId,
    configuration: paperConfiguration,
    content,
    actor,
  });
  return { credentialId, pdf };
}
