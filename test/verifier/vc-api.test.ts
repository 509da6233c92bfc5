/** VC-API: `verified` is true for what is genuine, current and bound, and for nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postJson } from './calls.ts';
import { createWorld, facts, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const verify = async (kind: 'credentials' | 'presentations', body: object) => {
  const response = await postJson(`${world.url}/${kind}/verify`, body);
  const answer: { verified?: boolean; code?: string; errors?: { code: string }[] } = await response.json();
  return { status: response.status, ...answer, codes: answer.errors?.map(({ code }) => code) };
};
const bound = { client_id: 'https://site.example', nonce: 'challenge-1' };
const options = { domain: bound.client_id, challenge: bound.nonce };

describe('POST /credentials/verify', () => {
  it('verifies a W3C credential, and an SD-JWT as text', async () => {
    const holder = world.newHolder();
    for (const verifiableCredential of [
      await world.issueLdp(facts, holder),
      await world.issue(facts, holder),
    ])
      expect(await verify('credentials', { verifiableCredential })).toMatchObject({
        status: 200,
        verified: true,
        codes: [],
      });
  });

  it('says by a code why not: changed, withdrawn, not checked, unreadable', async () => {
    const credential = await world.issueLdp(facts, world.newHolder());
    const subject = { ...Object(credential).credentialSubject, gigsCompleted: 9999 };
    const changed = await verify('credentials', {
      verifiableCredential: { ...credential, credentialSubject: subject },
    });
    expect(changed).toMatchObject({ status: 400, verified: false });
    expect(changed.codes).toContain('signature_invalid');

    const sdJwt = await world.issue(facts, world.newHolder());
    await world.publish('revoked');
    try {
      expect(await verify('credentials', { verifiableCredential: sdJwt })).toMatchObject({
        status: 400,
        verified: false,
        codes: ['status_revoked'],
      });
    } finally {
      await world.publish('active');
    }
    expect(await verify('credentials', { verifiableCredential: 'hello' })).toMatchObject({
      status: 400,
      verified: false,
      codes: ['format_unreadable'],
    });
    const other = await createWorld();
    const unlisted = await other.issue(facts, other.newHolder());
    await other.close();
    expect((await verify('credentials', { verifiableCredential: unlisted })).verified).toBe(false);
  });

  it('takes no other body', async () => {
    for (const body of [{}, { verifiableCredential: 7 }, { verifiableCredential: '' }, []])
      expect(await verify('credentials', body)).toMatchObject({ status: 400, code: 'invalid_request' });
  });
});

describe('POST /presentations/verify', () => {
  it('verifies one whose holder proved it for this domain and this challenge', async () => {
    const holder = world.newHolder();
    const ldp = await world.presentLdp(await world.issueLdp(facts, holder), holder, bound);
    const sdJwt = await world.present(await world.issue(facts, holder), holder, bound, Object.keys(facts));
    for (const verifiablePresentation of [ldp, sdJwt])
      expect(await verify('presentations', { verifiablePresentation, options })).toMatchObject({
        status: 200,
        verified: true,
      });
  });

  it('does not verify it for another domain, another challenge, or without its proof', async () => {
    const holder = world.newHolder();
    const presentation = await world.presentLdp(await world.issueLdp(facts, holder), holder, bound);
    const { proof: _, ...bare } = Object(presentation);
    for (const [verifiablePresentation, asked, code] of [
      [presentation, { ...options, domain: 'https://other.example' }, 'holder_audience_wrong'],
      [presentation, { ...options, challenge: 'challenge-2' }, 'holder_nonce_wrong'],
      [bare, options, 'holder_proof_missing'],
    ] as const) {
      const answer = await verify('presentations', { verifiablePresentation, options: asked });
      expect([answer.status, answer.verified]).toEqual([400, false]);
      expect(answer.codes).toContain(code);
    }
  });

  it('is not asked without a challenge and a domain: what was recorded before would do', async () => {
    const holder = world.newHolder();
    const verifiablePresentation = await world.presentLdp(await world.issueLdp(facts, holder), holder, bound);
    for (const wrong of [undefined, {}, { challenge: 'x' }, { domain: 'x' }])
      expect(
        await verify('presentations', { verifiablePresentation, ...(wrong && { options: wrong }) }),
      ).toMatchObject({ status: 400, code: 'invalid_request' });
  });
});
