/** A credential offer (OpenID4VCI 1.0, section 4.1): nothing about the worker in it, only a code that works once. */

import type { Grant, Stores } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { createPreAuthorizedCode, createSecret, hashSecret } from './secrets.ts';
import { createTxCode, hashTxCode, txCodeDescription } from './tx-code.ts';

const preAuthorizedGrant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

export type CredentialOffer = {
  readonly credential_issuer: string;
  readonly credential_configuration_ids: readonly string[];
  readonly grants: Record<string, Record<string, unknown>>;
};

/** The offer as a wallet reads it. */
export function createOfferObject(
  issuerUrl: string,
  offer: { configurations: readonly string[]; offerSecret: string; needsTxCode: boolean },
): CredentialOffer {
  return {
    credential_issuer: issuerUrl,
    credential_configuration_ids: offer.configurations,
    grants: {
      [preAuthorizedGrant]: {
        'pre-authorized_code': createPreAuthorizedCode(offer.offerSecret),
        ...(offer.needsTxCode ? { tx_code: txCodeDescription } : {}),
      },
    },
  };
}

/**
 * Keeps a new offer and gives its address: by reference (for a QR code), or by value.
 * @returns `openid-credential-offer://?credential_offer_uri=…` or `…?credential_offer=…`
 */
export async function createOffer(
  { settings, crypto }: Pick<IssuerDeps, 'settings' | 'crypto'>,
  stores: Pick<Stores, 'offers'>,
  offer: Grant & { txCodeId: string | null; expiresAt: Date; byValue: boolean },
): Promise<string> {
  const { byValue, ...kept } = offer;
  const offerSecret = createSecret(crypto.randomBytes);
  await stores.offers.storeOffer({
    ...kept,
    offerHash: hashSecret(offerSecret),
    codeHash: hashSecret(createPreAuthorizedCode(offerSecret)),
  });
  const parameters = byValue
    ? {
        credential_offer: JSON.stringify(
          createOfferObject(settings.url, {
            configurations: offer.configurations,
            offerSecret,
            needsTxCode: offer.txCodeId !== null,
          }),
        ),
      }
    : { credential_offer_uri: `${settings.url}/offers/${offerSecret}` };
  return `openid-credential-offer://?${new URLSearchParams(parameters).toString().replaceAll('+', '%20')}`;
}

/** A session that was opened in time may still make an offer with the same transaction code. */
const outlivesSeconds = 3_600;

/** Makes a transaction code and keeps its hash; the code itself goes to the platform, once. */
export async function createKeptTxCode(
  { hashKey, crypto }: Pick<IssuerDeps, 'hashKey' | 'crypto'>,
  stores: Pick<Stores, 'offers'>,
  expiresAt: Date,
): Promise<{ txCodeId: string; txCode: string }> {
  const txCodeId = createSecret(crypto.randomBytes);
  const txCode = createTxCode(crypto.randomBytes);
  await stores.offers.storeTxCode({
    txCodeId,
    hash: hashTxCode(hashKey, txCodeId, txCode),
    expiresAt: new Date(expiresAt.getTime() + outlivesSeconds * 1000),
  });
  return { txCodeId, txCode };
}
