import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kluscvType } from '../../contexts/index.ts';
import { type CheckedLine, longestLine, readLines } from '../../verifier/batch/index.ts';
import { bearer } from './calls.ts';
import { apiKey, createWorld, facts, type World } from './world.ts';

let world: World;
let credential: string;
beforeAll(async () => {
  world = await createWorld();
  credential = await world.issue(facts, world.newHolder());
});
afterAll(() => world.close());

const post = (body: string, query = '', headers: Record<string, string> = bearer(apiKey)) =>
  fetch(`${world.url}/api/v1/checks/batch${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', ...headers },
    body,
  });

const answersOf = async (response: Response): Promise<CheckedLine[]> => {
  const text = await response.text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
};

const line = (id: string | number, value: unknown): string =>
  `${JSON.stringify({ id, credential: value })}\n`;

describe('POST /api/v1/checks/batch', () => {
  it('answers each line in order, with its id, outcome and deciding code', async () => {
    const expired = await world.issue(facts, world.newHolder(), {
      validUntil: new Date('2026-11-16T00:00:00Z'),
    });
    const ldp = await world.issueLdp(facts, world.newHolder());
    const [header, payload, rest = ''] = credential.split('.');
    const changed = `${header}.${payload}.${rest.startsWith('A') ? 'B' : 'A'}${rest.slice(1)}`;
    const response = await post(
      line('a', credential) + line(2, expired) + line('c', ldp) + line('d', changed) + line('e', 'hello'),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const answers = await answersOf(response);
    expect(answers.map(({ line: number, id, outcome }) => [number, id, outcome])).toEqual([
      [1, 'a', 'valid'],
      [2, 2, 'expired'],
      [3, 'c', 'valid'],
      [4, 'd', 'changed'],
      [5, 'e', 'malformed'],
    ]);
    expect(answers.map(({ code }) => code)).toEqual([
      'status_active',
      'validity_expired',
      'status_active',
      'signature_invalid',
      'format_unreadable',
    ]);
    expect(answers[0]).toEqual({
      line: 1,
      id: 'a',
      outcome: 'valid',
      code: 'status_active',
      issuer: { name: 'Poetsmaat B.V.', kvkNumber: '12345678' },
      validFrom: '2026-11-15T00:00:00.000Z',
      validUntil: '2031-11-15T00:00:00.000Z',
      holder: 'not_proved',
    });
  });

  it('says of what is too heavy that it was not checked, with its code', async () => {
    const ldp = await world.issueLdp(facts, world.newHolder());
    const types = Array.from({ length: 3_000 }, () => 'BitstringStatusListEntry');
    const heavy = { ...ldp, type: ['VerifiableCredential', kluscvType, ...types] };
    const [answer] = await answersOf(await post(line('heavy', heavy)));
    expect(answer).toMatchObject({ id: 'heavy', outcome: 'undetermined', code: 'signature_too_heavy' });
    const whole = await fetch(`${world.url}/api/v1/checks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(heavy),
    });
    expect(await whole.json()).toMatchObject({
      outcome: 'undetermined',
      message: { nl: expect.stringContaining('apart'), en: expect.stringContaining('by itself') },
      credentials: [{ outcome: 'undetermined', record: null }],
    });
  });

  it('takes lines that are a credential and nothing else, with blank lines and CRLF between', async () => {
    const answers = await answersOf(await post(`${credential}\r\n\r\n"${credential}"\r\n`));
    expect(answers.map(({ line: number, id, outcome }) => [number, id, outcome])).toEqual([
      [1, null, 'valid'],
      [3, null, 'valid'],
    ]);
  });

  it('goes on with a bad line behind it, whatever is wrong with it', async () => {
    const bad = ['{', '[]', 'null', '{"id":"x"}', '{"id":"x","id":"y","credential":""}', '\u0000', '"'];
    const answers = await answersOf(await post(`${bad.join('\n')}\n${line('good', credential)}`));
    expect(answers).toHaveLength(bad.length + 1);
    expect(answers.slice(0, -1).every(({ outcome }) => outcome === 'malformed')).toBe(true);
    expect(answers.at(-1)).toMatchObject({ line: bad.length + 1, id: 'good', outcome: 'valid' });
  });

  it('resumes at the line that the caller names, and gives whole reports when asked', async () => {
    const response = await post(
      line(1, 'x') + line(2, 'y') + line(3, credential),
      '?fromLine=3&include=report',
    );
    const answers = await answersOf(response);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ line: 3, id: 3, report: { outcome: 'valid' } });
    expect((await post('', '?fromLine=0')).status).toBe(400);
  });

  it('answers the first lines while later ones are still to come', async () => {
    let send: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        send = controller;
      },
    });
    send?.enqueue(new TextEncoder().encode(line(0, 'x').repeat(20)));
    const response = await fetch(`${world.url}/api/v1/checks/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', ...bearer(apiKey) },
      body,
      ...{ duplex: 'half' },
    });
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toContain('"line":1');
    send?.close();
    await reader?.cancel();
  });

  it('is undetermined where the withdrawal could not be checked', async () => {
    const other = await createWorld();
    const one = await other.issue(facts, other.newHolder());
    other.forgetLists();
    const response = await fetch(`${other.url}/api/v1/checks/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', ...bearer(apiKey) },
      body: line(1, one),
    });
    expect(await answersOf(response)).toMatchObject([
      { outcome: 'undetermined', code: 'status_unreachable' },
    ]);
    await other.close();
  });

  it('is for callers with an API key, and for lines', async () => {
    expect((await post('', '', {})).status).toBe(401);
    expect((await post('', '', { ...bearer(apiKey), 'content-type': 'application/pdf' })).status).toBe(415);
    expect((await post('', '', { ...bearer(apiKey), 'content-encoding': 'gzip' })).status).toBe(415);
  });
});

describe('lines', () => {
  const collect = async (...chunks: string[]) => {
    async function* source() {
      for (const chunk of chunks) yield new TextEncoder().encode(chunk);
    }
    const lines: [number, string | undefined][] = [];
    for await (const { number, bytes } of readLines(source()))
      lines.push([number, bytes && new TextDecoder().decode(bytes)]);
    return lines;
  };

  it('are the same however the bytes are cut', async () => {
    const expected = [
      [1, 'één'],
      [3, 'drie'],
    ];
    expect(await collect('één\n\ndrie')).toEqual(expected);
    expect(await collect('éé', 'n', '\n', '\ndr', 'ie', '\n')).toEqual(expected);
  });

  it('that are too long are counted and not held', async () => {
    expect(await collect('x'.repeat(longestLine), 'x', '\n', 'short')).toEqual([
      [1, undefined],
      [2, 'short'],
    ]);
  });
});
