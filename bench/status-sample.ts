/** One platform with its three status lists, and a credential of it as the product issues them; for ours and for stock. */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import { createCredential, type PartialClaims } from '../core/credential/index.ts';
import { createDidDocument } from '../core/did/index.ts';
import { issueDataIntegrity } from '../core/proof/index.ts';
import {
  createBitstring,
  createBitstringStatusListCredential,
  encodeBitstringList,
} from '../core/status/index.ts';
import type { TrustList } from '../core/trust/index.ts';
import { claims, did, ed25519, loader, now, stockLoader, verificationMethod } from './sample.ts';

export const platformUrl = 'https://issuer.example';
const until = new Date('2036-11-14T00:00:00Z');
export const purposes = ['revocation', 'suspension', 'refresh'] as const;
type Purpose = (typeof purposes)[number];

const listUrl = (list: number, purpose: Purpose): string =>
  `${platformUrl}/status/bitstring/${list}/${purpose}`;
const tools = { signer: ed25519, loadDocument: loader };

/** Some hundred of 131,072 places are set, as after a year. */
const signList = (list: number, purpose: Purpose) =>
  issueDataIntegrity(
    {
      credential: createBitstringStatusListCredential({
        url: listUrl(list, purpose),
        issuer: did,
        purpose,
        encodedList: encodeBitstringList(
          createBitstring({ setIndexes: Array.from({ length: 400 }, (_, at) => 1_000 + at * 251) }),
        ),
        validFrom: now,
        validUntil: until,
      }),
      verificationMethod,
      created: now,
    },
    tools,
  );

/** The documents of so many lists, by address. */
export async function createLists(count: number): Promise<ReadonlyMap<string, object>> {
  const lists = new Map<string, object>();
  for (let list = 1; list <= count; list += 1)
    for (const purpose of purposes) lists.set(listUrl(list, purpose), await signList(list, purpose));
  return lists;
}

/** Where the credential of `signCredential` stands in a list of each purpose. */
export const places = (list: number) =>
  purposes.map((purpose) => ({ purpose, index: 7, url: listUrl(list, purpose) }));

/** A credential with a place in that list. */
export const signCredential = (list: number, content: PartialClaims = claims) =>
  issueDataIntegrity(
    {
      credential: createCredential({
        claims: content,
        issuer: did,
        validFrom: now,
        validUntil: new Date('2031-11-14T00:00:00Z'),
        status: places(list),
      }),
      verificationMethod,
      created: now,
    },
    tools,
  );

export const didDocument = createDidDocument({
  did,
  keys: [{ id: 'ed25519', publicJwk: ed25519.publicJwk }],
});

export const trustList: TrustList = {
  scheme: 'KlusCV',
  version: 1,
  issued: '2026-11-01T00:00:00Z',
  nextUpdate: '2036-11-01T00:00:00Z',
  platforms: [
    {
      name: 'Poetsmaat B.V.',
      kvkNumber: '12345678',
      url: platformUrl,
      did,
      otherDids: [],
      certificateAnchors: [],
      from: '2020-01-01',
    },
  ],
  verifiers: [],
};

/** As the documentation of the stock libraries has it: the lists are in memory, and verified for each credential. */
export async function checkWithStock(credential: object, lists: ReadonlyMap<string, object>): Promise<void> {
  const documentLoader = async (url: string) => {
    const document = lists.get(url);
    return document === undefined ? stockLoader(url) : { contextUrl: null, documentUrl: url, document };
  };
  const suite = new DataIntegrityProof({ cryptosuite });
  const result = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus, now });
  if (!result.verified) throw new Error('The stock library refuses what it should take.');
}
