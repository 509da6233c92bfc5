import { afterEach, describe, expect, it } from 'vitest';
import { findMutants } from './find-mutants.ts';
import { plantMutants, type Watch, watchName } from './plant-mutants.ts';

const source = `const f = (a, b) => {
  // why
  if (a > 1 || !(b > 1 && a === 1)) return 'no';
  return a === b ? 'same' : 'other';
};`;
const planted = findMutants('a.ts', source).map((mutant, id) => ({ id, ...mutant }));
const idOf = (was: string, becomes: string): number | undefined =>
  planted.find((mutant) => mutant.was === was && mutant.becomes === becomes)?.id;

/** What the function answers with one mutant awake, and how the conditions came out that it asked. */
const ask = (awake: number | undefined, a: number, b: number): readonly unknown[] => {
  const seen: unknown[] = [];
  const watch: Watch = {
    isAwake: (id) => id === awake,
    reach: () => undefined,
    see: (id, value) => {
      seen.push(`${planted[id]?.was} is ${value}`);
      return value;
    },
  };
  Reflect.set(globalThis, watchName, watch);
  const f: unknown = new Function(`${plantMutants(source, planted)}\nreturn f;`)();
  return typeof f === 'function' ? [f(a, b), ...seen] : [];
};

afterEach(() => {
  Reflect.deleteProperty(globalThis, watchName);
});

describe('planted mutants', () => {
  it('leave every answer as it was while they sleep, and tell how each condition came out', () => {
    expect(ask(undefined, 2, 0)).toEqual(['no', 'a > 1 is true']);
    expect(ask(undefined, 1, 2)).toEqual([
      'other',
      ...['a > 1 is false', 'b > 1 is true', 'a === 1 is true', '!(b > 1 && a === 1) is false'],
      ...['a === b is false', 'a === b is false'],
    ]);
  });

  it('take one check away when awake, and leave the others', () => {
    expect(ask(idOf('a > 1', 'false'), 2, 0)[0]).toBe('no');
    expect(ask(idOf('!(b > 1 && a === 1)', 'false'), 1, 1)[0]).toBe('same');
    expect(ask(idOf('b > 1', 'true'), 1, 1)[0]).toBe('same');
    expect(ask(idOf('a === b', 'true'), 1, 2)[0]).toBe('same');
  });

  it('keep every line where it was', () => {
    const lines = plantMutants(source, planted).split('\n');
    expect(lines).toHaveLength(source.split('\n').length);
    expect(lines[1]).toBe('  // why');
  });
});
