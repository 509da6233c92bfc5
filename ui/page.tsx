import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Language, words } from '../contexts/index.ts';

const languages: readonly Language[] = ['nl', 'en'];

export type PageProps = {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  /** The document's title; it begins with the outcome where there is one. */
  readonly title: string;
  readonly heading: string;
  /** Changes when the page has become another one: then the heading gets the focus. */
  readonly view: string;
  /** Where the name in the header leads to; a page that is reached by a secret link has none. */
  readonly home?: { readonly href: string; readonly onClick: (event: Event) => void };
  /** Shown and spoken as soon as it changes: outcome, progress, failure. */
  readonly status?: ComponentChildren;
  readonly wide?: boolean;
  readonly children?: ComponentChildren;
};

/** The frame of every page: skip link, header with language switch, one h1, the status region, the content. */
export function Page(props: PageProps) {
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
          {languages.map((choice, index) => (
            <>
              {index > 0 && ' · '}
              <LanguageLink choice={choice} current={language} onLanguage={props.onLanguage} />
            </>
          ))}
        </nav>
      </header>
      <main id="content">
        <h1 ref={heading} tabIndex={-1}>
          {props.heading}
        </h1>
        <div role="status">{props.status}</div>
        {props.children}
      </main>
    </div>
  );
}

function LanguageLink(props: {
  readonly choice: Language;
  readonly current: Language;
  readonly onLanguage: (language: Language) => void;
}) {
  const { choice } = props;
  const name = words[choice].common.languageName;
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
