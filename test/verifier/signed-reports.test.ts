import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../contexts/index.ts';
import { createWorld, facts, type World } from './world.ts';

let world: World;
let credential: string;
beforeAll(async () => {
  world = await createWorld();
  credential = await world.issue(facts, world.newHolder());
});
afterAll(() => world.close());

const ask = (
  parts: Readonly<Record<string, string | Blob>>,
  accept = 'application/json',
): Promise<Response> => {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) form.set(name, part);
  return fetch(`${world.url}/api/v1/signed-reports`, { method: 'POST', body: form, headers: { accept } });
};
const json = async (parts: Readonly<Record<string, string | Blob>>) => {
  const response = await ask(parts);
  expect(response.status).toBe(201);
  return response.json();
};
const check = async (body: BodyInit) => {
  const response = await fetch(`${world.url}/api/v1/signed-reports/checks`, { method: 'POST', body });
  expect(response.status).toBe(200);
  return response.json();
};
const open = async (bytes: ArrayBuffer) => {
  const document = await getDocument({
    data: new Uint8Array(bytes.slice()),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
  }).promise;
  const pages = Array.from({ length: document.numPages }, (_none, index) => document.getPage(index + 1));
  const contents = await Promise.all((await Promise.all(pages)).map((page) => page.getTextContent()));
  const text = contents
    .flatMap(({ items }) => items.flatMap((item) => ('str' in item ? [item.str] : [])))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
  return { document, text };
};

