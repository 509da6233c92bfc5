/** The part that the benchmarks use of a package that comes without types. */
declare module '@digitalbazaar/vc-bitstring-status-list' {
  import type { DataIntegrityProof, DocumentLoader } from '@digitalbazaar/data-integrity';

  export function checkStatus(options: {
    credential: object;
    documentLoader: DocumentLoader;
    suite: DataIntegrityProof;
  }): Promise<{ verified: boolean; error?: unknown; results?: readonly { status: boolean }[] }>;
}
