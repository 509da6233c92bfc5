/** One call from a page to its own service, and the failures that a page has a sentence for. */

/** The browser's fetch, handed in by `main.tsx`. */
export type PageFetch = (path: string, init?: RequestInit) => Promise<Response>;

/** Keys of `words.ui.problems`: what went wrong, as far as it matters to a person. */
export type ApiProblem =
  | 'unreachable'
  | 'too_many'
  | 'too_large'
  | 'unreadable'
  | 'gone'
  | 'forbidden'
  | 'internal';

export type ApiAnswer =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly problem: ApiProblem };

/** A GET, or a POST of JSON, of bytes as they are, or of a form. */
export type Call = {
  readonly path: string;
  readonly json?: unknown;
  readonly bytes?: { readonly body: string | Blob; readonly contentType: string };
  readonly form?: FormData;
  /** The media type wanted back, where there is a choice. */
  readonly accept?: string;
};

/** Calls with JSON or with bytes as they are, and answers the parsed JSON. Never rejects. */
export async function callApi(ports: { readonly fetch: PageFetch }, call: Call): Promise<ApiAnswer> {
  const response = await sendCall(ports.fetch, call);
  if (response === undefined) return { ok: false, problem: 'unreachable' };
  if (!response.ok) return { ok: false, problem: problemOf(response.status) };
  const body: unknown = await response.json().catch(() => undefined);
  return body === undefined ? { ok: false, problem: 'internal' } : { ok: true, body };
}

/** The same for an answer that is a file. */
export async function callForFile(
  ports: { readonly fetch: PageFetch },
  call: Call,
): Promise<
  { readonly ok: true; readonly file: Blob } | { readonly ok: false; readonly problem: ApiProblem }
> {
  const response = await sendCall(ports.fetch, call);
  if (response === undefined) return { ok: false, problem: 'unreachable' };
  if (!response.ok) return { ok: false, problem: problemOf(response.status) };
  const file = await response.blob().catch(() => undefined);
  return file === undefined ? { ok: false, problem: 'unreachable' } : { ok: true, file };
}

async function sendCall(send: PageFetch, call: Call): Promise<Response | undefined> {
  const content =
    call.json === undefined
      ? call.bytes
      : { body: JSON.stringify(call.json), contentType: 'application/json' };
  const body = content?.body ?? call.form;
  // Of a form the browser itself writes the type, with the boundary between its parts.
  const headers = {
    ...(content !== undefined && { 'content-type': content.contentType }),
    ...(call.accept !== undefined && { accept: call.accept }),
  };
  const init: RequestInit = body === undefined ? { headers } : { method: 'POST', body, headers };
  return await send(call.path, { ...init, credentials: 'same-origin', cache: 'no-store' }).catch(
    () => undefined,
  );
}

function problemOf(status: number): ApiProblem {
  return problems.get(status) ?? (status < 500 ? 'unreadable' : 'internal');
}

const problems: ReadonlyMap<number, ApiProblem> = new Map([
  [401, 'forbidden'],
  [403, 'forbidden'],
  [404, 'gone'],
  [409, 'gone'],
  [410, 'gone'],
  [413, 'too_large'],
  [429, 'too_many'],
]);
