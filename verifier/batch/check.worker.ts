/** A thread that checks groups of lines; what it must know from outside it asks the main thread. */
import { type MessagePort, threadId } from 'node:worker_threads';
import { loadDocument } from '../../contexts/index.ts';
import { canonicalizationCounts } from '../../core/proof/canonical/index.ts';
import { createIssuerChains, type VerifyContext } from '../../core/verify/index.ts';
import { inheritCompiledCanonicalization } from '../../server/canonicalization.ts';
import { createLog } from '../../server/log.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { clockSkewSeconds } from '../report/clock-skew.ts';
import { askMain, type Holdings } from './ask-main.ts';
import { checkLine } from './check-line.ts';
import { type Answers, answer } from './check-lines.ts';
import type { LineGroup } from './group-lines.ts';
import type { Counted } from './thread-counts.ts';

export type ThreadOrder = {
  readonly group: LineGroup;
  readonly withReport: boolean;
  /** Milliseconds since 1970, by the main thread's clock. */
  readonly now: number;
  readonly verifierName: string;
  readonly logLevel: string;
  /** For questions. */
  readonly port: MessagePort;
};

export type ThreadAnswers = {
  readonly answers: Answers;
  readonly thread: number;
  readonly counted: Counted;
};

inheritCompiledCanonicalization();

const holdings: Holdings = new Map();
const issuerChains = createIssuerChains({ entries: 500 });

export default async function checkGroup(order: ThreadOrder): Promise<ThreadAnswers> {
  const { group, withReport, port } = order;
  const questions = askMain(port, holdings);
  const log = createLog({ name: 'verifier', level: order.logLevel });
  try {
    const context: VerifyContext = {
      now: new Date(order.now),
      clockSkewSeconds,
      crypto: nodeCrypto,
      loadDocument,
      trust: await questions.loadTrust(),
      resolveDid: questions.resolveDid,
      // Never called beside the next.
      loadStatusList: async () => ({ status: 'unreachable' }),
      loadVerifiedList: questions.loadVerifiedList,
      issuerChains,
      verifierName: order.verifierName,
    };
    const checked = await Promise.all(group.map((line) => checkLine(line, { context, withReport, log })));
    const counted = { issuerChains: issuerChains.counts(), canonicalizations: canonicalizationCounts() };
    return { answers: answer(checked), thread: threadId, counted };
  } finally {
    port.close();
  }
}
