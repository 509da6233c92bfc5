/** The issuer as it runs: from settings, on its own port, with a database that outlives it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseFirstKeys } from '../../issuer/access/index.ts';
import { IssuerConfig } from '../../issuer/config.ts';
import { startIssuer } from '../../issuer/main.ts';
import { readConfig } from '../../server/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-issuer-'));
afterAll(() => rmSync(folder, { recursive: true }));

const env = {
  KLUSCV_ISSUER_URL: 'http://localhost:4191/',
  KLUSCV_ISSUER_NAME: 'Poetsmaat',
  KLUSCV_ISSUER_KVK: '00000001',
  KLUSCV_DATABASE_URL: `sqlite:${folder}/issuer.db`,
  KLUSCV_KEY_SECRET: Buffer.alloc(32, 7).toString('base64url'),
  KLUSCV_API_KEY: 'a-key-for-everything-0123456789',
  KLUSCV_MAPPINGS: 'examples/mappings',
  KLUSCV_LOG_LEVEL: 'silent',
};

describe('an issuer', () => {
  it('starts, stops, and is the same after a second start', async () => {
    const describeIssuer = async (): Promise<unknown> => {
      const { close, ...issuer } = await startIssuer(readConfig(IssuerConfig, env));
      const document = await (await fetch('http://localhost:4191/.well-known/did.json')).json();
      expect((await fetch('http://localhost:4191/health/ready')).status).toBe(200);
      await close();
      return { issuer, document };
    };
    const first = await describeIssuer();
    expect(first).toMatchObject({
      issuer: { url: 'http://localhost:4191', did: 'did:web:localhost%3A4191', kvkNumber: '00000001' },
    });
    expect(await describeIssuer()).toEqual(first);
  });

  it('says in one sentence that the port is in use', async () => {
    const { close } = await startIssuer(readConfig(IssuerConfig, env));
    await expect(startIssuer(readConfig(IssuerConfig, env))).rejects.toMatchObject({ code: 'port_in_use' });
    await close();
  });
});

describe('its settings', () => {
  it('are refused all at once, without repeating a value', () => {
    const wrong = {
      ...env,
      KLUSCV_ISSUER_URL: 'http://example.com',
      KLUSCV_KEY_SECRET: 'hunter2',
      KLUSCV_ISSUER_KVK: '1',
    };
    const read = () => readConfig(IssuerConfig, wrong);
    expect(read).toThrow(/KLUSCV_ISSUER_URL[\s\S]*KLUSCV_ISSUER_KVK[\s\S]*KLUSCV_KEY_SECRET/);
    expect(read).not.toThrow(/hunter2/);
  });

  it('name keys with their scopes', () => {
    const [all, some] = parseFirstKeys('a-key-for-everything-0123456789, another-key-0123456789=read+status');
    expect([...(all?.scopes ?? [])]).toEqual(['ingest', 'offer', 'issue', 'revoke', 'read', 'admin']);
    expect([...(some?.scopes ?? [])]).toEqual(['revoke', 'read']);
    for (const wrong of [
      'short',
      'a-key-for-everything-0123456789=write',
      '',
      'a-key-for-everything-01=read=x',
    ])
      expect(() => parseFirstKeys(wrong)).toThrow(/KLUSCV_API_KEY: entry 1/);
  });
});
