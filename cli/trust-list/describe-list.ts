/** A list, and the answers of the joining test, as lines for people. */
import { isOutdated, type Platform, type TrustList } from '../../core/trust/index.ts';
import type { JoiningTest } from './joining-test/run-joining-test.ts';

const describePlatform = ({
  name,
  kvkNumber,
  did,
  from,
  until,
  held,
  compromisedKeys = [],
}: Platform): string =>
  [
    `  ${name} (KvK ${kvkNumber}) ${did}`,
    until === undefined ? `since ${from}` : `${from} to ${until}`,
    ...(held === undefined ? [] : [`held at ${held.url}`]),
    ...(compromisedKeys.length === 0 ? [] : [`${compromisedKeys.length} compromised keys`]),
  ].join(', ');

export const describeList = (list: TrustList, now: Date): readonly string[] => [
  `${list.scheme}, version ${list.version}, issued ${list.issued}.`,
  `${isOutdated(list, now) ? 'Outdated since' : 'Next update by'} ${list.nextUpdate}.`,
  `${list.platforms.length} platforms:`,
  ...list.platforms.map(describePlatform),
  `${list.verifiers.length} registered verifiers:`,
  ...list.verifiers.map(({ name, purposes }) => `  ${name}: ${purposes.join(', ')}`),
  ...(list.keyChanges === undefined
    ? []
    : [`The keys of the scheme changed ${list.keyChanges.length} times.`]),
];

const signs = { pass: 'ok  ', fail: 'NO  ', warn: 'mind', skipped: '-   ' } as const;

export const describeTest = ({ did, url, findings, passed }: JoiningTest): readonly string[] => [
  `${did} at ${url}`,
  ...findings.flatMap(({ question, outcome, message, mend }) => [
    `${signs[outcome]}  ${question}: ${message}`,
    ...(mend === undefined ? [] : [`      Mend: ${mend}`]),
  ]),
  passed ? 'Nothing keeps this platform off the list.' : 'Not yet: mend what is marked NO and try again.',
];
