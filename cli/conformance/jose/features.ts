/** What the public JOSE and COSE suite calls its features. */
import type { DocumentKind } from '../../../core/proof/jose/index.ts';

export type Form = 'jose' | 'sdjwt' | 'cose';
export type Feature = { readonly kind: DocumentKind; readonly form: Form };

export const features: ReadonlyMap<string, Feature> = new Map(
  (['credential', 'presentation'] as const).flatMap((kind) =>
    (['jose', 'sdjwt', 'cose'] as const).map((form) => [`${kind}_${form}`, { kind, form }] as const),
  ),
);

/** What the suite reads from the output file. */
export type SuiteResult = {
  readonly result: 'success' | 'failure' | 'indeterminate';
  /** The secured document, the verified one as JSON, or why not. */
  readonly data: string;
};

export const failure = (data: string): SuiteResult => ({ result: 'failure', data });
