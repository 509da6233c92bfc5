import type { SourceState } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';

export type ListedSource = {
  readonly name: string;
  readonly url: string;
  readonly everyMinutes: number;
  readonly state: SourceState;
};

/** The sources of all mappings, with how far each has come. */
export const listSources = async ({
  mappings,
  store,
}: Pick<IssuerDeps, 'mappings' | 'store'>): Promise<ListedSource[]> => {
  const listed: ListedSource[] = [];
  for (const [name, { source }] of mappings) {
    if (source === undefined) continue;
    const { url, everyMinutes } = source;
    listed.push({ name, url, everyMinutes, state: await store.sources.loadState(name) });
  }
  return listed;
};
