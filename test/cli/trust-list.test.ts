/** The scheme's commands, from the first key to a platform that is no more, against an issuer over real HTTP. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { register } from '../../cli/commands/trust-list.ts';
import { createListApp } from '../../cli/trust-list/list-app.ts';
import { openSchemeFolder } from '../../cli/trust-list/scheme-folder.ts';
import { loadDocument } from '../../contexts/index.ts';
import { toUtf8 } from '../../core/bytes.ts';
import { resolveDid } from '../../core/did/index.ts';
import { parseSchemeKeys, verifyTrustList } from '../../core/trust/index.ts';
import { parseReceived, verifyReceived } from '../../core/verify/index.ts';
import { otherDidsOf } from '../../issuer/keys/jwt-issuer.ts';
import { createLog, createMetrics, createSafeFetch, listen } from '../../server/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { createHeldFetch } from '../../verifier/trust/held-fetch.ts';
import { startTestIssuer, type TestIssuer } from '../issuer/start-test-issuer.ts';

const root = mkdtempSync(join(tmpdir(), 'kluscv-scheme-'));
const at = (name: string): string => join(root, name);
const folder = at('scheme');
let issuer: TestIssuer;
let did = '';

beforeAll(async () => {
  vi.stubEnv('KLUSCV_SCHEME_PASSPHRASE', 'a passphrase of four words');
  issuer = await startTestIssuer();
  did = issuer.deps.keys.known().did;
  writeFileSync(
    at('anchor.der'),
    Buffer.from(issuer.deps.keys.known().certificateAnchors[0] ?? '', 'base64'),
  );
});
afterAll(async () => {
  await issuer.close();
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

/** Runs a command in this process and gives what it printed as JSON. */
const run = async (...args: string[]) => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const program = new Command('kluscv').option('--json').exitOverride();
  register(program);
  await program.parseAsync(['--json', 'trust-list', ...args], { from: 'user' });
  return JSON.parse(lines.join('\n'));
};
const inFolder = (...args: string[]) => run(...args, '--folder', folder);
const published = (): string => readFileSync(join(folder, 'trust-list.jwt'), 'utf8').trim();
const open = async (keys: unknown) => {
  const pinned = parseSchemeKeys(keys);
  const opened = pinned && (await verifyTrustList(published(), pinned, nodeCrypto));
  return opened?.ok ? opened.value : opened?.error.code;
};
const add = (...more: string[]) =>
  inFolder('add', did, '--name', 'Poetsmaat', '--kvk', '00000001', '--anchor', at('anchor.der'), ...more);

let firstPin: unknown;

