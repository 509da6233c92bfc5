/** Checks that can be taken away from a source file, one at a time: each is a file in which one refusal never comes. */
import { parseSync } from 'vite';

export type Mutant = {
  /** From 1, in the source as it is. */
  readonly line: number;
  /** What was there, and what stands there instead. */
  readonly was: string;
  readonly becomes: string;
  readonly source: string;
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

/** `const isFit = a && b`: one of them is not asked any more. Of a chain that is a value, not a decision, nothing. */
const editsOfChain = (node: Node): readonly Edit[] => {
  const operands = operandsOf(node, '&&');
  return operands.map((operand) => ({ node: operand, becomes: 'true' }));
};

const isChain = (node: Node): boolean =>
  node.type === 'LogicalExpression' && childOf(node, 'operator') === '&&';

const editsIn = (node: Node, within?: Node): readonly Edit[] => {
  const own =
    node.type === 'IfStatement'
      ? editsOfIf(node)
      : isChain(node) && !(within && isChain(within)) && within?.type !== 'IfStatement'
        ? editsOfChain(node)
        : [];
  return [...own, ...childrenOf(node).flatMap((child) => editsIn(child, node))];
};

/** Every mutant of a TypeScript source. Throws when it cannot be parsed. */
export const findMutants = (fileName: string, source: string): readonly Mutant[] => {
  const { program, errors } = parseSync(fileName, source);
  if (errors.length > 0 || !isNode(program)) throw new Error(`${fileName} cannot be parsed`);
  return editsIn(program).map(({ node: { start, end }, becomes }) => ({
    line: source.slice(0, start).split('\n').length,
    was: source.slice(start, end),
    becomes,
    source: source.slice(0, start) + becomes + source.slice(end),
  }));
};
