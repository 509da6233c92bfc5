/** Many credentials in one call. See README.md. */
export type { CheckedLine } from './check-line.ts';
export { type Answers, checkLines, type LineCheckers, mostLines } from './check-lines.ts';
export { type CheckThreads, startCheckThreads } from './check-threads.ts';
export { type Line, longestLine, readLines } from './read-lines.ts';
