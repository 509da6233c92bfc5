/** Asking a wallet: opening a question, and following it to its end. */
import { type ApiProblem, callApi } from '../../ui/call-api.ts';
import { parseRequestView } from './parse-report.ts';
import type { PagePorts } from './ports.ts';
import type { Purpose, RequestView } from './state.ts';

const pathOf = (id: string): string => `/api/v1/requests/${id}`;
/** How long to wait before looking again when the connection is gone. */
const lookAgainMs = 3_000;

export type Opened =
  | { readonly ok: true; readonly request: RequestView }
  | { readonly ok: false; readonly problem: ApiProblem };

/** Opens a question for a purpose, for a wallet on another screen or on this device. */
export async function openRequest(
  purpose: Purpose,
  flow: 'cross-device' | 'same-device',
  ports: Pick<PagePorts, 'fetch'>,
): Promise<Opened> {
  const answer = await callApi(ports, { path: '/api/v1/requests', json: { purpose, flow } });
  if (!answer.ok) return answer;
  const opened = typeof answer.body === 'object' ? answer.body : {};
  return viewIn({ ...opened, state: 'waiting', purpose, flow });
}

/** Asks through the browser, and hands in what it gives; `no_wallet` when it gives nothing. */
export async function askThroughBrowser(
  purpose: Purpose,
  ports: Pick<PagePorts, 'fetch' | 'askBrowser'>,
): Promise<Opened | { readonly ok: false; readonly problem: 'no_wallet' }> {
  const asked = await callApi(ports, { path: '/api/v1/digital-credential-requests', json: { purpose } });
  if (!asked.ok) return asked;
  const { id, requests } = openedDigital(asked.body);
  if (id === undefined || ports.askBrowser === undefined) return { ok: false, problem: 'internal' };
  // Whatever the browser throws, it comes to this: no answer, and a QR code will do.
  const given = await ports.askBrowser(requests).catch(() => undefined);
  if (given === undefined) return { ok: false, problem: 'no_wallet' };
  const answer = await callApi(ports, { path: `${pathOf(id)}/digital-credential`, json: given });
  return answer.ok ? viewIn(answer.body) : answer;
}

/** Brings the code with which a wallet sent the browser back: only this browser, and only once, gets the answer for it. */
export async function comeBack(
  id: string,
  responseCode: string,
  ports: Pick<PagePorts, 'fetch'>,
): Promise<void> {
  // A code that was used before, or is not ours, changes nothing: what may be seen is what the service shows.
  await callApi(ports, { path: `${pathOf(id)}/response-code`, json: { responseCode } });
}

const viewIn = (body: unknown): Opened => {
  const request = parseRequestView(body);
  return request === undefined ? { ok: false, problem: 'internal' } : { ok: true, request };
};

function openedDigital(body: unknown): { readonly id?: string; readonly requests: readonly unknown[] } {
  if (typeof body !== 'object' || body === null) return { requests: [] };
  const id = 'id' in body && typeof body.id === 'string' ? { id: body.id } : {};
  return { ...id, requests: 'requests' in body && Array.isArray(body.requests) ? body.requests : [] };
}

/** Calls back with every change of a question until it has ended or the returned function is called. */
export function followRequest(
  id: string,
  ports: Pick<PagePorts, 'fetch' | 'listen'>,
  on: { readonly change: (request: RequestView) => void; readonly problem: (problem: ApiProblem) => void },
): () => void {
  let stopped = false;
  let stopListening = () => {};
  const stop = () => {
    stopped = true;
    stopListening();
  };
  const take = (body: unknown): boolean => {
    const request = parseRequestView(body);
    if (request === undefined) {
      stop();
      on.problem('internal');
      return false;
    }
    on.change(request);
    if (request.state !== 'waiting') stop();
    return request.state === 'waiting';
  };
  const look = async (): Promise<void> => {
    const answer = await callApi(ports, { path: pathOf(id) });
    if (stopped) return;
    if (!answer.ok) {
      on.problem(answer.problem);
      if (answer.problem === 'unreachable') setTimeout(look, lookAgainMs);
      return;
    }
    if (!take(answer.body)) return;
    stopListening = ports.listen(pathOf(id), {
      data: (data) => stopped || take(data),
      lost: () => {
        stopListening();
        if (!stopped) setTimeout(look, lookAgainMs);
      },
    });
  };
  look();
  return stop;
}
