import { describe, expect, it } from 'vitest';
import { fromUtf8, toUtf8 } from '../../../core/bytes.ts';
import {
  compareReports,
  createReference,
  digestCredentials,
  hexDigest,
  type ReportContent,
  renderReportJson,
  signNote,
  signReport,
  verifyReport,
} from '../../../core/signed-report/index.ts';
import { type CredentialReport, createCheck } from '../../../core/verify/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';

const message = { nl: 'Zin.', en: 'Sentence.' };
const one: CredentialReport = {
  outcome: 'valid',
  message,
  format: 'dc+sd-jwt',
  issuer: { id: 'https://p.example', name: 'Poetsmaat B.V.', kvkNumber: '12345678', listed: true },
  validFrom: '2026-11-15T00:00:00Z',
  validUntil: '2031-11-15T00:00:00Z',
  record: { name: 'Sanne de Vries', gigsCompleted: 214 },
  holder: 'not_proved',
  checks: [createCheck('signature_valid'), createCheck('status_active')],
};
const content = (change: Partial<CredentialReport> = {}): ReportContent => {
  const credential = { ...one, ...change };
  return {
    iss: 'did:web:v.example',
    iat: 1_795_000_000,
    jti: 'KR-0000-0000-0001',
    verifierUrl: 'https://v.example',
    purpose: 'employer',
    document: { sha256: 'ab'.repeat(32), bytes: 1200 },
    credentials: [{ format: 'dc+sd-jwt', sha256: 'cd'.repeat(32) }],
    report: {
      outcome: credential.outcome,
      message,
      checkedAt: '2026-11-21T12:00:00.000Z',
      verifier: 'Thuiszorg De Linde',
      trustList: { version: 1, issued: '2026-11-01T00:00:00Z' },
      credentials: [credential],
    },
  };
};
const signer = createNodeSigner(generatePrivateJwk('ES256'));
const key = { signer, keyId: 'did:web:v.example#p256' };
const author = { did: 'did:web:v.example', keyId: key.keyId, publicJwk: signer.publicJwk };
const verify = (text: string) => verifyReport(text, author, nodeCrypto);

describe('a signed report', () => {
  it('is read back as it was signed, from the file and from the JWS alone', async () => {
    const signed = await signReport(content(), key);
    for (const text of [fromUtf8(renderReportJson(signed)), JSON.stringify(signed), ` ${signed.jws}\n`])
      expect(await verify(text)).toMatchObject({ ok: true, value: { kind: 'report', content: content() } });
  });

  it('gives a note for the QR code that holds the digest of the report and nothing about the worker', async () => {
    const signed = await signReport(content(), key);
    const note = await signNote(signed, key, nodeCrypto);
    expect(note.length).toBeLessThan(500);
    const read = await verify(`https://v.example/report#${note}`);
    const sha256 = await hexDigest(toUtf8(signed.jws), nodeCrypto);
    expect(read).toEqual({
      ok: true,
      value: {
        kind: 'note',
        note: {
          iss: author.did,
          iat: 1_795_000_000,
          jti: 'KR-0000-0000-0001',
          outcome: 'valid',
          sha256,
        },
      },
    });
  });

  it('is refused when anything in it is otherwise', async () => {
    const signed = await signReport(content({ outcome: 'revoked' }), key);
    const [header = '', , signature = ''] = signed.jws.split('.');
    const forged = Buffer.from(JSON.stringify(content())).toString('base64url');
    const foreign = await signReport(content(), { ...key, keyId: 'did:web:other.example#p256' });
    const thief = await signReport(content(), {
      ...key,
      signer: createNodeSigner(generatePrivateJwk('ES256')),
    });
    const otherIssuer = await signReport({ ...content(), iss: 'did:web:other.example' }, key);
    const cases: [string, string][] = [
      [JSON.stringify({ ...signed, content: content() }), 'report_changed'],
      [JSON.stringify({ jws: signed.jws }), 'report_unreadable'],
      [`${header}.${forged}.${signature}`, 'report_changed'],
      [thief.jws, 'report_changed'],
      [foreign.jws, 'report_foreign'],
      [otherIssuer.jws, 'report_foreign'],
      ['{"content":{},"content":{},"jws":"a.b.c"}', 'report_unreadable'],
      [JSON.stringify({ ...signed, more: 1 }), 'report_unreadable'],
      ['{}', 'report_unreadable'],
      ['', 'report_unreadable'],
      ['https://v.example/report#', 'report_unreadable'],
      ['a.b.c', 'report_unreadable'],
    ];
    for (const [text, problem] of cases) expect(await verify(text)).toEqual({ ok: false, error: problem });
  });

  it('is not taken from another message that the same key signed', async () => {
    const request = { header: { typ: 'oauth-authz-req+jwt', kid: key.keyId }, payload: { ...content() } };
    const { signJws } = await import('../../../core/proof/index.ts');
    expect(await verify(await signJws(request, signer))).toEqual({ ok: false, error: 'report_unreadable' });
  });

  it('is not read when it is none in form, though the same key signed it as one', async () => {
    const { signJws } = await import('../../../core/proof/index.ts');
    for (const typ of ['kluscv-report+jwt', 'kluscv-report-note+jwt']) {
      const payload = { iss: author.did, iat: 'x' };
      const jws = await signJws({ header: { typ, kid: key.keyId }, payload }, signer);
      expect(await verify(jws)).toEqual({ ok: false, error: 'report_unreadable' });
    }
    const { jws } = await signReport(content(), key);
    for (const text of [
      '{}',
      '{"jws":1}',
      `{"jws":"${jws}","jws":"${jws}"}`,
      `{"jws":"${jws}","more":1}`,
      'x',
      '',
    ])
      expect(await verify(text)).toEqual({ ok: false, error: 'report_unreadable' });
  });
});

