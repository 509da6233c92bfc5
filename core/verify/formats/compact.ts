/** The KlusCV on paper: the compact edition of its QR code, signed by a key of the platform's DID document. */
import { claimsFromCompact, type ParsedCompact, parseCompact, verifyCompact } from '../../proof/index.ts';
import { err, ok, type Result } from '../../result.ts';
import { isCompromised, platformByDid } from '../../trust/index.ts';
import type { ReceivedCredential } from '../received.ts';
import { loadKeys } from './did-keys.ts';
import type { FormatReader, SignatureFailure, SignedContent } from './format.ts';

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
      const keys = await loadKeys(issuerDid, 'assertionMethod', context);
      if (!keys.ok) return err('issuer_unreachable');
      const key = keys.value(keyId);
      if (key === undefined) return err('issuer_key_foreign');
      if (isCompromised(platform, key)) return err('issuer_key_compromised');
      const verified = await verifyCompact(parsed.value, key, context.crypto);
      return verified.ok ? contentFrom(verified.value) : err('signature_invalid');
    },
  });
};
