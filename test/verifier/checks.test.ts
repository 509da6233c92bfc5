import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomes, type Report } from '../../core/verify/index.ts';
import { postJson } from './calls.ts';
import { createWorld, facts, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function check(body: BodyInit, contentType?: string): Promise<Report> {
  const response = await fetch(`${world.url}/api/v1/checks`, {
    method: 'POST',
    body,
    ...(contentType === undefined ? {} : { headers: { 'content-type': contentType } }),
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return response.json();
}

describe('POST /api/v1/checks', () => {
  it.each(['application/dc+sd-jwt', 'text/plain', 'application/octet-stream', 'application/pdf'])(
    'judges an SD-JWT sent as %s by what it is',
    async (contentType) => {
      const report = await check(await world.issue(facts, world.newHolder()), contentType);
      expect(report.outcome).toBe('valid');
      expect(report.verifier).toBe('Thuiszorg De Linde');
      expect(report.credentials[0]).toMatchObject({ format: 'dc+sd-jwt', holder: 'not_proved' });
      expect(report.credentials[0]?.record?.gigsCompleted).toBe(214);
    },
  );

  it('judges a W3C credential as JSON', async () => {
    const credential = await world.issueLdp(facts, world.newHolder());
    const report = await check(JSON.stringify(credential), 'application/json');
    expect([report.outcome, report.credentials[0]?.format]).toEqual(['valid', 'ldp_vc']);
  });

  it('judges what comes in a form, as a file or as a text', async () => {
    const credential = await world.issue(facts, world.newHolder());
    const asFile = new FormData();
    asFile.set('file', new File([credential], 'kluscv.txt', { type: 'text/plain' }));
    expect((await check(asFile)).outcome).toBe('valid');
    const asText = new FormData();
    asText.set('credential', credential);
    expect((await check(asText)).outcome).toBe('valid');
  });

  it('says what it sees of anything else, and never fails on it', async () => {
    for (const body of ['', '{}', '[', 'hello', '%PDF-1.7 broken', '\u0000\u0001', 'https://example.org/']) {
      const report = await check(body, 'application/octet-stream');
      expect(report.outcome).toBe('malformed');
      expect(report.credentials[0]?.record).toBeNull();
      expect(report.credentials[0]?.message.nl).toContain('geen KlusCV');
    }
  });

  it('refuses a form with two parts or none, a broken one, and too much', async () => {
    const address = `${world.url}/api/v1/checks`;
    const two = new FormData();
    two.set('a', '1');
    two.set('b', '2');
    expect((await fetch(address, { method: 'POST', body: two })).status).toBe(400);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await fetch(address, { method: 'POST', headers, body: 'no form' })).status).toBe(400);
    const large = new Uint8Array(10 * 1024 * 1024 + 1);
    expect((await fetch(address, { method: 'POST', body: large })).status).toBe(413);
  });

  it('says revoked once the platform has withdrawn it', async () => {
    const credential = await world.issue(facts, world.newHolder());
    expect((await check(credential)).outcome).toBe('valid');
    await world.publish('revoked');
    try {
      expect((await check(credential)).outcome).toBe('revoked');
    } finally {
      await world.publish('active');
    }
  });
});

describe('VC-API', () => {
  it('verifies a credential, and says 400 to one that was changed', async () => {
    const credential = await world.issueLdp(facts, world.newHolder());
    const good = await postJson(`${world.url}/credentials/verify`, { verifiableCredential: credential });
    expect(good.status).toBe(200);
    expect(await good.json()).toMatchObject({ verified: true, errors: [] });
    const changed = { ...credential, validUntil: '2040-01-01T00:00:00Z' };
    const bad = await postJson(`${world.url}/credentials/verify`, { verifiableCredential: changed });
    expect(bad.status).toBe(400);
    expect(await bad.json()).toMatchObject({ verified: false, report: { outcome: 'changed' } });
  });

  it('verifies a presentation for a challenge and a domain', async () => {
    const holder = world.newHolder();
    const credential = await world.issueLdp(facts, holder);
    const verifiablePresentation = await world.presentLdp(credential, holder, {
      nonce: 'challenge-1',
      client_id: 'https://reader.example',
    });
    const verify = (challenge: string) =>
      postJson(`${world.url}/presentations/verify`, {
        verifiablePresentation,
        options: { challenge, domain: 'https://reader.example' },
      });
    expect((await verify('challenge-1')).status).toBe(200);
    expect((await verify('challenge-2')).status).toBe(400);
  });

  it.each([
    {},
    { verifiableCredential: null },
    { verifiableCredential: [] },
    [],
    { verifiableCredential: {} },
  ])('answers 400 to %j', async (body) => {
    expect((await postJson(`${world.url}/credentials/verify`, body)).status).toBe(400);
    expect((await postJson(`${world.url}/presentations/verify`, body)).status).toBe(400);
  });
});

describe('what the verifier says of itself', () => {
  it('is an OpenAPI document with every outcome', async () => {
    const document = await (await fetch(`${world.url}/openapi.json`)).json();
    expect(document.openapi).toBe('3.1.0');
    expect(document.components.schemas.Report.properties.outcome.enum).toEqual([...outcomes]);
  });

  it('includes the vocabulary under /contexts', async () => {
    const response = await fetch(`${world.url}/contexts/ns/v1`);
    expect(response.headers.get('content-type')).toContain('application/ld+json');
    expect(await response.json()).toHaveProperty('@context');
    expect((await fetch(`${world.url}/contexts/constructor`)).status).toBe(404);
  });
});
