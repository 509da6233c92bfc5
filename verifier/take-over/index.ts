/** From a verified presentation to a record that another platform can keep. See README.md. */

export { outcomeOfCode } from './outcome-of-code.ts';
export { recheckRecords } from './recheck-records.ts';
export { type TakenOver, TakeOverOrder, takeOver } from './take-over.ts';
export { takeOverAnswer } from './take-over-answer.ts';
export { tellChanges } from './tell-changes.ts';
