import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Language, languageNames, notProofread, type WorkerLanguage, words } from '../contexts/index.ts';

export type PageProps<Offered extends WorkerLanguage = Language> = {
  readonly language: Offered;
  /** What the switch offers. */
  readonly languages: readonly Offered[];
  readonly onLanguage: (language: Offered) => void;
  /** The document's title; it begins with the outcome where there is one. */
  readonly title: string;
  readonly heading: string;
  /** Changes when the page has become another one: then the heading gets the focus. */
  readonly view: string;
  /** Where the name in the header leads to; a page that is reached by a secret link has none. */
  readonly home?: { readonly href: string; readonly onClick: (event: Event) => void };
  /** Stands before the heading: where the reader is on a way of several steps. */
  readonly above?: ComponentChildren;
  /** Shown and spoken as soon as it changes: outcome, progress, failure. */
  readonly status?: ComponentChildren;
  readonly wide?: boolean;
  readonly children?: ComponentChildren;
};

/** The frame of every page: skip link, header with language switch, one h1, the status region, the content. */
export function Page<Offered extends WorkerLanguage>(props: PageProps<Offered>) {
  const { language, view, title } = props;
  const text = words[language].common;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(view);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.title = title;
  }, [language, title]);
  useLayoutEffect(() => {
    if (shown.current === view) return;
    shown.current = view;
    globalThis.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [view]);
  return (
    <div class={props.wide === true ? 'wide' : undefined}>
      {/* biome-ignore lint/a11y/useValidAnchor: it does navigate; it leaves the fragment alone, which may hold a token */}
      <a class="skip-link" href="#content" onClick={(event) => skipTo(event, heading.current)}>
        {text.skipLink}
      </a>
      <header class="site-header">
        <span class="brand">
          {props.home === undefined ? text.product : <a {...props.home}>{text.product}</a>}
        </span>
        <nav class="languages" aria-label={words[language].ui.languages}>
          {props.languages.map((choice, index) => (
            <>
              {index > 0 && ' · '}
              <LanguageLink choice={choice} current={language} onLanguage={props.onLanguage} />
            </>
          ))}
        </nav>
      </header>
      <main id="content">
        {notProofread.has(language) && <p class="muted">{text.notProofread}</p>}
        {props.above}
        <h1 ref={heading} tabIndex={-1}>
          {props.heading}
        </h1>
        <div role="status">{props.status}</div>
        {props.children}
      </main>
    </div>
  );
}

function LanguageLink<Offered extends WorkerLanguage>(props: {
  readonly choice: Offered;
  readonly current: Offered;
  readonly onLanguage: (language: Offered) => void;
}) {
  const { choice } = props;
  const name = languageNames[choice];
  if (choice === props.current) {
    return (
      <span lang={choice} aria-current="true">
        {name}
      </span>
    );
  }
  const change = (event: Event) => {
    event.preventDefault();
    props.onLanguage(choice);
  };
  return (
    <a href={`?lang=${choice}`} lang={choice} hreflang={choice} onClick={change}>
      {name}
    </a>
  );
}

/** Moves the focus without touching the fragment, in which a claim link keeps its token. */
function skipTo(event: Event, target: HTMLElement | null): void {
  event.preventDefault();
  target?.focus();
}
