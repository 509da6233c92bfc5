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

/** Opens a question for a purpose. */
export async function openRequest(purpose: Purpose, ports: Pick<PagePorts, 'fetch'>): Promise<Opened> {
  const answer = await callApi(ports, { path: '/api/v1/requests', json: { purpose } });
  if (!answer.ok) return answer;
  const opened = typeof answer.body === 'object' ? answer.body : {};
  const request = parseRequestView({ ...opened, state: 'waiting', purpose });
  return request === undefined ? { ok: false, problem: 'internal' } : { ok: true, request };
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
