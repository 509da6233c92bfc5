import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type WorkerLanguage, words } from '../../contexts/index.ts';
import { ActionButton, type ApiProblem, formatMoment, StatusBox } from '../../ui/index.tsx';
import { type Copy, loadCopies, turnOff } from './after-calls.ts';
import { CallProblem } from './call-problem.tsx';
import type { ClaimPorts } from './claim-ports.ts';
import { Picture } from './picture.tsx';

/** The PDFs that were made, newest first, each with a switch that only goes off. */
export function CopiesView({
  language,
  ports,
}: {
  readonly language: WorkerLanguage;
  readonly ports: Pick<ClaimPorts, 'fetch'>;
}) {
  const text = words[language].claim.copies;
  const [copies, setCopies] = useState<readonly Copy[]>();
  const [asking, setAsking] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const list = useRef<HTMLUListElement>(null);
  const load = async () => {
    const answer = await loadCopies(ports);
    if (answer.ok) setCopies(answer.value);
    else setProblem(answer.problem);
  };
  useEffect(() => {
    load();
  }, []);
  const ask = (copyId: string | undefined) => {
    setDone(false);
    setProblem(undefined);
    setAsking(copyId);
    // The button that was pressed is gone: who works by keyboard goes on from here.
    if (copyId === undefined) list.current?.focus();
  };
  const off = async (copyId: string) => {
    if (busy) return;
    setBusy(true);
    const answer = await turnOff(copyId, ports);
    setBusy(false);
    ask(undefined);
    if (answer.ok) {
      setDone(true);
      await load();
    } else setProblem(answer.problem);
  };
  return (
    <>
      <p>{text.intro}</p>
      <div role="status">
        {problem !== undefined && <CallProblem {...{ problem, language }} />}
        {done && <StatusBox sign="good" heading={text.done} />}
        {copies?.length === 0 && <p>{text.empty}</p>}
      </div>
      <ul class="plain" ref={list} tabIndex={-1}>
        {copies?.map((copy) => (
          <CopyItem
            key={copy.copyId}
            {...{ copy, language, busy }}
            asking={asking === copy.copyId}
            onAsk={() => ask(copy.copyId)}
            onNo={() => ask(undefined)}
            onYes={() => off(copy.copyId)}
          />
        ))}
      </ul>
    </>
  );
}

function CopyItem(props: {
  readonly copy: Copy;
  readonly language: WorkerLanguage;
  readonly asking: boolean;
  readonly busy: boolean;
  readonly onAsk: () => void;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const { copy, language } = props;
  const text = words[language].claim.copies;
  const name = copy.madeFor === undefined ? text.forNobody : text.madeFor(copy.madeFor);
  const made = formatMoment(copy.madeAt, language);
  return (
    <li class={copy.status === 'on' ? 'copy' : 'copy is-off'}>
      <h2>
        <Picture of="page" />
        {name}
      </h2>
      <p class="muted">{text.madeOn(made)}</p>
      <p>
        {text.states[copy.status]} {copy.newer && copy.status === 'on' ? text.newer : ''}
      </p>
      {copy.status !== 'off' && !props.asking && (
        <div class="actions">
          <button
            class="button secondary"
            type="button"
            aria-label={text.turnOffLabel(`${name}, ${made}`)}
            onClick={props.onAsk}
          >
            {text.turnOff}
          </button>
        </div>
      )}
      {props.asking && (
        <Question>
          <p role="alert">
            <strong>{text.sure}</strong> {text.sureText}
          </p>
          <div class="actions">
            <ActionButton busy={props.busy} onPress={props.onYes}>
              {text.yes}
            </ActionButton>
            <ActionButton secondary onPress={props.onNo}>
              {text.no}
            </ActionButton>
          </div>
        </Question>
      )}
    </li>
  );
}

/** Takes the focus from the button in whose place it comes. */
function Question({ children }: { readonly children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1}>
      {children}
    </div>
  );
}
