/** Opens a port and closes it again without cutting off who is being answered. */
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Express } from 'express';
import { KlusCVError } from '../core/errors.ts';

export type Listening = { readonly port: number; readonly close: () => Promise<void> };

/** Key and certificates, leaf first, as PEM. */
export type Tls = { readonly key: string; readonly cert: string };

/**
 * Listens on the port (0 for any free one), on every address, or on this machine's own two only; https with `tls`.
 * @throws KlusCVError `port_in_use` when another program has it
 */
export async function listen(
  app: Express,
  options: {
    readonly port: number;
    readonly loopbackOnly?: boolean;
    readonly tls?: Tls;
    /** How long one request may take to come in; five minutes, as Node has it, when left out. */
    readonly longestRequestMs?: number;
  },
): Promise<Listening> {
  const { tls } = options;
  const first = await open(app, options.port, options.loopbackOnly ? '127.0.0.1' : undefined, tls);
  const port = portOf(first);
  const servers = [first];
  if (options.loopbackOnly) {
    try {
      servers.push(await open(app, port, '::1', tls));
    } catch (error) {
      // A machine without IPv6 has no ::1; a port that is taken there is taken.
      if (error instanceof KlusCVError) {
        await close(first);
        throw error;
      }
    }
  }
  for (const server of servers) server.requestTimeout = options.longestRequestMs ?? server.requestTimeout;
  return { port, close: async () => void (await Promise.all(servers.map(close))) };
}

/**
 * Rejects when one of these ports is taken on this machine: before work that would be in vain.
 * @throws KlusCVError `port_in_use`
 */
export async function checkPortsFree(ports: readonly number[]): Promise<void> {
  for (const port of ports) await close(await open(() => {}, port, '127.0.0.1'));
}

function open(app: RequestListener, port: number, host: string | undefined, tls?: Tls): Promise<Server> {
  const server = tls === undefined ? createHttpServer(app) : createHttpsServer(tls, app);
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(asPortError(error, port)));
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new KlusCVError('internal');
  return address.port;
}

function asPortError(error: Error, port: number): Error {
  const inUse = 'code' in error && error.code === 'EADDRINUSE';
  return inUse
    ? new KlusCVError('port_in_use', `Port ${port} is in use by another program.`, { cause: error })
    : error;
}
