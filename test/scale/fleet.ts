/** Replicas as processes of their own, which are killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export type Fleet = {
  /** Answers when every replica takes calls. */
  readonly ready: () => Promise<void>;
  /** Kills one as a power cut would; it is started again at once. */
  readonly kill: (index: number) => void;
  readonly size: number;
  /** How often one ended that nobody had killed. */
  readonly ownEnds: () => number;
  readonly stop: () => Promise<void>;
};

export type ReplicaSettings = {
  readonly service: 'issuer' | 'verifier';
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
};

export function startFleet(replicas: readonly ReplicaSettings[]): Fleet {
  const running = new Map<number, ChildProcess>();
  const killed = new WeakSet<ChildProcess>();
  let stopping = false;
  let ownEnds = 0;
  const start = (index: number): void => {
    const replica = replicas[index];
    if (replica === undefined || stopping) return;
    const child = spawn(process.execPath, ['cli/main.ts', 'serve', replica.service, '--no-build'], {
      cwd: root,
      env: { PATH: process.env.PATH, ...replica.env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    running.set(index, child);
    child.once('exit', () => {
      if (!stopping && !killed.has(child)) ownEnds += 1;
      setTimeout(() => start(index), 300);
    });
  };
  for (const index of replicas.keys()) start(index);
  return {
    size: replicas.length,
    ownEnds: () => ownEnds,
    kill: (index) => {
      const child = running.get(index);
      if (child === undefined) return;
      killed.add(child);
      child.kill('SIGKILL');
    },
    ready: async () => {
      for (const { port } of replicas) await untilLive(`http://127.0.0.1:${port}/health/live`);
    },
    stop: async () => {
      stopping = true;
      await Promise.all(
        [...running.values()].map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const ended = new Promise((resolve) => child.once('exit', resolve));
          child.kill('SIGTERM');
          const impatient = setTimeout(() => child.kill('SIGKILL'), 15_000);
          await ended;
          clearTimeout(impatient);
        }),
      );
    },
  };
}

async function untilLive(url: string): Promise<void> {
  const giveUpAt = Date.now() + 90_000;
  while (
    !(await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (Date.now() > giveUpAt) throw new Error(`Nothing takes calls at ${url}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
