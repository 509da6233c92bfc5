import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import express, { type Express } from 'express';
import { rateLimit } from 'express-rate-limit';
import { describe, expect, it } from 'vitest';
import { type CallLimit, createCallLimit } from '../../server/call-limit.ts';
import { listen } from '../../server/index.ts';
import type { CallCounter } from '../../server/shared-limit.ts';

const secret = new Uint8Array(32).fill(7);
const begin = new Date('2026-11-14T12:00:00Z');

const answer = (): ServerResponse => new ServerResponse(new IncomingMessage(new Socket()));

const createClock = () => {
  let now = begin.getTime();
  return {
    clock: () => new Date(now),
    wait: (seconds: number): void => {
      now += seconds * 1000;
    },
  };
};

const callsOf = async (limit: CallLimit, caller: string, count: number, most: number) => {
  const within: boolean[] = [];
  for (let call = 0; call < count; call += 1) within.push(await limit(answer(), caller, most));
  return within;
};

/** The headers of the answer to the second call of three in a minute. */
const headersOfSecondCall = async (mount: (app: Express) => void): Promise<Record<string, string | null>> => {
  const app = express();
  mount(app);
  app.get('/', (_req, res) => void res.json({}));
  const { port, close } = await listen(app, { port: 0, loopbackOnly: true });
  try {
    await fetch(`http://127.0.0.1:${port}/`);
    const { headers } = await fetch(`http://127.0.0.1:${port}/`);
    return { limit: headers.get('ratelimit'), policy: headers.get('ratelimit-policy') };
  } finally {
    await close();
  }
};

describe('a limit on calls', () => {
  it('lets so many a minute through, of each caller, and as many again in the next', async () => {
    const { clock, wait } = createClock();
    const limit = createCallLimit(undefined, { name: 'test', secret, clock });
    expect(await callsOf(limit, 'one', 4, 3)).toEqual([true, true, true, false]);
    expect(await callsOf(limit, 'other', 2, 1)).toEqual([true, false]);
    wait(59);
    expect(await callsOf(limit, 'one', 1, 3)).toEqual([false]);
    wait(1);
    expect(await callsOf(limit, 'one', 4, 3)).toEqual([true, true, true, false]);
  });

  it('begins a minute at each caller’s own first call, whenever others began', async () => {
    const { clock, wait } = createClock();
    const limit = createCallLimit(undefined, { name: 'test', secret, clock });
    await callsOf(limit, 'early', 1, 1);
    wait(50);
    expect(await callsOf(limit, 'late', 1, 1)).toEqual([true]);
    wait(30);
    expect(await callsOf(limit, 'early', 1, 1)).toEqual([true]);
    expect(await callsOf(limit, 'late', 1, 1)).toEqual([false]);
    wait(40);
    expect(await callsOf(limit, 'late', 1, 1)).toEqual([true]);
    expect(await callsOf(limit, 'early', 1, 1)).toEqual([false]);
  });

  it('tells when to come again, and who is counted by a name that tells nothing', () => {
    const { clock, wait } = createClock();
    const limit = createCallLimit(undefined, { name: 'test', secret, clock });
    limit(answer(), '192.0.2.7', 1);
    wait(18);
    const res = answer();
    expect(limit(res, '192.0.2.7', 1)).toBe(false);
    expect(res.getHeaders()).toMatchObject({
      ratelimit: '"1-in-1min"; r=0; t=42',
      'ratelimit-policy': expect.stringMatching(/^"1-in-1min"; q=1; w=60; pk=:[A-Za-z0-9+/]{16}:$/),
      'retry-after': '42',
    });
    expect(JSON.stringify(res.getHeaders())).not.toContain('192.0.2');
  });

  it('writes the headers that express-rate-limit writes', async () => {
    const limit = createCallLimit(undefined, { name: 'test', secret, clock: () => new Date() });
    const ours = await headersOfSecondCall((app) => {
      app.use((_req, res, next) => {
        limit(res, '127.0.0.1', 3);
        next();
      });
    });
    const theirs = await headersOfSecondCall((app) => {
      app.use(rateLimit({ windowMs: 60_000, limit: 3, standardHeaders: 'draft-8', legacyHeaders: false }));
    });
    expect(ours).toEqual(theirs);
  });

  it('counts where all processes see it, under a hash, and lets calls through when nothing can be counted', async () => {
    const { clock } = createClock();
    const counted = new Map<string, number>();
    const counter: CallCounter = {
      countCall: async (caller, { now, windowMs }) => {
        const calls = (counted.get(caller) ?? 0) + 1;
        counted.set(caller, calls);
        return { calls, endsAt: new Date(now.getTime() + windowMs) };
      },
      takeBack: async () => undefined,
    };
    const options = { name: 'test', secret, clock };
    const [here, there] = [createCallLimit(counter, options), createCallLimit(counter, options)];
    expect(await callsOf(here, '192.0.2.7', 1, 2)).toEqual([true]);
    expect(await callsOf(there, '192.0.2.7', 2, 2)).toEqual([true, false]);
    expect([...counted.keys()].join()).toMatch(/^[\w-]{27}$/);
    const broken = { ...counter, countCall: () => Promise.reject(new Error('gone')) };
    expect(await callsOf(createCallLimit(broken, options), 'one', 2, 1)).toEqual([true, true]);
  });
});
