/** Some hundred workers at once, from their gigs to signed lines. Knows no store: threads do this. */
import { randomUUID } from 'node:crypto';
import { chooseClaims, parseChoice } from '../../core/credential/index.ts';
import { type ErrorCode, KlusCVError } from '../../core/errors.ts';
import type { StatusIndex, WorkersWithGigs } from '../../store/index.ts';
import { aggregate } from '../aggregate/aggregate.ts';
import { reviewsOf } from '../aggregate/reviews.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { IssuerDeps } from '../deps.ts';
import { configurations } from '../issue/configurations.ts';
import { hashRecord } from '../issue/hash-record.ts';
import { validityAt } from '../issue/validity.ts';
import type { IssuerKeys } from '../keys/issuer-keys.ts';
import { createGigLines } from './gig-lines.ts';
import { createLineRoom } from './line-room.ts';

export type ChunkOrder = {
  readonly configuration: string;
  readonly workerIds: readonly string[];
  /** One for each worker; those of skipped workers are not used. */
  readonly places: readonly StatusIndex[];
  /** Of credentials that the store knows already, to be signed again; new ones when left out. */
  readonly credentialIds?: readonly string[];
  /** ISO 8601. */
  readonly issuedAt: string;
};

/** An order with what the store knows of its workers. */
export type KnownChunk = WorkersWithGigs & {
  readonly order: ChunkOrder;
  /** Up to which local date the platform's data has come in; undefined when there is none. */
  readonly asOf: string | undefined;
  readonly recentRatings: number | undefined;
};

export type SignedLine = {
  readonly workerId: string;
  readonly credentialId: string;
  readonly statusIndex: StatusIndex;
  readonly recordHash: string;
  /** How the worker stands in the audit log. */
  readonly pseudonym: string;
  /** Where its line ends in `bytes`. */
  readonly end: number;
};

export type SignedChunk = {
  /** Of the keys that it was signed with. */
  readonly keysVersion: number;
  readonly lines: readonly SignedLine[];
  /** NDJSON, the lines one after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Workers who get none, and why. */
  readonly skipped: readonly { readonly workerId: string; readonly code: SkipCode }[];
};

/** `no_completed_gigs`: there is nothing to sign yet; `unknown`: nothing is kept of the worker (any more). */
export type SkipCode = 'no_completed_gigs' | 'unknown' | 'internal';

export type SigningDeps = Pick<IssuerDeps, 'hashKey' | 'crypto'> & {
  readonly log: { readonly error: (fields: { readonly err: unknown }, text: string) => void };
  readonly keys: IssuerKeys;
  readonly settings: Pick<IssuerDeps['settings'], 'url' | 'name'>;
  /** Awaited now and then, where others have to get their turn too. */
  readonly pause?: () => Promise<void>;
};

/** So many are signed in one go: two milliseconds. */
const inOneGo = 16;

/** @throws KlusCVError `invalid_request` when there is no such configuration */
export async function signChunk(
  deps: SigningDeps,
  { order, workers, gigs, asOf, recentRatings }: KnownChunk,
): Promise<SignedChunk> {
  const configuration = configurations.get(order.configuration);
  if (!configuration) throw new KlusCVError('invalid_request', 'There is no such configuration.');
  const { settings, keys, hashKey, crypto, log } = deps;
  const knownById = new Map(workers.map((known) => [known.worker.workerId, known]));
  const choice = parseChoice(undefined);
  const { validFrom, validUntil } = validityAt(new Date(order.issuedAt));
  const lines: SignedLine[] = [];
  const skipped: { workerId: string; code: SkipCode }[] = [];
  const bytes = createLineRoom();
  const gigsAt = createGigLines(gigs);
  for (const [at, workerId] of order.workerIds.entries()) {
    if (deps.pause && at % inOneGo === 0) await deps.pause();
    const known = knownById.get(workerId);
    const status = order.places[at];
    if (known === undefined || asOf === undefined || status === undefined) {
      skipped.push({ workerId, code: 'unknown' });
      continue;
    }
    try {
      const { worker } = known;
      const ofWorker = gigsAt(known.line);
      const record = aggregate(ofWorker, { asOf, recentRatings });
      const reviews = reviewsOf(ofWorker);
      const claims = chooseClaims({ worker, record, reviews, platformName: settings.name, choice });
      const credential = await configuration.sign(
        { claims, issuedAt: validFrom, validFrom, validUntil, status },
        { issuerUrl: settings.url, keys, crypto },
      );
      const credentialId = order.credentialIds?.[at] ?? randomUUID();
      lines.push({
        workerId,
        credentialId,
        statusIndex: status,
        recordHash: hashRecord(hashKey, { worker, record, reviews }),
        pseudonym: pseudonymOf(hashKey, workerId),
        end: bytes.add(`${JSON.stringify({ credentialId, workerId, credential })}\n`),
      });
    } catch (error) {
      skipped.push({ workerId, code: skipCodeOf(error) });
      if (skipCodeOf(error) === 'internal') log.error({ err: error }, 'a worker could not be issued to');
    }
  }
  return { keysVersion: keys.version, lines, skipped, bytes: bytes.take() };
}

const expected: Partial<Record<ErrorCode, SkipCode>> = { conflict: 'no_completed_gigs', gone: 'unknown' };

const skipCodeOf = (error: unknown): SkipCode =>
  (error instanceof KlusCVError ? expected[error.code] : undefined) ?? 'internal';
