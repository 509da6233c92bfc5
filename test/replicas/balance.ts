/** A load balancer without memory: every request goes to the next replica, whoever asks. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Balancer = {
  readonly url: string;
  /** Sends to these ports of this machine from now on. */
  readonly route: (ports: readonly number[]) => void;
  readonly close: () => Promise<void>;
};

/** Listens on a free port. A replica that breaks off is a 502: whoever called may try again, the balancer never does. */
export async function startBalancer(): Promise<Balancer> {
  let ports: readonly number[] = [];
  let turn = 0;
  const server = createServer((req, res) => {
    turn += 1;
    const port = ports[turn % ports.length];
    const refuse = (): void => {
      if (res.headersSent) res.destroy();
      else res.writeHead(502).end();
    };
    if (port === undefined) {
      refuse();
      return;
    }
    const passed = request(
      { host: '127.0.0.1', port, method: req.method, path: req.url, headers: req.headers, agent: false },
      (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
        answer.once('error', refuse);
      },
    );
    passed.once('error', refuse);
    res.once('close', () => passed.destroy());
    req.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    route: (replicas) => {
      ports = replicas;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
