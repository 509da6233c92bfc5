/** From the press to the end: opens a question through the site's own back end, follows it, brings back the wallet's code. */
import { parseOpened, parseRemembered, parseStanding } from './parse-answers.ts';
import type { ButtonState, Device, Waiting } from './state.ts';

export type FlowPorts = {
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** What this tab remembers over a reload: one question, and nothing that opens an answer. */
  readonly memory: { readonly read: () => unknown; readonly write: (value: object | undefined) => void };
  /** Calls back once; the returned function takes it back. */
  readonly later: (milliseconds: number, callback: () => void) => () => void;
};

export type FlowSettings = {
  /** Of the site's own back end; it has the API key, never the page. */
  readonly endpoint: string;
  /** Base address of the verifier. */
  readonly verifier: string;
  readonly purpose: string;
};

export type ButtonFlow = {
  readonly state: () => ButtonState;
  readonly start: (device: Device) => Promise<void>;
  /** Goes on with the question of before a reload, where there is one that still waits; false when there is none. */
  readonly resume: () => boolean;
  /** The browser is back from the wallet with its code. */
  readonly comeBack: (responseCode: string) => Promise<void>;
  readonly cancel: () => void;
};

const lookEveryMs = 2_000;
const lookAgainMs = 5_000;
/** An answer that came in the last second may take a moment to get to the site. */
const graceMs = 15_000;

/** @param onChange called with every new state */
export function createButtonFlow(
  { endpoint, verifier, purpose }: FlowSettings,
  ports: FlowPorts,
  onChange: (state: ButtonState) => void,
): ButtonFlow {
  let state: ButtonState = { name: 'idle' };
  /** Answers to an earlier press come to nothing. */
  let turn = 0;
  let stopWaiting = () => {};

  const become = (next: ButtonState): void => {
    if (next.name !== 'waiting') ports.memory.write(undefined);
    state = next;
    onChange(next);
  };
  const begin = (): number => {
    stopWaiting();
    turn += 1;
    become({ name: 'opening' });
    return turn;
  };
  const call = async (path: string, body?: object): Promise<Response | undefined> => {
    const init: RequestInit =
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const all: RequestInit = { ...init, credentials: 'same-origin', cache: 'no-store' };
    return ports.fetch(`${endpoint}${path}`, all).catch(() => undefined);
  };
  const read = (response: Response): Promise<unknown> => response.json().catch(() => undefined);

  const follow = (waiting: Waiting, own: number, waitMs: number): void => {
    stopWaiting = ports.later(waitMs, () => void look(waiting, own));
  };
  const look = async (waiting: Waiting, own: number): Promise<void> => {
    const response = await call(`/requests/${waiting.id}`);
    const standing = response?.ok ? parseStanding(await read(response)) : undefined;
    if (own !== turn) return;
    if (standing !== undefined && standing.state !== 'waiting') {
      become({ name: standing.state, id: waiting.id });
    } else if (ports.now() > waiting.expiresAt + graceMs) {
      become({ name: 'expired', id: waiting.id });
    } else follow(waiting, own, standing === undefined ? lookAgainMs : lookEveryMs);
  };

  return {
    state: () => state,
    start: async (device) => {
      const own = begin();
      const response = await call('/requests', { purpose, flow: device });
      const body = response?.ok ? await read(response) : undefined;
      const opened = parseOpened(body, device, verifier);
      if (own !== turn) return;
      if (opened === undefined) {
        become({ name: response === undefined || response.status >= 500 ? 'unreachable' : 'broken' });
        return;
      }
      become(opened);
      ports.memory.write({ endpoint, device, body });
      follow(opened, own, lookEveryMs);
    },
    resume: () => {
      const waiting = parseRemembered(ports.memory.read(), endpoint, verifier);
      if (waiting === undefined || waiting.expiresAt <= ports.now()) return false;
      turn += 1;
      become(waiting);
      follow(waiting, turn, 0);
      return true;
    },
    comeBack: async (responseCode) => {
      const own = begin();
      const response = await call('/response-code', { responseCode });
      const standing = response?.ok ? parseStanding(await read(response)) : undefined;
      if (own !== turn) return;
      if (response === undefined || response.status >= 500) become({ name: 'unreachable' });
      else if (standing === undefined || standing.state === 'waiting') become({ name: 'failed', id: '' });
      else become({ name: standing.state, id: standing.id ?? '' });
    },
    cancel: () => {
      stopWaiting();
      turn += 1;
      become({ name: 'idle' });
    },
  };
}
