/** Who signed a request: by a certificate's hash, by a host name in it, or by a DID (OpenID4VP 1.0, section 5.9.3). */
import { toBase64Url } from '../../core/bytes.ts';
import { type Leaf, parseLeaf } from '../../core/keys/certificates.ts';
import type { PublicJwk } from '../../core/keys/jwk.ts';
import { type ClientIdPrefix, clientIdPrefixes } from '../../core/openid/index.ts';
import { parseJws, verifyJws } from '../../core/proof/index.ts';
import { ok, type Result } from '../../core/result.ts';
import type { JsonObject } from '../../core/strict-json.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import { RequestHeader } from './request-object.ts';

/** The asker, as far as the signature reaches. */
export type Asker = {
  readonly prefix: ClientIdPrefix;
  readonly clientId: string;
  /** Base64url SHA-256 of the certificate, by which the scheme's list names verifiers; null for a DID. */
  readonly certificateSha256: string | null;
  /** Hosts that the certificate or the DID vouches for. */
  readonly hosts: readonly string[];
};

type AskerKey = { readonly asker: Asker; readonly publicJwk: PublicJwk };

const unsupported = (detail: string) => problem('request_unsupported', detail);
const notGenuine = (detail: string) => problem('request_not_genuine', detail);

/** Verifies a signed request object and gives its members; what they say is for the caller to judge. */
export async function verifyRequestJwt(
  compact: string,
  ports: FlowPorts,
): Promise<Result<{ readonly members: JsonObject; readonly asker: Asker }, FlowProblem>> {
  const parsed = parseJws(compact);
  if (!parsed.ok) return problem('request_unreadable', 'The request is not a signed object.');
  const header = RequestHeader.safeParse(parsed.value.header);
  if (!header.success) return unsupported('The header of the request is of another kind.');
  const clientId = readClientId(parsed.value.payloadBytes);
  if (clientId === undefined) return unsupported('The request cannot be answered because of client_id.');
  const key = await findAskerKey(clientId, header.data, ports);
  if (!key.ok) return key;
  const verified = await verifyJws(compact, key.value.publicJwk, ports.crypto);
  if (!verified.ok) return notGenuine('The signature of the request does not hold.');
  return ok({ members: verified.value.payload, asker: key.value.asker });
}

/** Read before the signature, to know which key to look for; it is the signature that makes it true. */
function readClientId(payload: Uint8Array): string | undefined {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(payload));
    const clientId =
      typeof parsed === 'object' && parsed !== null && 'client_id' in parsed ? parsed.client_id : undefined;
    return typeof clientId === 'string' ? clientId : undefined;
  } catch {
    return undefined;
  }
}

async function findAskerKey(
  clientId: string,
  header: RequestHeader,
  ports: FlowPorts,
): Promise<Result<AskerKey, FlowProblem>> {
  const prefix = clientIdPrefixes.find((known) => clientId.startsWith(`${known}:`));
  if (prefix === undefined) return unsupported('The client id is of a kind that this wallet does not know.');
  const name = clientId.slice(prefix.length + 1);
  if (prefix === 'decentralized_identifier') return findDidKey(clientId, name, header, ports);
  if (header.x5c === undefined) return unsupported('The request has no certificate.');
  const certificate = await parseLeaf(header.x5c);
  if (certificate === undefined) return notGenuine('The certificate cannot be read.');
  return checkCertificate(prefix, clientId, name, certificate);
}

function checkCertificate(
  prefix: 'x509_hash' | 'x509_san_dns',
  clientId: string,
  name: string,
  certificate: Leaf,
): Result<AskerKey, FlowProblem> {
  const certificateSha256 = toBase64Url(certificate.sha256);
  const isNamed =
    prefix === 'x509_hash' ? name === certificateSha256 : certificate.dnsNames.some((host) => host === name);
  if (!isNamed) return notGenuine('The client id is not that of the certificate.');
  const hosts = prefix === 'x509_hash' ? certificate.dnsNames : [name];
  return ok({
    asker: { prefix, clientId, certificateSha256, hosts },
    publicJwk: certificate.publicJwk,
  });
}

async function findDidKey(
  clientId: string,
  did: string,
  { kid }: RequestHeader,
  ports: FlowPorts,
): Promise<Result<AskerKey, FlowProblem>> {
  if (kid === undefined || !kid.startsWith(`${did}#`))
    return notGenuine('The key of the request is not one of the DID that asks.');
  // Most requests are signed with a certificate: who needs DIDs loads what resolves them.
  const { didWebUrl, findVerificationMethod, publicJwkOf, resolveDid } = await import(
    '../../core/did/index.ts'
  );
  const { didDocument, didResolutionMetadata } = await resolveDid(did, ports);
  if (didResolutionMetadata.error === 'unreachable')
    return problem('verifier_unreachable', 'The DID document of the verifier could not be fetched.');
  const method =
    didDocument === null
      ? undefined
      : (findVerificationMethod(didDocument, kid, 'authentication') ??
        findVerificationMethod(didDocument, kid, 'assertionMethod'));
  const publicJwk = method === undefined ? undefined : publicJwkOf(method);
  if (publicJwk === undefined) return notGenuine('The DID that asks does not have this key.');
  const document = didWebUrl(did, ports.allowInsecureLoopback);
  return ok({
    asker: {
      prefix: 'decentralized_identifier',
      clientId,
      certificateSha256: null,
      hosts: document === undefined ? [] : [new URL(document).hostname],
    },
    publicJwk,
  });
}
