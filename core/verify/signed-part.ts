/** By what one knows a credential again: what its issuer signed, in whatever file and however much of it is shown. */
import canonicalize from 'canonicalize';
import { toUtf8 } from '../bytes.ts';
import { disclosureIdOf } from '../proof/index.ts';
import { presentedIn } from './presented-in.ts';
import type { Received, ReceivedCredential } from './received.ts';

const beforeLast = (separator: string, text: string): string => text.slice(0, text.lastIndexOf(separator));

/**
 * Of an SD-JWT the part before the disclosures, so that showing more or less of it does not make it another one; of a W3C
 * document its canonical JSON (RFC 8785), so that spaces do not, and where its holder shows parts the key that was made for it
 * alone; of a JWT what is signed; of a compact edition its bytes.
 */
const signedPartOf = async (credential: ReceivedCredential): Promise<Uint8Array> => {
  switch (credential.format) {
    case 'dc+sd-jwt':
      return toUtf8(credential.compact.split('~', 1)[0] ?? '');
    case 'ldp_vc':
      return (await disclosureIdOf(credential.document)) ?? toUtf8(canonicalize(credential.document) ?? '');
    case 'jwt_vc_json':
      return toUtf8(beforeLast('.', credential.compact));
    case 'kluscv-compact':
      return credential.bytes;
  }
};

export type SignedPart = { readonly format: string; readonly bytes: Uint8Array };

/** The signed part of each credential in what was received, in its order; a presentation that cannot be opened as a whole. */
export const signedPartsOf = async (received: Received): Promise<readonly SignedPart[]> => {
  const inside = presentedIn(received);
  if (inside.ok)
    return Promise.all(
      inside.value.map(async ({ credential }) => ({
        format: credential.format,
        bytes: await signedPartOf(credential),
      })),
    );
  const whole = 'document' in received ? canonicalize(received.document) : JSON.stringify(received);
  return [{ format: received.format, bytes: toUtf8(whole ?? '') }];
};
