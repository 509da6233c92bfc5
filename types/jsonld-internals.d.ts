/** The part of jsonld.js 9 that makes active contexts: term tables are made by the library itself, never by hand. */

declare module 'jsonld/lib/context.js' {
  export type Mapping = {
    readonly '@id'?: string | null;
    readonly '@type'?: string;
    readonly '@language'?: string | null;
    readonly '@direction'?: string | null;
    readonly '@container'?: readonly string[];
    readonly '@context'?: unknown;
    readonly '@nest'?: string;
    readonly reverse: boolean;
    readonly _prefix?: boolean;
  };
  export type ActiveContext = {
    readonly mappings: ReadonlyMap<string, Mapping | null>;
    readonly protected: Readonly<Record<string, true>>;
    readonly previousContext?: ActiveContext;
    readonly processingMode?: string;
    readonly '@base'?: string | null;
    readonly '@vocab'?: string;
    readonly '@language'?: string;
    readonly '@direction'?: string;
    readonly revertToPreviousContext: () => ActiveContext;
  };
  type Options = {
    readonly documentLoader: (url: string) => Promise<object>;
    readonly contextResolver: object;
    readonly base: null;
    readonly eventHandler: readonly ((call: { readonly event: { readonly code: string } }) => void)[];
  };
  const context: {
    readonly getInitialContext: (options: object) => ActiveContext;
    readonly process: (call: {
      readonly activeCtx: ActiveContext;
      readonly localCtx: unknown;
      readonly options: Options;
      readonly propagate?: boolean;
      readonly overrideProtected?: boolean;
    }) => Promise<ActiveContext>;
  };
  export default context;
}

declare module 'jsonld/lib/ContextResolver.js' {
  export default class ContextResolver {
    constructor(options: { readonly sharedCache: Map<string, unknown> });
  }
}
