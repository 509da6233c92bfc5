/**
 * The page without a network: its own files, and the lists of the last visit, each with the moment at which it came.
 * A list is asked for anew whenever there is a network. Nothing that is checked passes through here.
 */

/** The build puts the addresses of the page's files in this place, so that a new build is a new worker. */
const files: readonly string[] = JSON.parse('__FILES__');
const filesCache = 'kluscv-files';
const listsCache = 'kluscv-lists';
const fetchedAt = 'x-kluscv-fetched-at';
const keptSince = 'x-kluscv-kept-since';

const withHeader = async (answer: Response, name: string, value: string): Promise<Response> => {
  const headers = new Headers(answer.headers);
  // What was packed on the way is not packed any more.
  headers.delete('content-encoding');
  headers.set(name, value);
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers });
};

const keepFiles = async (): Promise<void> => {
  const cache = await caches.open(filesCache);
  for (const { url } of await cache.keys())
    if (!files.includes(new URL(url).pathname)) await cache.delete(url);
  // What has a digest in its name does not change.
  const missing = await Promise.all(
    files.map(async (file) => (file !== '/' && (await cache.match(file)) !== undefined ? [] : [file])),
  );
  await cache.addAll(missing.flat());
};

const keptFile = async (request: Request, path: string): Promise<Response> =>
  (await (await caches.open(filesCache)).match(path, { ignoreVary: true })) ?? fetch(request);

const page = (request: Request): Promise<Response> => fetch(request).catch(() => keptFile(request, '/'));

const list = async (request: Request): Promise<Response> => {
  const cache = await caches.open(listsCache);
  const answer = await fetch(request).catch(() => undefined);
  if (answer !== undefined) {
    if (answer.ok)
      await cache.put(request.url, await withHeader(answer.clone(), fetchedAt, new Date().toISOString()));
    return answer;
  }
  const kept = await cache.match(request.url, { ignoreVary: true });
  return kept === undefined
    ? Response.error()
    : withHeader(kept, keptSince, kept.headers.get(fetchedAt) ?? '');
};

addEventListener('install', (event) => event.waitUntil(keepFiles().then(skipWaiting)));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/api/v1/lists/')) event.respondWith(list(request));
  else if (pathname === '/') event.respondWith(page(request));
  else if (files.includes(pathname)) event.respondWith(keptFile(request, pathname));
});
