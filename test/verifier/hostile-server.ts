/** A real HTTP server that behaves at each address as it was told, well or badly, and writes down who came. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Behaviour = (req: IncomingMessage, res: ServerResponse) => void;

export type HostileServer = {
  readonly url: string;
  /** What happens at a path; 404 where nothing was told. */
  readonly at: Map<string, Behaviour>;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  readonly close: () => void;
};

export const startHostileServer = async (): Promise<HostileServer> => {
  const at = new Map<string, Behaviour>();
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(req.url ?? '');
    res.on('error', () => undefined);
    const behave = at.get(req.url ?? '');
    if (behave === undefined) res.writeHead(404).end();
    else behave(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    at,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

type Body = string | Uint8Array;

/** Answers as it should. */
export const answer =
  (body: Body, headers: Readonly<Record<string, string>> = {}, status = 200): Behaviour =>
  (_req, res) => {
    res.writeHead(status, headers).end(body);
  };

/** Takes the question and never says anything. */
export const hang: Behaviour = () => undefined;

/** Says half of it and nothing more. */
export const stall =
  (body: string): Behaviour =>
  (_req, res) => {
    res.writeHead(200).write(body.slice(0, body.length / 2));
  };

/** One letter at a time, for ever: there is always something coming. */
export const drip: Behaviour = (_req, res) => {
  res.writeHead(200);
  const timer = setInterval(() => res.write('a'), 20);
  res.on('close', () => clearInterval(timer));
};

/** As much as the reader takes, for ever. */
export const flood: Behaviour = (_req, res) => {
  res.writeHead(200);
  const block = Buffer.alloc(65_536, 'a');
  const go = (): void => {
    while (!res.destroyed && res.write(block));
    if (!res.destroyed) res.once('drain', go);
  };
  go();
};

/** Bytes on the wire that no server of ours would write. */
export const raw =
  (text: string): Behaviour =>
  (req) => {
    req.socket.end(text);
  };

/** Hangs up. */
export const hangUp: Behaviour = (req) => {
  req.socket.destroy();
};
