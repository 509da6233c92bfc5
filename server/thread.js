/**
 * The begin of a thread's program. Plain JavaScript, so that Node's TypeScript (18 MB in each thread) is only loaded where
 * no compiled code is kept: `workerData` says where that is (`compiled`), and which program comes next (`program`).
 */
import module from 'node:module';
import { workerData } from 'node:worker_threads';

if (workerData.compiled !== undefined) module.enableCompileCache?.(workerData.compiled);
const program = import(workerData.program);
// Told to whoever gives the first task.
program.catch(() => undefined);

export default async function run(task) {
  const { default: work } = await program;
  return work(task);
}
