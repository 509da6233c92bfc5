/**
 * Signals over LISTEN and NOTIFY (PostgreSQL 18, chapter "NOTIFY"): one connection of its own listens, from the first
 * follower on, and is opened again when it is lost.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Client } from 'pg';
import type { PostgresConnection } from '../postgres/read-url.ts';
import type { Database } from '../query-layer.ts';
import { createLocalSignals } from './local-signals.ts';
import type { Signals } from './signals.ts';

const channel = 'kluscv';
const openAgainMs = 500;

export function createPostgresSignals(db: Database, connection: PostgresConnection): Signals {
  const local = createLocalSignals();
  /** Tells our own messages from those of others: ours were delivered when they were sent. */
  const sender = randomUUID();
  let client: Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let closed = false;

  const openListener = async (): Promise<void> => {
    const opening = new Client({ ...connection, application_name: 'kluscv signals', keepAlive: true });
    client = opening;
    const lost = (): void => {
      if (client !== opening) return;
      client = undefined;
      opening.end().catch(() => undefined);
      if (closed) return;
      again = setTimeout(openListener, openAgainMs);
      again.unref();
    };
    opening.on('error', lost);
    opening.on('end', lost);
    opening.on('notification', ({ payload = '' }) => {
      const [from, topic, id] = payload.split(' ');
      if (from !== sender && topic !== undefined && id !== undefined) local.deliver(topic, id);
    });
    try {
      await opening.connect();
      await opening.query(`listen ${channel}`);
      local.deliverGap();
    } catch {
      lost();
    }
  };

  return {
    send: async (topic, id) => {
      local.deliver(topic, id);
      await sql`select pg_notify(${channel}, ${`${sender} ${topic} ${id}`})`.execute(db);
    },
    follow: (topic, callback) => {
      if (client === undefined && again === undefined && !closed) void openListener();
      return local.follow(topic, callback);
    },
    close: async () => {
      closed = true;
      clearTimeout(again);
      const open = client;
      client = undefined;
      await open?.end().catch(() => undefined);
      await local.close();
    },
  };
}
