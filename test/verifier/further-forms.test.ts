/** The forms that wallets hold beside SD-JWT, shown by libraries that are not ours, over real HTTP, and handed in by every way. */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { createDiscloseCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import { createPresentation, derive, signPresentation } from '@digitalbazaar/vc';
import { DcqlQuery } from 'dcql';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadDocument } from '../../contexts/index.ts';
import { didKeyFrom, didKeyMethodId } from '../../core/did/index.ts';
import { PrivateJwk } from '../../core/keys/private-jwk.ts';
import type { Signer } from '../../core/ports.ts';
import { createNodeSigner } from '../../server/node-crypto.ts';
import { answer, bearer, fetchRequest, look, open, postJson, type RequestPayload } from './calls.ts';
import { createForeignWallet } from './foreign-wallet.ts';
import { apiKey, createWorld, facts, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const everything = { ...facts, birthDate: '1990-01-01' };

/** A wallet on jose alone, as OpenID4VP 1.0 appendix B.1.3.1 has it; with members of its own where a test bends it. */
async function createJoseWallet() {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk: JWK = await exportJWK(privateKey);
  const signer = createNodeSigner(
    PrivateJwk.parse({ kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y, d: jwk.d }),
  );
  const did = didKeyFrom(signer.publicJwk);
  const present = (credential: string, request: RequestPayload, bent: Record<string, unknown> = {}) =>
    new SignJWT({
      nonce: request.nonce,
      vp: {
        '@context': ['https://www.w3.org/2018/credentials/v1'],
        type: ['VerifiablePresentation'],
        verifiableCredential: [credential],
      },
      ...bent,
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: didKeyMethodId(did) })
      .setIssuer(did)
      .setAudience(request.client_id)
      .sign(privateKey);
  return { signer, did, present };
}

/** A wallet on the libraries of Digital Bazaar, as they come. */
function createLibraryWallet(holder: Signer) {
  const did = didKeyFrom(holder.publicJwk);
  return {
    derive: (credential: object, names: readonly string[]) =>
      derive({
        verifiableCredential: credential,
        suite: new DataIntegrityProof({
          cryptosuite: createDiscloseCryptosuite({
            selectivePointers: names.map((name) => `/credentialSubject/${name}`),
          }),
        }),
        documentLoader: loadDocument,
      }),
    present: (credential: object, request: RequestPayload) =>
      signPresentation({
        presentation: createPresentation({
          verifiableCredential: credential,
          holder: did,
          verify: false,
          version: 2,
        }),
        suite: new DataIntegrityProof({
          cryptosuite: ecdsaRdfc2019,
          date: world.now(),
          signer: {
            id: didKeyMethodId(did),
            algorithm: 'P-256',
            sign: ({ data }) => holder.sign(data),
          },
        }),
        challenge: request.nonce,
        domain: request.client_id,
        documentLoader: loadDocument,
      }),
  };
}

const shown = ['name', 'hoursWorked', 'clientCount'];

describe('a credential as a JWT', () => {
  it('is asked for beside the others, and believed when its subject signs for this reader', async () => {
    const wallet = await createJoseWallet();
    const credential = await world.issueJwt(everything, wallet.signer);
    const opened = await open(world, 'employer');
    const request = await fetchRequest(opened);
    expect(request.client_metadata).toMatchObject({
      vp_formats_supported: {
        jwt_vc_json: { alg_values: ['ES256', 'EdDSA'] },
        ldp_vc: { cryptosuite_values: expect.arrayContaining(['ecdsa-sd-2023']) },
      },
    });
    const query = DcqlQuery.parse(JSON.parse(JSON.stringify(request.dcql_query)));
    const { credential_sets } = DcqlQuery.query(query, [
      {
        credential_format: 'jwt_vc_json',
        type: ['VerifiableCredential', 'KlusCVCredential'],
        claims: { credentialSubject: JSON.parse(JSON.stringify(facts)) },
        cryptographic_holder_binding: true,
      },
    ]);
    expect(credential_sets?.[0]?.matching_options).toEqual([['jwt']]);
    const response = await answer(request, { jwt: [await wallet.present(credential, request)] });
    expect([response.status, await response.json()]).toEqual([200, {}]);
    const { report } = await look(world, opened);
    expect(report?.outcome).toBe('valid');
    expect(report?.credentials[0]).toMatchObject({ format: 'jwt_vc_json', holder: 'proved' });
    expect(report?.credentials[0]?.issuer.name).toBe('Poetsmaat B.V.');
    // All of it came; what an employer does not ask is dropped.
    expect(report?.credentials[0]?.record).toMatchObject({ name: 'Sanne de Vries', hoursWorked: 640.5 });
    expect(report?.credentials[0]?.record).not.toHaveProperty('birthDate');
    expect(report?.credentials[0]?.record).not.toHaveProperty('hoursByMonth');
  });

  it('is shown through the client of @openid4vc as it comes', async () => {
    // The client looks at the wall clock for "exp".
    vi.useFakeTimers({ now: world.now(), toFake: ['Date'] });
    const client = createForeignWallet();
    const wallet = await createJoseWallet();
    const credential = await world.issueJwt(facts, wallet.signer);
    const opened = await open(world, 'platform');
    const { params } = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: opened.requestUri });
    const resolved = await client.resolveOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: params,
    });
    const request = resolved.authorizationRequestPayload;
    const asked = {
      client_id: resolved.client.effective ?? '',
      nonce: request.nonce,
      state: '',
      response_uri: '',
    };
    const { authorizationResponsePayload } = await client.createOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: request,
      authorizationResponsePayload: { vp_token: { jwt: [await wallet.present(credential, asked)] } },
    });
    const { response } = await client.submitOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: { response_uri: String(request.response_uri) },
      authorizationResponsePayload,
    });
    vi.useRealTimers();
    expect(response.status).toBe(200);
    expect((await look(world, opened)).report?.outcome).toBe('valid');
  });

  it('is the only one asked for where a reader says so', async () => {
    const wallet = await createJoseWallet();
    const opened = await open(world, 'employer', apiKey, { formats: ['jwt_vc_json'] });
    const request = await fetchRequest(opened);
    expect(request.dcql_query).not.toHaveProperty('credential_sets');
    const credential = await world.issueJwt(facts, wallet.signer);
    const response = await answer(request, { jwt: [await wallet.present(credential, request)] });
    expect(response.status).toBe(200);
  });

  it.each<
    [
      string,
      (wallet: Awaited<ReturnType<typeof createJoseWallet>>, request: RequestPayload) => Promise<string>,
    ]
  >([
    [
      'shown by a thief',
      async (wallet, request) =>
        (await createJoseWallet()).present(await world.issueJwt(facts, wallet.signer), request),
    ],
    [
      'shown for another request',
      async (wallet, request) =>
        wallet.present(await world.issueJwt(facts, wallet.signer), { ...request, nonce: 'another-nonce' }),
    ],
    [
      'shown to another reader',
      async (wallet, request) =>
        wallet.present(await world.issueJwt(facts, wallet.signer), { ...request, client_id: 'x509_hash:x' }),
    ],
    ['without a presentation', async (wallet) => world.issueJwt(facts, wallet.signer)],
    [
      'among others in one presentation of nothing',
      async (wallet, request) => wallet.present('', request, { vp: { type: 'VerifiablePresentation' } }),
    ],
    [
      'without the name that an employer needs',
      async (wallet, request) => {
        const { name: _, ...nameless } = facts;
        return wallet.present(await world.issueJwt(nameless, wallet.signer), request);
      },
    ],
  ])('is refused %s', async (_name, make) => {
    const opened = await open(world, 'employer');
    const request = await fetchRequest(opened);
    const response = await answer(request, { jwt: [await make(await createJoseWallet(), request)] });
    expect(response.status).toBe(400);
  });
});

