/** Papers as copies: each with a name and an end of its own, in the worker's hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseJws, parseJwsPayload, parseSdJwt } from '../../core/proof/index.ts';
import { decodeTokenStatusList, statusAt } from '../../core/status/index.ts';
import { receivePdf } from '../../verifier/receive/index.ts';
import { type ClaimCalls, claimCalls, gig, sendGigs } from './claim-calls.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
let claim: ClaimCalls;
beforeAll(async () => {
  issuer = await startTestIssuer();
  await sendGigs(issuer, [gig('G-40', 'W-3')]);
  claim = await claimCalls(issuer, 'W-1');
});
afterAll(() => issuer.close());

const makeCopy = async (body: object): Promise<{ copyId: string; pdf: Uint8Array }> => {
  const response = await claim.post('/pdf', body);
  expect(response.status).toBe(200);
  return {
    copyId: response.headers.get('kluscv-credential-id') ?? '',
    pdf: new Uint8Array(await response.arrayBuffer()),
  };
};
const copies = async () => (await (await claim.get('/copies')).json()).copies;
const inside = async (pdf: Uint8Array): Promise<string> => {
  const received = await receivePdf(pdf);
  const [first] = received.ok ? received.value : [];
  if (first?.format !== 'dc+sd-jwt') throw new Error('no SD-JWT in the PDF');
  return first.compact;
};
const payloadOf = (compact: string): Record<string, unknown> => {
  const parsed = parseSdJwt(compact);
  if (!parsed.ok) throw new Error('not an SD-JWT');
  return parsed.value.payload;
};
const statusOf = async (payload: Record<string, unknown>, list = '') => {
  const { idx, uri } = (payload.status as { status_list: { idx: number; uri: string } }).status_list;
  const jws = parseJws(await (await fetch(`${uri}${list}`)).text());
  const read = jws.ok ? parseJwsPayload(jws.value) : jws;
  const decoded = decodeTokenStatusList(read.ok ? read.value.status_list : undefined);
  return decoded.ok ? statusAt(decoded.value, idx) : undefined;
};

describe('a copy', () => {
  it('is made for somebody, of whom only a salted digest is signed', async () => {
    const { copyId, pdf } = await makeCopy({ madeFor: ' Bakkerij Jansen ' });
    const compact = await inside(pdf);
    const payload = payloadOf(compact);
    expect(payload.copy).toEqual({ _sd: [expect.stringMatching(/^[\w-]{43}$/)] });
    expect(JSON.stringify(payload)).not.toContain('Bakkerij');
    const disclosures = compact.split('~').map((part) => Buffer.from(part, 'base64url').toString());
    expect(disclosures.some((text) => text.endsWith('"madeFor","Bakkerij Jansen"]'))).toBe(true);
    expect((await copies())[0]).toEqual({
      copyId,
      madeAt: expect.any(String),
      madeFor: 'Bakkerij Jansen',
      status: 'on',
      newer: false,
    });
  });

  it('is turned off by its worker, and only that one', async () => {
    const first = await makeCopy({ madeFor: 'A' });
    const second = await makeCopy({});
    const off = await claim.post(`/copies/${first.copyId}/off`, {});
    expect([off.status, await off.json()]).toEqual([200, { copyId: first.copyId, status: 'off' }]);
    expect(await statusOf(payloadOf(await inside(first.pdf)))).toBe(1);
    expect(await statusOf(payloadOf(await inside(second.pdf)))).toBe(0);
    const shown = await copies();
    expect(shown.find((copy: { copyId: string }) => copy.copyId === first.copyId).status).toBe('off');
    expect((await claim.post(`/copies/${first.copyId}/off`, {})).status).toBe(200);
  });

  it('of somebody else, or what is no copy, is not there', async () => {
    const { credentialId } = await (
      await issuer.call('POST', '/workers/W-1/credentials', { configuration: 'kluscv-ldp' })
    ).json();
    for (const copyId of ['nothing', credentialId])
      expect((await claim.post(`/copies/${copyId}/off`, {})).status).toBe(404);
    const other = await claimCalls(issuer, 'W-3');
    const { copyId } = await makeCopy({});
    expect((await other.post(`/copies/${copyId}/off`, {})).status).toBe(404);
    expect(await (await other.get('/copies')).json()).toEqual({ copies: [] });
  });

  it.each([
    ['nothing', ''],
    ['more than a line', 'A\nB'],
    ['marks that turn the writing round', 'A\u202eB'],
    ['more than 60 letters', 'A'.repeat(61)],
  ])('is not made for %s', async (_what, madeFor) => {
    expect((await claim.post('/pdf', { madeFor })).status).toBe(400);
  });

  it('takes no calls without the session', async () => {
    expect((await fetch(`${issuer.url}/claim/api/copies`)).status).toBe(410);
    expect((await fetch(`${issuer.url}/claim/api/copies/x/off`, { method: 'POST' })).status).toBe(410);
  });

  it('keeps from the platform for whom it is', async () => {
    await makeCopy({ madeFor: 'Geheim BV' });
    const listed = await (await issuer.call('GET', '/workers/W-1/credentials')).text();
    expect(listed).toContain('kluscv-paper');
    expect(listed).not.toContain('Geheim');
  });
});

describe('that a newer one exists', () => {
  it('is said of older ones once there are other figures, and withdraws nothing', async () => {
    const here = await startTestIssuer();
    const worker = await claimCalls(here, 'W-1');
    const copy = async () => inside(new Uint8Array(await (await worker.post('/pdf', {})).arrayBuffer()));
    const first = payloadOf(await copy());
    const same = payloadOf(await copy());
    expect([await statusOf(first, '/refresh'), await statusOf(same, '/refresh')]).toEqual([0, 0]);
    await sendGigs(here, [gig('G-30', 'W-1')]);
    expect(await statusOf(first, '/refresh')).toBe(0);
    const newest = payloadOf(await copy());
    expect(await Promise.all([first, same, newest].map((payload) => statusOf(payload, '/refresh')))).toEqual([
      1, 1, 0,
    ]);
    expect(await Promise.all([first, same, newest].map((payload) => statusOf(payload)))).toEqual([0, 0, 0]);
    const shown = (await (await worker.get('/copies')).json()).copies;
    expect(shown.map(({ newer }: { newer: boolean }) => newer).sort()).toEqual([false, true, true]);
    await here.close();
  });
});

describe('what goes with a copy, beside what is signed', () => {
  const textOf = async (pdf: Uint8Array): Promise<string> => {
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const document = await getDocument({ data: pdf, verbosity: 0 }).promise;
    const pages = await Promise.all(
      Array.from({ length: document.numPages }, async (_, index) =>
        (await (await document.getPage(index + 1)).getTextContent()).items
          .map((item) => ('str' in item ? item.str : ''))
          .join(' '),
      ),
    );
    return pages.join(' ').replace(/\s+/g, ' ');
  };

  it('are the own words, and an invitation only when the worker asks and the platform has one', async () => {
    const here = await startTestIssuer({ questionnaireUrl: 'https://onderzoek.example/kluscv' });
    const worker = await claimCalls(here, 'W-1');
    expect(await (await worker.get('/session')).json()).toMatchObject({ questionnaire: true });
    const paper = async (body: object) => {
      const pdf = new Uint8Array(await (await worker.post('/pdf', body)).arrayBuffer());
      return { text: await textOf(new Uint8Array(pdf)), compact: await inside(pdf) };
    };
    const ownWords = { explanation: 'Ik werk graag\nin de tuin.' };
    const asked = await paper({ ownWords, questionnaire: true, madeFor: 'Bakkerij Jansen' });
    expect(asked.text).toContain('in de tuin.');
    expect(asked.text).toContain('Gemaakt voor Bakkerij Jansen');
    expect(asked.text).toContain('onderzoek.example');
    expect(asked.text).toMatch(/[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/);
    const decoded = asked.compact.split('~').map((part) => Buffer.from(part, 'base64url').toString());
    expect(decoded.join(' ')).not.toContain('tuin');
    expect((await paper({})).text).not.toContain('onderzoek.example');
    expect(await (await claim.get('/session')).json()).not.toHaveProperty('questionnaire');
    await here.close();
  });
});
