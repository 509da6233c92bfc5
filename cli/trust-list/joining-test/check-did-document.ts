/** The DID document: can it be had, is it about this DID, and does it name the keys that a KlusCV is signed with? */
import type { DIDDocument } from 'did-resolver';
import { didWebUrl, findVerificationMethod, publicJwkOf, resolveDid } from '../../../core/did/index.ts';
import type { PublicJwk } from '../../../core/keys/index.ts';
import type { HttpFetch } from '../../../core/ports.ts';
import { type Finding, fail, pass, warn } from './finding.ts';

const question = 'DID document';
const reasons: Readonly<Record<string, readonly [string, string]>> = {
  unreachable: [
    'did not answer',
    'Serve it over https, with a certificate that browsers trust, without redirects.',
  ],
  notFound: ['is not there', 'Serve the DID document at this address.'],
  invalidDidDocument: [
    'is no DID document about this DID',
    'Let "id" be the DID byte for byte, and answer with JSON of less than 64 kB.',
  ],
  invalidDid: ['is no address', 'Write the DID as did:web:host, with %3A before a port and : in place of /.'],
};

/** Findings, and the P-256 keys that the document names for signing. */
export async function checkDidDocument(
  did: string,
  ports: { readonly fetch: HttpFetch; readonly allowInsecureLoopback: boolean },
): Promise<{ readonly findings: readonly Finding[]; readonly p256: readonly PublicJwk[] }> {
  if (!did.startsWith('did:web:'))
    return {
      p256: [],
      findings: [
        fail(
          question,
          'The DID is not a did:web.',
          'Use did:web with the host of the issuer: it can change keys.',
        ),
      ],
    };
  const address = didWebUrl(did, ports.allowInsecureLoopback) ?? did;
  const { didDocument, didResolutionMetadata } = await resolveDid(did, ports);
  if (didDocument === null) {
    const [problem, mend] = reasons[didResolutionMetadata.error ?? ''] ?? ['cannot be read', 'Look at it.'];
    return { p256: [], findings: [fail(question, `${address} ${problem}.`, mend)] };
  }
  const keys = keysFor(didDocument);
  return {
    findings: [pass(question, `${address} is there.`), ...checkKeys(didDocument, keys)],
    p256: keys.flatMap(({ key }) => (key.kty === 'EC' ? [key] : [])),
  };
}

type Named = { readonly key: PublicJwk; readonly type: string };

const keysFor = (document: DIDDocument): readonly Named[] =>
  (document.assertionMethod ?? []).flatMap((entry) => {
    const id = typeof entry === 'string' ? entry : entry.id;
    const absolute = id.startsWith('#') ? document.id + id : id;
    const method = findVerificationMethod(document, absolute, 'assertionMethod');
    const key = method && publicJwkOf(method);
    return method && key ? [{ key, type: method.type }] : [];
  });

function checkKeys(document: DIDDocument, keys: readonly Named[]): readonly Finding[] {
  const p256 = keys.filter(({ key }) => key.kty === 'EC');
  const ed25519 = keys.filter(({ key }) => key.kty === 'OKP');
  const asked = document.assertionMethod?.length ?? 0;
  return [
    ed25519.length > 0
      ? pass('Ed25519 key', 'There is one for assertionMethod: W3C credentials and papers can be checked.')
      : fail(
          'Ed25519 key',
          'There is none under assertionMethod.',
          'Name an Ed25519 key as Multikey, with the DID as its controller, under assertionMethod.',
        ),
    p256.length > 0
      ? pass('P-256 key', 'There is one for assertionMethod.')
      : fail(
          'P-256 key',
          'There is none under assertionMethod.',
          'Name the P-256 key of the certificate as JsonWebKey under assertionMethod.',
        ),
    ...(p256.length === 0 || new Set(p256.map(({ type }) => type)).size > 1
      ? []
      : [
          warn(
            'P-256 key',
            'It stands there in one form only.',
            'Name it as JsonWebKey and as Multikey: libraries for ecdsa-sd read the second alone.',
          ),
        ]),
    ...(keys.length === asked
      ? []
      : [
          warn(
            'Other keys',
            `${asked - keys.length} under assertionMethod cannot be read here.`,
            'Leave out what is not P-256 or Ed25519, or is controlled by another DID.',
          ),
        ]),
  ];
}
