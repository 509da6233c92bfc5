/** What one status list says of one credential. */
import type { CheckCode } from '../check-codes.ts';

export type ListState = 'active' | 'revoked' | 'suspended' | 'newer';

/** Why a list as such says nothing. */
export type ListProblem = Extract<CheckCode, 'status_foreign' | 'status_unreadable' | 'status_expired'>;

export type StatusAnswer =
  | { readonly state: ListState; readonly listDate: Date }
  | { readonly problem: ListProblem | Extract<CheckCode, 'status_unreachable' | 'status_outside'> };
