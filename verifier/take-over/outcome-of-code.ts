/** What a later look at a record's status makes of it. */
const outcomeByCode: ReadonlyMap<string, 'revoked' | 'suspended'> = new Map([
  ['status_revoked', 'revoked'],
  ['status_copy_off', 'revoked'],
  ['status_suspended', 'suspended'],
]);

/** `valid` for every code that takes nothing away. */
export const outcomeOfCode = (code: string): 'valid' | 'revoked' | 'suspended' =>
  outcomeByCode.get(code) ?? 'valid';
