/**
 * Active contexts (JSON-LD 1.1 API section 4.1), made by jsonld.js itself from the pinned documents: the same code that
 * the library's expansion runs, with the same arguments at each kind of step.
 */
import ContextResolver from 'jsonld/lib/ContextResolver.js';
import library, { type ActiveContext } from 'jsonld/lib/context.js';
import { loadDocument } from '../../../contexts/index.ts';

export type { ActiveContext, Mapping } from 'jsonld/lib/context.js';

/** Safe mode refuses some warnings; a table is made of contexts that give none at all. */
const refuseEvent = ({ event }: { readonly event: { readonly code: string } }): void => {
  throw new Error(`A context is not used in tables: ${event.code}`);
};

const createOptions = () => ({
  documentLoader: loadDocument,
  contextResolver: new ContextResolver({ sharedCache: new Map() }),
  base: null,
  eventHandler: [refuseEvent],
});

/** The context that a document begins with, of the URLs in its `@context`. Rejects when they do not go together. */
export const processDocumentContext = (urls: readonly string[]): Promise<ActiveContext> =>
  library.process({
    activeCtx: library.getInitialContext({}),
    localCtx: [...urls],
    options: createOptions(),
  });

/** The context inside a property whose term has one of its own. Rejects when it does not fit. */
export const processPropertyContext = (activeCtx: ActiveContext, localCtx: unknown): Promise<ActiveContext> =>
  library.process({
    activeCtx,
    localCtx: structuredClone(localCtx),
    options: createOptions(),
    propagate: true,
    overrideProtected: true,
  });

/** The context of a node whose type has one of its own; it ends with that node. Rejects when it does not fit. */
export const processTypeContext = (activeCtx: ActiveContext, localCtx: unknown): Promise<ActiveContext> =>
  library.process({
    activeCtx,
    localCtx: structuredClone(localCtx),
    options: createOptions(),
    propagate: false,
  });

/** The same text for contexts that mean the same. */
export const describeContext = (context: ActiveContext): string =>
  JSON.stringify([
    [...context.mappings].sort(([one], [other]) => (one < other ? -1 : 1)),
    Object.keys(context.protected).sort(),
    context.processingMode ?? null,
    ['@base', '@vocab', '@language', '@direction'].map((name) =>
      name in context ? [Reflect.get(context, name)] : [],
    ),
    context.previousContext ? describeContext(context.previousContext) : null,
  ]);
