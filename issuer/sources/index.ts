export { type ListedSource, listSources } from './list-sources.ts';
export { runDueSources } from './run-due-sources.ts';
export { runSource, type SourceDeps } from './run-source.ts';
