import { useState } from 'preact/hooks';
import { type Language, words } from '../../contexts/index.ts';
import { ActionButton, type ApiProblem, Option, ProblemBox } from '../../ui/index.tsx';
import type { Purpose } from './state.ts';

/** The purposes that anybody may ask for; the others need a registered reader. */
const open = ['employer', 'platform'] as const satisfies Purpose[];

/** Choosing what the information is for, which decides what is asked. `onAsk` gives back what went wrong. */
export function AskForm(props: {
  readonly language: Language;
  readonly onAsk: (purpose: Purpose) => Promise<ApiProblem | undefined>;
}) {
  const { language } = props;
  const { home, purposes } = words[language].verifier;
  const [purpose, setPurpose] = useState<Purpose>('employer');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(await props.onAsk(purpose));
    setBusy(false);
  };
  return (
    <form onSubmit={submit}>
      <h2>{home.ask}</h2>
      <p>{home.askIntro}</p>
      <fieldset>
        <legend>{home.purpose}</legend>
        {open.map((choice) => (
          <Option
            key={choice}
            kind="radio"
            name="purpose"
            label={purposes[choice].name}
            checked={purpose === choice}
            onChange={() => setPurpose(choice)}
          >
            {purposes[choice].asks}
          </Option>
        ))}
      </fieldset>
      <div class="actions">
        <ActionButton submit busy={busy}>
          {busy ? home.making : home.makeCode}
        </ActionButton>
      </div>
      <div role="alert">{problem !== undefined && <ProblemBox problem={problem} language={language} />}</div>
    </form>
  );
}
