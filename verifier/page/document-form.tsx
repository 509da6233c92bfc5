import { useRef, useState } from 'preact/hooks';
import { type Language, words } from '../../contexts/index.ts';
import { ActionButton, type ApiProblem, ProblemBox, StatusBox } from '../../ui/index.tsx';
import { maxBytes } from './check-document.ts';

type Trouble = ApiProblem | 'nothing' | 'file_too_large';

/** Handing in what somebody already has: files or a text. `onCheck` gives back what went wrong. */
export function DocumentForm(props: {
  readonly language: Language;
  readonly onCheck: (documents: readonly (string | File)[]) => Promise<ApiProblem | undefined>;
}) {
  const { language } = props;
  const { home } = words[language].verifier;
  const file = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const chosen = [...(file.current?.files ?? [])];
    const typed = text.current?.value.trim() ?? '';
    const found = troubleWith(chosen, typed);
    setTrouble(found);
    if (found !== undefined) {
      (chosen.length === 0 ? text : file).current?.focus();
      return;
    }
    setBusy(true);
    setTrouble(await props.onCheck(chosen.length === 0 ? [typed] : chosen));
    setBusy(false);
  };
  return (
    <form onSubmit={submit}>
      <h2>{home.have}</h2>
      <p>
        {home.staysHere} {words[language].checkPage.ways.drop}
      </p>
      <div class="field">
        <label for="file">{home.file}</label>
        <input
          id="file"
          type="file"
          ref={file}
          multiple
          accept=".pdf,.json,.jsonld,.txt,.jwt,.sd-jwt,image/png,image/jpeg,image/webp"
        />
      </div>
      <div class="field">
        <label for="text">{home.text}</label>
        <textarea id="text" ref={text} rows={4} autocomplete="off" autocapitalize="off" spellcheck={false} />
      </div>
      <div class="actions">
        <ActionButton submit busy={busy}>
          {busy ? home.checking : home.check}
        </ActionButton>
      </div>
      <div role="alert">{trouble !== undefined && <TroubleBox trouble={trouble} language={language} />}</div>
    </form>
  );
}

function troubleWith(files: readonly File[], text: string): Trouble | undefined {
  const [only, ...more] = files;
  if (only === undefined) return text === '' ? 'nothing' : undefined;
  return more.length === 0 && only.size > maxBytes ? 'file_too_large' : undefined;
}

function TroubleBox({ trouble, language }: { readonly trouble: Trouble; readonly language: Language }) {
  const { ui, verifier } = words[language];
  if (trouble === 'nothing') return <StatusBox sign="careful" level={3} heading={verifier.home.nothing} />;
  if (trouble !== 'file_too_large') return <ProblemBox problem={trouble} language={language} />;
  return (
    <StatusBox sign="careful" level={3} heading={ui.problemHeading}>
      <p>{verifier.home.tooLarge}</p>
    </StatusBox>
  );
}
