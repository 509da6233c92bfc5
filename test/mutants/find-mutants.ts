/** Checks that can be taken away from a source file, one at a time: each is a condition that always comes out the same. */
import { parseSync } from 'vite';

export type Mutant = {
  /** From 1, in the source as it is. */
  readonly line: number;
  /** Where the condition stands in it: the first character, and the one after the last. */
  readonly start: number;
  readonly end: number;
  /** What was there, and what stands there instead. */
  readonly was: string;
  readonly becomes: 'false' | 'true';
};

type Node = { readonly type: string; readonly start: number; readonly end: number };
type Edit = { readonly node: Node; readonly becomes: 'false' | 'true' };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  'start' in value &&
  typeof value.start === 'number' &&
  'end' in value &&
  typeof value.end === 'number';

const childOf = (node: Node, name: string): unknown => Reflect.get(node, name);

const childrenOf = (node: Node): readonly Node[] =>
  Object.values(node)
    .flatMap((value: unknown) => (Array.isArray(value) ? value : [value]))
    .filter(isNode);

/** The operands of `a || b || c`, or of `a && b && c`. */
const operandsOf = (node: Node, operator: '||' | '&&'): readonly Node[] => {
  if (node.type === 'ParenthesizedExpression') {
    const inner = childOf(node, 'expression');
    return isNode(inner) ? operandsOf(inner, operator) : [node];
  }
  if (node.type !== 'LogicalExpression' || childOf(node, 'operator') !== operator) return [node];
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  return isNode(left) && isNode(right)
    ? [...operandsOf(left, operator), ...operandsOf(right, operator)]
    : [node];
};

/** `if (a || b) return …`: neither a nor b is asked any more, one after the other. */
const editsOfIf = (node: Node): readonly Edit[] => {
  const [test, alternate] = [childOf(node, 'test'), childOf(node, 'alternate')];
  if (!isNode(test) || isNode(alternate)) return [];
  return operandsOf(test, '||').map((operand) => ({ node: operand, becomes: 'false' }));
};

const isChain = (node: Node, operator: '||' | '&&'): boolean =>
  node.type === 'LogicalExpression' && childOf(node, 'operator') === operator;

/** `const isFit = a && b`, `const isUnfit = a || b`: one of them is not asked any more. What is no question stays. */
const editsOfChain = (node: Node, operator: '||' | '&&'): readonly Edit[] =>
  operandsOf(node, operator)
    .filter(({ type }) => type !== 'ObjectExpression')
    .map((operand) => ({ node: operand, becomes: operator === '&&' ? 'true' : 'false' }));

/** `a ? 'proved' : 'not proved'`: always the one, always the other. */
const editsOfChoice = (node: Node): readonly Edit[] => {
  const test = childOf(node, 'test');
  if (!isNode(test)) return [];
  const edits: readonly Edit[] = [
    { node: test, becomes: 'true' },
    { node: test, becomes: 'false' },
  ];
  return edits.filter(({ becomes }) => !isChain(test, becomes === 'true' ? '&&' : '||'));
};

const ownEdits = (node: Node, within: Node | undefined): readonly Edit[] => {
  if (node.type === 'IfStatement') return editsOfIf(node);
  if (node.type === 'ConditionalExpression') return editsOfChoice(node);
  if (within?.type === 'IfStatement') return [];
  for (const operator of ['&&', '||'] as const) {
    if (isChain(node, operator) && !(within && isChain(within, operator)))
      return editsOfChain(node, operator);
  }
  return [];
};

const editsIn = (node: Node, within?: Node): readonly Edit[] => [
  ...ownEdits(node, within),
  ...childrenOf(node).flatMap((child) => editsIn(child, node)),
];

/** Every mutant of a TypeScript source. Throws when it cannot be parsed. */
export const findMutants = (fileName: string, source: string): readonly Mutant[] => {
  const { program, errors } = parseSync(fileName, source);
  if (errors.length > 0 || !isNode(program)) throw new Error(`${fileName} cannot be parsed`);
  return editsIn(program).map(({ node: { start, end }, becomes }) => ({
    line: source.slice(0, start).split('\n').length,
    start,
    end,
    was: source.slice(start, end),
    becomes,
  }));
};
