import { useState } from 'preact/hooks';
import { type Language, words } from '../../contexts/index.ts';
import { ActionButton, type ApiProblem, Option, ProblemBox } from '../../ui/index.tsx';
import type { Purpose } from './state.ts';

/** The purposes that anybody may ask for; the others need a registered reader. */
const open = ['employer', 'platform'] as const satisfies Purpose[];

/** Over which way: a QR code for another screen, a link on this device, or the browser itself. */
export type Way = 'code' | 'here' | 'browser';
export type AskProblem = ApiProblem | 'no_wallet';

/** Choosing what the information is for, which decides what is asked. `onAsk` gives back what went wrong. */
export function AskForm(props: {
  readonly language: Language;
  /** Whether the browser has a way to wallets of its own. */
  readonly hasBrowserWay: boolean;
  readonly onAsk: (purpose: Purpose, way: Way) => Promise<AskProblem | undefined>;
}) {
  const { language } = props;
  const { home, purposes } = words[language].verifier;
  const [purpose, setPurpose] = useState<Purpose>('employer');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AskProblem>();
  const ask = async (way: Way) => {
    if (busy) return;
    setBusy(true);
    setProblem(await props.onAsk(purpose, way));
    setBusy(false);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    ask('code');
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
        <ActionButton secondary busy={busy} onPress={() => ask('here')}>
          {home.makeHere}
        </ActionButton>
        {props.hasBrowserWay && (
          <ActionButton secondary busy={busy} onPress={() => ask('browser')}>
            {home.throughBrowser}
          </ActionButton>
        )}
      </div>
      <div role="alert">
        {problem === 'no_wallet' && <p>{home.noBrowserWallet}</p>}
        {problem !== undefined && problem !== 'no_wallet' && (
          <ProblemBox problem={problem} language={language} />
        )}
      </div>
    </form>
  );
}
