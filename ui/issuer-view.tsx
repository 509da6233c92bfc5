import { type Language, words } from '../contexts/index.ts';
import type { CredentialReport, Report } from '../core/verify/report.ts';
import { formatDay } from './format-moment.ts';
import { Rows } from './rows.tsx';
import { Section } from './section.tsx';

/** Who issued it, as the list says that vouches for them; which list that is, and of when. */
export function IssuerView(props: {
  readonly credential: CredentialReport;
  readonly trustList: Report['trustList'];
  readonly language: Language;
  readonly level: 2 | 3;
}) {
  const { credential, trustList, language } = props;
  const { issuer, validFrom } = credential;
  if (issuer.name === null) return null;
  const text = words[language].checkPage.issuer;
  const which = (list: Report['trustList'] | undefined): string =>
    list ? text.which(list.version, formatDay(list.issued, language)) : '';
  const rows: [string, string | null | undefined][] = [
    [text.name, issuer.name],
    [text.kvkNumber, issuer.kvkNumber],
    [
      text.list,
      issuer.vouchedBy === undefined
        ? text.schemeList(which(trustList))
        : text.ownList(issuer.vouchedBy, which(issuer.vouchedByList)),
    ],
    [text.signedOn, validFrom && formatDay(validFrom, language)],
    [text.stopped, issuer.stoppedOn && text.stoppedText(formatDay(issuer.stoppedOn, language))],
  ];
  return (
    <Section heading={text.heading} level={props.level}>
      <Rows rows={rows.flatMap(([label, content]) => (content ? [{ label, content }] : []))} />
    </Section>
  );
}
