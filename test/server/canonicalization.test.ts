import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { loadDocument } from '../../contexts/index.ts';
import example from '../../contexts/kluscv/v1.example.json' with { type: 'json' };
import { canonize } from '../../core/proof/canonical/index.ts';
import { createMetrics, setCompiledCanonicalization, showCanonicalizations } from '../../server/index.ts';

const metrics = createMetrics('test');
showCanonicalizations(metrics);

const countOf = async (way: string): Promise<number> => {
  const text = await metrics.registry.metrics();
  const line = text.split('\n').find((one) => one.includes(`canonicalizations_total{way="${way}"`));
  return Number(line?.split(' ').at(-1) ?? 0);
};

/** What a thread started now takes for the switch's position. */
const inThread = (): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(
      "const { parentPort, getEnvironmentData } = require('node:worker_threads'); parentPort.postMessage(getEnvironmentData('kluscv.compiledCanonicalization'));",
      { eval: true },
    );
    worker.once('message', resolve).once('error', reject);
  });

afterEach(() => setCompiledCanonicalization(true));

describe('the switch of the compiled canonicalization', () => {
  test('sends everything through the library when it is off, to the same bytes, and both ways are counted', async () => {
    const [compiled, library] = [await countOf('compiled'), await countOf('library')];
    const on = await canonize(example, { loadDocument });
    setCompiledCanonicalization(false);
    const off = await canonize(example, { loadDocument });
    expect(off).toBe(on);
    expect(await countOf('compiled')).toBe(compiled + 1);
    expect(await countOf('library')).toBe(library + 1);
  });

  test('holds in threads that are started afterwards', async () => {
    setCompiledCanonicalization(false);
    expect(await inThread()).toBe(false);
    setCompiledCanonicalization(true);
    expect(await inThread()).toBe(true);
  });
});
