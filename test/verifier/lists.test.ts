/** What a verifier hands out to those who check on their own device: lists of listed platforms, and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, facts, type World } from './world.ts';

const platformUrl = 'https://poetsmaat.example';
const tokenList = `${platformUrl}/status/token/1`;

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.issueLdp(facts, world.newHolder());
});
afterAll(() => world.close());

const ask = (path: string): Promise<Response> => fetch(`${world.url}/api/v1/lists/${path}`);
const statusList = (url: string): Promise<Response> => ask(`status-lists?url=${encodeURIComponent(url)}`);

describe('GET /api/v1/lists/…', () => {
  it('says whom the verifier trusts, to any page', async () => {
    const answer = await ask('trust-list');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await answer.json()).toMatchObject({
      verifier: 'Thuiszorg De Linde',
      state: 'current',
      list: { scheme: 'KlusCV', platforms: [{ name: 'Poetsmaat B.V.' }], verifiers: [] },
    });
  });

  it('gives the keys of a listed platform, and of nobody else', async () => {
    const own = await ask('did-documents?did=did:web:poetsmaat.example');
    expect(await own.json()).toMatchObject({ id: 'did:web:poetsmaat.example' });
    for (const did of ['did:web:elsewhere.example', 'did:web:localhost', 'did:key:z6Mk', ''])
      expect((await ask(`did-documents?did=${did}`)).status).toBe(404);
    expect((await ask('did-documents')).status).toBe(400);
  });

  it.each([
    [tokenList, 'application/statuslist+jwt'],
    [`${platformUrl}/status/bitstring/1/revocation`, 'application/vc'],
  ])('gives %s whole', async (url, type) => {
    const answer = await statusList(url);
    expect(answer.status).toBe(200);
    const { statusLists } = await (await ask('trust-list')).json();
    expect(statusLists).toContain(url);
    expect(answer.headers.get('content-type')).toContain(type);
  });

  it.each([
    'https://elsewhere.example/status/token/1',
    'http://poetsmaat.example/status/token/1',
    'https://poetsmaat.example:8443/status/token/1',
    'https://me@poetsmaat.example/status/token/1',
    `${tokenList}#x`,
    'https://poetsmaat.example.elsewhere.example/1',
    'file:///etc/passwd',
    'http://169.254.169.254/latest/meta-data',
    'nothing',
  ])('fetches nothing from %s', async (url) => {
    expect((await statusList(url)).status).toBe(404);
  });

  it('says so when the list is not there, and hands on nothing that the platform did not sign as such', async () => {
    expect((await statusList(`${platformUrl}/status/token/2`)).status).toBe(502);
    world.serveInstead(`${platformUrl}/page`, '<script>alert(1)</script>');
    expect((await statusList(`${platformUrl}/page`)).status).toBe(502);
    world.serveInstead(`${platformUrl}/other`, await (await statusList(tokenList)).text());
    expect((await statusList(`${platformUrl}/other`)).status).toBe(502);
  });

  it('asks a platform for no more than so many addresses a minute at which no list was seen', async () => {
    await statusList(tokenList);
    const answers: number[] = [];
    for (let index = 0; index < 660; index += 20)
      answers.push(
        ...(await Promise.all(
          Array.from({ length: 20 }, async (_, at) => {
            const answer = await statusList(`${platformUrl}/status/token/x${index + at}`);
            await answer.arrayBuffer();
            return answer.status;
          }),
        )),
      );
    expect(new Set(answers)).toEqual(new Set([502, 429]));
    expect(answers.filter((status) => status === 502).length).toBeLessThanOrEqual(600);
    expect((await statusList(tokenList)).status).toBe(200);
  });
});
