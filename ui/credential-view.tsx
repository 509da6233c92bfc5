import { type Language, words } from '../contexts/index.ts';
import type { CredentialReport, Outcome } from '../core/verify/report.ts';
import { CopyNote } from './copy-note.tsx';
import { Fold } from './fold.tsx';
import { PersonView } from './person-view.tsx';
import { RecordView } from './record-view.tsx';

/** Genuine, but not to be relied on: the content is there for who asks for it. */
const folded: ReadonlySet<Outcome> = new Set(['revoked', 'suspended', 'not_bound']);

/** The content of one credential, as far as its outcome lets it be shown. */
export function CredentialView(props: {
  readonly credential: CredentialReport;
  readonly language: Language;
  readonly now: Date;
  readonly level: 2 | 3;
}) {
  const { credential, language, now, level } = props;
  const text = words[language].verifier.result;
  if (credential.record === null) {
    return credential.outcome === 'malformed' ? null : <p>{text.noContent}</p>;
  }
  // A name that a reader sees of the platform is the one on the scheme's list, never the credential's own.
  const { platform: _own, ...shown } = credential.record;
  const record = credential.issuer.name === null ? shown : { ...shown, platform: credential.issuer.name };
  const content = (
    <>
      <PersonView {...{ record, language, now, level }} holder={credential.holder} />
      <RecordView
        {...{ record, language, now, level }}
        badge={credential.issuer.listed ? text.listed : undefined}
      />
    </>
  );
  return (
    <>
      <CopyNote copy={credential.copy} language={language} />
      {folded.has(credential.outcome) ? <Fold summary={text.folded}>{content}</Fold> : content}
    </>
  );
}
