/** Somebody's own back end on a real port: keeps what it is sent, and answers as it is told. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Delivered = { headers: Record<string, string | string[] | undefined>; body: string };

export type WebhookReceiver = {
  readonly url: string;
  readonly calls: Delivered[];
  /** With which it answers; 204 until told otherwise. */
  status: number;
  readonly close: () => void;
};

export const startWebhookReceiver = async (): Promise<WebhookReceiver> => {
  const calls: Delivered[] = [];
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk) => {
      body += chunk;
    });
    req.on('end', () => {
      calls.push({ headers: req.headers, body });
      res.writeHead(receiver.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const receiver: WebhookReceiver = {
    url: `http://localhost:${(server.address() as AddressInfo).port}/kluscv`,
    calls,
    status: 204,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return receiver;
};
