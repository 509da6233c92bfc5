/** A receipt of an erasure: what kinds of things were deleted and how many, signed; not about whom. */
import { signJws } from '../../core/proof/jws.ts';
import type { ErasedCounts } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import type { IssuerKeys } from '../keys/issuer-keys.ts';

export type Receipt = {
  readonly receiptId: string;
  readonly erasedAt: Date;
  /** How many of each kind, without those of which there were none. */
  readonly erased: Readonly<Record<string, number>>;
  /** Compact JWS by the issuer's Ed25519 key, which its DID document names. */
  readonly receipt: string;
};

export const receiptType = 'kluscv-erasure+jwt';
/** Signed lines of runs for everybody that could still be fetched. */
const issuedLines = 'linesOfRuns';

const kinds: Readonly<Record<keyof ErasedCounts, string>> = {
  gigs: 'gigRecords',
  workers: 'checkedNames',
  known_workers: 'names',
  offers: 'offers',
  claim_links: 'claimLinks',
  access_tokens: 'accessTokens',
  credentials: 'issuedCredentials',
  correction_requests: 'corrections',
  claimed_workers: 'claims',
  webhook_deliveries: 'notifications',
};

/**
 * Signs a receipt.
 * @param counted.lines taken out of runs for everybody that can still be fetched
 */
export async function createReceipt(
  { settings, ed25519 }: Pick<IssuerDeps, 'settings'> & Pick<IssuerKeys, 'ed25519'>,
  {
    receiptId,
    erasedAt,
    erased,
    lines,
  }: { receiptId: string; erasedAt: Date; erased: ErasedCounts; lines: number },
): Promise<Receipt> {
  const counts = Object.fromEntries(
    [...Object.entries(erased), [issuedLines, lines] as const]
      .filter(([, count]) => count > 0)
      .map(([table, count]) => [nameOf(table), count]),
  );
  const receipt = await signJws(
    {
      header: { typ: receiptType, kid: ed25519.verificationMethod },
      payload: {
        iss: settings.url,
        iat: Math.floor(erasedAt.getTime() / 1000),
        jti: receiptId,
        erased: counts,
      },
    },
    ed25519.signer,
  );
  return { receiptId, erasedAt, erased: counts, receipt };
}

const nameOf = (table: string): string => new Map(Object.entries(kinds)).get(table) ?? table;
