/** How long does it take to verify a credential with its status: ours looks it up in lists that were verified once, stock verifies them each time. */
import { verifyDataIntegrity } from '../core/proof/index.ts';
import { readBitstringList, verifyCredential } from '../core/verify/index.ts';
import { compare, type Question, rounded } from './measure.ts';
import { ed25519 } from './sample.ts';
import { createBenchContext } from './status-context.ts';
import { checkWithStock, createLists, places, signCredential, trustList } from './status-sample.ts';

const lists = await createLists(1);
const document = await signCredential(1);
const context = createBenchContext(lists);
const [platform] = trustList.platforms;
if (platform === undefined) throw new Error('The sample has a platform.');

/** The same as stock does: the proof, and the credential's place in each of its lists. */
const verifyAndLookUp = async (): Promise<void> => {
  const verified = await verifyDataIntegrity(
    {
      document,
      expectedPurpose: 'assertionMethod',
      keyFor: async () => ed25519.publicJwk,
      now: context.now,
    },
    context,
  );
  if (!verified.ok) throw new Error(verified.error.message);
  for (const { purpose, url, index } of places(1)) {
    const loaded = await context.loadStatusList(url);
    if (loaded.status !== 'loaded') throw new Error('The list is in memory.');
    const reference = { kind: 'bitstring', purpose, url, index } as const;
    const answer = await readBitstringList({ body: loaded.body, platform, reference }, context);
    if (!('state' in answer) || answer.state !== 'active')
      throw new Error('The credential is not withdrawn.');
  }
};

/** All that a reader is told: issuer, claims, holder, validity and sentences too. */
const report = async (): Promise<void> => {
  const { outcome } = await verifyCredential({ format: 'ldp_vc', document }, context);
  if (outcome !== 'valid') throw new Error(outcome);
};

export const question: Question = {
  question: 'verify-status',
  about:
    'verify the proof of a credential and its places in three status lists; stock: @digitalbazaar/vc and vc-bitstring-status-list, which verify the lists anew',
  measure: async () => {
    const stock = () => checkWithStock(document, lists);
    const figures = await compare({ ours: verifyAndLookUp, stock });
    const whole = await compare({ ours: report, stock, rounds: 7 });
    return {
      ...figures,
      note: `${figures.note}; ours with a whole report ${rounded(whole.ours)} µs, ${rounded(whole.ratio)} times`,
    };
  },
};
