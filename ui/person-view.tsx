import { type Language, words } from '../contexts/index.ts';
import { describeRecord } from '../core/credential/index.ts';
import type { CredentialReport, ShownRecord } from '../core/verify/report.ts';
import { Section } from './section.tsx';

/** Whose certificate it is, what of that is proved, and how the platform knows the name. */
export function PersonView(props: {
  readonly record: ShownRecord;
  readonly holder: CredentialReport['holder'];
  readonly language: Language;
  readonly now: Date;
  readonly level: 2 | 3;
}) {
  const { language, record, holder } = props;
  const text = words[language].verifier.result;
  const described = describeRecord(record, language, props.now);
  const [before, after] = text.named;
  const unproved = record.name === undefined ? text.notProvedUnnamed : text.notProved;
  return (
    <Section heading={text.person} level={props.level}>
      <p>
        {record.name === undefined ? (
          text.unnamed
        ) : (
          <>
            {before}
            <strong>{record.name}</strong>
            {after}
          </>
        )}{' '}
        {holder === 'proved' ? text.proved : unproved}
      </p>
      {record.name !== undefined && described.nameNote !== undefined && (
        <p class="muted">{described.nameNote}</p>
      )}
    </Section>
  );
}
