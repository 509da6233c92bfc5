/** Replicas on one PostgreSQL while an operator changes the keys from a process of their own, and two at once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { IssuerConfig } from '../../issuer/config.ts';
import { type ChangeDeps, describeKeys, retireKey, rotateKeys } from '../../issuer/keys/index.ts';
import { openIssuer } from '../../issuer/main.ts';
import { readConfig } from '../../server/index.ts';
import { parseKeySecrets } from '../../server/key-vault.ts';
import { findWrongKeys, keyIdIn } from '../issuer/signed-by.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';
import { type Replicas, startReplicas } from './start-replicas.ts';

let postgres: TestPostgres;
let replicas: Replicas;
const operators: { readonly deps: ChangeDeps; readonly close: () => Promise<void> }[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
  const databaseUrl = await postgres.createDatabase();
  const limits = { KLUSCV_CALLS_PER_MINUTE: '1000000', KLUSCV_KEY_CALLS_PER_MINUTE: '1000000' };
  replicas = await startReplicas({ databaseUrl, issuers: 3, verifiers: 2, settings: limits });
  for (let operator = 0; operator < 2; operator += 1) {
    const config = readConfig(IssuerConfig, {
      KLUSCV_DATABASE_URL: databaseUrl,
      KLUSCV_ISSUER_URL: issuer().url,
      KLUSCV_ISSUER_NAME: issuer().name,
      KLUSCV_KEY_SECRET: replicas.keySecret,
      KLUSCV_LOG_LEVEL: 'silent',
    });
    const { deps, close } = await openIssuer(config);
    operators.push({ deps: { ...deps, secrets: parseKeySecrets(replicas.keySecret) }, close });
  }
}, 120_000);
afterAll(async () => {
  for (const { close } of operators) await close();
  await replicas?.close();
  await postgres?.stop();
});

const issuer = () => {
  const [first] = replicas.addresses.issuers;
  if (first === undefined) throw new Error('There is no issuer.');
  return first;
};
const operator = (index: number): ChangeDeps => {
  const found = operators[index];
  if (found === undefined) throw new Error('There is no such operator.');
  return found.deps;
};
const rotate = (index = 0) => rotateKeys(operator(index), { purposes: ['p256', 'ed25519'], actor: 'cli' });

type Issued = { readonly credentialId: string; readonly credential: unknown };
const issue = async (url: string, configuration = 'kluscv-ldp'): Promise<Issued> => {
  const answer = await fetch(`${url}/api/v1/workers/PM-000000/credentials`, {
    method: 'POST',
    headers: { authorization: `Bearer ${issuer().apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ configuration }),
  });
  expect(answer.status).toBe(201);
  return answer.json() as Promise<Issued>;
};
const check = async (verifierUrl: string, credential: unknown): Promise<string> => {
  const answer = await fetch(`${verifierUrl}/api/v1/checks`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${replicas.addresses.verifier.apiKey}`,
      'content-type': typeof credential === 'string' ? 'application/dc+sd-jwt' : 'application/json',
    },
    body: typeof credential === 'string' ? credential : JSON.stringify(credential),
  });
  return ((await answer.json()) as { outcome: string }).outcome;
};
const documentOf = async (url: string): Promise<string> =>
  (await fetch(`${url}/.well-known/did.json`)).text();
const listsOf = async (url: string): Promise<string[]> => [
  await (await fetch(`${url}/status/token/1`)).text(),
  await (await fetch(`${url}/status/bitstring/1/revocation`)).text(),
];

it('every replica signs with the new keys as soon as a rotation is done, and shows the same document and lists', async () => {
  const before = await Promise.all(replicas.issuerUrls.map((url) => issue(url)));
  const { keyIds } = await rotate();
  for (const url of replicas.issuerUrls) {
    expect(keyIdIn((await issue(url)).credential)).toBe(keyIds[1]);
    const document = await documentOf(url);
    for (const keyId of [...keyIds, 'p256-1', 'ed25519-1']) expect(document).toContain(`#${keyId}"`);
  }
  const lists = await Promise.all(replicas.issuerUrls.map(listsOf));
  expect(new Set(lists.map((each) => each.join('\n'))).size).toBe(1);
  expect(lists[0]?.[1]).toContain(`#${keyIds[1]}"`);
  for (const { credential } of before)
    for (const url of replicas.verifierUrls) expect(await check(url, credential)).toBe('valid');
});

it('verifiers that know the old document see each new key at once', async () => {
  const verifierUrl = replicas.verifierUrls[0] ?? '';
  const first = await issue(issuer().url);
  expect(await check(verifierUrl, first.credential)).toBe('valid');
  for (let turn = 0; turn < 3; turn += 1) {
    await rotate();
    for (const form of ['kluscv-ldp', 'kluscv-sd-jwt'])
      expect(await check(verifierUrl, (await issue(issuer().url, form)).credential)).toBe('valid');
  }
});

it('of two operators at the same moment one rotates, and the other is told', async () => {
  const before = (await describeKeys(operator(0))).length;
  const done = await Promise.allSettled([rotate(0), rotate(1), rotate(0), rotate(1)]);
  const refused = done.filter((each) => each.status === 'rejected');
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'conflict' });
  const after = await describeKeys(operator(1));
  expect(after.length - before).toBe(2 * (done.length - refused.length));
  expect(after.filter(({ state }) => state === 'active')).toHaveLength(3);
  const documents = await Promise.all(replicas.issuerUrls.map(documentOf));
  expect(new Set(documents).size).toBe(1);
});

it('keeps nothing that a key from before signed, whichever replica signs', { timeout: 120_000 }, async () => {
  const issued = new Map<string, unknown>();
  let isOver = false;
  const clients = replicas.issuerUrls.map(async (url) => {
    while (!isOver) {
      const { credentialId, credential } = await issue(url);
      issued.set(credentialId, credential);
    }
  });
  const changing = async (): Promise<void> => {
    for (let turn = 0; turn < 6; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await rotate(turn % 2);
      for (const { keyId, state } of await describeKeys(operator(0)))
        if (state === 'former') await retireKey(operator(0), { keyId, leaked: true, actor: 'cli' });
    }
    isOver = true;
  };
  await Promise.all([changing(), ...clients]);
  const { wrong, byKey } = await findWrongKeys(operator(0).store, issued);
  expect(wrong).toEqual([]);
  expect(byKey.size).toBeGreaterThan(3);
  const last = await issue(issuer().url);
  expect(await check(replicas.verifierUrls[1] ?? '', last.credential)).toBe('valid');
});
