import { type Language, words } from '../contexts/index.ts';
import type { CredentialReport, Outcome, Report } from '../core/verify/report.ts';
import { CopyNote } from './copy-note.tsx';
import { Fold } from './fold.tsx';
import { IssuerView } from './issuer-view.tsx';
import { PersonView } from './person-view.tsx';
import { RecordView } from './record-view.tsx';

/** Genuine, but not to be relied on: the content is there for who asks for it. */
const folded: ReadonlySet<Outcome> = new Set(['revoked', 'suspended', 'not_bound']);

/** The content of one credential, as far as its outcome lets it be shown. */
export function CredentialView(props: {
  readonly credential: CredentialReport;
  readonly trustList: Report['trustList'];
  readonly language: Language;
  readonly now: Date;
  readonly level: 2 | 3;
}) {
  const { credential, language, now, level } = props;
  const { issuer } = credential;
  const text = words[language].verifier.result;
  if (credential.record === null) {
    return credential.outcome === 'malformed' ? null : <p>{text.noContent}</p>;
  }
  // A name that a reader sees of the platform is the one on the scheme's list, never the credential's own.
  const { platform: _own, ...shown } = credential.record;
  const record = credential.issuer.name === null ? shown : { ...shown, platform: credential.issuer.name };
  const person = <PersonView {...{ record, language, now, level }} holder={credential.holder} />;
  const copy = <CopyNote {...{ language, level }} copy={credential.copy} />;
  const work = (
    <RecordView
      {...{ record, language, now, level }}
      badge={issuer.listed && issuer.vouchedBy === undefined ? text.listed : undefined}
    />
  );
  return (
    <>
      <IssuerView {...{ credential, language, level }} trustList={props.trustList} />
      {folded.has(credential.outcome) ? (
        <>
          {copy}
          <Fold summary={text.folded} kept>
            {person}
            {work}
          </Fold>
        </>
      ) : (
        <>
          {person}
          {copy}
          {work}
        </>
      )}
    </>
  );
}
