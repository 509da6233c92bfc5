/** Every name that the pinned contexts define, by context: at the top, and in the contexts of its terms. */
import { contextDocuments } from '../../../contexts/index.ts';

const namesIn = (context: unknown): string[] => {
  if (Array.isArray(context)) return context.flatMap(namesIn);
  if (typeof context !== 'object' || context === null) return [];
  return Object.entries(context).flatMap(([name, definition]) => [
    ...(name.startsWith('@') ? [] : [name]),
    ...(typeof definition === 'object' && definition !== null
      ? namesIn(Reflect.get(definition, '@context'))
      : []),
  ]);
};

export const pinnedUrls: readonly string[] = [...contextDocuments.keys()];

export const namesByContext: ReadonlyMap<string, readonly string[]> = new Map(
  [...contextDocuments].map(([url, document]) => [
    url,
    [...new Set(namesIn(Reflect.get(document, '@context')))],
  ]),
);

export const allNames: readonly string[] = [...new Set([...namesByContext.values()].flat())];
