/** What an API key of the verifier may do. */
import { type Purpose, purposes } from '../../core/openid/index.ts';

/**
 * `ask:…`: put questions to wallets for that purpose; `read`: see the counts, and answers (a key that asks those to its own
 * questions, one that does not, or that has `admin`, all of them); `check`: check in batches; `import`: take over records;
 * `register`: read and erase what the register keeps; `admin`: make and withdraw keys.
 */
export const scopes = [
  'ask:platform',
  'ask:employer',
  'ask:uwv',
  'ask:lender',
  'read',
  'check',
  'import',
  'register',
  'admin',
] as const;
export type Scope = (typeof scopes)[number];

/** The scopes of these names; undefined when one of them is unknown or there is none. */
export function parseScopes(names: readonly string[]): ReadonlySet<Scope> | undefined {
  const known = scopes.filter((scope) => names.includes(scope));
  return known.length > 0 && known.length === new Set(names).size ? new Set(known) : undefined;
}

/** The purposes for which a key may ask. */
export const purposesOf = (held: ReadonlySet<Scope>): ReadonlySet<Purpose> =>
  new Set(purposes.filter((purpose) => held.has(`ask:${purpose}`)));

/** In the settings a key may name purposes alone, and then does all that goes with them. */
export const scopesOfNames = (names: readonly string[]): ReadonlySet<Scope> | undefined => {
  const asked = purposes.filter((purpose) => names.includes(purpose));
  return asked.length > 0 && asked.length === new Set(names).size
    ? new Set<Scope>([...asked.map((purpose): Scope => `ask:${purpose}`), 'read', 'check', 'import'])
    : parseScopes(names);
};
