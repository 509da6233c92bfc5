/** From a verified presentation to a record that another platform can keep. See README.md. */
export { recheckRecords } from './recheck-records.ts';
export { type TakenOver, TakeOverOrder, takeOver } from './take-over.ts';
