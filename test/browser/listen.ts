/** What a screen reader has to say of a page, in its order: read from the browser's own accessibility tree. */
import type { Page } from 'playwright-core';
import { z } from 'zod';

const Value = z.object({ value: z.unknown().optional() });
const Node = z.object({
  nodeId: z.string(),
  ignored: z.boolean(),
  role: Value.optional(),
  name: Value.optional(),
  properties: z.array(z.object({ name: z.string(), value: Value })).optional(),
  childIds: z.array(z.string()).optional(),
});
type Node = z.infer<typeof Node>;
const Tree = z.object({ nodes: z.array(Node) });

/** Said as one: what they hold is their name or their text. */
const whole = new Set([
  'heading',
  'link',
  'button',
  'paragraph',
  'term',
  'definition',
  'image',
  'DisclosureTriangle',
  'textbox',
  'combobox',
  'listitem',
  'blockquote',
  'progressbar',
]);
/** Said when they begin, since what stands in them comes after. */
const regions = new Set(['status', 'main', 'banner', 'navigation', 'alert', 'table']);

/** What stands in a box of its own is said by itself, though no space is written before it. */
const joined = (before: string, after: string): string =>
  /\w$/.test(before) && /^\w/.test(after) ? `${before} ${after}` : `${before}${after}`;

/** Lines such as `heading 1: Check of a certificate`, from the page's title on. */
export async function listen(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = Tree.parse(await session.send('Accessibility.getFullAXTree'));
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const childrenOf = (node: Node): Node[] => (node.childIds ?? []).flatMap((id) => byId.get(id) ?? []);
  const roleOf = (node: Node): string => String(node.role?.value ?? '');
  const nameOf = (node: Node): string => String(node.name?.value ?? '');
  const textOf = (node: Node): string =>
    roleOf(node) === 'StaticText' ? nameOf(node) : childrenOf(node).map(textOf).reduce(joined, '');
  const property = (node: Node, name: string): unknown =>
    node.properties?.find((one) => one.name === name)?.value.value;
  const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

  const say = (node: Node): string[] => {
    const role = roleOf(node);
    const children = () => childrenOf(node).flatMap(say);
    if (node.ignored) return children();
    if (role === 'RootWebArea') return [`title: ${nameOf(node)}`, ...children()];
    if (role === 'StaticText') return tidy(nameOf(node)) === '' ? [] : [`text: ${tidy(nameOf(node))}`];
    if (regions.has(role)) return [`${role}${nameOf(node) && `: ${nameOf(node)}`}`, ...children()];
    if (!whole.has(role)) return children();
    const level = role === 'heading' ? ` ${property(node, 'level')}` : '';
    const folded = role === 'DisclosureTriangle' ? ' (folded)' : '';
    const label = tidy(nameOf(node) || textOf(node));
    const isOpen = property(node, 'expanded') === true;
    return label === ''
      ? []
      : [`${role === 'DisclosureTriangle' ? 'more' : role}${level}: ${label}${isOpen ? '' : folded}`];
  };
  const root = nodes.find((node) => roleOf(node) === 'RootWebArea');
  return root === undefined ? [] : say(root);
}
