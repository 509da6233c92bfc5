/**
 * How does it grow: with reviews in a credential, lists of a platform, workers in the store; and how long does a start
 * take? Not against anybody; `ours` is the large case, `stock` the small one, `ratio` how many times more.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { verifyDataIntegrity } from '../core/proof/index.ts';
import { verifyCredential } from '../core/verify/index.ts';
import { nodeCrypto } from '../server/node-crypto.ts';
import { growthWithWorkers } from './growth-workers.ts';
import { compare, type Figures, rounded } from './measure.ts';
import { claims, ed25519, loader, now } from './sample.ts';
import { createBenchContext } from './status-context.ts';
import { createLists, signCredential } from './status-sample.ts';

const withReviews = (count: number) => ({
  ...claims,
  reviewCount: count,
  reviews: Array.from({ length: count }, (_, at) => ({
    reviewBody: `Opdracht ${at}: netjes gewerkt, op tijd en goed te spreken.`,
    datePublished: '2026-05',
    reviewerRole: 'client' as const,
  })),
});

const verifyProof = async (document: object): Promise<void> => {
  const verified = await verifyDataIntegrity(
    { document, expectedPurpose: 'assertionMethod', keyFor: async () => ed25519.publicJwk, now },
    { crypto: nodeCrypto, loadDocument: loader },
  );
  if (!verified.ok) throw new Error(verified.error.message);
};

const times = async (large: () => unknown, small: () => unknown): Promise<Figures> =>
  compare({ ours: large, stock: small, rounds: 7, ratioIs: 'times the floor' });

async function issueWithReviews(): Promise<Figures> {
  return times(
    () => signCredential(1, withReviews(100)),
    () => signCredential(1, withReviews(1)),
  );
}

async function verifyWithReviews(): Promise<Figures> {
  const [many, one] = [await signCredential(1, withReviews(100)), await signCredential(1, withReviews(1))];
  return times(
    () => verifyProof(many),
    () => verifyProof(one),
  );
}

/** A hundred lists in turn, all of them verified before, and one. */
async function verifyWithLists(): Promise<Figures> {
  const lists = await createLists(100);
  const documents = await Promise.all(Array.from({ length: 100 }, (_, at) => signCredential(at + 1)));
  const [first] = documents;
  if (first === undefined) throw new Error('There are a hundred.');
  const context = createBenchContext(lists);
  let next = 0;
  return times(
    () => {
      next = (next + 1) % documents.length;
      return verifyCredential({ format: 'ldp_vc', document: documents[next] ?? first }, context);
    },
    () => verifyCredential({ format: 'ldp_vc', document: first }, context),
  );
}

/** From the command to its first word: the verifier, and node alone. */
async function startUp(): Promise<Figures> {
  const run = (args: readonly string[]): Promise<number> => {
    const begin = performance.now();
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, args, { stdio: 'ignore' });
      child.on('error', reject);
      child.on('close', () => resolve((performance.now() - begin) / 1000));
    });
  };
  const main = fileURLToPath(new URL('../verifier/main.ts', import.meta.url));
  const [ours, alone] = [await run([main]), await run(['-e', '0'])];
  return { ours: rounded(ours), stock: rounded(alone), ratio: rounded(ours / alone), unit: 's' };
}

export const growth: ReadonlyMap<
  string,
  { readonly about: string; readonly measure: () => Promise<Figures> }
> = new Map([
  ['reviews-issue', { about: 'sign with 100 reviews beside 1', measure: issueWithReviews }],
  ['reviews-verify', { about: 'verify the proof with 100 reviews beside 1', measure: verifyWithReviews }],
  ['lists', { about: 'check with a hundred lists in turn beside one', measure: verifyWithLists }],
  ...growthWithWorkers,
  ['start-up', { about: 'all modules of the verifier beside node alone', measure: startUp }],
]);
