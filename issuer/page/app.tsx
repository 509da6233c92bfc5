import { useEffect, useState } from 'preact/hooks';
import { loadWords, type WorkerLanguage, words, workerLanguages } from '../../contexts/index.ts';
import { type ApiProblem, languageSearch, Page, type PageProps } from '../../ui/index.tsx';
import { type Choice, firstChoice, wholeRecord } from './choice.ts';
import { type ClaimSession, loadSession, openSession } from './claim-calls.ts';
import type { ClaimPorts } from './claim-ports.ts';
import { ListenButton } from './listen-button.tsx';
import { RecordSteps } from './record-steps.tsx';
import { StartContent, StartStatus } from './start-view.tsx';
import { type Step, Steps, wayFor } from './steps.tsx';

type Opened = { readonly session: ClaimSession; readonly choice: Choice };

/** The worker's page: before the button, and after it step by step. `first` is a language whose words are there. */
export function App({ ports, first }: { readonly ports: ClaimPorts; readonly first: WorkerLanguage }) {
  const [language, setLanguage] = useState(first);
  const [opened, setOpened] = useState<Opened>();
  const [step, setStep] = useState<Step>('see');
  const [busy, setBusy] = useState(false);
  const [restoring, setRestoring] = useState(ports.token === '');
  const [problem, setProblem] = useState<ApiProblem>();
  const open = (session: ClaimSession) =>
    setOpened({ session, choice: firstChoice(wholeRecord(session, true)) });
  // Loaded again after the button: the token is gone from the address, the session may still stand.
  useEffect(() => {
    if (ports.token !== '') return;
    loadSession(ports).then((answer) => {
      if (answer.ok) open(answer.value);
      setRestoring(false);
    });
  }, []);
  useEffect(() => ports.steps.onBack((name) => setStep(steps.find((known) => known === name) ?? 'see')), []);
  const start = async () => {
    setBusy(true);
    setProblem(undefined);
    const answer = await openSession(ports.token, ports);
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    ports.forgetToken();
    open(answer.value);
  };
  const go = (next: Step) => {
    ports.steps.go(next);
    setStep(next);
  };
  const chooseLanguage = async (choice: WorkerLanguage) => {
    // Without its words a language cannot be spoken: then the page stays as it is.
    if (
      !(await loadWords(choice).then(
        () => true,
        () => false,
      ))
    )
      return;
    ports.writeSearch(languageSearch(ports.search(), choice));
    setLanguage(choice);
  };
  const text = words[language].claim;
  const frame = (heading: string, view: string): Omit<PageProps<WorkerLanguage>, 'children'> => ({
    language,
    languages: workerLanguages,
    onLanguage: chooseLanguage,
    view,
    heading,
    title: `${heading} – ${words[language].common.product}`,
    above: (
      <div class="above">
        {opened !== undefined && opened.session.record.gigsCompleted > 0 && (
          <Steps step={step} language={language} />
        )}
        <div class="listen" data-silent>
          <ListenButton speech={ports.speech} language={language} view={view} />
        </div>
      </div>
    ),
  });
  if (opened === undefined) {
    const hasToken = ports.token !== '';
    const status = restoring ? (
      <p>{text.start.busy}</p>
    ) : (
      <StartStatus {...{ language, hasToken, problem }} />
    );
    return (
      <Page {...frame(text.start.heading, 'start')} status={status}>
        <StartContent {...{ language, hasToken, busy }} onStart={start} />
      </Page>
    );
  }
  const { session, choice } = opened;
  return (
    <Page {...frame(headingOf(step, session, language), step)}>
      {session.record.gigsCompleted === 0 ? (
        <p>{text.see.noGigs}</p>
      ) : (
        <RecordSteps
          {...{ session, choice, step, language, ports }}
          way={wayFor(session.reviews.length > 0)}
          onStep={go}
          onChoice={(next) => setOpened({ session, choice: next })}
        />
      )}
    </Page>
  );
}

const steps: readonly Step[] = ['see', 'choose', 'reviews', 'take', 'copies', 'mistake'];

function headingOf(step: Step, session: ClaimSession, language: WorkerLanguage): string {
  const text = words[language].claim;
  return step === 'see' ? text.see.heading(session.platform) : text[step].heading;
}
