/** Batches as long as they may be, and one line longer: the end says so, and another call goes on from there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostLines } from '../../verifier/batch/check-lines.ts';
import { bearer } from './calls.ts';
import { apiKey, createWorld, facts, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

type Answered = { line: number; id: unknown; outcome: string; code: string };
const post = async (body: string, query = ''): Promise<Answered[]> => {
  const response = await fetch(`${world.url}/api/v1/checks/batch${query}`, {
    method: 'POST',
    headers: { ...bearer(apiKey), 'content-type': 'application/x-ndjson' },
    body,
  });
  expect(response.status).toBe(200);
  const text = await response.text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
};

describe('a batch', () => {
  it('of one line too many ends with its number, and goes on from there in another call', async () => {
    expect(mostLines).toBe(100_000);
    const credential = await world.issue(facts, world.newHolder());
    const body = `${'x\n'.repeat(mostLines)}${credential}\n`;
    const answers = await post(body);
    expect(answers).toHaveLength(mostLines + 1);
    expect(answers.every(({ line }, index) => line === index + 1)).toBe(true);
    expect(answers.at(-2)).toMatchObject({ line: mostLines, outcome: 'malformed' });
    const end = answers.at(-1);
    expect(end).toMatchObject({ line: mostLines + 1, code: 'too_large' });
    expect(end?.outcome).not.toBe('valid');
    expect(await post(body, `?fromLine=${end?.line}`)).toMatchObject([
      { line: mostLines + 1, outcome: 'valid', code: 'status_active' },
    ]);
  }, 120_000);

  it('that broke off is resumed where its last whole answer was, and comes to the same', async () => {
    const credential = await world.issue(facts, world.newHolder());
    const lines = Array.from({ length: 40 }, (_, index) =>
      JSON.stringify({ id: index, credential: index % 3 === 0 ? credential : 'nothing' }),
    );
    const body = `${lines.join('\n')}\n`;
    const whole = await post(body);
    const stop = new AbortController();
    const broken = await fetch(`${world.url}/api/v1/checks/batch`, {
      method: 'POST',
      headers: { ...bearer(apiKey), 'content-type': 'application/x-ndjson' },
      body,
      signal: stop.signal,
    });
    const reader = broken.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    stop.abort();
    const got: Answered[] = first
      .slice(0, first.lastIndexOf('\n'))
      .split('\n')
      .map((line) => JSON.parse(line));
    const rest = await post(body, `?fromLine=${(got.at(-1)?.line ?? 0) + 1}`);
    expect([...got, ...rest]).toEqual(whole);
  });
});
