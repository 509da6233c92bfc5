/** Another KLUSCV_KEY_SECRET for a fleet, in the order that docs/operate/keys.md gives, while it issues. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeSecret, services } from '../../cli/change-secret.ts';
import { IssuerConfig } from '../../issuer/config.ts';
import { type RunningIssuer, startIssuer } from '../../issuer/main.ts';
import { readConfig } from '../../server/index.ts';
import { keyIdIn } from '../issuer/signed-by.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';
import { freePort } from '../verifier/free-port.ts';
import { type Replicas, startReplicas } from './start-replicas.ts';

const settings = { KLUSCV_CALLS_PER_MINUTE: '1000000', KLUSCV_KEY_CALLS_PER_MINUTE: '1000000' };
const next = randomBytes(32).toString('base64url');

let postgres: TestPostgres;
let databaseUrl: string;
/** Those that know the secret until now. */
let replicas: Replicas;
beforeAll(async () => {
  postgres = await startPostgres();
  databaseUrl = await postgres.createDatabase();
  replicas = await startReplicas({ databaseUrl, issuers: 1, verifiers: 1, settings });
}, 120_000);
afterAll(async () => {
  await replicas?.close();
  await postgres?.stop();
});

const platform = () => {
  const [first] = replicas.addresses.issuers;
  if (first === undefined) throw new Error('There is no issuer.');
  return first;
};

/** A further replica of the same issuer, with these secrets. */
async function startWith(secret: string, before?: string): Promise<RunningIssuer & { readonly at: string }> {
  const port = await freePort();
  const running = await startIssuer(
    readConfig(IssuerConfig, {
      ...settings,
      KLUSCV_DATABASE_URL: databaseUrl,
      KLUSCV_ISSUER_URL: platform().url,
      KLUSCV_ISSUER_NAME: platform().name,
      KLUSCV_ISSUER_PORT: String(port),
      KLUSCV_API_KEY: platform().apiKey,
      KLUSCV_KEY_SECRET: secret,
      KLUSCV_LOG_LEVEL: 'silent',
      ...(before === undefined ? {} : { KLUSCV_KEY_SECRET_PREVIOUS: before }),
    }),
  );
  return { ...running, at: `http://localhost:${port}` };
}

const issued: unknown[] = [];
const issue = async (url: string): Promise<number> => {
  const answer = await fetch(`${url}/api/v1/workers/PM-000000/credentials`, {
    method: 'POST',
    headers: { authorization: `Bearer ${platform().apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ configuration: issued.length % 2 === 0 ? 'kluscv-ldp' : 'kluscv-sd-jwt' }),
  });
  const { credential } = (await answer.json()) as { credential: unknown };
  if (answer.status === 201) issued.push(credential);
  return answer.status;
};
const documentOf = async (url: string): Promise<string> =>
  (await fetch(`${url}/.well-known/did.json`)).text();
it('a fleet takes another secret one replica after the other, and answers every call', async () => {
  const old = replicas.keySecret;
  const [first = ''] = replicas.issuerUrls;
  const statuses = new Map<number, number>();
  let at: readonly string[] = [first];
  let isOver = false;
  const clients = [0, 1, 2].map(async (client) => {
    for (let turn = client; !isOver; turn += 1) {
      const status = await issue(at[turn % at.length] ?? first);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  const some = async (): Promise<void> => {
    const enough = issued.length + 20;
    while (issued.length < enough) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  /** The balancer leaves it out first, and what it was asked is answered before it ends. */
  const takeOut = async (
    url: string,
    others: readonly string[],
    close: () => Promise<void>,
  ): Promise<void> => {
    at = others.filter((other) => other !== url);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await close();
  };
  const change = () =>
    changeSecret(
      { KLUSCV_DATABASE_URL: databaseUrl, KLUSCV_KEY_SECRET: next, KLUSCV_KEY_SECRET_PREVIOUS: old },
      services,
    );

  await some();
  const document = await documentOf(first);
  const both = [await startWith(next, old), await startWith(next, old)];
  at = [first, ...both.map((each) => each.at)];
  await some();
  await takeOut(first, at, replicas.issuers[0]?.close ?? (async () => undefined));
  await some();
  expect(await change()).toMatchObject({ keys: { issuer: 3, verifier: 1 } });
  await some();
  const after = await startWith(next);
  at = [...at, after.at];
  await some();
  for (const one of both) await takeOut(one.at, at, one.close);
  await some();
  expect(await change()).toEqual({ keys: { issuer: 0, verifier: 0 }, questions: 0 });
  isOver = true;
  await Promise.all(clients);
  expect([...statuses.keys()]).toEqual([201]);
  // The keys are the same ones, and signed everything.
  expect(await documentOf(after.at)).toBe(document);
  for (const credential of issued.filter((one) => typeof one !== 'string'))
    expect(keyIdIn(credential)).toBe('ed25519-1');
  await replicas.close();
  await after.close();
}, 120_000);
