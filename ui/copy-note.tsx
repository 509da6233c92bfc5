import { type Language, words } from '../contexts/index.ts';
import type { CopyNote as Note } from '../core/verify/report.ts';
import { Section } from './section.tsx';

/** For whom a paper was made, where the worker said so: a copy of somebody else's is easily told. */
export function CopyNote(props: {
  readonly copy: Note | undefined;
  readonly language: Language;
  readonly level: 2 | 3;
}) {
  const { copy, language, level } = props;
  const { checkPage, copies } = words[language];
  if (copy === undefined || copy.madeFor === 'nobody_named') return null;
  return (
    <Section heading={checkPage.copyHeading} level={level}>
      {copy.madeFor === 'name_kept_back' ? (
        <p class="note">{copies.nameKeptBack}</p>
      ) : (
        <p class="note">
          <strong>{copies.madeFor(copy.name)}</strong>. {copies.madeForNote}
        </p>
      )}
    </Section>
  );
}
