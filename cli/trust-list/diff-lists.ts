/** What a new list changes, in sentences for whoever must sign it. */
import { isDeepStrictEqual } from 'node:util';
import type { Platform } from '../../core/trust/index.ts';
import type { Draft } from './draft.ts';

export type Change = {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Whose entry: a platform's DID, a verifier's certificate, or `keys`. */
  readonly entry: string;
  readonly name: string;
  /** The members that differ; empty for what came or went as a whole. */
  readonly members: readonly string[];
};

type Entry = { readonly name: string };

const compare = <T extends Entry>(
  before: readonly T[],
  after: readonly T[],
  idOf: (entry: T) => string,
): Change[] => {
  const [old, fresh] = [before, after].map((all) => new Map(all.map((one) => [idOf(one), one])));
  const ids = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])];
  return ids.flatMap((entry): Change[] => {
    const [one, other] = [old?.get(entry), fresh?.get(entry)];
    if (one === undefined) return [{ kind: 'added', entry, name: other?.name ?? '', members: [] }];
    if (other === undefined) return [{ kind: 'removed', entry, name: one.name, members: [] }];
    const members = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
      (member) => !isDeepStrictEqual(Reflect.get(one, member), Reflect.get(other, member)),
    );
    return members.length === 0 ? [] : [{ kind: 'changed', entry, name: other.name, members }];
  });
};

/** Every entry that came, went or is another now; empty when the two say the same. */
export const diffLists = (before: Draft, after: Draft): readonly Change[] => {
  const changes = (after.keyChanges?.length ?? 0) - (before.keyChanges?.length ?? 0);
  return [
    ...compare<Platform>(before.platforms, after.platforms, ({ did }) => did),
    ...compare(before.verifiers, after.verifiers, ({ certificateSha256 }) => certificateSha256),
    ...(changes === 0
      ? []
      : [{ kind: 'changed' as const, entry: 'keys', name: 'the keys of the scheme', members: [] }]),
  ];
};

const words = { added: '+', removed: '-', changed: '~' } as const;

export const describeChanges = (changes: readonly Change[]): readonly string[] =>
  changes.length === 0
    ? ['Nothing but the dates.']
    : changes.map(
        ({ kind, entry, name, members }) =>
          `${words[kind]} ${name} (${entry})${members.length === 0 ? '' : `: ${members.join(', ')}`}`,
      );