describe('a credential of which parts are shown', () => {
  it('is derived and presented by the libraries as they come, and believed', async () => {
    const holder = world.newHolder();
    const wallet = createLibraryWallet(holder);
    const base = await world.issueLdpSd(everything, holder);
    const opened = await open(world, 'employer');
    const request = await fetchRequest(opened);
    const derived = await wallet.derive(base, shown);
    const response = await answer(request, { ldp: [await wallet.present(derived, request)] });
    expect([response.status, await response.json()]).toEqual([200, {}]);
    const { report } = await look(world, opened);
    expect(report?.credentials[0]).toMatchObject({ outcome: 'valid', format: 'ldp_vc', holder: 'proved' });
    expect(Object.keys(report?.credentials[0]?.record ?? {}).toSorted()).toEqual(
      ['asOf', 'firstGigDate', 'gigsCompleted', 'lastGigDate', 'platform', ...shown].toSorted(),
    );
  });

  it('is refused as the issuer gave it: the base proof is for the wallet alone', async () => {
    const holder = world.newHolder();
    const opened = await open(world, 'employer');
    const request = await fetchRequest(opened);
    const base = await world.issueLdpSd(everything, holder);
    const response = await answer(request, {
      ldp: [await createLibraryWallet(holder).present(base, request)],
    });
    expect(response.status).toBe(400);
    expect((await response.json()).error_description).toContain('form for the wallet');
    const { report } = await look(world, opened);
    expect(report?.credentials[0]).toMatchObject({ outcome: 'malformed', record: null });
  });

  it('is refused when the name that an employer needs was kept back', async () => {
    const holder = world.newHolder();
    const wallet = createLibraryWallet(holder);
    const request = await fetchRequest(await open(world, 'employer'));
    const derived = await wallet.derive(await world.issueLdpSd(facts, holder), ['hoursWorked']);
    const response = await answer(request, { ldp: [await wallet.present(derived, request)] });
    expect(response.status).toBe(400);
  });
});

