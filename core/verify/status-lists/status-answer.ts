/** What one status list says of one credential. */
import type { CheckCode } from '../check-codes.ts';

export type StatusAnswer =
  | { readonly state: 'active' | 'revoked' | 'suspended' | 'newer'; readonly listDate: Date }
  | {
      readonly problem: Extract<
        CheckCode,
        'status_foreign' | 'status_unreachable' | 'status_unreadable' | 'status_expired' | 'status_outside'
      >;
    };
