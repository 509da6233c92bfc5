/** Mistakes: reported by the worker, answered and mended by the platform. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClaimCalls, claimCalls, gig, sendGigs } from './claim-calls.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
let claim: ClaimCalls;
beforeAll(async () => {
  issuer = await startTestIssuer();
  claim = await claimCalls(issuer, 'W-1');
});
afterAll(() => issuer.close());

const list = async (query = '') => (await issuer.call('GET', `/corrections${query}`)).json();
const own = async () => (await (await claim.get('/corrections')).json()).corrections;

describe('a report', () => {
  it('goes to the platform, and its answer to the worker', async () => {
    const asked = await claim.post('/corrections', {
      about: 'hoursWorked',
      text: ' Het waren er meer.\nIn mei. ',
    });
    expect(asked.status).toBe(201);
    const request = await asked.json();
    expect(request).toEqual({
      correctionId: expect.any(String),
      about: 'hoursWorked',
      text: 'Het waren er meer.\nIn mei.',
      askedAt: expect.any(String),
      state: 'open',
    });
    expect(await list('?state=open')).toEqual({ corrections: [{ workerId: 'W-1', ...request }] });
    const path = `/corrections/${request.correctionId}/answer`;
    const answer = { outcome: 'corrected', text: 'Klopt, hersteld.' };
    expect((await issuer.call('POST', path, answer)).status).toBe(200);
    expect((await issuer.call('POST', path, answer)).status).toBe(409);
    expect(await own()).toEqual([
      { ...request, state: 'answered', answer: { ...answer, answeredAt: expect.any(String) } },
    ]);
    expect(await list('?state=open')).toEqual({ corrections: [] });
    expect((await list()).corrections).toHaveLength(1);
  });

  it.each([
    [{ about: 'salary', text: 'x' }],
    [{ about: 'name', text: '' }],
    [{ about: 'name', text: 'x'.repeat(1_001) }],
    [{ about: 'name', text: 'a\u0000b' }],
    [{ about: 'name' }],
  ])('is refused as %j', async (body) => {
    expect((await claim.post('/corrections', body)).status).toBe(400);
  });

  it('waits with nine others at most, and comes in pages', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        claim.post('/corrections', { about: 'other', text: `fout ${index}` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await list(`?state=open&limit=4${cursor}`);
      seen.push(...page.corrections.map(({ text }: { text: string }) => text));
      if (page.nextCursor === undefined) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect([seen.length, new Set(seen).size]).toEqual([10, 10]);
    expect((await issuer.call('GET', '/corrections?cursor=x')).status).toBe(400);
  });

  it('is erased with its worker', async () => {
    await sendGigs(issuer, [gig('G-50', 'W-5')]);
    const five = await claimCalls(issuer, 'W-5');
    await five.post('/corrections', { about: 'name', text: 'Ik heet anders.' });
    expect((await issuer.call('DELETE', '/workers/W-5')).status).toBeLessThan(300);
    expect(JSON.stringify(await list('?limit=500'))).not.toContain('Ik heet anders.');
  });
});

describe('a correction of a gig', () => {
  const issue = async (workerId: string): Promise<string> =>
    (
      await (
        await issuer.call('POST', `/workers/${workerId}/credentials`, { configuration: 'kluscv-ldp' })
      ).json()
    ).credentialId;
  const corrected = async (workerId: string): Promise<string[]> =>
    (await (await issuer.call('GET', '/corrected-credentials?limit=500')).json()).credentials
      .filter((issued: { workerId: string }) => issued.workerId === workerId)
      .map(({ credentialId }: { credentialId: string }) => credentialId);
  const later = { updatedAt: '2025-06-16T08:00:00Z' };

  it('names what was issued with the mistake in it, and nothing that was issued after', async () => {
    await sendGigs(issuer, [gig('G-60', 'W-6')]);
    const wrong = await issue('W-6');
    issuer.passTime(1);
    await sendGigs(issuer, [gig('G-60', 'W-6', { minutes: 90, ...later })]);
    issuer.passTime(1);
    await issue('W-6');
    expect(await corrected('W-6')).toEqual([wrong]);
  });

  it.each([
    ['a first rating', { rating: { value: 5, worst: 1, best: 5 } }],
    ['a first review', { review: { text: 'Fijn.', date: '2025-06-15' } }],
    ['another spelling of the name', { workerName: 'Jan Janssen' }],
  ])('is not %s', async (what, changes) => {
    const workerId = `W-7-${what.replaceAll(' ', '-')}`;
    await sendGigs(issuer, [gig(`G-${workerId}`, workerId)]);
    await issue(workerId);
    issuer.passTime(1);
    await sendGigs(issuer, [gig(`G-${workerId}`, workerId, { ...changes, ...later })]);
    await sendGigs(issuer, [gig(`G-${workerId}-new`, workerId)]);
    expect(await corrected(workerId)).toEqual([]);
  });

  it('leads to a new offer and the end of the old one, once', async () => {
    await sendGigs(issuer, [gig('G-80', 'W-8')]);
    const wrong = await issue('W-8');
    issuer.passTime(1);
    await sendGigs(issuer, [gig('G-80', 'W-8', { status: 'no_show', ...later }), gig('G-81', 'W-8')]);
    const reissued = await issuer.call('POST', `/credentials/${wrong}/reissue`);
    expect([reissued.status, await reissued.json()]).toEqual([
      201,
      {
        credentialId: wrong,
        status: 'revoked',
        offerUri: expect.stringContaining('openid-credential-offer://'),
        claimUrl: expect.stringContaining('/claim#'),
        expiresAt: expect.any(String),
      },
    ]);
    expect(await corrected('W-8')).toEqual([]);
    expect((await issuer.call('POST', `/credentials/${wrong}/reissue`)).status).toBe(409);
    const [issued] = (await (await issuer.call('GET', '/workers/W-8/credentials')).json()).credentials;
    expect(issued).toMatchObject({ credentialId: wrong, status: 'revoked', reasonCode: 'correction' });
  });
});
