/**
 * An example site with a KlusCV button: a small express back end that asks the verifier with its API key, ties each
 * question to its visitor, and takes the result from the verifier itself. It stands by itself: copy it.
 *
 *   VERIFIER_URL=http://localhost:4200 VERIFIER_API_KEY=… node examples/button/server.ts
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type Request, type Response } from 'express';

export type SiteOptions = {
  /** Where visitors find this site; no slash at the end. */
  readonly url: string;
  /** Base address of the verifier. */
  readonly verifier: string;
  /** Of scopes `ask:employer` and `read`. It stays here: no page ever sees it. */
  readonly apiKey: string;
  /** As `/docs/button` of the verifier has them: the script, and what it must hash to. */
  readonly script: { readonly url: string; readonly integrity: string };
};

type State = 'waiting' | 'received' | 'refused' | 'expired';
/** What the site needs of a report; it keeps no more than that. */
type Result = { readonly outcome: string; readonly name: string | null; readonly issuer: string | null };
type Question = {
  readonly id: string;
  /** The visitor's session: nobody else learns of it. */
  readonly session: string;
  readonly flow: string;
  readonly webhookSecret: string;
  /** When the site forgets it; milliseconds since 1970. */
  readonly until: number;
  state: State;
  reason?: string;
  result?: Result;
};

/** A visitor who has not come back by then begins anew. */
const keepMs = 3_600_000;

