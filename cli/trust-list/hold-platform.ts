/**
 * Takes over the DID document and the status lists of a platform that stops: fetched and checked while it is still
 * there, signed anew with a key of the scheme from then on. No personal data is in any of them.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { loadDocument } from '../../contexts/index.ts';
import { fromUtf8 } from '../../core/bytes.ts';
import { didKeyFrom, didKeyMethodId, didWebUrl } from '../../core/did/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import { createCertificateChain } from '../../core/keys/certificates.ts';
import type { HttpFetch, Signer } from '../../core/ports.ts';
import { issueDataIntegrity, parseJws, parseJwsPayload } from '../../core/proof/index.ts';
import {
  createBitstringStatusListCredential,
  PackedStatusList,
  signTokenStatusList,
  TokenStatusListPayload,
} from '../../core/status/index.ts';
import type { Platform } from '../../core/trust/index.ts';
import { readBitstringList, readTokenList, type VerifyContext } from '../../core/verify/index.ts';
import { generatePrivateJwk, nodeCrypto } from '../../server/node-crypto.ts';

const purposes = ['revocation', 'suspension', 'refresh'] as const;
const TokenList = z.object({ kind: z.literal('token'), path: z.string(), list: PackedStatusList });
const Bitstring = z.object({
  kind: z.literal('bitstring'),
  path: z.string(),
  purpose: z.enum(purposes),
  encodedList: z.string(),
});

/** `held/<host>.json`: what was taken over, and the documents as they are served. */
export const HeldPlatform = z.object({
  did: z.string(),
  url: z.string(),
  didDocument: z.record(z.string(), z.unknown()),
  /** Base64 DER: the leaf under which token lists are signed, and the root that the entry names. */
  leaf: z.string(),
  anchor: z.string(),
  lists: z.array(z.discriminatedUnion('kind', [TokenList, Bitstring])),
  /** By path below the platform's address. */
  documents: z.record(z.string(), z.object({ mediaType: z.string(), body: z.string() })),
});
export type HeldPlatform = z.infer<typeof HeldPlatform>;
type HeldList = HeldPlatform['lists'][number];

const day = 86_400_000;
const years = 10;
const maxBytes = 8 * 1024 * 1024;

