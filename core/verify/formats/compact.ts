/** The KlusCV on paper: the compact edition of its QR code, signed by a key of the platform's DID document. */
import { claimsFromCompact, type ParsedCompact, parseCompact, verifyCompact } from '../../proof/index.ts';
import { err, ok, type Result } from '../../result.ts';
import { platformByDid } from '../../trust/index.ts';
import type { ReceivedCredential } from '../received.ts';
import type { FormatReader, SignatureFailure, SignedContent } from './format.ts';
import { issuerKeyOf } from './issuer-did-key.ts';

const contentFrom = (parsed: ParsedCompact): Result<SignedContent, SignatureFailure> => {
  const { payload, issuedAt, validUntil, status } = parsed;
  try {
    return ok({
      claims: claimsFromCompact(payload),
      validFrom: issuedAt,
      validUntil,
      status: status === undefined ? [] : [{ kind: 'token', url: status.uri, index: status.idx }],
      holder: { kind: 'none' },
      copy: { madeFor: payload.m === 1 ? 'name_kept_back' : 'nobody_named' },
    });
  } catch {
    return err('content_unknown');
  }
};

/** Takes a compact edition apart. */
export const readCompact: FormatReader<Extract<ReceivedCredential, { format: 'kluscv-compact' }>> = ({
  bytes,
}) => {
  const parsed = parseCompact(bytes);
  if (!parsed.ok) return err('damaged');
  const { issuerDid, keyId, issuedAt } = parsed.value;
  return ok({
    format: 'kluscv-compact',
    issuerId: issuerDid,
    kluscv: true,
    signedAt: issuedAt,
    findPlatform: (list) => platformByDid(list, issuerDid),
    verify: async (platform, context) => {
      const key = await issuerKeyOf({ did: issuerDid, verificationMethod: keyId }, platform, context);
      if (!key.ok) return key;
      const verified = await verifyCompact(parsed.value, key.value, context.crypto);
      return verified.ok ? contentFrom(verified.value) : err('signature_invalid');
    },
  });
};
