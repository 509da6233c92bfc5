import { useRef, useState } from 'preact/hooks';
import { type Language, words } from '../../contexts/index.ts';
import { ActionButton, type ApiProblem, callForFile, ProblemBox, saveFile } from '../../ui/index.tsx';
import type { PagePorts } from './ports.ts';
import { type Purpose, purposes } from './state.ts';

type Kind = 'pdf' | 'json';
const mediaTypes = { pdf: 'application/pdf', json: 'application/json' } as const;

/** Asking for the signed report on a document. Only this sends the document to the service, and the text says so. */
export function FileReport(props: {
  readonly document: string | File;
  readonly language: Language;
  readonly ports: Pick<PagePorts, 'fetch'>;
}) {
  const { language, ports } = props;
  const { fileReport, verifier } = words[language];
  const text = fileReport.ask;
  const purpose = useRef<HTMLSelectElement>(null);
  const earlier = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'done' | ApiProblem>('idle');
  const busy = state === 'busy';
  const ask = async (kind: Kind) => {
    if (busy) return;
    setState('busy');
    const form = new FormData();
    form.set('credential', typeof props.document === 'string' ? props.document.trim() : props.document);
    form.set('language', language);
    form.set('purpose', purpose.current?.value ?? '');
    const previous = earlier.current?.files?.[0];
    if (previous !== undefined) form.set('previous', previous);
    const accept = mediaTypes[kind];
    const answer = await callForFile(ports, { path: '/api/v1/signed-reports', form, accept });
    if (answer.ok) saveFile(answer.file, `kluscv-rapport.${kind}`);
    setState(answer.ok ? 'done' : answer.problem);
  };
  const nameOf = (choice: Purpose): string => verifier.purposes[choice].name;
  return (
    <section class="file-report">
      <h2>{text.heading}</h2>
      <p>{text.intro}</p>
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
