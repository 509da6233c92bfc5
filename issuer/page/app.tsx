import { useEffect, useState } from 'preact/hooks';
import { type Language, words } from '../../contexts/index.ts';
import type { Clock } from '../../core/ports.ts';
import {
  type ApiProblem,
  languageSearch,
  Page,
  type PageFetch,
  preferredLanguage,
  saveFile,
} from '../../ui/index.tsx';
import { type Choice, firstChoice, includeOf, wholeRecord } from './choice.ts';
import { ChooseView } from './choose-view.tsx';
import { type ClaimSession, createOffer, createPdf, loadSession, openSession } from './claim-calls.ts';
import { StartContent, StartStatus } from './start-view.tsx';
import { type TakeActions, TakeView } from './take-view.tsx';

export type ClaimPorts = {
  readonly fetch: PageFetch;
  readonly now: Clock;
  readonly languages: readonly string[];
  /** The link's token as it stood in the fragment; empty when there was none. */
  readonly token: string;
  readonly search: () => string;
  /** Writes the address without the token. */
  readonly forgetToken: () => void;
  readonly writeSearch: (search: string) => void;
};

type Opened = { readonly session: ClaimSession; readonly choice: Choice };

/** The worker's page: before the button, and after it. */
export function App({ ports }: { readonly ports: ClaimPorts }) {
  const [language, setLanguage] = useState(() => preferredLanguage(ports.search(), ports.languages));
  const [opened, setOpened] = useState<Opened>();
  const [busy, setBusy] = useState(false);
  const [restoring, setRestoring] = useState(ports.token === '');
  const [problem, setProblem] = useState<ApiProblem>();
  const text = words[language].claim;

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
  const chooseLanguage = (choice: Language) => {
    ports.writeSearch(languageSearch(ports.search(), choice));
    setLanguage(choice);
  };
  const frame = { language, onLanguage: chooseLanguage };

  if (opened === undefined) {
    const hasToken = ports.token !== '';
    const status = restoring ? (
      <p>{text.start.busy}</p>
    ) : (
      <StartStatus {...{ language, hasToken, problem }} />
    );
    return (
      <Page
        {...frame}
        view="start"
        title={`${text.start.heading} – ${words[language].common.product}`}
        heading={text.start.heading}
        status={status}
      >
        <StartContent {...{ language, hasToken, busy }} onStart={start} />
      </Page>
    );
  }
  const { session, choice } = opened;
  const heading = text.choose.heading(session.platform);
  return (
    <Page {...frame} view="record" title={`${heading} – ${words[language].common.product}`} heading={heading}>
      {session.record.gigsCompleted === 0 ? (
        <p>{text.choose.noGigs}</p>
      ) : (
        <>
          <ChooseView
            {...{ session, choice, language }}
            now={ports.now()}
            onChoice={(next) => setOpened({ session, choice: next })}
          />
          <TakeView
            {...{ language, choice }}
            txCodeRequired={session.txCodeRequired === true}
            walletUrl={session.walletUrl}
            actions={takeActions(choice, language, ports)}
          />
        </>
      )}
    </Page>
  );
}

function takeActions(choice: Choice, language: Language, ports: ClaimPorts): TakeActions {
  const include = includeOf(choice);
  return {
    offer: async () => {
      const answer = await createOffer(include, ports);
      return answer.ok ? { offer: answer.value } : { problem: answer.problem };
    },
    pdf: async () => {
      const answer = await createPdf({ include, language }, ports);
      if (!answer.ok) return answer.problem;
      saveFile(answer.value, words[language].claim.take.fileName);
      return undefined;
    },
  };
}
