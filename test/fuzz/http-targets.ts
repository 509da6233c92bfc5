/** The verifier as a service on a real port: calls that no honest program makes, and what it answers. */
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { toUtf8 } from '../../core/bytes.ts';
import { fetchRequest, open, postForm } from '../verifier/calls.ts';
import { apiKey, createWorld, facts, type World } from '../verifier/world.ts';
import type { Genuine } from './genuine.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateJson } from './mutate-json.ts';
import { mutateSdJwt } from './mutate-sd-jwt.ts';
import { mutateJsonText } from './mutate-text.ts';
import { mutateSome } from './mutation.ts';
import { oddNames, oddValue } from './odd-values.ts';
import type { Random } from './random.ts';
import type { Checked, Target } from './target.ts';

type Call = {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly bodies: readonly Uint8Array[];
};

const json = (value: unknown): Uint8Array => toUtf8(JSON.stringify(value));

/** Every call that takes something, with something to begin from. */
const callsOf = ({ credentials, presentations, didDocument }: Genuine): readonly Call[] => {
  const texts = [...credentials, ...presentations].map(({ text }) => text);
  const documents = credentials.filter(({ kind }) => kind === 'json').map(({ text }) => text);
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const lines = toUtf8(texts.map((text) => JSON.stringify({ id: '1', credential: decode(text) })).join('\n'));
  const vcApi = documents.map((text) => toUtf8(`{"verifiableCredential":${decode(text)},"options":{}}`));
  const [first = toUtf8('')] = texts;
  const post = (path: string, contentType: string, bodies: readonly Uint8Array[]): Call => ({
    method: 'POST',
    path,
    contentType,
    bodies,
  });
  const jsonType = 'application/json';
  return [
    post('/api/v1/checks', jsonType, texts),
    post('/api/v1/checks', 'application/octet-stream', texts),
    post('/api/v1/checks', 'multipart/form-data; boundary=x', [
      toUtf8(
        `--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${decode(first)}\r\n--x--\r\n`,
      ),
    ]),
    post('/api/v1/checks/batch', 'application/x-ndjson', [lines]),
    post('/api/v1/received-records', jsonType, [json({ credential: decode(first) })]),
    post('/api/v1/signed-reports', jsonType, texts),
    post('/api/v1/signed-reports/checks', jsonType, [json({ report: 'e30.e30.e30' }), ...texts]),
    post('/api/v1/requests', jsonType, [json({ purpose: 'employer', flow: 'same-device' })]),
    post('/api/v1/digital-credential-requests', jsonType, [json({ purpose: 'employer' })]),
    post('/api/v1/api-keys', jsonType, [json({ name: 'a', scopes: ['check'] })]),
    post('/credentials/verify', jsonType, vcApi),
    post('/presentations/verify', jsonType, [
      json({ verifiablePresentation: {}, options: { challenge: 'a', domain: 'b' } }),
      ...vcApi,
    ]),
    post('/response/x', 'application/x-www-form-urlencoded', [toUtf8('state=a&vp_token=%7B%7D')]),
    post('/request/x', 'application/x-www-form-urlencoded', [
      toUtf8('wallet_nonce=a&wallet_metadata=%7B%7D'),
    ]),
    {
      method: 'GET',
      path: '/api/v1/lists/did-documents?did=did:web:poetsmaat.example',
      contentType: '',
      bodies: [],
    },
    {
      method: 'GET',
      path: '/api/v1/lists/status-lists?url=https://poetsmaat.example/status/token/1',
      contentType: '',
      bodies: [],
    },
    { method: 'GET', path: '/api/v1/requests/x', contentType: '', bodies: [didDocument] },
    { method: 'GET', path: '/api/v1/received-records?cursor=a', contentType: '', bodies: [] },
    { method: 'GET', path: '/contexts/v1', contentType: '', bodies: [] },
  ];
};

const contentTypes: readonly string[] = [
  '',
  'text/plain',
  'application/json',
  'application/json; charset=utf-7',
  'multipart/form-data',
  'application/x-www-form-urlencoded',
  'application/pdf',
  'image/png',
  'application/vc+sd-jwt',
  '*/*',
  ';',
];

const oddPath = (path: string, random: Random): string => {
  const odd = encodeURIComponent(random.pick(oddNames));
  return random.pick([
    path,
    path,
    path,
    `${path}/`,
    `${path}/${odd}`,
    `${path}?${odd}=${odd}&${odd}[a]=1`,
    `${path}%00`,
    `${path}/%2e%2e/%E0%A4%A`,
    path.replace('/x', `/${odd}`),
    path.replace(/=.*/, `=${encodeURIComponent(JSON.stringify(oddValue(random, 1)) ?? '')}`),
    path.toUpperCase(),
  ]);
};

/** What must hold of every answer: it comes, it is no fault of ours, and an error says what is wrong in a fixed form. */
const judge = async (answer: Response): Promise<Checked> => {
  const text = await answer.text();
  const outcome = `answered ${answer.status}`;
  // 502 and 503 tell of somebody else, or of waiting: the lists of these platforms cannot be had here.
  if (answer.status >= 500 && answer.status !== 502 && answer.status !== 503)
    return { outcome, breach: `${outcome}: ${text.slice(0, 300)}` };
  const type = answer.headers.get('content-type') ?? '';
  if (answer.status >= 400 && type.includes('json') && text !== '') {
    const body: unknown = JSON.parse(text);
    const isNamed =
      typeof body === 'object' && body !== null && ('code' in body || 'error' in body || 'errors' in body);
    if (!isNamed) return { outcome, breach: `an error without a code: ${text.slice(0, 300)}` };
  }
  return { outcome };
};

