import { useEffect, useRef, useState } from 'preact/hooks';
import { type Language, words } from '../../contexts/index.ts';
import {
  ActionButton,
  type ApiProblem,
  callApi,
  callForFile,
  ProblemBox,
  saveFile,
} from '../../ui/index.tsx';
import type { PagePorts } from './ports.ts';
import { type Purpose, purposes } from './state.ts';

type Kind = 'pdf' | 'json';
const mediaTypes = { pdf: 'application/pdf', json: 'application/json' } as const;

/** What the report is about: a document that was handed in, or what a wallet showed in a session. */
type About =
  | { readonly document: string | File; readonly requestId?: undefined }
  | { readonly requestId: string; readonly document?: undefined };

/**
 * Asking for the signed report. Of a document, only this sends it to the service, and the text says so; what a wallet
 * showed is there for as long as its session. Where the service keeps reports, the text says for how long.
 */
export function FileReport(
  props: About & {
    readonly language: Language;
    readonly ports: Pick<PagePorts, 'fetch'>;
  },
) {
  const { language, ports } = props;
  const { fileReport, verifier } = words[language];
  const text = fileReport.ask;
  const purpose = useRef<HTMLSelectElement>(null);
  const earlier = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'done' | ApiProblem>('idle');
  const keptDays = useKeptDays(ports);
  const busy = state === 'busy';
  const ask = async (kind: Kind) => {
    if (busy) return;
    setState('busy');
    const form = new FormData();
    if (props.document !== undefined) {
      form.set('credential', typeof props.document === 'string' ? props.document.trim() : props.document);
      form.set('purpose', purpose.current?.value ?? '');
    }
    form.set('language', language);
    const previous = earlier.current?.files?.[0];
    if (previous !== undefined) form.set('previous', previous);
    const accept = mediaTypes[kind];
    const path =
      props.requestId === undefined
        ? '/api/v1/signed-reports'
        : `/api/v1/requests/${props.requestId}/signed-report`;
    const answer = await callForFile(ports, { path, form, accept });
    if (answer.ok) saveFile(answer.file, `kluscv-rapport.${kind}`);
    setState(answer.ok ? 'done' : answer.problem);
  };
  const nameOf = (choice: Purpose): string => verifier.purposes[choice].name;
  return (
    <section class="file-report">
      <h2>{text.heading}</h2>
      <p>{props.requestId === undefined ? text.intro : text.introAnswer}</p>
      {keptDays !== undefined && <p>{text.kept(keptDays)}</p>}
      {props.requestId === undefined && (
        <div class="field">
          <label for="report-purpose">{text.purpose}</label>
          <select id="report-purpose" ref={purpose}>
            <option value="">{text.purposeNone}</option>
            {purposes.map((choice) => (
              <option key={choice} value={choice}>
                {nameOf(choice)}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="field">
        <label for="report-earlier">{text.earlier}</label>
        <input id="report-earlier" type="file" ref={earlier} accept=".pdf,.json" />
      </div>
      <div class="actions">
        <ActionButton secondary busy={busy} onPress={() => ask('pdf')}>
          {text.pdf}
        </ActionButton>
        <ActionButton secondary busy={busy} onPress={() => ask('json')}>
          {text.json}
        </ActionButton>
      </div>
      <div role="alert">
        {busy && <p>{text.making}</p>}
        {state === 'done' && <p>{text.done}</p>}
        {state !== 'idle' && state !== 'busy' && state !== 'done' && (
          <ProblemBox problem={state} language={language} />
        )}
      </div>
    </section>
  );
}

/** For how many days this service keeps reports; undefined where it keeps none, or as long as nobody has said. */
function useKeptDays(ports: Pick<PagePorts, 'fetch'>): number | undefined {
  const [days, setDays] = useState<number>();
  useEffect(() => {
    let gone = false;
    callApi(ports, { path: '/api/v1/service' }).then((answer) => {
      if (!gone && answer.ok) setDays(daysIn(answer.body));
    });
    return () => {
      gone = true;
    };
  }, []);
  return days;
}

const daysIn = (body: unknown): number | undefined => {
  if (typeof body !== 'object' || body === null || !('register' in body)) return undefined;
  const { register } = body;
  if (typeof register !== 'object' || register === null || !('days' in register)) return undefined;
  return typeof register.days === 'number' ? register.days : undefined;
};
