/** The parts that we use of packages that come without types. */

declare module '@digitalbazaar/data-integrity' {
  export type DocumentLoader = (
    url: string,
  ) => Promise<{ contextUrl: null; documentUrl: string; document: unknown }>;

  export type Cryptosuite = {
    readonly name: string;
    readonly requiredAlgorithm: string | readonly string[];
    readonly canonize: (input: object, options: object) => Promise<string>;
    readonly createVerifier: (options: { verificationMethod: object }) => Promise<{
      readonly algorithm: string;
      readonly verify: (options: { data: Uint8Array; signature: Uint8Array }) => Promise<boolean>;
    }>;
  };

  export type ProofObject = Record<string, unknown>;

  export class DataIntegrityProof {
    constructor(options: {
      cryptosuite: Cryptosuite;
      date?: string | Date | null;
      signer?: {
        readonly id: string;
        readonly algorithm: string;
        readonly sign: (options: { data: Uint8Array }) => Promise<Uint8Array>;
      };
    });
    createProof(options: {
      document: object;
      purpose: { update: (proof: ProofObject) => Promise<ProofObject> };
      proofSet: readonly object[];
      documentLoader: DocumentLoader;
    }): Promise<ProofObject>;
    verifyProof(options: {
      proof: object;
      proofSet: readonly object[];
      document: object;
      documentLoader: DocumentLoader;
    }): Promise<{ verified: boolean; error?: unknown }>;
    getVerificationMethod(options: { proof: ProofObject; documentLoader: DocumentLoader }): Promise<object>;
  }
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  import type { Cryptosuite } from '@digitalbazaar/data-integrity';
  export const cryptosuite: Cryptosuite;
}

declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  import type { Cryptosuite } from '@digitalbazaar/data-integrity';
  export const cryptosuite: Cryptosuite;
}

declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  import type { Cryptosuite } from '@digitalbazaar/data-integrity';
  export function createSignCryptosuite(): Cryptosuite;
  export function createVerifyCryptosuite(): Cryptosuite;
}

declare module '@digitalbazaar/ecdsa-jcs-2019-cryptosuite' {
  import type { Cryptosuite } from '@digitalbazaar/data-integrity';
  export function createSignCryptosuite(): Cryptosuite;
  export function createVerifyCryptosuite(): Cryptosuite;
}

declare module '@digitalbazaar/vc' {
  import type { DataIntegrityProof, DocumentLoader } from '@digitalbazaar/data-integrity';

  type Checked = { verified: boolean; error?: unknown; results?: readonly unknown[] };
  export function issue(options: {
    credential: object;
    suite: DataIntegrityProof;
    documentLoader: DocumentLoader;
    now?: string | Date;
  }): Promise<Record<string, unknown>>;
  export function derive(options: {
    verifiableCredential: object;
    suite: DataIntegrityProof;
    documentLoader: DocumentLoader;
  }): Promise<Record<string, unknown>>;
  export function createPresentation(options: {
    verifiableCredential: object;
    holder: string;
    verify?: boolean;
    version?: number;
  }): object;
  export function signPresentation(options: {
    presentation: object;
    suite: DataIntegrityProof;
    challenge: string;
    domain: string;
    documentLoader: DocumentLoader;
  }): Promise<Record<string, unknown>>;
  export function verifyCredential(options: {
    credential: object;
    suite: DataIntegrityProof | readonly DataIntegrityProof[];
    documentLoader: DocumentLoader;
    checkStatus?: (options: {
      credential: object;
      documentLoader: DocumentLoader;
      suite: DataIntegrityProof;
    }) => Promise<Checked>;
    now?: string | Date;
  }): Promise<Checked>;
}

declare module '@digitalbazaar/di-sd-primitives' {
  import type { DocumentLoader } from '@digitalbazaar/data-integrity';

  type Options = { readonly documentLoader: DocumentLoader; readonly base?: null };
  type LabelMap = Map<string, string>;
  export type LabelMapFactory = (options: { canonicalIdMap: LabelMap }) => Promise<LabelMap>;
  export type Group = {
    readonly matching: Map<number, string>;
    readonly nonMatching: Map<number, string>;
    readonly deskolemizedNQuads: readonly string[];
  };
  export function canonicalizeAndGroup<Name extends string>(options: {
    document: object;
    labelMapFactoryFunction: LabelMapFactory;
    groups: Readonly<Record<Name, readonly string[]>>;
    options: Options;
  }): Promise<{
    readonly groups: Readonly<Record<Name, Group>>;
    readonly labelMap: LabelMap;
    readonly nquads: readonly string[];
  }>;
  export function canonicalize(
    input: string,
    options: Options & { readonly inputFormat: 'application/n-quads'; readonly canonicalIdMap: LabelMap },
  ): Promise<string>;
  export function skolemizeCompactJsonLd(options: {
    document: object;
    options: Options;
  }): Promise<{ readonly compact: Record<string, unknown> }>;
  export function stripBlankNodePrefixes(map: LabelMap): LabelMap;
  export function selectJsonLd(options: {
    document: object;
    pointers: readonly string[];
  }): Record<string, unknown> | null;
}

declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  import type { Cryptosuite } from '@digitalbazaar/data-integrity';
  export function createSignCryptosuite(options?: { mandatoryPointers?: readonly string[] }): Cryptosuite;
  export function createDiscloseCryptosuite(options?: {
    proofId?: string;
    selectivePointers?: readonly string[];
  }): Cryptosuite;
  export function createVerifyCryptosuite(): Cryptosuite;
}

declare module '@digitalbazaar/bls12-381-multikey' {
  export const ALGORITHMS: { readonly BBS_BLS12381_SHA256: 'BBS-BLS12-381-SHA-256' };
  type Messages = { readonly header: Uint8Array; readonly messages: readonly Uint8Array[] };
  export type BbsKeyPair = {
    readonly publicKey: Uint8Array;
    readonly publicKeyMultibase: string;
    signer(): {
      readonly id: string;
      readonly algorithm: string;
      readonly publicKey: Uint8Array;
      multisign(options: Messages): Promise<Uint8Array>;
    };
    verifier(): {
      multiverify(
        options: Messages & { readonly proof: Uint8Array; readonly presentationHeader: Uint8Array },
      ): Promise<boolean>;
    };
    deriveProof(
      options: Messages & {
        readonly signature: Uint8Array;
        readonly presentationHeader: Uint8Array;
        readonly disclosedMessageIndexes: readonly number[];
      },
    ): Promise<Uint8Array>;
  };
  export function fromRaw(options: {
    algorithm: string;
    publicKey: Uint8Array;
    secretKey?: Uint8Array;
  }): Promise<BbsKeyPair>;
  export function generateBbsKeyPair(options: {
    algorithm: string;
    seed?: Uint8Array;
    id?: string;
    controller?: string;
  }): Promise<BbsKeyPair>;
}

declare module '@digitalbazaar/bbs-2023-cryptosuite' {
  import type { Cryptosuite } from '@digitalbazaar/data-integrity';
  export function createSignCryptosuite(options?: { mandatoryPointers?: readonly string[] }): Cryptosuite;
  export function createDiscloseCryptosuite(options?: {
    proofId?: string;
    selectivePointers?: readonly string[];
  }): Cryptosuite;
  export function createVerifyCryptosuite(): Cryptosuite;
}
