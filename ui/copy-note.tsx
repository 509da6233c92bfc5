import { type Language, words } from '../contexts/index.ts';
import type { CopyNote as Note } from '../core/verify/report.ts';

/** For whom a paper was made, where the worker said so: a copy of somebody else's is easily told. */
export function CopyNote({
  copy,
  language,
}: {
  readonly copy: Note | undefined;
  readonly language: Language;
}) {
  const text = words[language].copies;
  if (copy === undefined || copy.madeFor === 'nobody_named') return null;
  if (copy.madeFor === 'name_kept_back') return <p class="note">{text.nameKeptBack}</p>;
  return (
    <p class="note">
      <strong>{text.madeFor(copy.name)}</strong> {text.madeForNote}
    </p>
  );
}
