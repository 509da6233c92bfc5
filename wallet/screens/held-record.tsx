import { type Language, words } from '../../contexts/index.ts';
import { recordFromClaims } from '../../core/credential/index.ts';
import { RecordView, Rows } from '../../ui/index.tsx';
import type { HeldCredential } from '../flow/index.ts';
import { claimLabel, describeClaim } from './describe-claim.ts';
import { issuerName } from './issuer-name.ts';

/** Everything that is signed, so that the worker sees all that another could. */
export function HeldRecord(props: {
  readonly credential: HeldCredential;
  readonly language: Language;
  readonly now: Date;
}) {
  const { credential, language, now } = props;
  const { claims } = credential;
  const person = (['name', 'nameBasis'] as const).flatMap((name) =>
    claims[name] === undefined
      ? []
      : [
          {
            label: claimLabel(name, language),
            content: describeClaim(name, claims, language, now).lines.join(' '),
          },
        ],
  );
  return (
    <>
      <Rows rows={person} />
      <RecordView
        record={{ ...recordFromClaims(claims), platform: issuerName(credential) }}
        language={language}
        now={now}
        badge={credential.issuerName === null ? undefined : words[language].verifier.result.listed}
      />
    </>
  );
}
