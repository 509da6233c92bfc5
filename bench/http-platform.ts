/** A platform on this machine, as a verifier meets one: DID document and status lists over HTTP, and credentials of it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCredential } from '../core/credential/index.ts';
import { createDidDocument, didWebFrom } from '../core/did/index.ts';
import { publicJwkFrom } from '../core/keys/index.ts';
import { issueDataIntegrity } from '../core/proof/index.ts';
import {
  createBitstring,
  createBitstringStatusListCredential,
  encodeBitstringList,
} from '../core/status/index.ts';
import { signTrustList } from '../core/trust/index.ts';
import { createNodeSigner, generatePrivateJwk } from '../server/node-crypto.ts';
import { issueWithCertificate } from './http-sd-jwt.ts';
import { claims, loader } from './sample.ts';

const purposes = ['revocation', 'suspension', 'refresh'] as const;
const day = 86_400_000;

export type HttpPlatform = Awaited<ReturnType<typeof startPlatform>>;

export async function startPlatform() {
  const documents = new Map<string, object>();
  const tokens = new Map<string, string>();
  const server = createServer((req, res) => {
    const document = documents.get(req.url ?? '');
    const text = document === undefined ? tokens.get(req.url ?? '') : JSON.stringify(document);
    res.writeHead(text === undefined ? 404 : 200, {
      'content-type': document === undefined ? 'application/statuslist+jwt' : 'application/json',
    });
    res.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const did = didWebFrom(url);
  const signer = createNodeSigner(generatePrivateJwk('EdDSA'));
  const verificationMethod = `${did}#ed25519`;
  const now = new Date();
  const validUntil = new Date(now.getTime() + day);
  const sign = (credential: Parameters<typeof issueDataIntegrity>[0]['credential']) =>
    issueDataIntegrity({ credential, verificationMethod, created: now }, { signer, loadDocument: loader });

  const didDocument = createDidDocument({ did, keys: [{ id: 'ed25519', publicJwk: signer.publicJwk }] });
  documents.set('/.well-known/did.json', didDocument);
  for (const purpose of purposes) {
    const path = `/status/bitstring/1/${purpose}`;
    const encodedList = encodeBitstringList(createBitstring({ setIndexes: [1, 5_000, 90_000] }));
    const list = { url: url + path, issuer: did, purpose, encodedList, validFrom: now, validUntil };
    documents.set(path, await sign(createBitstringStatusListCredential(list)));
  }
  const credential = await sign(
    createCredential({
      claims,
      issuer: did,
      validFrom: now,
      validUntil: new Date(now.getTime() + 1_000 * day),
      status: purposes.map((purpose) => ({ purpose, index: 7, url: `${url}/status/bitstring/1/${purpose}` })),
    }),
  );
  const { sdJwt, lists, anchor } = await issueWithCertificate({ url, now, validUntil });
  for (const [path, list] of lists) tokens.set(path, list);
  const schemeJwk = generatePrivateJwk('EdDSA');
  const trustList = await signTrustList(
    {
      scheme: 'KlusCV',
      version: 1,
      issued: now.toISOString(),
      nextUpdate: validUntil.toISOString(),
      platforms: [
        {
          name: 'Poetsmaat B.V.',
          kvkNumber: '12345678',
          url,
          did,
          otherDids: [],
          certificateAnchors: [anchor],
          from: '2020-01-01',
        },
      ],
      verifiers: [],
    },
    createNodeSigner(schemeJwk),
  );
  return {
    credential,
    sdJwt,
    trustList,
    schemeKey: publicJwkFrom(schemeJwk),
    /** By address, for who has them in memory. */
    documents: Object.fromEntries([...documents].map(([path, document]) => [url + path, document])),
    did,
    didDocument,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
