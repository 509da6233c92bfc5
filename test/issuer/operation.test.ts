/** What an operator and a program see: the description, its page, metrics. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderDocs } from '../../server/serve-docs.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.close());

type Json = Record<string, unknown>;
const load = async (path: string): Promise<Json> => (await fetch(`${issuer.url}${path}`)).json();

describe('the description of the calls', () => {
  it('is OpenAPI 3.1, at both of its addresses, for any page and without a key', async () => {
    const document = await load('/openapi.json');
    expect(document.openapi).toBe('3.1.0');
    expect(await load('/api/v1/openapi.json')).toEqual(document);
    const response = await fetch(`${issuer.url}/openapi.json`);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('has for each call one id, a scope, the answer and the refusals, and refers to nothing that is not there', async () => {
    const document = await load('/openapi.json');
    const ids: string[] = [];
    for (const [path, item] of Object.entries(document.paths as Record<string, Record<string, Json>>))
      for (const operation of Object.values(item)) {
        ids.push(String(operation.operationId));
        expect(operation.description, path).toMatch(/Scope: `\w+`/);
        expect(Object.keys(operation.responses as Json), path).toEqual(
          expect.arrayContaining(['401', '403']),
        );
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const parameters = (operation.parameters as { name: string; in: string }[]).filter(
          (parameter) => parameter.in === 'path',
        );
        expect(parameters.map(({ name }) => name)).toEqual(named);
      }
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, ref = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = ref.split('/').reduce<unknown>((at, part) => (at as Json | undefined)?.[part], document);
      expect(found, ref).toBeDefined();
    }
  });

  it('says of a body what the call itself takes', async () => {
    const { paths } = (await load('/openapi.json')) as { paths: Record<string, Record<string, Json>> };
    const body = JSON.stringify(paths['/api/v1/api-keys']?.post?.requestBody);
    for (const word of ['ingest', 'offer', 'issue', 'revoke', 'read', 'admin', 'expiresInDays'])
      expect(body).toContain(word);
  });
});

describe('the page of the calls', () => {
  it('shows each of them, with nothing from elsewhere and no script', async () => {
    const response = await fetch(`${issuer.url}/docs`);
    const page = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    for (const path of Object.keys((await load('/openapi.json')).paths as Json)) expect(page).toContain(path);
    expect(page).not.toContain('<script');
    // What scrolls sideways on a phone must be reached by keyboard.
    expect(page.match(/class="table"/g)?.length).toBe(
      page.match(/class="table" role="group" [^>]*tabindex="0"/g)?.length,
    );
    expect(
      [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, to]) => to).every((to) => /^[/#]/.test(to ?? '')),
    ).toBe(true);
    expect((await fetch(`${issuer.url}/docs/style.css`)).headers.get('content-type')).toContain('text/css');
  });

  it('takes what stands in the document as text', () => {
    const page = renderDocs({
      info: { title: '<b>', version: '1' },
      servers: [{ url: 'https://example.org' }],
      paths: { '/"x"': { get: { operationId: 'x', summary: '<script>', responses: {} } } },
    });
    expect(page).not.toMatch(/<b>1|<script>/);
  });
});

describe('the metrics', () => {
  const scrape = async (): Promise<string> => (await fetch(`${issuer.url}/metrics`)).text();

  it('count what was issued by configuration, what was refused by code, and how full the lists are', async () => {
    await issuer.call('POST', '/workers/W-1/credentials', { configuration: 'kluscv-ldp' });
    await issuer.call('POST', '/workers/W-1/credentials', { configuration: 'kluscv-ldp' });
    await issuer.call('GET', '/workers/nobody/record');
    await fetch(`${issuer.url}/token`, { method: 'POST' });
    for (const text of [await scrape(), await scrape()]) {
      expect(text).toMatch(/kluscv_credentials_issued_total\{[^}]*configuration="kluscv-ldp"[^}]*\} 2\n/);
      expect(text).toMatch(/kluscv_changes_total\{[^}]*action="credential_issued"[^}]*\} 2\n/);
      expect(text).toMatch(/kluscv_refused_total\{[^}]*code="not_found"[^}]*\} 1\n/);
      expect(text).toMatch(/kluscv_refused_total\{[^}]*code="invalid_request"[^}]*\} 1\n/);
      expect(text).toMatch(/kluscv_status_list_used_ratio\{[^}]*list="1"[^}]*\} 0\.\d+/);
    }
  });

  it('say when the certificates end', async () => {
    const [, value = '0'] =
      /kluscv_certificate_expiry_timestamp_seconds\{[^}]*certificate="leaf"[^}]*\} (\d+)/.exec(
        await scrape(),
      ) ?? [];
    const years = (Number(value) * 1000 - Date.now()) / (365.25 * 86_400_000);
    expect(years).toBeGreaterThan(14);
  });

  it('name no worker', async () => {
    expect(await scrape()).not.toMatch(/W-1|nobody|Fatima/);
  });
});

describe('the counts', () => {
  it('show nothing under ten', async () => {
    const own = await startTestIssuer();
    try {
      const show = async () => (await own.call('GET', '/counts')).json();
      for (let offer = 0; offer < 9; offer += 1) await own.call('POST', '/workers/W-1/offers', {});
      expect(await show()).toEqual({ offers: null, claims: null, downloads: null });
      await own.call('POST', '/workers/W-1/offers', {});
      expect(await show()).toEqual({ offers: 10, claims: null, downloads: null });
    } finally {
      await own.close();
    }
  });
});
