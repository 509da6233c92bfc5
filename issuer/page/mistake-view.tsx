import { useEffect, useId, useState } from 'preact/hooks';
import { type WorkerLanguage, words } from '../../contexts/index.ts';
import { describeRecord } from '../../core/credential/index.ts';
import { ActionButton, type ApiProblem, formatMoment, StatusBox } from '../../ui/index.tsx';
import { askCorrection, type Correction, loadCorrections, mostOpen } from './after-calls.ts';
import { CallProblem } from './call-problem.tsx';
import { wholeRecord } from './choice.ts';
import type { ClaimSession } from './claim-calls.ts';
import type { ClaimPorts } from './claim-ports.ts';

const mostLetters = 1_000;

/** Says to the platform what is wrong, and shows what was said before with the answer. */
export function MistakeView(props: {
  readonly language: WorkerLanguage;
  readonly session: ClaimSession;
  /** The figure from which the worker came here. */
  readonly about: string | undefined;
  readonly ports: Pick<ClaimPorts, 'fetch' | 'now'>;
}) {
  const { language, session, ports } = props;
  const text = words[language].claim.mistake;
  const [about, setAbout] = useState(props.about ?? 'other');
  const [body, setBody] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<'sent' | 'nothing'>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [asked, setAsked] = useState<readonly Correction[]>([]);
  const id = useId();
  const load = async () => {
    const answer = await loadCorrections(ports);
    if (answer.ok) setAsked(answer.value);
    else setProblem(answer.problem);
  };
  useEffect(() => {
    load();
  }, []);
  const figures = figuresOf(session, language, ports.now());
  const send = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setProblem(undefined);
    setSaid(body.trim() === '' ? 'nothing' : undefined);
    if (body.trim() === '') return;
    setBusy(true);
    const answer = await askCorrection({ about, text: body.trim() }, ports);
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    setSaid('sent');
    setBody('');
    await load();
  };
  const full = asked.filter(({ answer }) => answer === undefined).length >= mostOpen;
  return (
    <>
      <p>{text.intro(session.platform)}</p>
      {full ? (
        <p>{text.tooMany}</p>
      ) : (
        <form onSubmit={send} noValidate>
          <div class="field">
            <label for={`${id}-about`}>{text.about}</label>
            <select
              id={`${id}-about`}
              value={about}
              onChange={(event) => setAbout(event.currentTarget.value)}
            >
              {figures.map(([key, label]) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
              <option value="other">{text.other}</option>
            </select>
          </div>
          <div class="field">
            <label for={`${id}-text`}>{text.text}</label>
            <p id={`${id}-hint`} class="muted">
              {text.textHint}
            </p>
            <textarea
              id={`${id}-text`}
              maxLength={mostLetters}
              aria-describedby={`${id}-hint`}
              value={body}
              onInput={(event) => setBody(event.currentTarget.value)}
            />
          </div>
          <div class="actions">
            <ActionButton submit busy={busy}>
              {busy ? text.sending : text.send}
            </ActionButton>
          </div>
        </form>
      )}
      <div role="status">
        {problem !== undefined && <CallProblem {...{ problem, language }} />}
        {said === 'nothing' && <StatusBox sign="careful" heading={text.nothing} />}
        {said === 'sent' && <StatusBox sign="good" heading={text.sent} />}
      </div>
      {asked.length > 0 && <h2>{text.asked}</h2>}
      <ul class="plain">
        {asked.map((correction) => (
          <Asked key={correction.correctionId} {...{ correction, language, figures }} />
        ))}
      </ul>
    </>
  );
}

type Figures = readonly (readonly [string, string])[];

/** Everything on the first step that may be wrong, by its name on the page. */
function figuresOf(session: ClaimSession, language: WorkerLanguage, now: Date): Figures {
  const described = describeRecord(wholeRecord(session, true), language, now);
  return [
    ['name', words[language].claim.choose.name],
    ...[...described.facts, ...described.judgements].map(({ key, label }) => [key, label] as const),
    ...(session.reviews.length === 0 ? [] : [['reviews', words[language].record.reviews] as const]),
  ];
}

function Asked(props: {
  readonly correction: Correction;
  readonly language: WorkerLanguage;
  readonly figures: Figures;
}) {
  const { correction, language } = props;
  const text = words[language].claim.mistake;
  const { answer } = correction;
  return (
    <li class="copy">
      <h3>{props.figures.find(([key]) => key === correction.about)?.[1] ?? text.other}</h3>
      <p>
        <q>{correction.text}</q>
      </p>
      <p class="muted">{text.askedOn(formatMoment(correction.askedAt, language))}</p>
      <p>
        <strong>{text.states[answer?.outcome ?? 'open']}</strong>
      </p>
      {answer?.text !== undefined && (
        <p>
          {text.answer}: <q lang="">{answer.text}</q>
        </p>
      )}
    </li>
  );
}