const meddledCall =
  (calls: readonly Call[], world: World): Target =>
  (random) => {
    const call = random.pick(calls);
    const genuineBody = call.bodies.length === 0 ? toUtf8('') : random.pick(call.bodies);
    const mutation = random.chance(0.6) ? mutateJsonText : mutateBytes;
    const { value, steps } = mutateSome(mutation)(genuineBody, call.bodies, random);
    const path = oddPath(call.path, random);
    const contentType = random.chance(0.2) ? random.pick(contentTypes) : call.contentType;
    const isZipped = random.chance(0.1);
    const method = random.chance(0.05)
      ? random.pick(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])
      : call.method;
    const key = random.chance(0.8) ? apiKey : random.pick(['', 'x', 'a b', apiKey.slice(1)]);
    const body = method === 'GET' || method === 'HEAD' ? undefined : isZipped ? gzipSync(value) : value;
    return {
      target: `call ${call.method} ${call.path.split('?')[0]}`,
      steps: [...steps, `${method} ${path} ${contentType}${isZipped ? ' gzip' : ''}`],
      input: value,
      check: async () =>
        judge(
          await fetch(world.url + path, {
            method,
            redirect: 'manual',
            headers: {
              authorization: `Bearer ${key}`,
              ...(contentType !== '' && { 'content-type': contentType }),
              ...(isZipped && { 'content-encoding': random.pick(['gzip', 'deflate', 'br', 'x']) }),
            },
            ...(body !== undefined && { body: new Uint8Array(body) }),
            signal: AbortSignal.timeout(20_000),
          }),
        ),
    };
  };

/** Bytes on the wire that are hardly HTTP; after them the service must still be there. */
const meddledWire =
  (calls: readonly Call[], world: World): Target =>
  (random) => {
    const call = random.pick(calls);
    const body = call.bodies[0] ?? toUtf8('');
    const head = `${call.method} ${call.path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: ${call.contentType}\r\nContent-Length: ${body.length}\r\n\r\n`;
    const { value, steps } = mutateSome(mutateBytes)(
      toUtf8(head + new TextDecoder().decode(body)),
      [],
      random,
    );
    return {
      target: 'wire',
      steps,
      input: value,
      check: async () => {
        const answer = await send(value, Number(new URL(world.url).port));
        const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'nothing';
        const alive = await fetch(`${world.url}/health/live`);
        await alive.arrayBuffer();
        const isBreach =
          alive.status !== 200 || (status.startsWith('5') && !['502', '503', '505'].includes(status));
        return { outcome: status, breach: isBreach ? `${status}, and then ${alive.status}` : undefined };
      },
    };
  };

const patience = 300;

const send = (bytes: Uint8Array, port: number): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = connect({ port, host: 'localhost' }, () => socket.write(bytes));
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(end, patience);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('end', end);
    socket.on('error', end);
  });

/** The answer of a wallet to a question of its own session: whatever is posted, only what the wallet signed is shown. */
const meddledAnswer =
  (world: World): Target =>
  (random) => ({
    target: 'answer of a wallet',
    steps: [`from ${random.below(2 ** 30)}`],
    input: toUtf8(''),
    check: async () => {
      const holder = world.newHolder();
      const opened = await open(world, 'employer', apiKey);
      const request = await fetchRequest(opened);
      const other = await world.present(
        await world.issue({ ...facts, name: 'Piet' }, world.newHolder()),
        holder,
        request,
        ['name'],
      );
      const shown = ['name', 'platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate'];
      const genuine = await world.present(await world.issue(facts, holder), holder, request, shown);
      const sdJwt = mutateSome(mutateSdJwt)(toUtf8(genuine), [toUtf8(other)], random);
      const presented = random.chance(0.6) ? new TextDecoder().decode(sdJwt.value) : genuine;
      const token = random.chance(0.5)
        ? mutateSome(mutateJson)({ sd: [presented] }, [{ ldp: [presented] }], random).value
        : { sd: [presented] };
      const answer = await postForm(request.response_uri, {
        state: random.chance(0.9) ? request.state : random.pick(['', 'x', request.nonce]),
        vp_token: JSON.stringify(token) ?? '',
      });
      const judged = await judge(answer);
      if (judged.breach !== undefined) return judged;
      const view = await fetch(`${world.url}/api/v1/requests/${opened.id}`, {
        headers: { cookie: opened.cookie },
      });
      const { report } = await view.json();
      if (report?.outcome !== 'valid') return { outcome: report?.outcome ?? judged.outcome };
      const [{ record }] = report.credentials;
      const isGenuine = shown.every((claim) => record[claim] === Reflect.get(facts, claim));
      return {
        outcome: 'valid',
        breach: isGenuine ? undefined : `valid, and shows ${JSON.stringify(record)}`,
      };
    },
  });

/** A verifier of its own for these; `close` ends it. */
export const createHttpTargets = async (
  genuine: Genuine,
): Promise<{ readonly targets: readonly Target[]; readonly close: () => Promise<void> }> => {
  const world = await createWorld();
  const calls = callsOf(genuine);
  const call = meddledCall(calls, world);
  return { targets: [call, call, call, meddledWire(calls, world), meddledAnswer(world)], close: world.close };
};
