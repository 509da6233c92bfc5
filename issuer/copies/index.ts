/** Papers from the worker's side; see README.md. */
export { type Copy, listCopies } from './list-copies.ts';
export { turnOffCopy } from './turn-off-copy.ts';
