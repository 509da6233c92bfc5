/** `/docs/button`: how a site puts the button on its page, with the tag of the version that is here; no script. */
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { ButtonScript } from './serve-button.ts';

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const code = (text: string): string => `<pre tabindex="0">${escapeHtml(text)}</pre>`;

export function serveButtonDocs(script: ButtonScript | undefined, url: string): RequestHandler {
  const page = script && renderPage(script, url);
  return (_req, res) => {
    if (page === undefined) throw new KlusCVError('not_found', 'The button was not built here.');
    res.set('Cache-Control', 'no-cache').type('html').send(page);
  };
}

function renderPage({ integrity, path }: ButtonScript, url: string): string {
  const tag = `<script src="${url}${path}"
  integrity="${integrity}"
  crossorigin="anonymous" defer></script>

<kluscv-button purpose="employer" verifier="${url}" endpoint="/kluscv"></kluscv-button>`;
  const base = new URL(url).pathname.replace(/\/$/, '');
  const calls: readonly (readonly [string, string, string])[] = [
    [
      'POST {endpoint}/requests',
      '{purpose, flow}',
      'Asks this verifier with POST /api/v1/requests and the API key, and answers its id, requestUri, walletUrl and expiresAt.',
    ],
    ['GET {endpoint}/requests/{id}', '', 'Answers {state, reason?}: waiting, received, refused or expired.'],
    [
      'POST {endpoint}/response-code',
      '{responseCode}',
      'Hands the code in at POST /api/v1/requests/{id}/response-code, and answers {id, state}.',
    ],
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>KlusCV button</title><link rel="stylesheet" href="${escapeHtml(base)}/docs/style.css"></head>
<body><main><h1>A KlusCV button on your site</h1>
<p>One script and one tag. Your back end asks with its API key and gets the result; neither ever comes into the page.
The calls of this verifier: <a href="${escapeHtml(base)}/docs">the API</a>.</p>
<h2>The tag</h2>${code(tag)}
<p>This address keeps these very bytes. <code>${escapeHtml(url)}/kluscv-button.js</code> is always the newest, without an integrity to check.</p>
<h2>Your back end</h2>
<div class="table" role="group" aria-label="Calls of your back end" tabindex="0"><table><thead><tr><th scope="col">Call</th><th scope="col">Body</th><th scope="col">Does</th></tr></thead><tbody>
${calls.map((cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('')}
</tbody></table></div>
<p>Tie each question to your visitor's session, decide the purpose yourself, and take the result from the webhook or by asking
with the API key: never from the page.</p>
<h2>Events</h2>
<ul><li><code>kluscv-received</code>: your back end has it</li><li><code>kluscv-refused</code>: nothing was shared</li>
<li><code>kluscv-expired</code>: nothing came in time</li></ul>
</main></body></html>
`;
}
