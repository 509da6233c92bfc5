/** The browser's side of the verifier's page: its clock, network and address, handed to the app. */
import '../../ui/style.css';
import './verifier.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { keepLists } from './keep-lists.ts';
import type { BrowserAnswer, PagePorts } from './ports.ts';
import { unfoldOnPaper } from './unfold-on-paper.ts';

/** The Digital Credentials API, where the browser has it; its types are not in TypeScript's library. */
async function askBrowser(requests: readonly unknown[]): Promise<BrowserAnswer> {
  const options: CredentialRequestOptions & { readonly digital: { readonly requests: readonly unknown[] } } =
    { mediation: 'required', digital: { requests } };
  const given: unknown = await navigator.credentials.get(options);
  if (typeof given !== 'object' || given === null || !('protocol' in given) || !('data' in given))
    throw new TypeError('the browser gave no answer');
  return { protocol: String(given.protocol), data: given.data };
}

/** An operator writes the scheme's keys into the page (README.md), so that no answer of the service can name others. */
const schemeKeys = document.querySelector<HTMLMetaElement>('meta[name=kluscv-scheme-keys]')?.content ?? '';

const ports: PagePorts = {
  fetch: (path, init) => fetch(path, init),
  now: () => new Date(),
  ...(schemeKeys !== '' && { schemeKeys }),
  ...('DigitalCredential' in globalThis && { askBrowser }),
  // Only there in a secure context.
  ...('mediaDevices' in navigator && {
    openCamera: () =>
      navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } }),
  }),
  listen: (path, on) => {
    const source = new EventSource(path);
    source.onmessage = (event) => {
      try {
        on.data(JSON.parse(event.data));
      } catch {
        on.data(undefined);
      }
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) on.lost();
    };
    return () => source.close();
  },
  address: {
    origin: location.origin,
    read: () => ({ path: location.pathname, search: location.search, fragment: location.hash }),
    go: (path) => history.pushState(null, '', path),
    replace: (path) => history.replaceState(null, '', path),
    onChange: (callback) => {
      addEventListener('popstate', callback);
      return () => removeEventListener('popstate', callback);
    },
  },
};

/** For the time without a network. A browser that keeps nothing has to do with what it can fetch. */
async function stayAvailable(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  await serviceWorker.register('/service-worker.js');
  if (serviceWorker.controller === null)
    await new Promise((resolve) =>
      serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
  await keepLists(ports.fetch);
}

const app = document.getElementById('app');
if (app !== null) render(<App ports={ports} preferred={navigator.languages} />, app);
unfoldOnPaper(globalThis.window);
addEventListener('load', () => void stayAvailable().catch(() => undefined));
