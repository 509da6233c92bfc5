import { expect, test } from 'vitest';
import { createTurns } from '../../../verifier/receive/turns.ts';

/** Work that ends when it is told to. */
const held = () => {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => ended, end };
};
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('so many work at once, so many wait, and the next is sent away', async () => {
  const turns = createTurns({ atOnce: 2, mostWaiting: 1 });
  const begun: string[] = [];
  const [one, two, three] = [held(), held(), held()];
  const take = (name: string, { work }: ReturnType<typeof held>) =>
    turns.take(() => {
      begun.push(name);
      return work();
    });
  const all = [take('one', one), take('two', two), take('three', three)];
  await settle();
  expect(begun).toEqual(['one', 'two']);
  await expect(take('four', held())).rejects.toMatchObject({ code: 'too_many_requests' });
  one.end();
  await settle();
  expect(begun).toEqual(['one', 'two', 'three']);
  two.end();
  three.end();
  await Promise.all(all);
});

test('who fails gives the turn on as well', async () => {
  const turns = createTurns({ atOnce: 1, mostWaiting: 1 });
  const fails = turns.take(() => Promise.reject(new TypeError('no')));
  const next = turns.take(async () => 'done');
  await expect(fails).rejects.toThrow('no');
  expect(await next).toBe('done');
  expect(await turns.take(async () => 'again')).toBe('again');
});
