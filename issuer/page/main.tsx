/** The browser's side of the worker's page: its clock, network and address, handed to the app. */
import '../../ui/style.css';
import { render } from 'preact';
import { App, type ClaimPorts } from './app.tsx';

const ports: ClaimPorts = {
  fetch: (path, init) => fetch(path, init),
  now: () => new Date(),
  languages: navigator.languages,
  token: location.hash.slice(1),
  search: () => location.search,
  forgetToken: () => history.replaceState(null, '', `${location.pathname}${location.search}`),
  writeSearch: (search) => history.replaceState(null, '', `${location.pathname}${search}${location.hash}`),
};

// Another link in the same window is another worker's, or a newer one: begin anew.
addEventListener('hashchange', () => location.reload());

const app = document.getElementById('app');
if (app !== null) render(<App ports={ports} />, app);