/** What was taken over before, or undefined. */
export function loadHeld(path: string): HeldPlatform | undefined {
  return existsSync(path) ? HeldPlatform.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

export function storeHeld(path: string, held: HeldPlatform): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(held, null, 2)}\n`);
}

/**
 * Fetches everything from the platform, and believes no list that a verifier would not.
 * @throws KlusCVError `fetch_failed` when a document cannot be had, `conflict` when a list is not the platform's own
 */
export async function takeOver(
  platform: Platform,
  signer: Signer,
  { fetch, context }: { readonly fetch: HttpFetch; readonly context: VerifyContext },
): Promise<Omit<HeldPlatform, 'documents'>> {
  const address = didWebUrl(platform.did, true);
  const didDocument = address === undefined ? undefined : await load(address, fetch);
  if (didDocument === undefined)
    throw new KlusCVError('fetch_failed', 'The DID document of the platform cannot be had.');
  const lists: HeldList[] = [];
  for (let number = 1; ; number++) {
    const found = await takeLists(platform, number, { fetch, context });
    if (found.length === 0) break;
    lists.push(...found);
  }
  const now = context.now.getTime();
  const { anchor, x5c } = await createCertificateChain(
    {
      root: { commonName: 'KlusCV, held status lists', privateJwk: generatePrivateJwk('ES256') },
      leaf: {
        commonName: platform.name.slice(0, 64),
        publicJwk: signer.publicJwk,
        dnsNames: [new URL(platform.url).hostname],
        uris: [platform.url],
      },
      notBefore: new Date(now - day),
      notAfter: new Date(now + years * 365 * day),
    },
    nodeCrypto,
  );
  return {
    did: platform.did,
    url: platform.url,
    didDocument: JSON.parse(fromUtf8(didDocument)),
    leaf: x5c[0],
    anchor,
    lists,
  };
}

async function load(url: string, fetch: HttpFetch): Promise<Uint8Array | undefined> {
  const answer = await fetch({ url, maxBytes });
  return answer.status === 200 ? answer.body : undefined;
}

async function takeLists(
  platform: Platform,
  number: number,
  { fetch, context }: { readonly fetch: HttpFetch; readonly context: VerifyContext },
): Promise<HeldList[]> {
  const found: HeldList[] = [];
  const distrust = (path: string) =>
    new KlusCVError('conflict', `The list at ${path} is not one that a verifier would believe.`);
  for (const path of [`/status/token/${number}`, `/status/token/${number}/refresh`]) {
    const body = await load(platform.url + path, fetch);
    if (body === undefined) continue;
    const reference = { kind: 'token', url: platform.url + path, index: 0 } as const;
    const answer = await readTokenList({ body, platform, reference }, context);
    const parsed = parseJws(fromUtf8(body).trim());
    const payload = parsed.ok ? parseJwsPayload(parsed.value) : parsed;
    if (!('state' in answer) || !payload.ok) throw distrust(path);
    found.push({ kind: 'token', path, list: TokenStatusListPayload.parse(payload.value).status_list });
  }
  for (const purpose of purposes) {
    const path = `/status/bitstring/${number}/${purpose}`;
    const body = await load(platform.url + path, fetch);
    if (body === undefined) continue;
    const reference = { kind: 'bitstring', url: platform.url + path, index: 0, purpose } as const;
    const answer = await readBitstringList({ body, platform, reference }, context);
    if (!('state' in answer)) throw distrust(path);
    const { credentialSubject } = Subject.parse(JSON.parse(fromUtf8(body)));
    found.push({ kind: 'bitstring', path, purpose, encodedList: credentialSubject.encodedList });
  }
  return found;
}

const Subject = z.object({ credentialSubject: z.object({ encodedList: z.string() }) });

/** The same lists, signed anew to hold for so many days. */
export async function signHeld(
  held: Omit<HeldPlatform, 'documents'>,
  signer: Signer,
  { now, days }: { readonly now: Date; readonly days: number },
): Promise<HeldPlatform> {
  const until = new Date(now.getTime() + days * day);
  const documents: HeldPlatform['documents'] = {
    '/.well-known/did.json': { mediaType: 'application/json', body: JSON.stringify(held.didDocument) },
    '/did.json': { mediaType: 'application/json', body: JSON.stringify(held.didDocument) },
  };
  for (const list of held.lists)
    documents[list.path] =
      list.kind === 'token'
        ? {
            mediaType: 'application/statuslist+jwt',
            body: await signTokenStatusList(
              {
                uri: held.url + list.path,
                list: list.list,
                issuedAt: now,
                expiresAt: until,
                ttlSeconds: 3_600,
                x5c: [held.leaf],
              },
              signer,
            ),
          }
        : { mediaType: 'application/vc', body: await signBitstring(held, list, { signer, now, until }) };
  return { ...held, documents };
}

async function signBitstring(
  held: Pick<HeldPlatform, 'url'>,
  { path, purpose, encodedList }: z.infer<typeof Bitstring>,
  { signer, now, until }: { readonly signer: Signer; readonly now: Date; readonly until: Date },
): Promise<string> {
  const did = didKeyFrom(signer.publicJwk);
  const credential = createBitstringStatusListCredential({
    url: held.url + path,
    issuer: did,
    purpose,
    encodedList,
    validFrom: now,
    validUntil: until,
    ttlSeconds: 3_600,
  });
  const tools = { signer, loadDocument };
  return JSON.stringify(
    await issueDataIntegrity({ credential, verificationMethod: didKeyMethodId(did), created: now }, tools),
  );
}

/** The part of the platform's entry that says so. */
export const heldEntry = (
  held: Pick<HeldPlatform, 'anchor'>,
  signer: Pick<Signer, 'publicJwk'>,
  url: string,
): NonNullable<Platform['held']> => ({
  url,
  did: didKeyFrom(signer.publicJwk),
  certificateAnchors: [held.anchor],
});
