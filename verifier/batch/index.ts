/** Many credentials in one call. See README.md. */
export { type CheckedLine, checkLines, mostLines } from './check-lines.ts';
export { type Line, longestLine, readLines } from './read-lines.ts';