describe('what changed since an earlier report', () => {
  it('is nothing when nothing did', () => {
    expect(compareReports(content(), content())).toMatchObject({ sameCredentials: true, changes: [] });
  });

  it('names outcome, checks, issuer and newer ones by their codes', () => {
    const now = content({
      outcome: 'revoked',
      checks: [createCheck('signature_valid'), createCheck('status_revoked')],
      issuer: { ...one.issuer, stoppedOn: '2026-11-20' },
      newerExists: true,
    });
    expect(compareReports(content(), now)).toEqual({
      reference: 'KR-0000-0000-0001',
      checkedAt: '2026-11-21T12:00:00.000Z',
      sameCredentials: true,
      changes: [
        { what: 'outcome', credential: 0, before: 'valid', after: 'revoked' },
        { what: 'check', credential: 0, check: 'status', before: 'status_active', after: 'status_revoked' },
        { what: 'issuer_stopped', credential: 0, before: null, after: '2026-11-20' },
        { what: 'newer_exists', credential: 0, before: null, after: 'true' },
      ],
    });
  });

  it('names what is no more: a newer one, an end', () => {
    const before = content({ newerExists: true, issuer: { ...one.issuer, stoppedOn: '2026-11-20' } });
    expect(compareReports(before, content()).changes).toEqual([
      { what: 'issuer_stopped', credential: 0, before: '2026-11-20', after: null },
      { what: 'newer_exists', credential: 0, before: 'true', after: null },
    ]);
  });

  it('compares nothing between different credentials, or with none', () => {
    const other = { ...content(), credentials: [{ format: 'dc+sd-jwt', sha256: 'ef'.repeat(32) }] };
    expect(compareReports(content(), other)).toMatchObject({ sameCredentials: false, changes: [] });
    const more = { ...content(), credentials: [...content().credentials, ...other.credentials] };
    expect(compareReports(content(), more)).toMatchObject({ sameCredentials: false, changes: [] });
    expect(compareReports(more, content())).toMatchObject({ sameCredentials: false, changes: [] });
    const { report } = content();
    const longer = { ...content(), report: { ...report, credentials: [one, one] } };
    expect(compareReports(content(), longer)).toMatchObject({ sameCredentials: false, changes: [] });
    const changed = { ...content({ outcome: 'revoked' }), credentials: other.credentials };
    expect(compareReports(content(), changed)).toMatchObject({ sameCredentials: false, changes: [] });
    const none = { ...content(), credentials: [] };
    expect(compareReports(none, none)).toMatchObject({ sameCredentials: false });
  });
});

describe('digests and references', () => {
  it('know an SD-JWT again whatever it shows, and a W3C document whatever its spaces', async () => {
    const digest = (compact: string) => digestCredentials([{ format: 'dc+sd-jwt', compact }], nodeCrypto);
    expect(await digest('a.b.c~d~e~')).toEqual(await digest('a.b.c~d~'));
    expect(await digest('a.b.c~')).not.toEqual(await digest('a.b.d~'));
    const document = { b: 1, a: [{ d: 2, c: 3 }] };
    const alone = await digestCredentials([{ format: 'ldp_vc', document }], nodeCrypto);
    const shuffled = { a: [{ c: 3, d: 2 }], b: 1 };
    const presented = { format: 'ldp_vp', document: { verifiableCredential: [shuffled] } } as const;
    expect(await digestCredentials([presented], nodeCrypto)).toEqual(alone);
  });

  it('is SHA-256 as sha256sum prints it', async () => {
    expect(await hexDigest(toUtf8('abc'), nodeCrypto)).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('a reference has sixty random bits in letters that nobody mistakes', () => {
    const many = new Set(Array.from({ length: 200 }, () => createReference(nodeCrypto.randomBytes)));
    expect(many.size).toBe(200);
    for (const reference of many) expect(reference).toMatch(/^KR(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  });
});
