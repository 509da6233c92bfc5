import { describe, expect, it } from 'vitest';
import { dryRun, type WorkerChange } from '../../../issuer/ingest/index.ts';
import type { Store } from '../../../store/index.ts';
import { importParts, loadExampleMapping, now, poetsmaatFile, poetsmaatLine } from './import-bytes.ts';

const tryOut = async (store: Store, file: string) => {
  const workers: WorkerChange[] = [];
  const report = await dryRun({
    source: (async function* () {
      yield Buffer.from(file);
    })(),
    mapping: loadExampleMapping('poetsmaat'),
    store,
    now,
    onWorker: (change) => workers.push(change),
  });
  return { report, workers };
};

describe('a dry run', () => {
  it('says what the import then does, worker by worker, and changes nothing itself', async () => {
    const { store, record } = await importParts('poetsmaat', [
      poetsmaatFile(
        poetsmaatLine(),
        poetsmaatLine({ klus_id: 'PM-2', werker_id: 'W-2' }),
        poetsmaatLine({ klus_id: 'PM-3', werker_id: 'W-3' }),
        poetsmaatLine({ klus_id: 'PM-4', werker_id: 'W-4' }),
      ),
    ]);
    const file = poetsmaatFile(
      // Longer than a batch, so that the second version of a gig meets the first one in the draft.
      ...Array.from({ length: 600 }, () => poetsmaatLine()),
      poetsmaatLine({ klus_id: 'PM-9', werker_id: 'W-9' }),
      poetsmaatLine({ einde: '15:15', gewijzigd_op: '11-06-2023 10:00:00' }),
      poetsmaatLine({ klus_id: 'PM-2', werker_id: 'W-3', gewijzigd_op: '11-06-2023 10:00:00' }),
      poetsmaatLine({ klus_id: 'PM-3', werker_id: 'W-3' }),
      poetsmaatLine({ klus_id: 'PM-8', status: 'weg' }),
      ...Array.from({ length: 600 }, () => poetsmaatLine({ klus_id: 'PM-9', werker_id: 'W-9' })),
    );
    const { report, workers } = await tryOut(store, file);
    expect(workers.map(({ workerId, isNew }) => [workerId, isNew])).toEqual([
      ['W-1', false],
      ['W-3', false],
      ['W-9', true],
      ['W-2', false],
    ]);
    expect(workers[0]?.figures).toMatchObject({ hoursWorked: { before: 3.5, after: 4.5 } });
    expect(workers[1]?.figures).toMatchObject({ gigsCompleted: { before: 1, after: 2 } });
    expect(workers[3]?.figures).toMatchObject({ gigsCompleted: { before: 1, after: 0 } });
    expect(await record('W-1')).toMatchObject({ hoursWorked: 3.5 });
    expect(await record('W-9')).toBeUndefined();

    const real = await importParts('poetsmaat', [file], { store });
    expect(real.report).toEqual(report);
    expect(report).toMatchObject({ accepted: 1, corrected: 2, refused: [{ code: 'unknown_status' }] });
    expect((await tryOut(store, file)).workers).toEqual([]);
    await store.close();
  });
});