describe('handed in without having been asked for', () => {
  const check = async (body: string) => {
    const response = await fetch(`${world.url}/api/v1/checks`, { method: 'POST', body });
    return (await response.json()).credentials[0];
  };

  it('both are checked, as text, in wrappers, in lists and through VC-API', async () => {
    const holder = world.newHolder();
    const jwt = await world.issueJwt(facts, holder);
    const derived = await createLibraryWallet(holder).derive(await world.issueLdpSd(facts, holder), shown);
    for (const [body, format] of [
      [jwt, 'jwt_vc_json'],
      [`https://check.example/#${jwt}`, 'jwt_vc_json'],
      [JSON.stringify({ credential: jwt }), 'jwt_vc_json'],
      [JSON.stringify({ vp_token: { ldp: [derived] } }), 'ldp_vc'],
      [JSON.stringify(derived), 'ldp_vc'],
    ] as const)
      expect(await check(body)).toMatchObject({ outcome: 'valid', format, holder: 'not_proved' });
    for (const verifiableCredential of [jwt, derived]) {
      const response = await postJson(
        `${world.url}/credentials/verify`,
        { verifiableCredential },
        bearer(apiKey),
      );
      expect([response.status, (await response.json()).verified]).toEqual([200, true]);
    }
    const lines = [jwt, derived].map((credential, id) => `${JSON.stringify({ id, credential })}\n`).join('');
    const batch = await fetch(`${world.url}/api/v1/checks/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', ...bearer(apiKey) },
      body: lines,
    });
    const outcomes = (await batch.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).outcome);
    expect(outcomes).toEqual(['valid', 'valid']);
  });

  it('a base proof is named as what it is', async () => {
    const base = await world.issueLdpSd(facts, world.newHolder());
    const report = await check(JSON.stringify(base));
    expect(report).toMatchObject({ outcome: 'malformed', record: null });
    expect(report.checks[0]).toMatchObject({ check: 'format', code: 'base_proof_shown' });
  });

  it('a presentation as a JWT passes VC-API with its own challenge and domain, and with no other', async () => {
    const wallet = await createJoseWallet();
    const credential = await world.issueJwt(facts, wallet.signer);
    const request = { client_id: 'https://reader.example', nonce: 'n-1', state: '', response_uri: '' };
    const verifiablePresentation = await wallet.present(credential, request);
    const verify = (challenge: string) =>
      postJson(
        `${world.url}/presentations/verify`,
        { verifiablePresentation, options: { challenge, domain: request.client_id } },
        bearer(apiKey),
      );
    expect((await verify('n-1')).status).toBe(200);
    expect((await verify('n-2')).status).toBe(400);
  });

  it('the same credential is known again, however much of it is shown', async () => {
    const holder = world.newHolder();
    const wallet = createLibraryWallet(holder);
    const base = await world.issueLdpSd(facts, holder);
    const takeOver = async (credential: unknown) => {
      const response = await postJson(`${world.url}/api/v1/received-records`, { credential }, bearer(apiKey));
      return (await response.json()).records[0];
    };
    const first = await takeOver(await wallet.derive(base, []));
    expect(first.record.provenance).toMatchObject({ platform: 'Poetsmaat B.V.', format: 'ldp_vc' });
    const again = await takeOver(await wallet.derive(base, shown));
    expect(again.seenBefore).toMatchObject({ as: 'same', recordId: first.recordId });
    const jwt = await takeOver(await world.issueJwt(facts, holder));
    expect(jwt.record.provenance.format).toBe('jwt_vc_json');
  });

  it('a signed report names both by a digest that stays the same', async () => {
    const holder = world.newHolder();
    const wallet = createLibraryWallet(holder);
    const base = await world.issueLdpSd(facts, holder);
    const digests = async (body: string) => {
      const response = await fetch(`${world.url}/api/v1/signed-reports`, { method: 'POST', body });
      return (await response.json()).content.credentials;
    };
    const [less, more] = [await wallet.derive(base, []), await wallet.derive(base, shown)];
    expect(await digests(JSON.stringify(less))).toEqual(await digests(JSON.stringify(more)));
    expect(await digests(await world.issueJwt(facts, holder))).toMatchObject([{ format: 'jwt_vc_json' }]);
  });
});
