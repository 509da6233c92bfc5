/** What a browser, a caller and a reader see when every call may go to another replica. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRequest, orderOffer } from '../../cli/demo/platform-calls.ts';
import { createDemoWallet, present, receive } from '../../cli/demo/present.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';
import { type Replicas, startReplicas } from './start-replicas.ts';

let postgres: TestPostgres;
let replicas: Replicas;
beforeAll(async () => {
  postgres = await startPostgres();
  replicas = await startReplicas({
    databaseUrl: await postgres.createDatabase(),
    issuers: 2,
    verifiers: 2,
    settings: { KLUSCV_CALLS_PER_MINUTE: '60' },
  });
});
afterAll(async () => {
  await replicas?.close();
  await postgres?.stop();
});

const issuer = () => {
  const [first] = replicas.addresses.issuers;
  if (first === undefined) throw new Error('There is no issuer.');
  return first;
};

it('a browser that waits at one replica sees the answer that another took', async () => {
  const verifier = replicas.addresses.verifier;
  const opened = await openRequest(verifier, 'employer');
  const streams = await Promise.all(
    replicas.verifierUrls.map((url) =>
      fetch(`${url}/api/v1/requests/${opened.id}`, {
        headers: { authorization: `Bearer ${verifier.apiKey}`, accept: 'text/event-stream' },
      }),
    ),
  );
  const wallet = createDemoWallet(null);
  const held = await receive(
    await orderOffer(issuer(), 'PM-000000', { configurations: ['kluscv-sd-jwt'] }),
    wallet,
  );
  await present(opened.requestUri, held, wallet);
  for (const stream of streams) {
    const events = (await stream.text()).split('\n').filter((line) => line.startsWith('data:'));
    expect(events.map((line) => JSON.parse(line.slice(5)).state)).toEqual(['waiting', 'received']);
  }
});

it('every replica hands out the same list, byte for byte, and never one from before a withdrawal', async () => {
  const load = async () =>
    Promise.all(
      replicas.issuerUrls.map(async (url) => {
        const answer = await fetch(`${url}/status/token/1`);
        return [answer.headers.get('etag'), await answer.text()];
      }),
    );
  const [one, other] = await load();
  expect(one).toEqual(other);
  const path = '/api/v1/workers/PM-000000/credentials';
  const headers = { authorization: `Bearer ${issuer().apiKey}`, 'content-type': 'application/json' };
  const { credentials } = (await (await fetch(`${issuer().url}${path}`, { headers })).json()) as {
    credentials: { credentialId: string }[];
  };
  const withdrawn = await fetch(
    `${replicas.issuerUrls[0]}/api/v1/credentials/${credentials[0]?.credentialId}/status`,
    { method: 'POST', headers, body: JSON.stringify({ status: 'revoked' }) },
  );
  expect(withdrawn.ok).toBe(true);
  const [after, afterOther] = await load();
  expect(after).toEqual(afterOther);
  expect(after).not.toEqual(one);
});

it('counts the calls of one address over all replicas', async () => {
  const statuses: number[] = [];
  for (let call = 0; call < 70; call += 1) {
    const url = replicas.verifierUrls[call % 2];
    const answer = await fetch(`${url}/api/v1/checks`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'x',
    });
    await answer.body?.cancel();
    statuses.push(answer.status);
  }
  // Some calls of the tests above count too, and the minute may end in between.
  const refused = statuses.filter((status) => status === 429).length;
  expect(refused).toBeGreaterThanOrEqual(10);
  expect(statuses.at(-1)).toBe(429);
});
