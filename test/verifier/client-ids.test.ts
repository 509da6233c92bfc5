import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findVerificationMethod, publicJwkOf, resolveDid } from '../../core/did/index.ts';
import { clientIdPrefixes } from '../../core/openid/index.ts';
import { createSafeFetch } from '../../server/index.ts';
import { answer, fetchRequest, look, open } from './calls.ts';
import { createForeignWallet } from './foreign-wallet.ts';
import { createOurWallet } from './our-wallet.ts';
import { createWorld, facts, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  vi.useFakeTimers({ now: world.now(), toFake: ['Date'] });
});
afterAll(async () => {
  vi.useRealTimers();
  await world.close();
});

const required = ['name', 'platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate'];
const didOf = (url: string): string => `did:web:${new URL(url).host.replace(':', '%3A')}`;

describe('a verifier that names itself', () => {
  it.each(clientIdPrefixes)('by %s is answered by our own wallet', async (clientIdPrefix) => {
    const opened = await open(world, 'employer', undefined, { clientIdPrefix });
    const wallet = await createOurWallet(world);
    const request = await wallet.parse(opened.requestUri);
    expect(request.clientId).toMatch(new RegExp(`^${clientIdPrefix}:`));
    expect(request.audience).toBe(request.clientId);
    expect(request.verifier).toEqual({ name: null, host: new URL(world.url).host });
    await wallet.answer(opened.requestUri);
    expect((await look(world, opened)).report?.outcome).toBe('valid');
  });

  it.each(clientIdPrefixes)('by %s is answered by a wallet on @openid4vc 0.4', async (clientIdPrefix) => {
    const client = createForeignWallet();
    const opened = await open(world, 'employer', undefined, { clientIdPrefix });
    const { params } = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: opened.requestUri });
    const resolved = await client.resolveOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: params,
    });
    expect(resolved.client.prefix).toBe(clientIdPrefix);
    const request = await fetchRequest(opened);
    const holder = world.newHolder();
    const sd = await world.present(
      await world.issue(facts, holder),
      holder,
      { client_id: resolved.client.effective ?? '', nonce: request.nonce },
      required,
    );
    expect((await answer(request, { sd: [sd] })).status).toBe(200);
    expect((await look(world, opened)).report?.outcome).toBe('valid');
  });

  it('says the same name in the link, the request and after the page was loaded again', async () => {
    for (const clientIdPrefix of clientIdPrefixes) {
      const opened = await open(world, 'employer', undefined, { clientIdPrefix });
      const named = new URL(opened.requestUri).searchParams.get('client_id');
      expect((await fetchRequest(opened)).client_id).toBe(named);
      expect((await look(world, opened)).requestUri).toBe(opened.requestUri);
    }
  });

  it('by its host has the host of its certificate and of the response address', async () => {
    const opened = await open(world, 'employer', undefined, { clientIdPrefix: 'x509_san_dns' });
    const request = await fetchRequest(opened);
    expect(request.client_id).toBe('x509_san_dns:localhost');
    expect(new URL(request.response_uri).hostname).toBe('localhost');
  });

  it('by a DID names a key that its DID document has for signing in', async () => {
    const opened = await open(world, 'employer', undefined, { clientIdPrefix: 'decentralized_identifier' });
    const address = new URL(opened.requestUri).searchParams.get('request_uri') ?? '';
    const header = decodeProtectedHeader(await (await fetch(address)).text());
    const did = didOf(world.url);
    expect(header.kid?.startsWith(`${did}#`)).toBe(true);
    expect(header).not.toHaveProperty('x5c');
    const { didDocument } = await resolveDid(did, {
      fetch: createSafeFetch({ allowInsecureLoopback: true }),
      allowInsecureLoopback: true,
    });
    if (didDocument === null) throw new Error('no document');
    for (const purpose of ['authentication', 'assertionMethod'] as const) {
      const method = findVerificationMethod(didDocument, header.kid ?? '', purpose);
      expect(method && publicJwkOf(method)).toEqual(world.identity.signer.publicJwk);
    }
    const served = await fetch(`${world.url}/.well-known/did.json`);
    expect(served.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('a presentation for another name of the same verifier', () => {
  it.each([
    ['x509_hash', 'x509_san_dns'],
    ['x509_san_dns', 'decentralized_identifier'],
    ['decentralized_identifier', 'x509_hash'],
  ])('asked as %s, made for %s, is not bound', async (asked, madeFor) => {
    const opened = await open(world, 'employer', undefined, { clientIdPrefix: asked });
    const other = await open(world, 'employer', undefined, { clientIdPrefix: madeFor });
    const request = await fetchRequest(opened);
    const { client_id } = await fetchRequest(other);
    const holder = world.newHolder();
    const credential = await world.issue(facts, holder);
    const sd = await world.present(credential, holder, { ...request, client_id }, required);
    expect((await answer(request, { sd: [sd] })).status).toBe(400);
    expect((await look(world, opened)).report?.outcome).toBe('not_bound');
  });
});
