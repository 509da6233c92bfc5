/** A thread that dies over certain lines: the first time, or each time. */
import { existsSync, writeFileSync } from 'node:fs';
import checkGroup, { type ThreadOrder } from '../../verifier/batch/check.worker.ts';

export default async function checkOrDie(order: ThreadOrder) {
  for (const { bytes } of order.group) {
    const [, mark] = /die once: (\S+)"/.exec(Buffer.from(bytes ?? []).toString()) ?? [];
    if (mark !== undefined && !existsSync(mark)) {
      writeFileSync(mark, '');
      process.exit(1);
    }
    if (Buffer.from(bytes ?? []).includes('die each time')) process.exit(1);
  }
  return checkGroup(order);
}
