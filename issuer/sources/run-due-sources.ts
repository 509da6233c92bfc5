import type { IssuerDeps } from '../deps.ts';
import { runSource } from './run-source.ts';

const minute = 60_000;

/** Runs, one after the other, the sources whose time has come; one that fails is logged and tried again in its turn. */
export const runDueSources = async (deps: IssuerDeps): Promise<void> => {
  for (const [name, mapping] of deps.mappings) {
    if (mapping.source === undefined) continue;
    const { lastTriedAt } = await deps.store.sources.loadState(name);
    const due =
      lastTriedAt === undefined ? 0 : Date.parse(lastTriedAt) + mapping.source.everyMinutes * minute;
    if (due > deps.clock().getTime()) continue;
    try {
      const { counts } = await runSource(deps, { name, mapping, actor: 'service' });
      deps.log.info({ source: name, ...counts }, 'a source was read');
    } catch (error) {
      deps.log.error({ err: error, source: name }, 'a source could not be read');
    }
  }
};
