import { useEffect, useState } from 'preact/hooks';
import { type Language, languages, words } from '../../contexts/index.ts';
import { type ApiProblem, languageSearch, Page, ProblemBox, preferredLanguage } from '../../ui/index.tsx';
import { AskForm, type AskProblem, type Way } from './ask-form.tsx';
import { CameraForm } from './camera-form.tsx';
import { checkDocument } from './check-document.ts';
import { DocumentForm } from './document-form.tsx';
import { FilesTable } from './files-table.tsx';
import { followTable, viewOfChecked } from './follow-table.ts';
import { FoundReportContent } from './found-report.tsx';
import type { PagePorts } from './ports.ts';
import { ReportCheck } from './report-check.tsx';
import { RequestContent } from './request-view.tsx';
import { askThroughBrowser, comeBack, followRequest, openRequest } from './requests.ts';
import { ResultOfCheckView } from './result-of-check.tsx';
import {
  carriesCredential,
  type Purpose,
  responseCodeOf,
  type TableView,
  type View,
  viewOfAddress,
} from './state.ts';
import { mostFiles, takeIn } from './take-in.ts';
import { frameOf, ViewStatus } from './view-frame.tsx';

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
  const [isDragging, setDragging] = useState(false);

  const show = (next: View) => {
    setProblem(undefined);
    setView(next);
  };
  const goHome = () => {
    address.go(`/${address.read().search}`);
    show({ name: 'home' });
  };
  const check = async (documents: readonly (string | File)[]): Promise<ApiProblem | undefined> => {
    const [only, ...more] = documents.slice(0, mostFiles);
    if (only === undefined) return undefined;
    if (more.length > 0) {
      await checkMany([only, ...more], documents.length - more.length - 1);
      return undefined;
    }
    const next = viewOfChecked(await checkDocument(only, ports));
    if (next === undefined) return undefined;
    if ('problem' in next) return next.problem;
    show(next);
    return undefined;
  };
  const checkMany = (documents: readonly (string | File)[], leftOut: number): Promise<void> => {
    const files = documents.map((one) => (typeof one === 'string' ? '' : one.name));
    // Whoever went elsewhere meanwhile is left there; whoever looks at one of them comes back to all of them.
    const update = (table: TableView) =>
      setView((now) => {
        if (now.name === 'table' && now.files === files) return table;
        const isOne = (now.name === 'result' || now.name === 'found-report') && now.table?.files === files;
        return isOne ? { ...now, table } : now;
      });
    return followTable(documents, { ports, files, leftOut, begin: show, update });
  };
  // Handed in over the page rather than in its form: where it went wrong stands above everything.
  const take = async (documents: readonly (string | File)[]) => {
    show({ name: 'checking' });
    const found = await check(documents);
    if (found === undefined) return;
    show({ name: 'home' });
    setProblem(found);
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

  const mayTakeIn = view.name !== 'request' && view.name !== 'checking';
  const isBusy = view.name === 'table' && view.state === 'running';
  useEffect(() => {
    setDragging(false);
    // Where nothing can be taken, a dropped file would otherwise open in place of this page.
    const on =
      mayTakeIn && !isBusy
        ? { documents: take, dragging: setDragging }
        : { documents: () => {}, dragging: () => {} };
    return takeIn(globalThis.window, on);
  }, [mayTakeIn, isBusy]);
  useEffect(
    () =>
      address.onChange(() => {
        const { path, fragment } = address.read();
        show(viewOfAddress(path, fragment));
      }),
    [],
  );
  // The QR code of a paper brings its content behind `#`: it is read once, and leaves the address bar.
  useEffect(() => {
    if (view.name !== 'checking') return;
    const { path, search, fragment } = address.read();
    if (!carriesCredential(fragment)) return;
    checkDocument(`${address.origin}/${fragment}`, ports).then((checked) => {
      address.replace(`${path}${search}`);
      const next = viewOfChecked(checked) ?? { problem: 'internal' };
      show('problem' in next ? { name: 'home' } : next);
      if ('problem' in next) setProblem(next.problem);
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
            show({ name: 'result', report, requestId: followed, ...(purpose !== undefined && { purpose }) });
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
      {view.name === 'found-report' && (
        <FoundReportContent found={view.found} language={language} onAnother={goHome} />
      )}
      {view.name === 'report' && <ReportCheck {...{ language, ports }} />}
      {view.name === 'request' && problem === undefined && (
        <RequestContent request={view.request} language={language} now={ports.now} onAgain={goHome} />
      )}
      {view.name === 'table' && (
        <FilesTable
          table={view}
          now={ports.now}
          language={language}
          onShow={(checked) => {
            const next = viewOfChecked(checked, view);
            if (next !== undefined && !('problem' in next)) show(next);
          }}
          onAnother={goHome}
        />
      )}
      {view.name === 'result' && (
        <ResultOfCheckView {...{ view, language, ports, show }} onAnother={goHome} />
      )}
      {isDragging && (
        <p class="drop" aria-hidden="true">
          {words[language].checkPage.ways.dropHere}
        </p>
      )}
    </Page>
  );
}