const page = readFileSync(join(import.meta.dirname, 'page.html'), 'utf8');
const script = readFileSync(join(import.meta.dirname, 'page.js'), 'utf8');
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export function createSite({ url, verifier, apiKey, script: button }: SiteOptions): Express {
  const questions = new Map<string, Question>();
  const app = express();

  const callVerifier = async (path: string, body?: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${verifier}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok || !isObject(answer)) throw new Error(`the verifier answered ${response.status}`);
    return answer;
  };

  /** What the verifier says of a question, to the one place where the site keeps it. */
  const take = (question: Question, view: Record<string, unknown>): void => {
    const { state, reason, report } = view;
    if (state !== 'received' && state !== 'refused' && state !== 'expired') return;
    question.state = state;
    if (typeof reason === 'string') question.reason = reason;
    const credentials = isObject(report) && Array.isArray(report.credentials) ? report.credentials : [];
    const first: unknown = credentials[0];
    if (state === 'received' && isObject(report) && isObject(first)) {
      const record = isObject(first.record) ? first.record : {};
      const issuer = isObject(first.issuer) ? first.issuer : {};
      question.result = {
        outcome: String(report.outcome),
        name: textOrNull(record.name),
        issuer: textOrNull(issuer.name),
      };
    }
  };

  const sessionOf = (req: Request): string | undefined =>
    /(?:^|;\s*)site_session=([A-Za-z0-9_-]{43})/.exec(req.headers.cookie ?? '')?.[1];
  const ownQuestion = (req: Request, id: string): Question | undefined => {
    const question = questions.get(id);
    return question !== undefined && question.session === sessionOf(req) ? question : undefined;
  };
  const describe = ({ id, state, reason }: Question): object => ({
    id,
    state,
    ...(reason === undefined ? {} : { reason }),
  });
  const notFound = (res: Response): void => void res.status(404).json({ title: 'There is no such question.' });

  app.use((_req, res, next) => {
    res.set(
      'Content-Security-Policy',
      `default-src 'none'; script-src 'self' ${new URL(button.url).origin}; connect-src 'self'; base-uri 'none'; ` +
        `frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
    );
    next();
  });
  app.get('/', (req, res) => {
    // Lax: it must come along when the wallet sends the browser back.
    if (sessionOf(req) === undefined)
      res.cookie('site_session', randomBytes(32).toString('base64url'), {
        httpOnly: true,
        sameSite: 'lax',
        secure: url.startsWith('https:'),
      });
    res.type('html').send(
      page
        .replaceAll('{{verifier}}', () => verifier)
        .replace('{{script}}', () => button.url)
        .replace('{{integrity}}', () => button.integrity),
    );
  });
  app.get('/page.js', (_req, res) => {
    res.type('text/javascript').send(script);
  });

  // 1. The button asks; the site decides what for, whatever the page says.
  app.post('/kluscv/requests', express.json({ limit: '1kb' }), async (req, res) => {
    const session = sessionOf(req);
    if (session === undefined) {
      notFound(res);
      return;
    }
    const flow = isObject(req.body) && req.body.flow === 'same-device' ? 'same-device' : 'cross-device';
    const opened = await callVerifier('/requests', {
      purpose: 'employer',
      flow,
      webhookUrl: `${url}/kluscv/webhook`,
      ...(flow === 'same-device' ? { returnUrl: `${url}/` } : {}),
    });
    const { id, requestUri, walletUrl, expiresAt, webhookSecret } = opened;
    for (const [old, { until }] of questions) if (until < Date.now()) questions.delete(old);
    questions.set(String(id), {
      id: String(id),
      session,
      flow,
      webhookSecret: String(webhookSecret),
      until: Date.now() + keepMs,
      state: 'waiting',
    });
    res.status(201).json({ id, requestUri, walletUrl, expiresAt });
  });

  // 2. The button looks how it stands. The webhook may have told already; else the verifier is asked.
  app.get('/kluscv/requests/:id', async (req, res) => {
    const question = ownQuestion(req, req.params.id);
    if (question === undefined) {
      notFound(res);
      return;
    }
    if (question.state === 'waiting') take(question, await callVerifier(`/requests/${question.id}`));
    res.json(describe(question));
  });

  // 3. The wallet sent the browser back here: its code and this visitor's session together release the answer.
  app.post('/kluscv/response-code', express.json({ limit: '1kb' }), async (req, res) => {
    const session = sessionOf(req);
    const question = [...questions.values()]
      .toReversed()
      .find((one) => one.session === session && one.flow === 'same-device');
    if (session === undefined || question === undefined || !isObject(req.body)) {
      notFound(res);
      return;
    }
    const { responseCode } = req.body;
    take(question, await callVerifier(`/requests/${question.id}/response-code`, { responseCode }));
    res.json(describe(question));
  });

  // 4. The verifier tells that a question has ended; what came of it the site asks for itself.
  app.post('/kluscv/webhook', express.text({ type: () => true, limit: '16kb' }), async (req, res) => {
    const body = String(req.body);
    const question = questions.get(String(req.get('webhook-id')));
    if (question === undefined || !isSigned(req, body, question.webhookSecret)) {
      res.status(401).end();
      return;
    }
    take(question, await callVerifier(`/requests/${question.id}`));
    res.status(204).end();
  });

  // What the site does with it: here it shows the visitor, in a real site it goes into the application.
  app.get('/result', (req, res) => {
    const session = sessionOf(req);
    const own = [...questions.values()].toReversed().find((one) => one.session === session && one.result);
    if (session === undefined || own === undefined) notFound(res);
    else res.json(own.result);
  });
  return app;
}

/** Standard Webhooks 1.0: the signature over id, time and body, not older than five minutes. */
function isSigned(req: Request, body: string, secret: string): boolean {
  const id = req.get('webhook-id') ?? '';
  const timestamp = req.get('webhook-timestamp') ?? '';
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return (req.get('webhook-signature') ?? '').split(' ').some((one) => {
    const given = Buffer.from(one.replace(/^v1,/, ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

if (import.meta.main) {
  const port = Number(process.env.PORT ?? 4400);
  const verifier = process.env.VERIFIER_URL ?? 'http://localhost:4200';
  // A real site writes both down once, from /docs/button; this example reads them there.
  const docs = await (await fetch(`${verifier}/docs/button`)).text();
  const path = /\/kluscv-button-[0-9a-f]{16}\.js/.exec(docs)?.[0] ?? '/kluscv-button.js';
  const integrity = /sha384-[A-Za-z0-9+/=]{64}/.exec(docs)?.[0] ?? '';
  const apiKey = process.env.VERIFIER_API_KEY ?? '';
  const url = process.env.SITE_URL ?? `http://localhost:${port}`;
  createSite({ url, verifier, apiKey, script: { url: verifier + path, integrity } }).listen(port, 'localhost');
  console.log(`The site is at ${url}`);
}
