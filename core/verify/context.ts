/** What a verification needs from outside: the clock, cryptography, the scheme's list, and the two things it may fetch. */
import type { DIDResolutionResult } from 'did-resolver';
import type { CryptoPort } from '../ports.ts';
import { createLibraryRoom, type LibraryRoom } from '../proof/index.ts';
import type { KnownTrustList, Platform } from '../trust/index.ts';
import type { StatusReference } from './formats/format.ts';
import type { IssuerChains } from './formats/issuer-chains.ts';
import type { ListContent, ListVerdict } from './status-lists/verified-list.ts';
import type { VerifiedLists } from './status-lists/verified-lists.ts';

/**
 * The scheme's list as the verifier holds it. `outdated` is past its `nextUpdate`; either that or `missing`
 * makes every verification undetermined.
 */
export type TrustState =
  | { readonly state: 'current' | 'outdated'; readonly list: KnownTrustList }
  | { readonly state: 'missing' };

export type LoadedStatusList =
  | { readonly status: 'loaded'; readonly body: Uint8Array; readonly contentType: string }
  | { readonly status: 'unreachable' };

export type DocumentLoader = (
  url: string,
) => Promise<{ readonly contextUrl: null; readonly documentUrl: string; readonly document: object }>;

export type VerifyContext = {
  /** The moment of this verification; one moment for all of its checks. */
  readonly now: Date;
  /** How far two honest clocks may differ. */
  readonly clockSkewSeconds: number;
  readonly crypto: CryptoPort;
  /** JSON-LD documents by URL; never goes to the network (contexts/index.ts). */
  readonly loadDocument: DocumentLoader;
  readonly trust: TrustState;
  /**
   * Called for DIDs on the scheme's list, and for did:key and did:jwk of holders. Nothing else. `method` is the DID URL of a
   * key that was signed with: a document from a memory that does not name it may be too old, and is then asked for again.
   */
  readonly resolveDid: (did: string, method?: string) => Promise<DIDResolutionResult>;
  /** Called only for addresses of a listed platform, after its signature was found to hold. */
  readonly loadStatusList: (url: string) => Promise<LoadedStatusList>;
  /**
   * Where lists are fetched and verified by somebody else, for this moment: another thread. Called as `loadStatusList`
   * is, which is then not called at all; undefined when the list could not be had.
   */
  readonly loadVerifiedList?: (
    reference: StatusReference,
    platform: Platform,
  ) => Promise<ListVerdict<ListContent> | undefined>;
  /** Lists that were verified before; each is verified anew when this is left out. */
  readonly verifiedLists?: VerifiedLists | undefined;
  /** Certificate chains that were verified before; each is verified anew when this is left out. */
  readonly issuerChains?: IssuerChains | undefined;
  /** What is left of this verification for documents that only the JSON-LD library can read; each verb makes its own. */
  readonly libraryRoom?: LibraryRoom | undefined;
  /** Who checks; stands in the report. */
  readonly verifierName: string;
};

/** The context of one verification, in which all that was handed in together shares one room. */
export const withOwnRoom = (context: VerifyContext): VerifyContext => ({
  ...context,
  libraryRoom: createLibraryRoom(),
});
