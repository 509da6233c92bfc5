/** The browser entry: the one script that a site puts on its page. Only here stand the real clock, fetch and address. */
import { createButtonElement } from './element.ts';

const name = 'kluscv-button';
const script = document.currentScript;
const verifier =
  script instanceof HTMLScriptElement && script.src !== ''
    ? new URL('.', script.src).href.replace(/\/$/, '')
    : location.origin;

/** The code stands in the query once; it leaves the address before anything else happens. */
function takeResponseCode(): string | undefined {
  const address = new URL(location.href);
  const code = address.searchParams.get('response_code') ?? '';
  if (!/^[A-Za-z0-9_-]{20,200}$/.test(code)) return undefined;
  address.searchParams.delete('response_code');
  history.replaceState(history.state, '', address.href);
  return code;
}

/** A browser that keeps nothing has a button that forgets. */
function remember(value: object | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    return;
  }
}

function recall(): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null');
  } catch {
    return undefined;
  }
}

if (customElements.get(name) === undefined)
  customElements.define(
    name,
    createButtonElement({
      verifier,
      takeResponseCode,
      fetch: (path, init) => fetch(path, init),
      now: () => Date.now(),
      memory: { read: recall, write: remember },
      later: (milliseconds, callback) => {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
      isPhone: () => matchMedia('(pointer: coarse)').matches,
    }),
  );
