/** The parts that we use of JSON-LD's reference implementation and of the RDF canonicalization beneath it. */
declare module 'jsonld' {
  type Options = {
    documentLoader?: (url: string) => Promise<object>;
    safe?: boolean;
    base?: string | null;
    format?: string;
    rdfDirection?: 'i18n-datatype';
    produceGeneralizedRdf?: boolean;
    skipExpansion?: boolean;
  };
  const jsonld: {
    expand(document: object, options?: Options): Promise<Record<string, unknown>[]>;
    compact(document: object, context: unknown, options?: Options): Promise<Record<string, unknown>>;
    toRDF(document: object, options?: Options): Promise<object>;
    canonize(document: object, options?: Options): Promise<string>;
  };
  export default jsonld;
}

declare module 'rdf-canonize' {
  export function canonize(
    dataset: object,
    options: {
      readonly algorithm: 'RDFC-1.0';
      readonly messageDigestAlgorithm?: 'sha256' | 'sha384';
      readonly maxWorkFactor: number;
    },
  ): Promise<string>;
}
