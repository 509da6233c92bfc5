import type { CryptoPort } from '../../core/ports.ts';
import type { IssuerKeyStore } from '../../store/index.ts';

/** Whose keys they are, and what opens them. */
export type KeyOptions = {
  readonly issuerKeys: IssuerKeyStore;
  /** 32 bytes. */
  readonly secret: Uint8Array;
  readonly url: string;
  readonly name: string;
  readonly now: Date;
  readonly crypto: Pick<CryptoPort, 'randomBytes' | 'sha256'>;
};
