/** What must hold of a report whatever was handed in, and what `valid` may say beside the genuine one. */
import type { CredentialReport, Report } from '../../core/verify/index.ts';
import { isPart, isSame } from './is-part.ts';

const untrusted: readonly string[] = ['malformed', 'unknown_issuer', 'changed'];

/** Values of the report that only the platform's signature can vouch for. */
const envelope = ({ format, issuer, validFrom, validUntil, holder }: CredentialReport) => ({
  format,
  issuer,
  validFrom,
  validUntil,
  holder,
});

/** Whoever has an SD-JWT may leave disclosures out, until its holder has signed which ones are shown. */
const mayShow = ({ format, holder, record }: CredentialReport, genuine: CredentialReport): boolean =>
  format === 'dc+sd-jwt' && holder === 'not_proved'
    ? isPart(record, genuine.record)
    : isSame(record, genuine.record);

/** Why this credential's report breaks a promise; undefined when it keeps them all. */
const findBreach = (report: CredentialReport, genuine: readonly CredentialReport[]): string | undefined => {
  if (untrusted.includes(report.outcome) && report.record !== null)
    return `a record is shown of what is ${report.outcome}`;
  if (report.issuer.name !== null && !report.issuer.listed) return 'an issuer that is not listed has a name';
  if (report.outcome !== 'valid') return undefined;
  const inFormat = genuine.filter(({ format }) => format === report.format);
  if (inFormat.length === 0) return 'valid in a format in which nothing was signed';
  const alike = inFormat.filter((original) => isSame(envelope(report), envelope(original)));
  if (alike.length === 0) return 'valid with another issuer, period or holder';
  return alike.some((original) => mayShow(report, original))
    ? undefined
    : 'valid, and shows what was not signed';
};

/**
 * @param genuine the reports on the untouched credentials; of one format there may be several, which show more or less
 * @param fetched every address that was asked for
 */
export const findBreachIn = (
  report: Report,
  genuine: readonly CredentialReport[],
  fetched: readonly string[],
): string | undefined => {
  const foreign = fetched.find((url) => !/^https:\/\/(poetsmaat|dagploeg)\.example\//.test(url));
  if (foreign !== undefined) return `a stranger's address was fetched: ${foreign.slice(0, 200)}`;
  if (report.outcome === 'valid' && report.credentials.some(({ outcome }) => outcome !== 'valid')) {
    return 'valid as a whole, and not in a part';
  }
  return report.credentials.map((one) => findBreach(one, genuine)).find((breach) => breach !== undefined);
};
