import { useEffect, useState } from 'preact/hooks';
import { type Language, languages, words } from '../../contexts/index.ts';
import {
  ActionButton,
  type ApiProblem,
  formatMoment,
  languageSearch,
  Page,
  type PageProps,
  ProblemBox,
  preferredLanguage,
  ResultView,
  Verdict,
} from '../../ui/index.tsx';
import { AskForm, type AskProblem, type Way } from './ask-form.tsx';
import { CameraForm } from './camera-form.tsx';
import { type Checked, checkDocument, checkDocuments } from './check-document.ts';
import { DocumentForm } from './document-form.tsx';
import { FileReport } from './file-report.tsx';
import { FilesTable, FilesTableStatus } from './files-table.tsx';
import type { PagePorts } from './ports.ts';
import { ReportCheck } from './report-check.tsx';
import { RequestContent, RequestStatus } from './request-view.tsx';
import { askThroughBrowser, comeBack, followRequest, openRequest } from './requests.ts';
import {
  isPaperLink,
  type Purpose,
  type ResultOfCheck,
  responseCodeOf,
  type View,
  viewOfAddress,
} from './state.ts';

/** The verifier's page: which view stands, and what changes it. */
export function App({
  ports,
  preferred,
}: {
  readonly ports: PagePorts;
  /** As in `navigator.languages`. */
  readonly preferred: readonly string[];
}) {
  const { address } = ports;
  const [language, setLanguage] = useState(() =>
    preferredLanguage(address.read().search, preferred, languages),
  );
  const [view, setView] = useState<View>(() => viewOfAddress(address.read().path, address.read().fragment));
  const [problem, setProblem] = useState<ApiProblem>();

  const show = (next: View) => {
    setProblem(undefined);
    setView(next);
  };
  const goHome = () => {
    address.go(`/${address.read().search}`);
    show({ name: 'home' });
  };
  const check = async (documents: readonly (string | File)[]): Promise<ApiProblem | undefined> => {
    const [only, ...more] = documents;
    if (only !== undefined && more.length === 0) {
      const checked = await checkDocument(only, ports);
      if (!checked.ok) return checked.problem;
      show({ ...checked, name: 'result' });
      return undefined;
    }
    const files = documents.map((one) => (typeof one === 'string' ? '' : one.name));
    const rows: Checked[] = [];
    show({ name: 'table', files, rows: [] });
    await checkDocuments(documents, ports, (checked) => {
      rows.push(checked);
      const table = { name: 'table', files, rows: [...rows] } as const;
      // Whoever went elsewhere meanwhile is left there; whoever looks at one of them comes back to all of them.
      setView((now) => {
        if (now.name === 'table' && now.files === files) return table;
        return now.name === 'result' && now.table?.files === files ? { ...now, table } : now;
      });
    });
    return undefined;
  };
  const ask = async (purpose: Purpose, way: Way): Promise<AskProblem | undefined> => {
    const opened =
      way === 'browser'
        ? await askThroughBrowser(purpose, ports)
        : await openRequest(purpose, way === 'here' ? 'same-device' : 'cross-device', ports);
    if (!opened.ok) return opened.problem;
    address.go(`/requests/${opened.request.id}${address.read().search}`);
    show({ name: 'request', id: opened.request.id, request: opened.request });
    return undefined;
  };
  const chooseLanguage = (choice: Language) => {
    const { path, search, fragment } = address.read();
    address.replace(`${path}${languageSearch(search, choice)}${fragment}`);
    setLanguage(choice);
  };

  useEffect(
    () =>
      address.onChange(() => {
        const { path, fragment } = address.read();
        show(viewOfAddress(path, fragment));
      }),
    [],
  );
  // The QR code of a paper brings its content behind `#`: it is sent once, and leaves the address bar.
  useEffect(() => {
    if (view.name !== 'checking') return;
    const { path, search, fragment } = address.read();
    if (!isPaperLink(fragment)) return;
    checkDocument(`${address.origin}/${fragment}`, ports).then((checked) => {
      address.replace(`${path}${search}`);
      show(checked.ok ? { ...checked, name: 'result' } : { name: 'home' });
      if (!checked.ok) setProblem(checked.problem);
    });
  }, [view.name]);
  const followed = view.name === 'request' ? view.id : undefined;
  useEffect(() => {
    if (followed === undefined) return undefined;
    const follow = () =>
      followRequest(followed, ports, {
        problem: setProblem,
        change: (request) => {
          const { report, purpose } = request;
          if (report !== undefined)
            show({ name: 'result', report, ...(purpose !== undefined && { purpose }) });
          else show({ name: 'request', id: followed, request });
        },
      });
    const { path, search, fragment } = address.read();
    const code = responseCodeOf(fragment);
    if (code === undefined) return follow();
    // The code is good once, and has no business in the address bar or the history.
    address.replace(`${path}${search}`);
    let stop = () => {};
    let isLeft = false;
    comeBack(followed, code, ports).then(() => {
      if (!isLeft) stop = follow();
    });
    return () => {
      isLeft = true;
      stop();
    };
  }, [followed]);

  const frame = { ...frameOf(view, language), language, languages, onLanguage: chooseLanguage };
  const home = {
    href: '/',
    onClick: (event: Event) => {
      event.preventDefault();
      goHome();
    },
  };
  const status =
    problem === undefined ? (
      <ViewStatus {...{ view, language }} />
    ) : (
      <ProblemBox {...{ problem, language }} />
    );
  return (
    <Page {...frame} home={home} status={status}>
      {view.name === 'home' && (
        <>
          <p>{words[language].verifier.home.intro}</p>
          <AskForm language={language} hasBrowserWay={ports.askBrowser !== undefined} onAsk={ask} />
          <DocumentForm language={language} onCheck={check} />
          {ports.openCamera !== undefined && (
            <CameraForm {...{ language, fetch: ports.fetch, openCamera: ports.openCamera }} onCheck={check} />
          )}
          <div class="actions">
            <a class="button secondary" href={`/report${address.read().search}`}>
              {words[language].fileReport.check.link}
            </a>
          </div>
        </>
      )}
      {view.name === 'report' && <ReportCheck {...{ language, ports }} />}
      {view.name === 'request' && problem === undefined && (
        <RequestContent request={view.request} language={language} now={ports.now} onAgain={goHome} />
      )}
      {view.name === 'table' && (
        <FilesTable
          table={view}
          language={language}
          onShow={(checked) => show({ ...checked, name: 'result', table: view })}
          onAnother={goHome}
        />
      )}
      {view.name === 'result' && (
        <ResultOfCheckView {...{ view, language, ports, show }} onAnother={goHome} />
      )}
    </Page>
  );
}

