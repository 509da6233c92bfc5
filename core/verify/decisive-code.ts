/** Which check made a credential's outcome, for answers that have room for one code only. */
import { type CheckCode, checkCodes, verdictOf } from './check-codes.ts';
import type { CredentialReport } from './report.ts';

const isCheckCode = (code: string): code is CheckCode => Object.hasOwn(checkCodes, code);

/** The code of the first check that makes the outcome what it is; of a valid one, what was found of its status. */
export const decisiveCode = ({ outcome, checks }: Pick<CredentialReport, 'outcome' | 'checks'>): string => {
  const decisive = checks.find(({ check, code }) =>
    outcome === 'valid' ? check === 'status' : isCheckCode(code) && verdictOf(code) === outcome,
  );
  return decisive?.code ?? 'format_unreadable';
};