describe('POST /api/v1/signed-reports', () => {
  it('signs what it finds itself: reference, time, purpose, outcome, checks, digests', async () => {
    const { content, jws } = await json({ credential, purpose: 'lender' });
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(credential));
    expect(content).toMatchObject({
      iss: world.identity.did,
      verifierUrl: world.url,
      purpose: 'lender',
      document: { sha256: Buffer.from(digest).toString('hex'), bytes: credential.length },
      credentials: [{ format: 'dc+sd-jwt' }],
      report: { outcome: 'valid', checkedAt: world.now().toISOString(), verifier: 'Thuiszorg De Linde' },
    });
    expect(content.jti).toMatch(/^KR(-[0-9A-Z]{4}){3}$/);
    expect(content.report.credentials[0].checks.length).toBeGreaterThan(4);
    expect(content.since).toBeUndefined();
    const { kid } = JSON.parse(Buffer.from(jws.split('.')[0], 'base64url').toString());
    const did = await (await fetch(`${world.url}/.well-known/did.json`)).json();
    expect(did.assertionMethod.length).toBeGreaterThan(0);
    expect(did.verificationMethod.map(({ id }: { id: string }) => id)).toContain(kid);
  });

  it('takes the bare credential too, and keeps no word of it', async () => {
    const response = await fetch(`${world.url}/api/v1/signed-reports`, { method: 'POST', body: credential });
    expect([response.status, response.headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(response.headers.get('content-disposition')).toMatch(/filename="kluscv-KR-[0-9A-Z-]+\.json"/);
    expect((await response.json()).content).toMatchObject({ purpose: null, report: { outcome: 'valid' } });
  });

  it('gives a PDF that says the same and carries the JSON', async () => {
    const response = await ask({ credential, purpose: 'lender', language: 'nl' }, 'application/pdf');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const bytes = await response.arrayBuffer();
    const { document, text } = await open(bytes);
    const [id = ''] = (await document.getAttachments())?.keys() ?? [];
    const attached: unknown = await document.getAttachmentContent(id);
    if (!(attached instanceof Uint8Array)) throw new Error('nothing is attached');
    const { content } = JSON.parse(new TextDecoder().decode(attached));
    for (const said of [
      'Echt',
      content.jti,
      content.document.sha256.match(/.{8}/g).join(' '),
      'Hypotheekverstrekker',
      '21 november 2026, 13:00 uur',
      'Poetsmaat B.V.',
      'KvK-nummer 12345678',
      'Sanne de Vries',
      'Vergelijk de naam met een identiteitsbewijs.',
      '214',
      'Is het ingetrokken?',
      'status_active',
      words.nl.verifier.result.purposeNotes.lender,
      words.nl.fileReport.paper.moment,
    ])
      expect(text).toContain(said);
    expect(await check(bytes)).toMatchObject({ verified: true, reference: content.jti, outcome: 'valid' });
    const english = await open(
      await (await ask({ credential, language: 'en' }, 'application/pdf')).arrayBuffer(),
    );
    expect(english.text).toContain('Report of a check');
  });

  it('says of anything else what it is, under its signature, and shows nothing of it', async () => {
    const { content } = await json({ credential: 'hello' });
    expect(content).toMatchObject({ credentials: [], report: { outcome: 'malformed' } });
    const pdf = await ask(
      { credential: `${credential.slice(0, 400)}AAAA${credential.slice(404)}` },
      'application/pdf',
    );
    const { text } = await open(await pdf.arrayBuffer());
    expect(text).not.toContain('Sanne de Vries');
  });

  it('says what changed since an earlier report, from its JSON or its PDF', async () => {
    const earlier = await json({ credential });
    const earlierPdf = await (await ask({ credential }, 'application/pdf')).blob();
    expect((await json({ credential, previous: JSON.stringify(earlier) })).content.since).toEqual({
      reference: earlier.content.jti,
      checkedAt: earlier.content.report.checkedAt,
      sameCredentials: true,
      changes: [],
    });
    await world.publish('revoked');
    try {
      for (const previous of [JSON.stringify(earlier), earlierPdf]) {
        const { content } = await json({ credential, previous });
        expect(content.since.changes).toEqual([
          { what: 'outcome', credential: 0, before: 'valid', after: 'revoked' },
          { what: 'check', credential: 0, check: 'status', before: 'status_active', after: 'status_revoked' },
        ]);
      }
      const pdf = await ask({ credential, previous: earlierPdf }, 'application/pdf');
      const { text } = await open(await pdf.arrayBuffer());
      expect(text).toContain(
        'Eerst: De uitgever heeft het niet ingetrokken. Nu: De uitgever heeft het ingetrokken.',
      );
      expect(text).toContain('Eerst: Echt. Nu: Ingetrokken.');
      expect(text).not.toContain('Gewerkte uren');
    } finally {
      await world.publish('active');
    }
    const other = await world.issue(facts, world.newHolder());
    const { since } = (await json({ credential: other, previous: JSON.stringify(earlier) })).content;
    expect(since).toMatchObject({ sameCredentials: false, changes: [] });
  });

  it('refuses an earlier report that is not its own, an unknown purpose, and a form without a credential', async () => {
    const earlier = await json({ credential });
    const changed = { ...earlier, content: { ...earlier.content, purpose: 'uwv' } };
    expect((await ask({ credential, previous: JSON.stringify(changed) })).status).toBe(400);
    expect((await ask({ credential, previous: 'hello' })).status).toBe(400);
    expect((await ask({ credential, purpose: 'curiosity' })).status).toBe(400);
    expect((await ask({ purpose: 'lender' })).status).toBe(400);
  });
});

describe('the description for programs', () => {
  it('has both calls and what they answer', async () => {
    const { paths, components } = await (await fetch(`${world.url}/openapi.json`)).json();
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/v1/signed-reports', '/api/v1/signed-reports/checks']),
    );
    const signed = await json({ credential });
    for (const member of components.schemas.SignedReport.properties.content.required)
      expect(signed.content).toHaveProperty(member);
  });
});

describe('POST /api/v1/signed-reports/checks', () => {
  it('knows its own reports, by file and by JWS, and says what they say', async () => {
    const signed = await json({ credential });
    for (const body of [JSON.stringify(signed), signed.jws]) {
      const answer = await check(body);
      expect(answer).toMatchObject({ verified: true, code: 'report_genuine', reference: signed.content.jti });
      expect(answer.content).toEqual(signed.content);
    }
  });

  it.each(['', 'hello', '{}', '%PDF-1.7 broken', '\u0000\u0001', 'https://example.org/report#a.b.c'])(
    'does not vouch for %j',
    async (body) => {
      expect(await check(body)).toMatchObject({ verified: false, code: 'report_unreadable' });
    },
  );

  it('says changed to a report with another outcome', async () => {
    const { content, jws } = await json({ credential });
    const forged = { content: { ...content, report: { ...content.report, outcome: 'revoked' } }, jws };
    expect(await check(JSON.stringify(forged))).toMatchObject({ verified: false, code: 'report_changed' });
  });
});
