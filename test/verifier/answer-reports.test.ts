/** The signed report on what a wallet showed: for who asked, made from this very session, and gone with it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toUtf8 } from '../../core/bytes.ts';
import { hexDigest, type SignedReport } from '../../core/signed-report/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { readPdfAttachments } from '../../verifier/receive/read-pdf-attachments.ts';
import { answer, bearer, fetchRequest, type Opened, open, postForm, postJson } from './calls.ts';
import { apiKey, createWorld, facts, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const claims = ['name', 'platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate', 'asOf'];

/** A session with its answer, and what the wallet sent. */
const answered = async (options: Record<string, unknown> = {}) => {
  const opened = await open(world, 'employer', apiKey, options);
  const request = await fetchRequest(opened);
  const holder = world.newHolder();
  const credential = await world.issue(facts, holder);
  const presentation = await world.present(credential, holder, request, claims);
  const response = await answer(request, { sd: [presentation] });
  expect(response.status).toBe(200);
  return { opened, credential, presentation, response };
};
const ask = (opened: Opened, headers: Record<string, string>, body?: FormData) =>
  fetch(`${world.url}/api/v1/requests/${opened.id}/signed-report`, {
    method: 'POST',
    headers,
    ...(body === undefined ? {} : { body }),
  });
const withCookie = (opened: Opened) => ({ cookie: opened.cookie });

describe('POST /api/v1/requests/{id}/signed-report', () => {
  it('signs what the wallet showed: purpose, digest, when it was shown, and that the holder proved it then', async () => {
    const { opened, credential, presentation } = await answered();
    const answeredAt = world.now().toISOString();
    world.wait(400);
    for (const headers of [withCookie(opened), bearer(apiKey)]) {
      const response = await ask(opened, headers);
      expect(response.status).toBe(201);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const { content }: SignedReport = await response.json();
      expect(content).toMatchObject({
        purpose: 'employer',
        presentedAt: answeredAt,
        document: {
          sha256: await hexDigest(toUtf8(presentation), nodeCrypto),
          bytes: presentation.length,
        },
        credentials: [
          {
            format: 'dc+sd-jwt',
            sha256: await hexDigest(toUtf8(credential.split('~')[0] ?? ''), nodeCrypto),
          },
        ],
        report: { outcome: 'valid', checkedAt: world.now().toISOString() },
      });
      expect(content.kept).toBeUndefined();
      const [one] = content.report.credentials;
      expect(one).toMatchObject({ holder: 'proved', record: { gigsCompleted: 214 } });
      // What was not asked for is not in the report either, and of what was kept back there is nothing to tell.
      expect(JSON.stringify(content)).not.toContain('weeksWorked');
      const checked = await fetch(`${world.url}/api/v1/signed-reports/checks`, {
        method: 'POST',
        body: JSON.stringify(await (await ask(opened, headers)).json()),
      });
      expect(await checked.json()).toMatchObject({ verified: true });
    }
  });

  it('comes as a PDF that carries it, and compares with an earlier report', async () => {
    const { opened } = await answered();
    const earlier = await (await ask(opened, withCookie(opened))).text();
    await world.publish('revoked');
    try {
      const form = new FormData();
      form.set('language', 'en');
      form.set('previous', new File([earlier], 'earlier.json'));
      const response = await ask(opened, { ...withCookie(opened), accept: 'application/pdf' }, form);
      expect(response.headers.get('content-type')).toBe('application/pdf');
      const [attached] = (await readPdfAttachments(new Uint8Array(await response.arrayBuffer()))) ?? [];
      const { content } = JSON.parse(new TextDecoder().decode(attached));
      expect(content.report.outcome).toBe('revoked');
      expect(content.since.changes).toContainEqual(
        expect.objectContaining({ what: 'outcome', before: 'valid', after: 'revoked' }),
      );
    } finally {
      await world.publish('active');
    }
  });

  it('holds for a W3C presentation too', async () => {
    const opened = await open(world, 'employer');
    const request = await fetchRequest(opened);
    const holder = world.newHolder();
    const presentation = await world.presentLdp(await world.issueLdp(facts, holder), holder, request);
    expect((await answer(request, { ldp: [presentation] })).status).toBe(200);
    world.wait(60);
    const { content } = await (await ask(opened, withCookie(opened))).json();
    expect(content).toMatchObject({
      credentials: [{ format: 'ldp_vc' }],
      report: { outcome: 'valid', credentials: [{ holder: 'proved' }] },
    });
  });

  it('is for nobody else: not without the cookie, not with that of another session', async () => {
    const { opened } = await answered();
    const other = await open(world, 'employer');
    expect((await ask(opened, {})).status).toBe(401);
    expect((await ask(opened, withCookie(other))).status).toBe(401);
    expect((await ask({ ...opened, id: 'none' }, bearer(apiKey))).status).toBe(404);
  });

  it('is not there before an answer, after a refusal, or before the browser came back', async () => {
    const waiting = await open(world, 'employer');
    expect((await ask(waiting, withCookie(waiting))).status).toBe(409);
    const { response_uri, state } = await fetchRequest(waiting);
    await postForm(response_uri, { state, error: 'access_denied' });
    expect((await ask(waiting, withCookie(waiting))).status).toBe(409);

    const { opened, response } = await answered({ flow: 'same-device' });
    expect((await ask(opened, withCookie(opened))).status).toBe(409);
    const { redirect_uri } = await response.json();
    const responseCode = new URL(redirect_uri).hash.split('=')[1];
    await postJson(
      `${world.url}/api/v1/requests/${opened.id}/response-code`,
      { responseCode },
      withCookie(opened),
    );
    expect((await ask(opened, withCookie(opened))).status).toBe(201);
  });

  it('keeps what was shown sealed, for this session alone, and drops it with the session', async () => {
    const { opened, presentation } = await answered();
    const stored = await world.store.requests.loadRequest(opened.id);
    expect(stored?.presented).toBeDefined();
    expect(stored?.presented).not.toContain(presentation.slice(0, 40));
    const { openPresented } = await import('../../verifier/request/presented-answer.ts');
    expect(await openPresented(opened.id, stored?.presented ?? '', world.deps)).toMatchObject({
      presentation,
    });
    expect(await openPresented('another', stored?.presented ?? '', world.deps)).toBeUndefined();
    world.wait(1_000);
    await world.store.requests.forgetRequests(world.now());
    expect((await ask(opened, withCookie(opened))).status).toBe(404);
  });

  it('takes its options as JSON from programs', async () => {
    const { opened } = await answered();
    const post = (body: unknown) =>
      postJson(`${world.url}/api/v1/requests/${opened.id}/signed-report`, body, bearer(apiKey));
    const earlier = await (await post({ language: 'en' })).json();
    const { content } = await (await post({ previous: earlier })).json();
    expect(content.since).toMatchObject({ reference: earlier.content.jti, changes: [] });
    for (const wrong of [{ previous: 'text' }, { unknown: 1 }, [], { previous: { content: {}, jws: 'x' } }])
      expect((await post(wrong)).status).toBe(400);
  });

  it('refuses an earlier report that is not its own', async () => {
    const { opened } = await answered();
    const form = new FormData();
    form.set('previous', 'hello');
    expect((await ask(opened, withCookie(opened), form)).status).toBe(400);
  });
});
