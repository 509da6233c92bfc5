import { type Language, words } from '../../contexts/index.ts';
import { type PageProps, StatusBox, Verdict, VerdictOfSeveral } from '../../ui/index.tsx';
import { FilesTableStatus } from './files-table.tsx';
import { FoundReportStatus } from './found-report.tsx';
import { RequestStatus } from './request-view.tsx';
import type { View } from './state.ts';

/** What a view says in the status region. */
export function ViewStatus({ view, language }: { readonly view: View; readonly language: Language }) {
  switch (view.name) {
    case 'home':
      return view.isLinkBroken === true ? (
        <StatusBox sign="careful" heading={words[language].ui.problemHeading}>
          <p>{words[language].checkPage.ways.noLink}</p>
        </StatusBox>
      ) : null;
    case 'report':
      return null;
    case 'checking':
      return <p>{words[language].verifier.home.checking}</p>;
    case 'request':
      return <RequestStatus request={view.request} language={language} />;
    case 'table':
      return <FilesTableStatus table={view} language={language} />;
    case 'found-report':
      return <FoundReportStatus found={view.found} language={language} />;
    case 'result': {
      const [only, ...more] = view.report.credentials;
      return more.length > 0 ? (
        <VerdictOfSeveral report={view.report} language={language} />
      ) : (
        <Verdict verdict={view.report} about={only} language={language} />
      );
    }
  }
}

/** Heading and title of a view; a result's title begins with its outcome. */
export function frameOf(
  view: View,
  language: Language,
): Pick<PageProps, 'heading' | 'title' | 'view' | 'wide'> {
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
    case 'found-report': {
      const { heading } = words[language].checkPage.report;
      return { heading: verifier.home.title, title: `${heading} – ${common.product}`, view: 'found-report' };
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
