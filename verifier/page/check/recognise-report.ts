/** A verifier's signed report, handed in where certificates are checked: told from them, and checked on this device. */
import { z } from 'zod';
import { fromUtf8 } from '../../../core/bytes.ts';
import { findVerificationMethod, parseDidDocument, publicJwkOf } from '../../../core/did/index.ts';
import { parseJws, parseJwsPayload } from '../../../core/proof/index.ts';
import { verifyReport } from '../../../core/signed-report/index.ts';
import { parseStrictJson } from '../../../core/strict-json.ts';
import type { Outcome } from '../../../core/verify/report.ts';
import type { PageFetch } from '../../../ui/call-api.ts';
import { webCrypto } from '../../../ui/web-crypto.ts';

export type FoundReport =
  | {
      readonly state: 'ours';
      readonly reference: string;
      readonly checkedAt: string;
      readonly outcome: Outcome;
    }
  | { readonly state: 'changed' | 'unchecked' }
  /** Made by somebody else; `host` is what the report itself says, and nobody has checked. */
  | { readonly state: 'foreign'; readonly host?: string };

/** More text than any report of ours has. */
const maxBytes = 4_000_000;
const WithJws = z.looseObject({ jws: z.string() });

/** The JWS in a report's JSON file, in the link of its QR code, or alone. */
function jwsIn(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) {
    const json = parseStrictJson(trimmed);
    return WithJws.safeParse(json.ok ? json.value : undefined).data?.jws;
  }
  return /^(?:https?:\/\/[^\s#]+#)?([\w-]+\.[\w-]+\.[\w-]+)$/.exec(trimmed)?.[1];
}

const reportTypes: ReadonlySet<unknown> = new Set(['kluscv-report+jwt', 'kluscv-report-note+jwt']);

/** The first of these texts that is a report, checked against this verifier's own keys; undefined when none is one. */
export async function recogniseReport(
  texts: readonly Uint8Array[],
  fetch: PageFetch,
): Promise<FoundReport | undefined> {
  for (const bytes of texts) {
    const text = bytes.length > maxBytes ? '' : fromUtf8(bytes);
    const jws = jwsIn(text);
    const parsed = jws === undefined ? undefined : parseJws(jws);
    if (!parsed?.ok || !reportTypes.has(parsed.value.header.typ)) continue;
    const payload = parseJwsPayload(parsed.value);
    return judgeReport(
      { text, keyId: parsed.value.header.kid, payload: payload.ok ? payload.value : {} },
      fetch,
    );
  }
  return undefined;
}

async function judgeReport(
  given: { readonly text: string; readonly keyId: unknown; readonly payload: Record<string, unknown> },
  fetch: PageFetch,
): Promise<FoundReport> {
  const answer = await fetch('/.well-known/did.json', { credentials: 'omit' }).catch(() => undefined);
  const body = answer?.ok === true ? await answer.arrayBuffer().catch(() => undefined) : undefined;
  if (body === undefined) return { state: 'unchecked' };
  const { keyId } = given;
  const did = typeof keyId === 'string' ? keyId.split('#')[0] : undefined;
  const document = did === undefined ? undefined : parseDidDocument(new Uint8Array(body), did);
  const method =
    document === undefined || typeof keyId !== 'string'
      ? undefined
      : findVerificationMethod(document, keyId, 'assertionMethod');
  const publicJwk = method && publicJwkOf(method);
  if (did === undefined || typeof keyId !== 'string' || publicJwk === undefined)
    return foreign(given.payload);
  const verified = await verifyReport(given.text, { did, keyId, publicJwk }, webCrypto);
  if (!verified.ok)
    return verified.error === 'report_foreign' ? foreign(given.payload) : { state: 'changed' };
  if (verified.value.kind === 'note') {
    const { jti, iat, outcome } = verified.value.note;
    return { state: 'ours', reference: jti, checkedAt: new Date(iat * 1000).toISOString(), outcome };
  }
  const { jti, report } = verified.value.content;
  return { state: 'ours', reference: jti, checkedAt: report.checkedAt, outcome: report.outcome };
}

/** Only a host's name, so that nothing else that a stranger wrote is read. */
function foreign({ verifierUrl, iss }: Record<string, unknown>): FoundReport {
  const said = typeof verifierUrl === 'string' ? verifierUrl : '';
  const host = URL.canParse(said) ? new URL(said).host : /^did:web:([\w.%-]+)/.exec(String(iss))?.[1];
  return host === undefined
    ? { state: 'foreign' }
    : { state: 'foreign', host: decodeURIComponent(host).slice(0, 100) };
}
