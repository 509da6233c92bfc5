/** `kluscv keys change-secret`, with services on the same database that know the old secret, the new one, or both. */
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeSecret, type Service, services } from '../../cli/change-secret.ts';
import { IssuerConfig } from '../../issuer/config.ts';
import { hashErasedWorker } from '../../issuer/erasure.ts';
import { openKeyRing, rotateKeys } from '../../issuer/keys/index.ts';
import { type OpenIssuer, openIssuer } from '../../issuer/main.ts';
import { createWebhook, events, webhookSecret } from '../../issuer/notify/index.ts';
import { readConfig, verifyChain } from '../../server/index.ts';
import { findSecretOf, parseKeySecrets } from '../../server/key-vault.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { openStore, type Store } from '../../store/index.ts';
import { loadVerifierHashKey } from '../../verifier/keys/hash-key.ts';
import { loadIdentity } from '../../verifier/keys/load-identity.ts';
import { createVault } from '../../verifier/keys/vault.ts';
import { keepPresented, openPresented } from '../../verifier/request/presented-answer.ts';
import { createResponseKey, responseKeyOf } from '../../verifier/request/response-key.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';

const newSecret = (): string => randomBytes(32).toString('base64url');
const [old, next, later, stranger] = [newSecret(), newSecret(), newSecret(), newSecret()];
const folder = mkdtempSync(join(tmpdir(), 'kluscv-secret-'));
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const url = 'https://platform.example';
const wayTo = { url: 'https://verifier.example', name: 'Ontvanger', now: new Date(), crypto: nodeCrypto };

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (engine) => {
  let databaseUrl: string;
  const closing: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    databaseUrl =
      engine === 'SQLite'
        ? `sqlite:${join(folder, `${randomUUID()}.db`)}`
        : `${await postgres.createDatabase()}&connection_limit=3`;
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  /** A replica that was started with these secrets. */
  const issuerWith = async (secret: string, before?: string): Promise<OpenIssuer> => {
    const config = readConfig(IssuerConfig, {
      KLUSCV_ISSUER_URL: url,
      KLUSCV_DATABASE_URL: databaseUrl,
      KLUSCV_KEY_SECRET: secret,
      KLUSCV_LOG_LEVEL: 'silent',
      ...(before === undefined ? {} : { KLUSCV_KEY_SECRET_PREVIOUS: before }),
    });
    const issuer = await openIssuer({ ...config, mappingsFolder: undefined });
    closing.push(issuer.close);
    return issuer;
  };
  const verifierWith = async (store: Store, secret: string, before?: string) => {
    const secrets = parseKeySecrets(secret, before);
    const identity = await loadIdentity({ keys: store.verifierKeys, secrets, ...wayTo });
    const hashKey = await loadVerifierHashKey(store, secrets);
    return { identity, hashKey, vault: createVault(store.verifierKeys, secrets), crypto: nodeCrypto };
  };
  const withStore = async (): Promise<Store> => {
    const store = await openStore(databaseUrl);
    closing.push(store.close);
    return store;
  };
  const change = (secret: string, before: string, only: readonly Service[] = services) =>
    changeSecret(
      { KLUSCV_DATABASE_URL: databaseUrl, KLUSCV_KEY_SECRET: secret, KLUSCV_KEY_SECRET_PREVIOUS: before },
      only,
    );
  /** All that is kept encrypted, as it stands. */
  const readSealed = async (store: Store) => ({
    keys: (await store.issuerKeys.listKeys()).keys.map(({ name, encrypted }) => [name, encrypted]),
    verifier: (await store.verifierKeys.loadKey('request-signing'))?.encrypted,
    hashKeys: [await store.hashKeys.loadHashKey('issuer'), await store.hashKeys.loadHashKey('verifier')],
    questions: await store.requests.listSealed({ after: '', limit: 10_000 }),
  });
  const ask = async (
    store: Store,
    verifier: Awaited<ReturnType<typeof verifierWith>>,
    requestId: string = randomUUID(),
  ): Promise<string> => {
    const now = new Date();
    const end = new Date(now.getTime() + 300_000);
    await store.requests.storeRequest({
      requestId,
      purpose: 'lender',
      formats: ['kluscv-sd-jwt'],
      state: randomUUID(),
      nonce: randomUUID(),
      viewerHash: 'v',
      flow: 'other_device',
      responseMode: 'direct_post.jwt',
      clientIdPrefix: 'x509_hash',
      createdAt: now,
      expiresAt: end,
      forgetAt: end,
      encryptionKey: await createResponseKey(verifier),
    });
    return requestId;
  };
  const keyOf = async (store: Store, requestId: string): Promise<string | undefined> =>
    (await store.requests.loadRequest(requestId))?.encryptionKey;

  it('an issuer signs on with the same keys, and knows whom it forgot and who listens', async () => {
    const before = await issuerWith(old);
    const { store } = before.deps;
    await store.erasure.rememberErased(hashErasedWorker(before.deps.hashKey, 'W-1'));
    const actor = 'cli';
    const hook = { url: 'https://platform.example/hook', events: [events[0]], actor };
    const { webhookId, secret } = await createWebhook(before.deps, hook);
    const both = await issuerWith(next, old);
    // Until the command, everything is kept as those who know the old one alone can read it.
    await rotateKeys({ ...both.deps, secrets: parseKeySecrets(next, old) }, { purposes: ['ed25519'], actor });
    await before.deps.keys.load();
    await issuerWith(old);

    const { keys } = await change(next, old);
    expect(keys).toEqual({ issuer: 3 });
    const known = await both.deps.keys.load();
    const after = await issuerWith(next);
    for (const issuer of [both, after]) {
      const { p256, ed25519, published } = await issuer.deps.keys.load();
      expect(published).toEqual(known.published);
      expect([p256.verificationMethod, ed25519.verificationMethod]).toEqual([
        known.p256.verificationMethod,
        known.ed25519.verificationMethod,
      ]);
      expect(issuer.deps.hashKey).toEqual(before.deps.hashKey);
    }
    expect(await store.workers.isErased(hashErasedWorker(after.deps.hashKey, 'W-1'))).toBe(true);
    expect(webhookSecret(after.deps.hashKey, webhookId)).toBe(secret);
    await rotateKeys({ ...after.deps, secrets: parseKeySecrets(next) }, { purposes: ['p256'], actor });

    // Nothing is left that the old one opens.
    await expect(issuerWith(old)).rejects.toMatchObject({
      code: 'invalid_config',
      remedy: expect.stringContaining('KLUSCV_KEY_SECRET_PREVIOUS'),
    });
    expect(await change(next, old)).toEqual({ keys: { issuer: 0 }, questions: 0 });
    // And once more, to a third.
    await change(later, next);
    expect((await issuerWith(later)).deps.hashKey).toEqual(before.deps.hashKey);

    const entries = await store.audit.listEntries({ after: 0, limit: 100 });
    expect(entries.filter(({ action }) => action === 'key_secret_changed')).toHaveLength(2);
    expect(await verifyChain(store.audit)).toMatchObject({ intact: true });
  });

  it('a verifier keeps its name, its hashes, and the questions that are open', async () => {
    const store = await withStore();
    const before = await verifierWith(store, old);
    const both = await verifierWith(store, next, old);
    const asked = [await ask(store, before), await ask(store, both)];
    // Replicas that know the old one alone can open what one that knows both has made.
    for (const requestId of asked) await responseKeyOf(await keyOf(store, requestId), before);
    const [first = '', second = ''] = asked;
    const encryptTo = await responseKeyOf(await keyOf(store, first), before);
    const shown = { format: 'dc+sd-jwt', presentation: 'shown' } as const;
    const presented = await keepPresented(second, { ...shown, queryId: 'kluscv' }, both);
    await store.requests.takeRequest(second, new Date());
    await store.requests.endRequest(second, { phase: 'received', presented });

    expect(await change(next, old)).toEqual({ keys: { verifier: 1 }, questions: 2 });
    const after = await verifierWith(store, next);
    expect(after.identity.clientId).toBe(before.identity.clientId);
    expect([both.hashKey, after.hashKey]).toEqual([before.hashKey, before.hashKey]);
    expect(await responseKeyOf(await keyOf(store, first), after)).toEqual(encryptTo);
    const kept = (await store.requests.loadRequest(second))?.presented ?? '';
    expect(await openPresented(second, kept, after)).toMatchObject(shown);
    // A replica that knows both makes the next one under the new secret, without a start.
    await responseKeyOf(await keyOf(store, await ask(store, both)), after);
    // One that was forgotten makes them under the old one still: the next call finds it.
    await ask(store, before);
    expect(await change(next, old)).toEqual({ keys: { verifier: 0 }, questions: 1 });
    expect(await change(next, old)).toEqual({ keys: { verifier: 0 }, questions: 0 });
    await expect(verifierWith(store, old)).rejects.toMatchObject({ code: 'invalid_config' });
    const entries = await store.verifierAudit.listEntries({ after: 0, limit: 100 });
    expect(entries.map(({ action }) => action)).toEqual(['key_secret_changed']);
  });

  it('a wrong secret changes nothing, of either service', async () => {
    const { deps } = await issuerWith(old);
    await ask(deps.store, await verifierWith(deps.store, stranger));
    const before = await readSealed(deps.store);
    const wrong = [
      [() => change(next, later), 'issuer'],
      // The issuer's keys would open: they go in together, or not at all.
      [() => change(next, old), 'verifier'],
    ] as const;
    for (const [work, whose] of wrong)
      await expect(work(), whose).rejects.toMatchObject({
        code: 'invalid_config',
        message: expect.stringContaining(
          `The ${whose}'s keys open with neither secret. Nothing was changed.`,
        ),
        remedy: expect.stringContaining('--service'),
      });
    expect(await readSealed(deps.store)).toEqual(before);
    expect(await change(next, old, ['issuer'])).toEqual({ keys: { issuer: 3 }, questions: 0 });
    expect(await change(next, stranger, ['verifier'])).toEqual({ keys: { verifier: 1 }, questions: 1 });
    await issuerWith(next);
  });

  it('says what is missing', async () => {
    const env = { KLUSCV_DATABASE_URL: databaseUrl, KLUSCV_KEY_SECRET: next };
    const said = async (given: object) => changeSecret({ ...env, ...given }, services);
    await expect(said({})).rejects.toMatchObject({ code: 'invalid_config' });
    await expect(said({ KLUSCV_KEY_SECRET_PREVIOUS: next })).rejects.toThrow('are the same');
    await expect(said({ KLUSCV_KEY_SECRET_PREVIOUS: 'hunter2' })).rejects.toThrow('32 bytes');
    await expect(said({ KLUSCV_KEY_SECRET_PREVIOUS: old })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('keys that are changed at the same moment are under the new one, or not changed', async () => {
    const both = await issuerWith(next, old);
    const deps = { ...both.deps, secrets: parseKeySecrets(next, old) };
    const [first] = await Promise.allSettled([
      change(next, old),
      ...[1, 2, 3].map(() => rotateKeys(deps, { purposes: ['p256', 'ed25519'], actor: 'cli' })),
    ]);
    // Those keys may have been made at once under the new one, in a database that was empty.
    expect(first?.status === 'fulfilled' || first?.reason?.code === 'conflict').toBe(true);
    await change(next, old);
    const { published } = await (await issuerWith(next)).deps.keys.load();
    expect(published).toEqual((await both.deps.keys.load()).published);
  });

  it('killed at any moment it has changed all keys or none, and goes on', { timeout: 120_000 }, async () => {
    const { deps } = await issuerWith(old);
    const { store, hashKey } = deps;
    const verifier = await verifierWith(store, old);
    const questions = await Promise.all(Array.from({ length: 300 }, () => ask(store, verifier)));
    let [from, to] = [old, next];
    const kills: boolean[] = [];
    // To the new one and back again, since one that was killed may have been done with the keys.
    const patience = [300, 400, 450, 500, 550, 600, 650, 700, 750, 800];
    for (const waitMs of [...patience, 60_000]) {
      kills.push((await runAndKill({ databaseUrl, from, to, waitMs })) === 'killed');
      const { keys, verifier: own = '', hashKeys } = await readSealed(store);
      const texts = [...keys.map(([, text = '']) => text), own];
      const under = await Promise.all(texts.map((text) => isUnder(text, to)));
      expect(new Set(under).size).toBe(1);
      for (const text of hashKeys) if (text !== undefined) expect(await isUnder(text, to)).toBe(under[0]);
      // Whoever knows both finds everything, whenever it was.
      const both = await issuerWith(to, from);
      expect(both.deps.hashKey).toEqual(hashKey);
      await closing.pop()?.();
      const opener = await verifierWith(store, to, from);
      for (const requestId of questions) await responseKeyOf(await keyOf(store, requestId), opener);
      if (kills.at(-1) === false) {
        const only = await verifierWith(store, to);
        for (const requestId of questions) await responseKeyOf(await keyOf(store, requestId), only);
        [from, to] = [to, from];
      }
    }
    expect(kills).toContain(true);
    expect(kills.at(-1)).toBe(false);
  });
});

it('killed between the keys of the issuer and that of the verifier it has changed neither', async () => {
  const databaseUrl = await postgres.createDatabase();
  const store = await openStore(databaseUrl);
  const secrets = parseKeySecrets(old);
  const at = { issuerKeys: store.issuerKeys, ...wayTo, secrets };
  await openKeyRing({ ...at, clock: () => wayTo.now });
  await loadIdentity({ keys: store.verifierKeys, ...at });
  const client = new Client({ connectionString: databaseUrl });
  // Inside a transaction the list of activities stays as it was.
  const looking = new Client({ connectionString: databaseUrl });
  await Promise.all([client.connect(), looking.connect()]);
  await client.query('begin; select * from verifier_keys for update');
  const child = runAndKill({ databaseUrl, from: old, to: next, waitMs: 60_000 });
  const isHeldUp = async (): Promise<boolean> => {
    const { rows } = await looking.query(
      `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'update "verifier_keys"%'`,
    );
    return rows.length > 0;
  };
  while (!(await isHeldUp())) await new Promise((resolve) => setTimeout(resolve, 10));
  child.kill();
  expect(await child).toBe('killed');
  await client.query('rollback');
  await Promise.all([client.end(), looking.end()]);
  // Under the old one still, all of them, and none is kept for hashes.
  const { keys } = await store.issuerKeys.listKeys();
  for (const { encrypted } of keys) expect(await isUnder(encrypted, old)).toBe(true);
  expect(await store.hashKeys.loadHashKey('issuer')).toBeUndefined();
  await store.close();
  expect(await runAndKill({ databaseUrl, from: old, to: next, waitMs: 60_000 })).toBe('done');
});

const isUnder = (text: string, secret: string): Promise<boolean> =>
  findSecretOf(text, parseKeySecrets(secret)).then(
    () => true,
    () => false,
  );

type Run = { databaseUrl: string; from: string; to: string; waitMs: number };

/** The command as a process of its own, killed when it takes longer than this, or at once. */
function runAndKill({ databaseUrl, from, to, waitMs }: Run): Promise<string> & { kill: () => void } {
  const child = spawn(process.execPath, ['cli/main.ts', 'keys', 'change-secret'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      KLUSCV_DATABASE_URL: databaseUrl,
      KLUSCV_KEY_SECRET: to,
      KLUSCV_KEY_SECRET_PREVIOUS: from,
    },
  });
  const kill = (): void => void child.kill('SIGKILL');
  const timer = setTimeout(kill, waitMs);
  const ended = new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL' ? 'killed' : code === 0 ? 'done' : `ended with ${code}`);
    });
  });
  return Object.assign(ended, { kill });
}
