/** The wallet in the browser: the real clock, fetch, keys and storage put into the functions' hands. */
// First: the certificates' library looks for it while it loads, and the build drops it from modules that only use it.
import 'reflect-metadata';
import { render } from 'preact';
import { z } from 'zod';
import { type Language, languages, loadDocument, words } from '../contexts/index.ts';
import { languageSearch, preferredLanguage } from '../ui/index.tsx';
import '../ui/style.css';
import { createWebSigner, generateWebSigner, webCrypto } from '../ui/web-crypto.ts';
import { createWebFetch } from '../ui/web-fetch.ts';
import { createActions } from './actions.ts';
import { loadTrust } from './load-trust.ts';
import { App } from './screens/app.tsx';
import { firstState, type WalletState } from './state.ts';
import { openIndexedDbVault } from './vault/index.ts';
import './wallet.css';

// The content security policy forbids eval, which zod would otherwise use to be faster.
z.config({ jitless: true });

const databaseName = 'kluscv-wallet';
const clock = () => new Date();
const root = document.getElementById('app') ?? document.body;

/** The link in the address is read once and then taken out of sight and out of the history: it can be a key to something. */
function takeFragment(): string {
  const { hash, pathname, search } = location;
  if (hash !== '') history.replaceState(null, '', pathname + search);
  return hash;
}

async function startWallet(): Promise<void> {
  let language = preferredLanguage(location.search, navigator.languages, languages);
  const fragment = takeFragment();
  const fetch = createWebFetch((url, init) => globalThis.fetch(url, init));
  const vault = await openIndexedDbVault({
    indexedDb: indexedDB,
    name: databaseName,
    webKeys: { generateKeyPair: () => generateWebSigner('ES256'), createSigner: createWebSigner },
    randomBytes: webCrypto.randomBytes,
  }).catch(() => undefined);
  if (vault === undefined) {
    root.textContent = words[language].wallet.noStorage;
    return;
  }
  const trust = await loadTrust(new URL('/config.json', location.href).href, {
    fetch,
    crypto: webCrypto,
    now: clock,
  });
  let state: WalletState = firstState;
  const actions = createActions({
    ports: {
      fetch,
      crypto: webCrypto,
      now: clock,
      keys: vault.keys,
      loadDocument,
      trust,
      // Only a wallet that is itself served from this machine may talk to it without TLS: the demo.
      allowInsecureLoopback: ['localhost', '127.0.0.1'].includes(location.hostname),
    },
    vault,
    store: {
      get: () => state,
      set: (next) => {
        state = next;
        draw();
      },
    },
  });
  const changeLanguage = (chosen: Language) => {
    language = chosen;
    history.replaceState(null, '', location.pathname + languageSearch(location.search, chosen));
    draw();
  };
  const draw = () =>
    render(
      <App state={state} actions={actions} language={language} onLanguage={changeLanguage} now={clock()} />,
      root,
    );
  addEventListener('hashchange', () => {
    const changed = takeFragment();
    if (changed !== '') void actions.start(changed);
  });
  draw();
  await actions.start(fragment);
}

await startWallet();
