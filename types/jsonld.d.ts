/** The part that tests use of JSON-LD's reference implementation. */
declare module 'jsonld' {
  type Options = {
    documentLoader?: (url: string) => Promise<object>;
    safe?: boolean;
    base?: string | null;
    format?: string;
  };
  const jsonld: {
    expand(document: object, options?: Options): Promise<Record<string, unknown>[]>;
    compact(document: object, context: unknown, options?: Options): Promise<Record<string, unknown>>;
    toRDF(document: object, options?: Options): Promise<unknown>;
    canonize(document: object, options?: Options): Promise<string>;
  };
  export default jsonld;
}
