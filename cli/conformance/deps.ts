/** What the conformance server's routes need. */
import type { Clock, CryptoPort } from '../../core/ports.ts';
import type { DocumentLoader } from '../../core/verify/index.ts';
import type { Log, Metrics } from '../../server/index.ts';
import type { OwnStatusList } from './status-list.ts';
import type { Suites } from './suites.ts';

export type ConformanceDeps = {
  readonly suites: Suites;
  readonly statusList: OwnStatusList;
  readonly crypto: CryptoPort;
  readonly loadDocument: DocumentLoader;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
};
