import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../contexts/index.ts';
import { findVerificationMethod, publicJwkOf, resolveDid } from '../../core/did/index.ts';
import { PublicJwk } from '../../core/keys/jwk.ts';
import { publicJwkFromMultikey } from '../../core/keys/multikey.ts';
import { parseSdJwt, verifyDataIntegrity, verifyKeyBinding } from '../../core/proof/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import {
  type Answer,
  createResponse,
  findCandidates,
  isRequired,
  parseRequest,
  preselect,
  receiveOffer,
  satisfies,
  sendRefusal,
  sendResponse,
  shownClaimNames,
} from '../../wallet/flow/index.ts';
import { createFakeIssuer, sampleClaims } from './fakes/issuer.ts';
import { createNetwork } from './fakes/network.ts';
import { createFakeVerifier, sampleQuery } from './fakes/verifier.ts';
import { createTestWallet, now, trustListOf } from './fakes/wallet.ts';

function unwrap<T>(
  result: { ok: true; value: T } | { ok: false; error: { code: string; detail: string } },
): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.detail}`);
  return result.value;
}

async function setUp(
  input: {
    verifier?: Parameters<typeof createFakeVerifier>[0];
    configurations?: string[];
    registered?: boolean;
  } = {},
) {
  const issuer = await createFakeIssuer({
    url: 'https://poetsmaat.example',
    configurations: input.configurations ?? ['kluscv-sd-jwt'],
  });
  const verifier = await createFakeVerifier(input.verifier);
  const { fetch } = createNetwork({ [issuer.url]: issuer.handler, [verifier.url]: verifier.handler });
  const verifiers = input.registered
    ? [{ name: 'Zorg BV', certificateSha256: verifier.certificateSha256, purposes: ['employer' as const] }]
    : [];
  const { ports } = createTestWallet({ fetch, trust: trustListOf([issuer.platform], verifiers) });
  const credentials = unwrap(await receiveOffer({ offerUri: issuer.offerLink('value') }, ports));
  return { issuer, verifier, ports, credentials };
}

async function answerOf(set: Awaited<ReturnType<typeof setUp>>) {
  const request = unwrap(await parseRequest(set.verifier.requestLink, set.ports));
  const slots = unwrap(findCandidates(request.dcqlQuery, set.credentials));
  return { request, slots, answers: preselect(slots, request.allowedClaims) };
}

const only = (answers: readonly Answer[]): Answer => {
  const [answer] = answers;
  if (answer === undefined || answers.length !== 1) throw new Error('not one answer');
  return answer;
};

describe('a request', () => {
  it('of a registered verifier carries its name from the list, its purpose and its host', async () => {
    const { verifier, ports } = await setUp({ registered: true });
    expect(unwrap(await parseRequest(verifier.requestLink, ports))).toMatchObject({
      clientId: verifier.clientId,
      verifier: { name: 'Zorg BV', host: 'verifier.example' },
      purpose: 'employer',
      purposeAllowed: true,
    });
  });

  it('of a registered verifier, for a purpose that it is not registered for, comes from an unknown recipient', async () => {
    const { verifier, ports } = await setUp({
      registered: true,
      verifier: { request: { verifier_info: [{ format: 'kluscv-purpose', data: { purpose: 'platform' } }] } },
    });
    expect(unwrap(await parseRequest(verifier.requestLink, ports)).verifier.name).toBeNull();
  });

  it('of anybody else comes from an unknown recipient, whatever it calls itself', async () => {
    const { verifier, ports } = await setUp({
      verifier: { request: { client_metadata: { client_name: 'UWV', vp_formats_supported: {} } } },
    });
    expect(unwrap(await parseRequest(verifier.requestLink, ports)).verifier).toEqual({
      name: null,
      host: 'verifier.example',
    });
  });

  it('for UWV is flagged when the verifier is not registered for that', async () => {
    const { verifier, ports } = await setUp({
      verifier: { request: { verifier_info: [{ format: 'kluscv-purpose', data: { purpose: 'uwv' } }] } },
    });
    expect(unwrap(await parseRequest(verifier.requestLink, ports))).toMatchObject({
      purpose: 'uwv',
      purposeAllowed: false,
    });
  });

  it.each([
    ['with another type', { typ: 'JWT' }, 'request_unsupported'],
    ['with another certificate than its name says', { foreignCertificate: true }, 'request_not_genuine'],
    ['signed by another key', { signWithOtherKey: true }, 'request_not_genuine'],
    ['for another audience', { request: { aud: 'https://other.example' } }, 'request_not_genuine'],
    ['that has expired', { request: { exp: now.getTime() / 1000 - 61 } }, 'request_expired'],
    ['without a nonce', { request: { nonce: undefined } }, 'request_unsupported'],
    [
      'with a redirect_uri beside response_uri',
      { request: { redirect_uri: 'https://a.example' } },
      'request_unsupported',
    ],
    ['with transaction data', { request: { transaction_data: ['e30'] } }, 'request_unsupported'],
    [
      'answered at a foreign host',
      { request: { response_uri: 'https://evil.example/r' } },
      'request_not_genuine',
    ],
    [
      'answered without TLS',
      { request: { response_uri: 'http://verifier.example/r' } },
      'request_unreadable',
    ],
    [
      'whose query refers to a claim that is not there',
      { query: { credentials: [{ ...sampleQuery.credentials[0], claim_sets: [['age']] }] } },
      'request_unsupported',
    ],
  ])('%s is refused', async (_name, verifier, code) => {
    const set = await setUp({ verifier });
    expect(await parseRequest(set.verifier.requestLink, set.ports)).toMatchObject({ error: { code } });
  });

  it('may be answered at another host that its certificate names', async () => {
    const { verifier, ports } = await setUp({
      verifier: { request: { response_uri: 'https://answers.verifier.example/r' } },
    });
    expect((await parseRequest(verifier.requestLink, ports)).ok).toBe(true);
  });

  it('with another client id in the link than in the object is refused', async () => {
    const { verifier, ports } = await setUp();
    const link = verifier.requestLink.replace(verifier.clientId.slice(-5), 'AAAAA');
    expect(await parseRequest(link, ports)).toMatchObject({ error: { code: 'request_not_genuine' } });
  });

  it.each(['', 'hello', 'openid4vp://?client_id=a', 'openid4vp://?request_uri=https://a.example/1'])(
    'is not read out of %j',
    async (link) => {
      const { ports } = await setUp();
      expect((await parseRequest(link, ports)).ok).toBe(false);
    },
  );
});

describe('choosing', () => {
  it('begins with the fullest set that the credential has, and knows what is required', async () => {
    const { answers } = await answerOf(await setUp());
    const { candidate, claimIds } = only(answers);
    expect(shownClaimNames({ candidate, claimIds })).toEqual([
      'name',
      'gigsCompleted',
      'hoursWorked',
      'rating',
    ]);
    const required = candidate.asked.filter(({ id }) => isRequired(candidate, id));
    expect(required.map(({ name }) => name)).toEqual(['name', 'gigsCompleted']);
    const idOf = (name: string) => candidate.asked.find((claim) => claim.name === name)?.id ?? '';
    expect(
      satisfies(
        candidate,
        claimIds.filter((id) => id !== idOf('hoursWorked')),
      ),
    ).toBe(true);
    expect(
      satisfies(
        candidate,
        claimIds.filter((id) => id !== idOf('name')),
      ),
    ).toBe(false);
  });

  it('leaves off what does not belong to the stated purpose', async () => {
    const { answers } = await answerOf(
      await setUp({
        verifier: {
          request: { verifier_info: [{ format: 'kluscv-purpose', data: { purpose: 'platform' } }] },
        },
      }),
    );
    expect(shownClaimNames(only(answers))).toEqual(['name', 'gigsCompleted']);
  });

  it('adds the facts of the purpose to the fullest set, and no judgement', async () => {
    const sd = {
      ...sampleQuery.credentials[0],
      claim_sets: [
        ['name', 'gigs', 'skills'],
        ['name', 'gigs'],
      ],
    };
    const { answers } = await answerOf(await setUp({ verifier: { query: { credentials: [sd] } } }));
    expect(shownClaimNames(only(answers))).toEqual(['name', 'gigsCompleted', 'hoursWorked']);
  });

  it('prefers the format that can be shown in part', async () => {
    const { answers } = await answerOf(await setUp({ configurations: ['kluscv-ldp', 'kluscv-sd-jwt'] }));
    expect(only(answers).candidate.credential.format).toBe('dc+sd-jwt');
  });

  it('finds nothing to share when a required claim is not in the credential', async () => {
    const query = { credentials: [{ ...sampleQuery.credentials[0], claim_sets: [['name', 'skills']] }] };
    const { verifier, ports, credentials } = await setUp({ verifier: { query } });
    const request = unwrap(await parseRequest(verifier.requestLink, ports));
    expect(findCandidates(request.dcqlQuery, credentials)).toMatchObject({
      error: { code: 'nothing_to_share' },
    });
    expect(findCandidates(request.dcqlQuery, [])).toMatchObject({ error: { code: 'nothing_to_share' } });
  });
});

describe('answering', () => {
  it('sends an SD-JWT with exactly the chosen claims, bound to this verifier and nonce', async () => {
    const set = await setUp();
    const { request, answers } = await answerOf(set);
    const { candidate, claimIds } = only(answers);
    const rating = candidate.asked.find(({ name }) => name === 'rating')?.id;
    const chosen = [{ candidate, claimIds: claimIds.filter((id) => id !== rating) }];
    const vpToken = unwrap(await createResponse({ request, chosen }, set.ports));
    unwrap(await sendResponse({ request, vpToken }, set.ports));
    const [posted] = set.verifier.posted;
    expect([...(posted?.keys() ?? [])].sort()).toEqual(['state', 'vp_token']);
    expect(posted?.get('state')).toBe('state-of-the-verifier-1');
    const { sd } = JSON.parse(posted?.get('vp_token') ?? '{}') as { sd: string[] };
    const presentation = sd[0] ?? '';
    const parsed = unwrapSdJwt(presentation);
    const shown = parsed.disclosures.map((text) =>
      JSON.parse(Buffer.from(text, 'base64url').toString()).at(1),
    );
    expect(shown.sort()).toEqual(['gigsCompleted', 'hoursWorked', 'name']);
    const { jwk } = parsed.payload.cnf as { jwk: unknown };
    const binding = await verifyKeyBinding(
      {
        presentation,
        holderJwk: PublicJwk.parse(jwk),
        audience: set.verifier.clientId,
        nonce: 'nonce-of-the-verifier-1',
        now,
        skew: 0,
      },
      nodeCrypto,
    );
    expect(binding.ok).toBe(true);
  });

  it('sends a W3C presentation whose proof has the nonce as challenge and the client id as domain', async () => {
    const set = await setUp({ configurations: ['kluscv-ldp'] });
    const { request, answers } = await answerOf(set);
    const vpToken = unwrap(await createResponse({ request, chosen: answers }, set.ports));
    const document = vpToken.ldp?.[0];
    const verified = await verifyDataIntegrity(
      {
        document,
        expectedPurpose: 'authentication',
        challenge: 'nonce-of-the-verifier-1',
        domain: set.verifier.clientId,
        keyFor: async (method) => {
          const { didDocument } = await resolveDid(method.split('#')[0] ?? '', set.ports);
          const found = didDocument && findVerificationMethod(didDocument, method, 'authentication');
          return found ? publicJwkOf(found) : undefined;
        },
        now,
      },
      { crypto: nodeCrypto, loadDocument },
    );
    expect(verified.ok).toBe(true);
    expect(shownClaimNames(only(answers)).toSorted()).toEqual(Object.keys(sampleClaims).toSorted());
  });

  it('sends of a document that can be shown in part only what was chosen and what goes along with it', async () => {
    const query = {
      credentials: [
        {
          id: 'ldp',
          format: 'ldp_vc',
          meta: { type_values: [['VerifiableCredential', 'KlusCVCredential']] },
          claims: ['name', 'gigsCompleted', 'hoursWorked', 'rating'].map((name) => ({
            id: name,
            path: ['credentialSubject', name],
          })),
          claim_sets: [
            ['name', 'gigsCompleted', 'hoursWorked', 'rating'],
            ['name', 'gigsCompleted'],
          ],
        },
      ],
    };
    const set = await setUp({ configurations: ['kluscv-ldp', 'kluscv-ldp-sd'], verifier: { query } });
    const { request, answers } = await answerOf(set);
    const { candidate, claimIds } = only(answers);
    expect([candidate.selective, candidate.goesAlong.length]).toEqual([true, 5]);
    const required = candidate.asked.filter(({ id }) => isRequired(candidate, id));
    expect(required.map(({ name }) => name)).toEqual(['name', 'gigsCompleted']);
    const rating = candidate.asked.find(({ name }) => name === 'rating')?.id;
    const answer = { candidate, claimIds: claimIds.filter((id) => id !== rating) };
    const vpToken = unwrap(await createResponse({ request, chosen: [answer] }, set.ports));
    const presentation = JSON.parse(JSON.stringify(vpToken.ldp?.[0]));
    const [shown] = presentation.verifiableCredential;
    const names = ['asOf', 'firstGigDate', 'gigsCompleted', 'hoursWorked', 'lastGigDate', 'name', 'platform'];
    expect(Object.keys(shown.credentialSubject).toSorted()).toEqual(['id', ...names].toSorted());
    expect(shownClaimNames(answer).toSorted()).toEqual(names);
    expect(shown).toMatchObject({ issuer: set.issuer.platform.did, validUntil: expect.any(String) });
    expect(shown.proof.cryptosuite).toBe('ecdsa-sd-2023');
    expect(JSON.stringify(presentation)).not.toContain('4.71');
  });

  it('sends a JWT presentation, signed by the subject for this reader and nonce, with the whole credential in it', async () => {
    const set = await setUp({ configurations: ['kluscv-jwt'] });
    const { request, answers } = await answerOf(set);
    const { candidate } = only(answers);
    const { credential } = candidate;
    if (credential.format !== 'jwt_vc_json') throw new Error('another format');
    expect([candidate.selective, candidate.queryId]).toEqual([false, 'jwt']);
    expect(candidate.asked.map(({ name }) => name)).toEqual(['gigsCompleted']);
    const vpToken = unwrap(await createResponse({ request, chosen: answers }, set.ports));
    const compact = String(vpToken.jwt?.[0]);
    const { kid } = decodeProtectedHeader(compact);
    expect(kid).toMatch(/^did:key:(z\w+)#\1$/);
    const jwk = publicJwkFromMultikey(credential.holderDid.slice('did:key:'.length));
    const { payload } = await jwtVerify(compact, await importJWK({ ...jwk }, 'ES256'), {
      audience: set.verifier.clientId,
      issuer: credential.holderDid,
      typ: 'JWT',
      currentDate: now,
    });
    expect(payload).toMatchObject({
      nonce: 'nonce-of-the-verifier-1',
      vp: { type: ['VerifiablePresentation'], verifiableCredential: [credential.compact] },
    });
    expect(shownClaimNames(only(answers)).toSorted()).toEqual(Object.keys(sampleClaims).toSorted());
  });

  it('refuses to leave out what is required', async () => {
    const set = await setUp();
    const { request, answers } = await answerOf(set);
    const chosen = [{ candidate: only(answers).candidate, claimIds: [] }];
    expect(await createResponse({ request, chosen }, set.ports)).toMatchObject({
      error: { code: 'nothing_to_share' },
    });
  });

  it('says access_denied and nothing else when the worker refuses', async () => {
    const set = await setUp();
    const { request } = await answerOf(set);
    unwrap(await sendRefusal(request, set.ports));
    expect(Object.fromEntries(set.verifier.posted[0] ?? [])).toEqual({
      error: 'access_denied',
      state: 'state-of-the-verifier-1',
    });
  });

  it.each([
    [{ status: 200, body: {} }, { value: { redirectUri: null } }],
    [
      { status: 200, body: { redirect_uri: 'https://verifier.example/go#code=1' } },
      { value: { redirectUri: 'https://verifier.example/go#code=1' } },
    ],
    [{ status: 200, body: { redirect_uri: 'javascript:alert(1)' } }, { value: { redirectUri: null } }],
    [{ status: 400, body: { error: 'invalid_request' } }, { error: { code: 'verifier_refused' } }],
    [{ status: 503, body: '' }, { error: { code: 'verifier_unreachable' } }],
  ])('makes of the answer %j: %j', async (answer, expected) => {
    const set = await setUp({ verifier: { answer } });
    const { request } = await answerOf(set);
    expect(await sendResponse({ request, vpToken: {} }, set.ports)).toMatchObject(expected);
  });
});

function unwrapSdJwt(compact: string) {
  const parsed = parseSdJwt(compact);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}
