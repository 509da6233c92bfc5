import type { CryptoPort } from '../../core/ports.ts';
import type { KeySecrets } from '../../server/key-vault.ts';
import type { IssuerKeyStore } from '../../store/index.ts';

/** Whose keys they are, and what opens them. */
export type KeyOptions = {
  readonly issuerKeys: IssuerKeyStore;
  readonly secrets: KeySecrets;
  readonly url: string;
  readonly name: string;
  readonly now: Date;
  readonly crypto: Pick<CryptoPort, 'randomBytes' | 'sha256'>;
};