/** A result, with the way back to the files that it is one of, and how old the lists are where that must be known. */
function ResultOfCheckView(props: {
  readonly view: ResultOfCheck;
  readonly language: Language;
  readonly ports: Pick<PagePorts, 'now' | 'fetch'>;
  readonly show: (view: View) => void;
  readonly onAnother: () => void;
}) {
  const { view, language } = props;
  const { table, keptSince } = view;
  const text = words[language].verifier;
  return (
    <>
      {keptSince !== undefined && <p>{text.keptLists(formatMoment(keptSince.toISOString(), language))}</p>}
      {table !== undefined && (
        <div class="actions">
          <ActionButton secondary onPress={() => props.show(table)}>
            {text.table.back}
          </ActionButton>
        </div>
      )}
      <ResultView
        report={view.report}
        purpose={view.purpose}
        now={props.ports.now()}
        onAnother={props.onAnother}
        language={language}
      />
      {view.document !== undefined && (
        <FileReport document={view.document} {...{ language }} ports={props.ports} />
      )}
    </>
  );
}

function ViewStatus({ view, language }: { readonly view: View; readonly language: Language }) {
  switch (view.name) {
    case 'home':
    case 'report':
      return null;
    case 'checking':
      return <p>{words[language].verifier.home.checking}</p>;
    case 'request':
      return <RequestStatus request={view.request} language={language} />;
    case 'table':
      return <FilesTableStatus table={view} language={language} />;
    case 'result': {
      const [only, ...more] = view.report.credentials;
      return (
        <Verdict verdict={view.report} about={more.length === 0 ? only : undefined} language={language} />
      );
    }
  }
}

/** Heading and title of a view; a result's title begins with its outcome. */
function frameOf(view: View, language: Language): Pick<PageProps, 'heading' | 'title' | 'view' | 'wide'> {
  const { common, outcomes, verifier } = words[language];
  switch (view.name) {
    case 'home':
    case 'checking':
      return {
        heading: verifier.home.title,
        title: `${verifier.home.title} – ${common.product}`,
        view: 'home',
      };
    case 'report': {
      const heading = words[language].fileReport.check.title;
      return { heading, title: `${heading} – ${common.product}`, view: 'report' };
    }
    case 'request':
      return view.request?.flow === 'same-device'
        ? {
            heading: verifier.request.headingHere,
            title: verifier.request.titleHere,
            view: `request ${view.id}`,
          }
        : { heading: verifier.request.heading, title: verifier.request.title, view: `request ${view.id}` };
    case 'table': {
      const heading = verifier.table.heading(view.files.length);
      return { heading, title: `${heading} – ${common.product}`, view: 'table', wide: true };
    }
    case 'result': {
      const count = view.report.credentials.length;
      const heading = count > 1 ? verifier.result.headingMany(count) : verifier.result.heading;
      const title = `${outcomes[view.report.outcome].label} – ${heading}`;
      return { heading, title, view: `result ${view.report.checkedAt}`, wide: count > 1 };
    }
  }
}