describe('the keys of the scheme', () => {
  it('are kept in files that only a passphrase opens, and never overwritten', async () => {
    const { publicJwk } = await run('key', at('anna.key'));
    await run('key', at('bert.key'));
    await run('key', at('chris.key'));
    const text = readFileSync(at('anna.key'), 'utf8');
    expect(JSON.parse(text).publicJwk).toEqual(publicJwk);
    expect(text).not.toContain('"d"');
    expect(statSync(at('anna.key')).mode & 0o777).toBe(0o600);
    await expect(run('key', at('anna.key'))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('do not open with another passphrase, and none is shorter than twelve letters', async () => {
    firstPin = (await inFolder('create', '--key', `${at('anna.key')},${at('bert.key')}`)).keys;
    vi.stubEnv('KLUSCV_SCHEME_PASSPHRASE', 'another passphrase');
    await expect(inFolder('sign', '--key', at('anna.key'))).rejects.toMatchObject({ code: 'invalid_config' });
    vi.stubEnv('KLUSCV_SCHEME_PASSPHRASE', 'short');
    await expect(run('key', at('dina.key'))).rejects.toMatchObject({ code: 'invalid_config' });
    vi.stubEnv('KLUSCV_SCHEME_PASSPHRASE', 'a passphrase of four words');
  });
});

describe('a list that two persons sign', () => {
  it('is published with the second signature, and not by the first one signing twice', async () => {
    expect(await inFolder('sign', '--key', at('anna.key'))).toMatchObject({
      signatures: 1,
      published: false,
    });
    await expect(inFolder('sign', '--key', at('anna.key'))).rejects.toMatchObject({ code: 'conflict' });
    await expect(inFolder('sign', '--key', at('chris.key'))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await inFolder('sign', '--key', at('bert.key'))).toMatchObject({
      version: 1,
      signatures: 2,
      published: true,
    });
    expect(await open(firstPin)).toMatchObject({ version: 1, platforms: [] });
  });

  it('begins anew when the draft was changed after the first signature', async () => {
    await add('--from', '2026-01-01');
    await inFolder('sign', '--key', at('anna.key'));
    await inFolder('add-verifier', 'A'.repeat(43), '--name', 'UWV', '--purpose', 'uwv');
    expect(await inFolder('sign', '--key', at('bert.key'))).toMatchObject({ signatures: 1 });
    expect(await inFolder('sign', '--key', at('anna.key'))).toMatchObject({ version: 2, published: true });
    expect(await open(firstPin)).toMatchObject({
      platforms: [
        {
          name: 'Poetsmaat',
          did,
          url: issuer.url,
          otherDids: otherDidsOf(issuer.url, issuer.deps.keys.known()),
        },
      ],
      verifiers: [{ name: 'UWV' }],
    });
  });

  it('says before signing what would change, and afterwards that nothing would', async () => {
    expect((await inFolder('diff')).changes).toEqual([]);
    await inFolder('remove-verifier', 'A'.repeat(43));
    expect((await inFolder('diff')).changes).toEqual([
      { kind: 'removed', entry: 'A'.repeat(43), name: 'UWV', members: [] },
    ]);
    expect(await inFolder('show')).toMatchObject({ version: 2, signed: 'holds' });
  });
});

describe('a change of the keys', () => {
  it('is signed by the old keys; from then on the new one signs, and the old pin still leads there', async () => {
    const rotate = (key: string) => inFolder('rotate', '--key', at(key), '--to', at('chris.key'));
    expect(await rotate('anna.key')).toMatchObject({ signatures: 1, done: false });
    await expect(rotate('anna.key')).rejects.toMatchObject({ code: 'conflict' });
    await expect(rotate('chris.key')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await rotate('bert.key')).toMatchObject({ generation: 1, done: true });
    await expect(inFolder('sign', '--key', at('anna.key'))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await inFolder('sign', '--key', at('chris.key'))).toMatchObject({ version: 3, published: true });
    expect(await open(firstPin)).toMatchObject({ version: 3 });
    expect(await open(JSON.parse(readFileSync(join(folder, 'scheme-keys.json'), 'utf8')))).toMatchObject({
      version: 3,
    });
  });
});

describe('the joining test', () => {
  it('finds nothing to mend in an issuer of ours, with a test credential in every form', async () => {
    const order = { configurations: ['kluscv-sd-jwt', 'kluscv-ldp', 'kluscv-ldp-sd', 'kluscv-jwt'] };
    const offer = await (await issuer.call('POST', '/workers/W-1/offers', order)).json();
    const given = ['--name', 'Poetsmaat', '--anchor', at('anchor.der'), '--offer', offer.offerUri];
    const test = await run('check', did, ...given);
    const failed = test.findings.filter(({ outcome }: { outcome: string }) => outcome === 'fail');
    expect(failed).toEqual([]);
    expect(test.passed).toBe(true);
    const questions = test.findings.map(({ question }: { question: string }) => question);
    expect(questions).toEqual(
      expect.arrayContaining([
        'DID document',
        'Ed25519 key',
        'P-256 key',
        'Issuer metadata',
        'Test credential',
      ]),
    );
    writeFileSync(at('entry.json'), JSON.stringify(issuer.deps.keys.known()));
    const withoutAnchor = await run('check', did);
    expect(withoutAnchor.passed).toBe(true);
    expect(withoutAnchor.findings).toContainEqual(
      expect.objectContaining({ question: 'Token status list', outcome: 'skipped' }),
    );
    const again = await run('check', did, '--anchor', at('entry.json'));
    expect(again.findings).toContainEqual(
      expect.objectContaining({ question: 'Certificate', outcome: 'pass' }),
    );
    expect(again.findings).toContainEqual(
      expect.objectContaining({ question: 'Token status list', outcome: 'pass' }),
    );
  });

  it('says of each thing that is not right what to mend', async () => {
    const wrong = await run('check', `${did}:elsewhere`);
    expect(wrong.passed).toBe(false);
    expect(process.exitCode).toBe(1);
    for (const { outcome, mend } of wrong.findings)
      if (outcome === 'fail') expect(mend.length).toBeGreaterThan(10);
    expect(wrong.findings[0]).toMatchObject({ question: 'DID document', outcome: 'fail' });
    const key = await run('check', 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK');
    expect(key).toMatchObject({ passed: false });
    const foreign = await run('check', did, '--anchor', at('other.der'), '--url', issuer.url).catch(
      (error) => error.code,
    );
    expect(foreign).toBe('invalid_config');
  });

  it('keeps a platform off the list that did not pass it, unless it is told otherwise', async () => {
    const elsewhere = ['--name', 'X', '--kvk', '00000009', '--anchor', at('anchor.der')];
    await expect(inFolder('add', `${did}:elsewhere`, ...elsewhere)).rejects.toMatchObject({
      code: 'conflict',
    });
    await inFolder('add', `${did}:elsewhere`, ...elsewhere, '--no-checked');
    await inFolder('remove', '00000009', '--entirely');
    expect((await inFolder('diff')).changes).toEqual([]);
  });

  it('refuses an entry that would not be one', async () => {
    await expect(add('--no-checked', '--other-did', 'nobody')).rejects.toMatchObject({
      code: 'invalid_request',
    });
    await expect(add('--no-checked', '--from', 'yesterday')).rejects.toMatchObject({
      code: 'invalid_request',
    });
    await expect(inFolder('remove', 'nobody')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a key that was stolen', () => {
  it('is named by its id in the DID document, and stands on the list', async () => {
    const [method] = [issuer.deps.keys.known().p256.verificationMethod];
    await inFolder('key-stolen', did, method);
    expect((await inFolder('diff')).changes).toEqual([
      { kind: 'changed', entry: did, name: 'Poetsmaat', members: ['compromisedKeys'] },
    ]);
    const { p256 } = issuer.deps.keys.known();
    const draft = await inFolder('key-stolen', did, JSON.stringify(p256.signer.publicJwk));
    expect(draft.platforms[0].compromisedKeys).toEqual([p256.signer.publicJwk]);
    await expect(inFolder('key-stolen', did, '#nothing')).rejects.toMatchObject({ code: 'not_found' });
    await add('--from', '2026-01-01');
  });
});

describe('a platform that is no more', () => {
  it('leaves its documents to the scheme, which serves them: what it signed stays genuine', async () => {
    const issued = await issuer.call('POST', '/workers/W-1/credentials', { configuration: 'kluscv-sd-jwt' });
    const { credential } = await issued.json();
    const app = createListApp({
      folder: openSchemeFolder(folder),
      log: createLog({ name: 'test', level: 'silent' }),
      metrics: createMetrics('test'),
    });
    const listening = await listen(app, { port: 0, loopbackOnly: true });
    const address = `http://localhost:${listening.port}`;
    const held = await inFolder('hold', did, '--key', at('anna.key'), '--url', address);
    expect(held.platforms[0].held.url.startsWith(address)).toBe(true);
    await inFolder('sign', '--key', at('chris.key'));
    await issuer.close();

    const signed = await (await fetch(`${address}/trust-list.jwt`)).text();
    expect(signed).toBe(published());
    const pinned = parseSchemeKeys(await (await fetch(`${address}/scheme-keys.json`)).json());
    const list = pinned && (await verifyTrustList(signed, pinned, nodeCrypto));
    if (!list?.ok) throw new Error('The served list does not hold.');
    const trust = { state: 'current' as const, list: list.value };
    const load = createHeldFetch(createSafeFetch({ allowInsecureLoopback: true }), {
      load: async () => trust,
    });
    const received = parseReceived({ bytes: toUtf8(credential) });
    const report = await verifyReceived(received.ok ? received.value : [], {
      // Its last day is today: it has stopped tomorrow.
      now: new Date(Date.now() + 86_400_000),
      clockSkewSeconds: 60,
      crypto: nodeCrypto,
      loadDocument,
      trust,
      resolveDid: (one) => resolveDid(one, { fetch: load, allowInsecureLoopback: true }),
      loadStatusList: async (url) => {
        const { body } = await load({ url });
        return { status: 'loaded', body, contentType: '' };
      },
      verifierName: 'Test',
    });
    expect(report.outcome).toBe('valid');
    expect(report.credentials[0]?.message.nl).toContain('Dit platform stopte op');
    expect((await fetch(`${address}/lote.json`)).status).toBe(200);
    expect((await fetch(`${address}/held/nobody/did.json`)).status).toBe(404);
    const renewed = await inFolder('hold', did, '--key', at('anna.key'));
    expect(renewed.platforms[0].held.url).toBe(held.platforms[0].held.url);
    await listening.close();
  });
});
