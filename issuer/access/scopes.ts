/** What an API key may do. */
export const scopes = ['ingest', 'offer', 'issue', 'revoke', 'read', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Names that scopes had before. */
const formerNames: ReadonlyMap<string, Scope> = new Map([
  ['import', 'ingest'],
  ['status', 'revoke'],
]);

/** The scopes of these names, in the order of the list; undefined when one of them is unknown or there is none. */
export function parseScopes(names: readonly string[]): readonly Scope[] | undefined {
  const current = new Set(names.map((name) => formerNames.get(name) ?? name));
  const known = scopes.filter((scope) => current.has(scope));
  return known.length === current.size && known.length > 0 ? known : undefined;
}
