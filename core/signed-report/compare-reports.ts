/** What is otherwise since an earlier report on the same credentials. */
import type { CheckName, CredentialReport } from '../verify/index.ts';
import type { Change, ReportContent, Since } from './content.ts';

type Compared = Pick<ReportContent, 'credentials' | 'report'>;

const sameCredentials = (one: Compared, other: Compared): boolean =>
  one.credentials.length > 0 &&
  one.credentials.length === other.credentials.length &&
  one.report.credentials.length === other.report.credentials.length &&
  one.credentials.every(({ sha256 }, index) => sha256 === other.credentials[index]?.sha256);

const codesOf = ({ checks }: CredentialReport): ReadonlyMap<CheckName, string> =>
  new Map(checks.map(({ check, code }) => [check, code]));

const changesIn = (before: CredentialReport, after: CredentialReport, credential: number): Change[] => {
  const [codesBefore, codesAfter] = [codesOf(before), codesOf(after)];
  const checks = [...new Set([...codesBefore.keys(), ...codesAfter.keys()])];
  const all: Change[] = [
    { what: 'outcome', credential, before: before.outcome, after: after.outcome },
    ...checks.map(
      (check): Change => ({
        what: 'check',
        credential,
        check,
        before: codesBefore.get(check) ?? null,
        after: codesAfter.get(check) ?? null,
      }),
    ),
    { what: 'issuer_name', credential, before: before.issuer.name, after: after.issuer.name },
    {
      what: 'issuer_stopped',
      credential,
      before: before.issuer.stoppedOn ?? null,
      after: after.issuer.stoppedOn ?? null,
    },
    {
      what: 'newer_exists',
      credential,
      before: before.newerExists === true ? 'true' : null,
      after: after.newerExists === true ? 'true' : null,
    },
  ];
  return all.filter((change) => change.before !== change.after);
};

/** Compares by stable codes, never by sentences; two reports on different credentials have nothing to compare. */
export const compareReports = (earlier: ReportContent, now: Compared): Since => {
  const same = sameCredentials(earlier, now);
  const changes = same
    ? earlier.report.credentials.flatMap((before, index) => {
        const after = now.report.credentials[index];
        return after === undefined ? [] : changesIn(before, after, index);
      })
    : [];
  return { reference: earlier.jti, checkedAt: earlier.report.checkedAt, sameCredentials: same, changes };
};
