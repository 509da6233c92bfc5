import { type Language, languages, words } from '../../contexts/index.ts';
import { Page, StatusBox } from '../../ui/index.tsx';
import type { WalletActions } from '../actions.ts';
import type { Notice, WalletState } from '../state.ts';
import { CredentialScreen } from './credential-screen.tsx';
import { DoneScreen } from './done-screen.tsx';
import { headingOf } from './heading.ts';
import { HomeScreen } from './home-screen.tsx';
import { LinkScreen } from './link-screen.tsx';
import { OfferScreen } from './offer-screen.tsx';
import { ReceivedScreen } from './received-screen.tsx';
import { RequestScreen } from './request-screen.tsx';
import { SharesScreen } from './shares-screen.tsx';

type AppProps = {
  readonly state: WalletState;
  readonly actions: WalletActions;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly now: Date;
};

/** The wallet: the frame that all screens share, and in it the screen that the state names. */
export function App(props: AppProps) {
  const { state, actions, language } = props;
  const heading = headingOf(state, language);
  const home = {
    href: '/',
    onClick: (event: Event) => {
      event.preventDefault();
      void actions.goTo({ at: 'home' });
    },
  };
  const { screen } = state;
  return (
    <Page
      language={language}
      languages={languages}
      onLanguage={props.onLanguage}
      title={`${heading} - ${words[language].wallet.appName}`}
      heading={heading}
      view={screen.at === 'credential' ? `credential ${screen.removing}` : screen.at}
      home={home}
      status={<Status state={state} language={language} />}
    >
      <CurrentScreen {...props} />
    </Page>
  );
}

function CurrentScreen(props: AppProps) {
  const { screen } = props.state;
  switch (screen.at) {
    case 'home':
      return <HomeScreen {...props} screen={screen} />;
    case 'link':
      return <LinkScreen {...props} screen={screen} />;
    case 'offer':
      return <OfferScreen {...props} screen={screen} />;
    case 'received':
      return <ReceivedScreen {...props} screen={screen} />;
    case 'credential':
      return <CredentialScreen {...props} screen={screen} />;
    case 'request':
      return <RequestScreen {...props} screen={screen} />;
    case 'done':
      return <DoneScreen {...props} screen={screen} />;
    case 'shares':
      return <SharesScreen {...props} screen={screen} />;
    case 'loading':
    case 'problem':
      return null;
  }
}

/** What just happened, or that something is going on. */
function Status({ state, language }: { readonly state: WalletState; readonly language: Language }) {
  const text = words[language].wallet;
  if (state.busy) return <p>{text.loading}</p>;
  return (
    <>
      {state.notice !== null && <NoticeBox notice={state.notice} language={language} />}
      {!state.trustListLoaded && state.screen.at !== 'problem' && <p class="note">{text.noIssuerList}</p>}
    </>
  );
}

function NoticeBox({ notice, language }: { readonly notice: Notice; readonly language: Language }) {
  const text = words[language].wallet;
  if (notice.kind === 'problem') {
    return (
      <StatusBox sign="careful" heading={text.problemHeading}>
        <p>{text.problems[notice.code]}</p>
      </StatusBox>
    );
  }
  return (
    <StatusBox
      sign="good"
      heading={notice.kind === 'kept' ? text.kept(notice.issuer) : text.detail.removed}
    />
  );
}
