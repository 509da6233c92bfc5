/** Calls to a conformance server of one's own, as the test suites make them; its certificate is checked. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConformance } from '../../cli/conformance/start-conformance.ts';

export type Answer = {
  readonly status: number;
  readonly type: string;
  readonly json: Record<string, unknown>;
};

export const startServer = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kluscv-conformance-'));
  const server = await startConformance({ port: 0, dataDir, logLevel: 'error' });

  const call = (method: string, path: string, body: string, contentType: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        `${server.url}${path}`,
        { method, ca: server.rootCertificate, headers: { 'content-type': contentType } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              type: answer.headers['content-type'] ?? '',
              json: JSON.parse(Buffer.concat(chunks).toString('utf8')),
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  /** Sends a body as it is when it is text, as JSON otherwise. */
  const post = (path: string, body: unknown, contentType = 'application/json'): Promise<Answer> =>
    call('POST', path, typeof body === 'string' ? body : JSON.stringify(body), contentType);
  const get = (path: string): Promise<Answer> => call('GET', path, '', 'application/json');

  return {
    ...server,
    post,
    get,
    announced: () => JSON.parse(readFileSync(join(dataDir, 'conformance.json'), 'utf8')),
    stop: async () => {
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

export type ConformanceServer = Awaited<ReturnType<typeof startServer>>;
