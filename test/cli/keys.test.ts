/** `kluscv keys` as an operator calls it, beside a service of another process on the same database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { register } from '../../cli/commands/keys.ts';
import { register as registerTrustList } from '../../cli/commands/trust-list.ts';
import { judge } from '../issuer/judge.ts';
import { keyIdIn, readLog } from '../issuer/signed-by.ts';
import { startTestIssuer, type TestIssuer } from '../issuer/start-test-issuer.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-keys-'));
let issuer: TestIssuer;
beforeAll(async () => {
  const databaseUrl = `sqlite:${join(folder, 'issuer.db')}`;
  issuer = await startTestIssuer({ databaseUrl });
  vi.stubEnv('KLUSCV_DATABASE_URL', databaseUrl);
  vi.stubEnv('KLUSCV_KEY_SECRET', Buffer.from(issuer.secret).toString('base64url'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await issuer.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const print = async (...args: string[]): Promise<string[]> => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const program = new Command('kluscv').option('--json').exitOverride();
  program.configureOutput({ writeErr: () => undefined });
  register(program);
  registerTrustList(program);
  await program.parseAsync(args, { from: 'user' });
  return lines;
};
const run = async (...args: string[]) => JSON.parse((await print('--json', 'keys', ...args)).join(''));
const issue = async (configuration: string): Promise<unknown> =>
  (await (await issuer.call('POST', '/workers/W-1/credentials', { configuration })).json()).credential;

describe('kluscv keys', () => {
  it('lists each key with its purpose, its algorithm, since when and in which state', async () => {
    const { keys } = await run();
    expect(keys).toMatchObject([
      { keyId: 'root-1', purpose: 'root', algorithm: 'ES256', state: 'active' },
      { keyId: 'p256-1', purpose: 'p256', algorithm: 'ES256', state: 'active' },
      { keyId: 'ed25519-1', purpose: 'ed25519', algorithm: 'EdDSA', state: 'active' },
    ]);
    expect(keys[0].anchor).toBe(issuer.deps.keys.known().certificateAnchors[0]);
    for (const { activeSince, publicJwk } of keys) {
      expect(Date.parse(activeSince)).not.toBeNaN();
      expect(publicJwk).not.toHaveProperty('d');
    }
    expect((await print('keys')).join('\n')).toMatch(
      /#ed25519-1 {2}EdDSA {2}signs, since \d{4}-\d\d-\d\dT\d\d:\d\dZ {2}\(/,
    );
  });

  it('rotates, and the service that runs signs with the new keys at once', async () => {
    const before = await issue('kluscv-ldp');
    const { keys, scheme } = await run('rotate');
    expect(scheme).toEqual([]);
    const after = await issue('kluscv-ldp');
    expect(keyIdIn(before)).toBe('ed25519-1');
    expect(keyIdIn(after)).toBe(keys[1].keyId);
    for (const each of [before, after]) expect((await judge(issuer, each)).outcome).toBe('valid');
    const states = (await run('list')).keys.map(({ state, purpose }: Record<string, string>) => [
      purpose,
      state,
    ]);
    expect(states).toEqual([
      ['root', 'active'],
      ['p256', 'former'],
      ['p256', 'active'],
      ['ed25519', 'former'],
      ['ed25519', 'active'],
    ]);
  });

  it('still finds the issuer by its certificate when only the database is named', async () => {
    const [entry] = await print('trust-list', 'entry');
    expect(JSON.parse(entry ?? '')).toMatchObject({ url: issuer.url, name: 'Poetsmaat' });
  });

  it('retires a stolen key and says what the scheme must write down', async () => {
    const { keys, scheme } = await run('retire', 'p256-1', '--leaked');
    expect(keys).toMatchObject([{ keyId: 'p256-1', state: 'retired' }]);
    expect(scheme[0].command).toBe(
      `kluscv trust-list key-stolen ${issuer.deps.keys.known().did} '${JSON.stringify(keys[0].publicJwk)}'`,
    );
    const document = await (await fetch(`${issuer.url}/.well-known/did.json`)).text();
    expect(document).not.toContain('#p256-1"');
    expect(document).toContain('#ed25519-1"');
    await expect(run('revoke', 'p256-1')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('tells on this machine under which DID kluscv-jwt is signed from then on', async () => {
    const { scheme } = await run('rotate', '--purpose', 'p256');
    expect(scheme).toEqual([]);
    const [former] = (await run('list')).keys.filter(
      ({ state, purpose }: Record<string, string>) => state === 'former' && purpose === 'p256',
    );
    const told = (await run('retire', former.keyId)).scheme;
    expect(told).toHaveLength(1);
    expect(told[0].text).toContain('did:jwk:');
  });

  it('prepares a root, which the scheme must know before it signs', async () => {
    await expect(run('rotate', '--purpose', 'root')).rejects.toMatchObject({ code: 'conflict' });
    const { keys, scheme } = await run('prepare', '--purpose', 'root');
    expect(scheme[0].text).toContain('trust-list entry');
    const [entry] = await print('trust-list', 'entry');
    expect(JSON.parse(entry ?? '').certificateAnchors).toContain(keys[0].anchor);
    const printed = await print('keys', 'rotate', '--purpose', 'root,p256');
    expect(printed.join('\n')).toContain(`${keys[0].keyId} signs from now on: certificates.`);
    const sdJwt = await issue('kluscv-sd-jwt');
    const { certificateAnchors } = await issuer.deps.keys.load();
    expect(certificateAnchors[0]).toBe(keys[0].anchor);
    expect((await judge(issuer, sdJwt)).outcome).toBe('valid');
  });

  it('refuses a purpose that there is not', async () => {
    await expect(run('rotate', '--purpose', 'p384')).rejects.toThrow(/p256, ed25519/);
  });

  it('writes each change into the audit log, by the command line', async () => {
    const changes = (await readLog(issuer.deps.store)).filter(({ action }) => action.startsWith('key_'));
    expect(changes.every(({ actor }) => actor === 'cli')).toBe(true);
    expect(new Set(changes.map(({ action }) => action))).toEqual(
      new Set(['key_rotated', 'key_retired', 'key_prepared']),
    );
    expect(changes.find(({ action }) => action === 'key_retired')).toMatchObject({
      subject: 'p256-1',
      details: JSON.stringify({ purpose: 'p256', was: 'former', leaked: true }),
    });
  });
});
