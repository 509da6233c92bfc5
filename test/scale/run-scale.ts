/** Mixed load on a fleet whose replicas die and whose database goes away once; says what came of it. */
import { createCounts } from './call.ts';
import { createAcknowledged, createClients } from './clients.ts';
import { findWrongs } from './find-wrongs.ts';
import { startScene } from './start-scene.ts';

export type ScaleOptions = {
  readonly seconds: number;
  readonly issuers: number;
  readonly verifiers: number;
  /** How often a replica is killed; 0 for never. */
  readonly killEverySeconds: number;
  readonly restartDatabase: boolean;
  /** How often the issuer gets new keys; 0 for never. */
  readonly rotateEverySeconds: number;
  /** Loops of each kind of client at once. */
  readonly loops?: number;
};

export type ScaleResult = {
  readonly seconds: number;
  readonly kills: number;
  readonly rotations: number;
  readonly ownEnds: number;
  readonly turns: Readonly<Record<string, number>>;
  readonly answered: number;
  readonly again: number;
  /** Milliseconds from the first try to the answer. */
  readonly waits: { readonly p50: number; readonly p99: number; readonly longest: number };
  /** What took longer than five seconds. */
  readonly slow: readonly string[];
  readonly credentials: number;
  readonly withdrawn: number;
  readonly gigs: number;
  readonly codes: number;
  readonly reports: Readonly<Record<string, number>>;
  /** Empty when everything held. */
  readonly wrongs: readonly string[];
};

export async function runScale(options: ScaleOptions): Promise<ScaleResult> {
  const scene = await startScene(options);
  const counts = createCounts();
  const said = createAcknowledged();
  const turns: Record<string, number> = {};
  const wrongs: string[] = [];
  let [kills, rotations] = [0, 0];
  try {
    const endAt = performance.now() + options.seconds * 1000;
    const goesOn = (): boolean => performance.now() < endAt;
    /** Never beyond the end. */
    const pause = (seconds: number): Promise<void> =>
      new Promise((resolve) =>
        setTimeout(resolve, Math.max(0, Math.min(seconds * 1000, endAt - performance.now()))),
      );
    const loops = Object.entries(createClients(scene, counts, said)).flatMap(([name, client]) =>
      Array.from({ length: options.loops ?? 1 }, async () => {
        while (goesOn()) {
          await client().then(
            () => {
              turns[name] = (turns[name] ?? 0) + 1;
            },
            (error: unknown) => {
              wrongs.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
            },
          );
        }
      }),
    );
    const killing = async (): Promise<void> => {
      if (options.killEverySeconds === 0) return;
      for (;;) {
        await pause(options.killEverySeconds);
        if (!goesOn()) return;
        if (await scene.fleet.killNext()) kills += 1;
      }
    };
    const rotating = async (): Promise<void> => {
      if (options.rotateEverySeconds === 0) return;
      for (;;) {
        await pause(options.rotateEverySeconds);
        if (!goesOn()) return;
        if (await scene.rotateKeys()) rotations += 1;
      }
    };
    const restarting = async (): Promise<void> => {
      if (!options.restartDatabase) return;
      await pause(options.seconds / 2);
      await scene.postgres.halt('crash');
      await pause(1);
      await scene.postgres.start();
    };
    await Promise.all([...loops, killing(), rotating(), restarting()]);
    await scene.fleet.ready();
    wrongs.push(...counts.failures, ...(await findWrongs(scene, said)));
  } finally {
    await scene.close();
  }
  const waits = counts.waits.toSorted((one, other) => one - other);
  const at = (share: number): number => Math.round(waits[Math.floor(waits.length * share)] ?? 0);
  return {
    seconds: options.seconds,
    kills,
    rotations,
    ownEnds: scene.fleet.ownEnds(),
    turns,
    answered: counts.answered,
    again: counts.again,
    waits: { p50: at(0.5), p99: at(0.99), longest: Math.round(waits.at(-1) ?? 0) },
    slow: counts.slow,
    credentials: said.credentials.length,
    withdrawn: said.withdrawn.length,
    gigs: said.gigs.length,
    codes: said.redeemed.length,
    reports: Object.fromEntries(said.reports),
    wrongs: [...new Set(wrongs)],
  };
}
