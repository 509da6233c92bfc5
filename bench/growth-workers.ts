/** How what a platform does every day grows with its workers: a million of them beside ten thousand. */

import { loadWorkRecord } from '../issuer/aggregate/index.ts';
import { signHere } from '../issuer/bulk/index.ts';
import { IssuerConfig } from '../issuer/index.ts';
import { configurations } from '../issuer/issue/configurations.ts';
import { issueCredential, loadSignable } from '../issuer/issue/issue-credential.ts';
import { type OpenIssuer, openIssuer } from '../issuer/main.ts';
import { createBlockTaker } from '../issuer/status/take-status-block.ts';
import { takeStatusIndex } from '../issuer/status/take-status-index.ts';
import { nodeCrypto } from '../server/node-crypto.ts';
import { workerIdOf } from './made-gigs.ts';
import { withPlatforms } from './made-platform.ts';
import { compare, type Figures } from './measure.ts';

const [many, few] = [1_000_000, 10_000];

/** What is asked of a platform: given its issuer and some of its workers in the middle, the call. */
type Ask = (platform: Platform) => () => Promise<unknown>;
type Platform = Pick<OpenIssuer, 'deps'> & {
  /** Another one at each call, in no order. */
  readonly nextWorker: () => string;
  /** In the middle of all. */
  readonly middle: string;
};

const open = async (databaseUrl: string): Promise<OpenIssuer> =>
  openIssuer(
    IssuerConfig.parse({
      KLUSCV_DATABASE_URL: databaseUrl,
      KLUSCV_KEY_SECRET: Buffer.alloc(32, 1).toString('base64url'),
      KLUSCV_ISSUER_URL: 'http://localhost:4190',
      KLUSCV_ISSUER_NAME: 'Poetsmaat',
    }),
  );

const growWith = (ask: Ask) => (): Promise<Figures> =>
  withPlatforms(async (makeStore) => {
    const opened: OpenIssuer[] = [];
    const platformOf = async (workers: number): Promise<Platform> => {
      const issuer = await open(await makeStore(workers));
      opened.push(issuer);
      let turn = 0;
      return {
        deps: issuer.deps,
        middle: workerIdOf(workers / 2),
        nextWorker: () => {
          turn = (turn + 7_919) % workers;
          return workerIdOf(turn);
        },
      };
    };
    const [large, small] = [ask(await platformOf(many)), ask(await platformOf(few))];
    const figures = await compare({ ours: large, stock: small, rounds: 9, ratioIs: 'times the floor' });
    await Promise.all(opened.map(({ close }) => close()));
    return figures;
  });

const page: Ask = ({ deps, middle }) => {
  const { workers } = deps.store;
  return () => workers.listWorkers({ after: middle, limit: 250 });
};

const record: Ask = ({ deps, nextWorker }) => {
  return () => loadWorkRecord(deps.store, nextWorker());
};

const issue: Ask = ({ deps, nextWorker }) => {
  const configuration = configurations.get('kluscv-ldp');
  if (configuration === undefined) throw new Error('There is one.');
  return async () => {
    const signable = await loadSignable(deps, nextWorker(), undefined);
    if (signable === undefined) throw new Error('There is one.');
    return issueCredential(deps, { configuration, signable, actor: 'cli' });
  };
};

const statusIndex: Ask = ({ deps }) => {
  return () => takeStatusIndex(deps.store.statusLists, nodeCrypto.randomBytes);
};

/** As the first one of a run: nothing is known yet of where it stands. */
const chunk: Ask = ({ deps }) => {
  const signer = signHere(deps);
  const takeBlock = createBlockTaker(deps);
  return async () => {
    const workerIds = await deps.store.workers.listWorkerIds({ limit: 250 });
    const places = await takeBlock(workerIds.length);
    const issuedAt = new Date().toISOString();
    const { lines } = await signer.sign({ configuration: 'kluscv-ldp', workerIds, places, issuedAt });
    if (lines.length !== workerIds.length) throw new Error('Not all were signed.');
  };
};

const counts: Ask = ({ deps }) => {
  return () => deps.store.audit.countUses();
};

const beside = `of ${many.toLocaleString('en')} workers beside ${few.toLocaleString('en')}`;

/** Questions of `growth.ts`. */
export const growthWithWorkers = [
  ['workers', { about: `a page of 250 ${beside}`, measure: growWith(page) }],
  ['workers-record', { about: `the work record of one ${beside}`, measure: growWith(record) }],
  [
    'workers-issue',
    { about: `issue a credential to one ${beside}, kept and logged`, measure: growWith(issue) },
  ],
  [
    'workers-index',
    { about: `take the next place in a status list ${beside}`, measure: growWith(statusIndex) },
  ],
  [
    'workers-chunk',
    { about: `read and sign the first 250 of a bulk run ${beside}`, measure: growWith(chunk) },
  ],
  ['workers-counts', { about: `offers, claims and downloads so far ${beside}`, measure: growWith(counts) }],
] as const;
