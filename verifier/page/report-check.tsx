import { useEffect, useRef, useState } from 'preact/hooks';
import { type Language, words } from '../../contexts/index.ts';
import {
  ActionButton,
  type ApiProblem,
  callApi,
  formatMoment,
  ProblemBox,
  Rows,
  StatusBox,
} from '../../ui/index.tsx';
import { parseReportAnswer, type ReportAnswer } from './parse-report-answer.ts';
import type { PagePorts } from './ports.ts';

type State =
  | { readonly name: 'idle' | 'busy' }
  | { readonly name: 'problem'; readonly problem: ApiProblem }
  | { readonly name: 'answer'; readonly answer: ReportAnswer };

/** Checking a report that somebody was given: by its file, or by the QR code on it, whose note comes behind `#`. */
export function ReportCheck(props: { readonly language: Language; readonly ports: PagePorts }) {
  const { language, ports } = props;
  const text = words[language].fileReport.check;
  const file = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>({ name: 'idle' });
  const check = async (body: string | File) => {
    setState({ name: 'busy' });
    const contentType = 'application/octet-stream';
    const answered = await callApi(ports, {
      path: '/api/v1/signed-reports/checks',
      bytes: { body, contentType },
    });
    if (!answered.ok) {
      setState({ name: 'problem', problem: answered.problem });
      return;
    }
    const answer = parseReportAnswer(answered.body);
    setState(answer === undefined ? { name: 'problem', problem: 'internal' } : { name: 'answer', answer });
  };
  useEffect(() => {
    const { path, search, fragment } = ports.address.read();
    const note = fragment.slice(1);
    if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(note)) return;
    ports.address.replace(`${path}${search}`);
    check(note);
  }, []);
  const submit = (event: Event) => {
    event.preventDefault();
    const chosen = file.current?.files?.[0];
    if (chosen === undefined) file.current?.focus();
    else if (state.name !== 'busy') check(chosen);
  };
  return (
    <form onSubmit={submit}>
      <div role="status">
        {state.name === 'busy' && <p>{text.checking}</p>}
        {state.name === 'answer' && <Answer answer={state.answer} language={language} />}
        {state.name === 'problem' && <ProblemBox problem={state.problem} language={language} />}
      </div>
      <p>{text.intro}</p>
      <div class="field">
        <label for="report">{text.file}</label>
        <input id="report" type="file" ref={file} accept=".pdf,.json" />
      </div>
      <div class="actions">
        <ActionButton submit busy={state.name === 'busy'}>
          {text.button}
        </ActionButton>
      </div>
    </form>
  );
}

function Answer({ answer, language }: { readonly answer: ReportAnswer; readonly language: Language }) {
  const { fileReport, outcomes } = words[language];
  const { check, paper } = fileReport;
  if (!answer.verified)
    return (
      <StatusBox sign="bad" heading={check.bad}>
        <p>{answer.message[language]}</p>
      </StatusBox>
    );
  return (
    <>
      <StatusBox sign="neutral" heading={check.good}>
        <p>{answer.message[language]}</p>
      </StatusBox>
      <h2>{check.says}</h2>
      <Rows
        rows={[
          { label: paper.reference, content: answer.reference },
          { label: paper.checkedAt, content: formatMoment(answer.checkedAt, language) },
          { label: paper.outcome, content: outcomes[answer.outcome].label },
        ]}
      />
    </>
  );
}
