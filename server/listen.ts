/** Opens a port and closes it again without cutting off who is being answered. */
import { createServer as createHttpServer } from 'node:http';
import type { Express } from 'express';
import { KlusCVError } from '../core/errors.ts';

export type Listening = { readonly port: number; readonly close: () => Promise<void> };

/**
 * Listens on the port (0 for any free one).
 * @throws KlusCVError `port_in_use` when another program has it
 */
export async function listen(app: Express, options: { port: number; host?: string }): Promise<Listening> {
  const server = createHttpServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(asPortError(error, options.port)));
    server.listen(
      { port: options.port, ...(options.host === undefined ? {} : { host: options.host }) },
      resolve,
    );
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      }),
  };
}

function asPortError(error: Error, port: number): Error {
  const inUse = 'code' in error && error.code === 'EADDRINUSE';
  return inUse
    ? new KlusCVError('port_in_use', `Port ${port} is in use by another program.`, { cause: error })
    : error;
}
