/** The platform's own calls: who may make them, and what comes back. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receivePdf } from '../../verifier/receive/index.ts';
import { apiKey, readKey, startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.close());

const calls: [string, string, unknown?][] = [
  ['POST', '/gigs', {}],
  ['POST', '/imports/poetsmaat', {}],
  ['GET', '/workers'],
  ['GET', '/workers/W-1/record'],
  ['GET', '/workers/W-1/credentials'],
  ['GET', '/workers/W-1/cv.pdf'],
  ['POST', '/workers/W-1/offers', {}],
  ['POST', '/workers/W-1/credentials', {}],
  ['PUT', '/workers/W-1', {}],
  ['DELETE', '/workers/W-1'],
  ['POST', '/credentials/x/status', {}],
];

describe('an API key', () => {
  it.each(calls)('is needed for %s %s', async (method, path, body) => {
    for (const key of ['', 'wrong-key-0123456789']) {
      const response = await issuer.call(method, path, body, key);
      expect(response.status).toBe(401);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toMatchObject({ code: 'unauthorized', status: 401 });
    }
  });

  it('may do no more than its scopes say', async () => {
    expect((await issuer.call('GET', '/workers', undefined, readKey)).status).toBe(200);
    const response = await issuer.call('POST', '/workers/W-1/offers', {}, readKey);
    expect([response.status, (await response.json()).code]).toEqual([403, 'forbidden']);
  });
});

describe('workers and records', () => {
  it('are listed a page at a time', async () => {
    const first = await (await issuer.call('GET', '/workers?limit=1')).json();
    expect(first.workers).toEqual([{ workerId: 'W-1', name: 'Fatima de Vries', nameBasis: 'not_checked' }]);
    const second = await (await issuer.call('GET', `/workers?limit=1&cursor=${first.nextCursor}`)).json();
    expect(second.workers[0].workerId).toBe('W-2');
    expect(second).not.toHaveProperty('nextCursor');
  });

  it('come as they get signed, with the reviews to choose from', async () => {
    const response = await issuer.call('GET', '/workers/W-1/record');
    expect(response.headers.get('api-version')).toBe('1.0.0');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      workerId: 'W-1',
      name: 'Fatima de Vries',
      record: { gigsCompleted: 6, hoursWorked: 15, rating: { ratingValue: 4.5, ratingCount: 6 } },
      reviews: [{ gigId: 'G-1', month: '2025-01' }],
    });
    expect((await issuer.call('GET', '/workers/nobody/record')).status).toBe(404);
  });

  it('take a name as the platform has checked it', async () => {
    const checked = { name: 'Fatima Şahin', birthDate: '1990-02-28', nameBasis: 'identity_document' };
    expect((await issuer.call('PUT', '/workers/W-1', checked)).status).toBe(200);
    expect(await (await issuer.call('GET', '/workers/W-1/record')).json()).toMatchObject(checked);
    for (const wrong of [
      {},
      { ...checked, name: '' },
      { ...checked, name: 'a\u0000b' },
      { ...checked, bsn: '1' },
    ]) {
      const response = await issuer.call('PUT', '/workers/W-1', wrong);
      expect([response.status, (await response.json()).code]).toEqual([400, 'invalid_request']);
    }
  });

  it('come in as NDJSON in the own form, and an unknown mapping or type is refused', async () => {
    const gig = {
      gigId: 'G-20',
      workerId: 'W-3',
      status: 'completed',
      startedAt: '2025-03-01T10:00:00Z',
      minutes: 60,
      updatedAt: '2025-03-02T10:00:00Z',
    };
    const send = (path: string, type: string, body: string): Promise<Response> =>
      fetch(`${issuer.url}/api/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': type },
        body,
      });
    const response = await send('/gigs', 'application/x-ndjson', `${JSON.stringify(gig)}\nnot json\n`);
    expect(await response.json()).toMatchObject({
      accepted: 1,
      corrected: 0,
      unchanged: 0,
      refused: [{ line: 2 }],
    });
    expect((await send('/gigs', 'text/csv', 'a')).status).toBe(415);
    expect((await send('/imports/unknown', 'text/csv', 'a')).status).toBe(404);
  });
});

describe('an offer', () => {
  it.each([
    ['an unknown configuration', { configurations: ['other'] }],
    ['no configuration', { configurations: [] }],
    ['one configuration twice', { configurations: ['kluscv-ldp', 'kluscv-ldp'] }],
    ['an unknown claim', { include: ['salary'] }],
    ['a base claim turned off', { include: { platform: false } }],
    ['an unknown member', { purpose: 'x' }],
    ['a list', []],
  ])('is refused with %s', async (_what, body) => {
    const response = await issuer.call('POST', '/workers/W-1/offers', body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('is refused for somebody without a record, and for somebody without a completed gig', async () => {
    expect((await issuer.call('POST', '/workers/nobody/offers', {})).status).toBe(404);
    expect((await issuer.call('POST', '/workers/W-2/offers', {})).status).toBe(409);
  });

  it('is refused as a form, so that no wish is dropped in silence', async () => {
    const response = await fetch(`${issuer.url}/api/v1/workers/W-1/offers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: '{"include":["rating"]}',
    });
    expect([response.status, (await response.json()).code]).toEqual([415, 'unsupported_media_type']);
  });

  it('is refused as JSON that cannot be read', async () => {
    const response = await fetch(`${issuer.url}/api/v1/workers/W-1/offers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: '{"include":',
    });
    expect([response.status, (await response.json()).code]).toEqual([400, 'invalid_request']);
  });

  it('can be ordered without a body', async () => {
    expect((await issuer.call('POST', '/workers/W-1/offers')).status).toBe(201);
  });
});

describe('a credential without a holder', () => {
  it.each(['kluscv-sd-jwt', 'kluscv-ldp'])(
    'is signed as %s and stands in the list',
    async (configuration) => {
      const response = await issuer.call('POST', '/workers/W-1/credentials', { configuration });
      expect(response.status).toBe(201);
      const { credentialId, credential } = await response.json();
      expect(typeof credential).toBe(configuration === 'kluscv-ldp' ? 'object' : 'string');
      const { credentials } = await (await issuer.call('GET', '/workers/W-1/credentials')).json();
      expect(credentials).toContainEqual(
        expect.objectContaining({ credentialId, configuration, status: 'active' }),
      );
    },
  );

  it('is not signed in a form that there is not', async () => {
    expect(
      (await issuer.call('POST', '/workers/W-1/credentials', { configuration: 'constructor' })).status,
    ).toBe(400);
    expect((await issuer.call('POST', '/workers/W-1/credentials', {})).status).toBe(400);
  });
});

describe('the paper', () => {
  it('is a PDF with the signed credential inside, and can be withdrawn', async () => {
    const response = await issuer.call('GET', '/workers/W-1/cv.pdf?language=en&include=hoursWorked,rating');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const credentialId = response.headers.get('kluscv-credential-id');
    const received = await receivePdf(new Uint8Array(await response.arrayBuffer()));
    expect(JSON.stringify(received)).toContain('dc+sd-jwt');
    const withdrawn = await issuer.call('POST', `/credentials/${credentialId}/status`, { status: 'revoked' });
    expect(withdrawn.status).toBe(200);
  });

  it('is refused with an unknown claim or language', async () => {
    expect((await issuer.call('GET', '/workers/W-1/cv.pdf?include=salary')).status).toBe(400);
    expect((await issuer.call('GET', '/workers/W-1/cv.pdf?language=xx')).status).toBe(400);
  });
});

describe('a status', () => {
  it.each([{}, { status: 'expired' }, { status: 'revoked', by: 'x' }])('is refused as %j', async (body) => {
    expect((await issuer.call('POST', '/credentials/x/status', body)).status).toBe(400);
  });

  it('is not changed of a credential that there is not', async () => {
    expect((await issuer.call('POST', '/credentials/x/status', { status: 'revoked' })).status).toBe(404);
  });
});

it('erasing a worker leaves the status of what was issued, and no way back in', async () => {
  const { credentialId, credential } = await (
    await issuer.call('POST', '/workers/W-3/credentials', { configuration: 'kluscv-ldp' })
  ).json();
  await issuer.call('POST', `/credentials/${credentialId}/status`, { status: 'revoked' });
  expect((await issuer.call('DELETE', '/workers/W-3')).status).toBe(204);
  expect((await issuer.call('GET', '/workers/W-3/record')).status).toBe(404);
  expect((await issuer.call('GET', '/workers/W-3/credentials')).status).toBe(404);
  const index = Number(credential.credentialStatus[0].statusListIndex);
  const list = await issuer.deps.store.statusLists.loadList(1);
  expect(list?.changed).toContainEqual({ index, status: 'revoked', newer: false });
  const again = await fetch(`${issuer.url}/api/v1/gigs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/x-ndjson' },
    body: JSON.stringify({
      gigId: 'G-21',
      workerId: 'W-3',
      status: 'completed',
      startedAt: '2025-03-01T10:00:00Z',
      minutes: 60,
      updatedAt: '2025-03-02T10:00:00Z',
    }),
  });
  expect(await again.json()).toMatchObject({ accepted: 0, refused: [{ code: 'erased_worker' }] });
});

it('the page says that it is not there before it was built', async () => {
  expect((await fetch(`${issuer.url}/claim`)).status).toBe(404);
});

it('the description of the calls names every one of them', async () => {
  const { paths } = await (await fetch(`${issuer.url}/openapi.json`)).json();
  const described = Object.entries<object>(paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((member) => member !== 'parameters')
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
  const source = await readFile('issuer/http/mount-platform-api.ts', 'utf8');
  const mounted = [...source.matchAll(/router\.(get|post|put|delete)\('([^']+)'/g)].map(
    ([, method = '', path = '']) => `${method.toUpperCase()} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`,
  );
  const vcApi = ['POST /credentials/issue', 'POST /credentials/status'];
  expect(described.sort()).toEqual([...mounted, ...vcApi].sort());
});
