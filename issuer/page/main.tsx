/** The browser's side of the worker's page: its clock, network, address and device, handed to the app. */
import '../../ui/style.css';
import './claim.css';
import { render } from 'preact';
import { loadWords, workerLanguages } from '../../contexts/index.ts';
import { preferredLanguage, saveFile } from '../../ui/index.tsx';
import { App } from './app.tsx';
import type { ClaimPorts } from './claim-ports.ts';
import type { ShareOutcome } from './device.ts';
import { createSpeech } from './speech.ts';

const ports: ClaimPorts = {
  fetch: (path, init) => fetch(path, init),
  now: () => new Date(),
  device: {
    isPhone: matchMedia('(hover: none) and (pointer: coarse)').matches,
    share: canShareFiles() ? shareFile : undefined,
    saveFile,
    openApp: (link) => location.assign(link),
    onLeave: (callback) => {
      const look = () => {
        if (document.visibilityState === 'hidden') callback();
      };
      document.addEventListener('visibilitychange', look);
      return () => document.removeEventListener('visibilitychange', look);
    },
  },
  speech: createSpeech(globalThis.speechSynthesis, (line) => new SpeechSynthesisUtterance(line)),
  token: location.hash.slice(1),
  search: () => location.search,
  forgetToken: () => history.replaceState(null, '', `${location.pathname}${location.search}`),
  writeSearch: (search) =>
    history.replaceState(history.state, '', `${location.pathname}${search}${location.hash}`),
  steps: {
    go: (step) => history.pushState({ step }, ''),
    onBack: (callback) => {
      const look = (event: PopStateEvent) => callback(event.state?.step);
      addEventListener('popstate', look);
      return () => removeEventListener('popstate', look);
    },
  },
};

function canShareFiles(): boolean {
  const file = new File(['%PDF'], 'kluscv.pdf', { type: 'application/pdf' });
  return typeof navigator.share === 'function' && navigator.canShare?.({ files: [file] }) === true;
}

function shareFile(file: File): Promise<ShareOutcome> {
  return navigator.share({ files: [file] }).then(
    () => 'shared',
    (error: DOMException) => {
      if (error.name === 'AbortError') return 'cancelled';
      return error.name === 'NotAllowedError' ? 'press_again' : 'failed';
    },
  );
}

// Another link in the same window is another worker's, or a newer one: begin anew.
addEventListener('hashchange', () => location.reload());

const language = preferredLanguage(location.search, navigator.languages, workerLanguages);
await loadWords(language);
const app = document.getElementById('app');
if (app !== null) render(<App ports={ports} first={language} />, app);
