/** Replicas as processes of their own, which are killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export type Fleet = {
  /** Answers when every replica takes calls. */
  readonly ready: () => Promise<void>;
  /**
   * Kills one that takes calls, the next in turn, as a power cut would; it is started again at once. The last one of
   * its kind is spared until another is up: a slow machine would else have none for minutes. True when one was killed.
   */
  readonly killNext: () => Promise<boolean>;
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
  let victim = -1;
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
    ownEnds: () => ownEnds,
    killNext: async () => {
      const live = await Promise.all(replicas.map(({ port }) => isLive(port)));
      const isSpared = (index: number): boolean =>
        replicas.filter(({ service }, at) => live[at] && service === replicas[index]?.service).length < 2;
      for (const _ of replicas) {
        victim = (victim + 1) % replicas.length;
        const child = running.get(victim);
        if (!live[victim] || isSpared(victim) || child === undefined) continue;
        killed.add(child);
        child.kill('SIGKILL');
        return true;
      }
      return false;
    },
    ready: async () => {
      for (const { port } of replicas) await untilLive(port);
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

const isLive = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(2_000) }).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.ok;
    },
    () => false,
  );

async function untilLive(port: number): Promise<void> {
  const giveUpAt = Date.now() + 90_000;
  while (!(await isLive(port))) {
    if (Date.now() > giveUpAt) throw new Error(`Nothing takes calls on port ${port}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
