/** The browser's side of the verifier's page: its clock, network and address, handed to the app. */
import '../../ui/style.css';
import { render } from 'preact';
import { App } from './app.tsx';
import type { PagePorts } from './ports.ts';

const ports: PagePorts = {
  fetch: (path, init) => fetch(path, init),
  now: () => new Date(),
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

const app = document.getElementById('app');
if (app !== null) render(<App ports={ports} preferred={navigator.languages} />, app);
