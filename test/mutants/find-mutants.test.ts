import { describe, expect, it } from 'vitest';
import { findMutants } from './find-mutants.ts';

const changes = (source: string): readonly string[] =>
  findMutants('a.ts', source).map(({ line, was, becomes }) => `${line}: ${was} -> ${becomes}`);

describe('the checks that can be taken away', () => {
  it('are the conditions of a refusal, each operand by itself', () => {
    expect(changes('const f = (a: number) => {\n  if (a > 1 || a < 0) return 1;\n  return 2;\n};')).toEqual([
      '2: a > 1 -> false',
      '2: a < 0 -> false',
    ]);
  });

  it('are the parts of a decision that asks several things', () => {
    expect(changes('export const isFit = (a: number) => a > 0 && a < 9 && a !== 5;')).toEqual([
      '1: a > 0 -> true',
      '1: a < 9 -> true',
      '1: a !== 5 -> true',
    ]);
  });

  it('are the operands of a chain of alternatives outside an if too', () => {
    expect(changes('const isUnfit = (a: number) => a < 0 || a > 9;')).toEqual([
      '1: a < 0 -> false',
      '1: a > 9 -> false',
    ]);
  });

  it('are both sides of a choice between two values', () => {
    expect(changes("const f = (a: boolean, b: boolean) => (a && b ? 'yes' : 'no');")).toEqual([
      '1: a && b -> false',
      '1: a -> true',
      '1: b -> true',
    ]);
  });

  it('are none where a choice is made between two ways', () => {
    expect(changes('if (a) b();\nelse c();')).toEqual([]);
  });
});
