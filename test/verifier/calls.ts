/** What a page, a program and a wallet call, over HTTP. */
import { decodeJwt } from 'jose';
import type { Report } from '../../core/verify/index.ts';
import type { World } from './world.ts';

export type Opened = { id: string; requestUri: string; pageUrl: string; expiresAt: string; cookie: string };
export type View = { id: string; state: string; reason?: string; requestUri?: string; report?: Report };
export type RequestPayload = {
  client_id: string;
  nonce: string;
  state: string;
  response_uri: string;
  [member: string]: unknown;
};

export const postJson = (
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

export const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });

/** Opens a request as the page does; with options of its own when the test names them. */
export async function open(
  world: World,
  purpose: string,
  key?: string,
  options: Record<string, unknown> = {},
): Promise<Opened> {
  const answer = await postJson(
    `${world.url}/api/v1/requests`,
    { purpose, ...options },
    key ? bearer(key) : {},
  );
  if (answer.status !== 201) throw new Error(`opening answered ${answer.status}`);
  const opened = await answer.json();
  return { ...opened, cookie: (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '' };
}

/** Fetches the request object as a wallet does. */
export async function fetchRequest(opened: Opened): Promise<RequestPayload> {
  const address = new URL(opened.requestUri).searchParams.get('request_uri') ?? '';
  const answer = await fetch(address);
  if (answer.status !== 200) throw new Error(`the request object answered ${answer.status}`);
  return decodeJwt<RequestPayload>(await answer.text());
}

export const postForm = (url: string, members: Record<string, string>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(members), redirect: 'manual' });

/** Posts presentations to the request's response address. */
export const answer = (request: RequestPayload, token: unknown, state = request.state): Promise<Response> =>
  postForm(request.response_uri, { state, vp_token: JSON.stringify(token) });

/** How a request stands, for the browser that opened it. */
export async function look(world: World, opened: Opened): Promise<View> {
  const response = await fetch(`${world.url}/api/v1/requests/${opened.id}`, {
    headers: { cookie: opened.cookie },
  });
  if (response.status !== 200) throw new Error(`looking answered ${response.status}`);
  return response.json();
}
