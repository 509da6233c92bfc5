/** Why a status was changed. For the platform's own books: the lists say only that it was. */
import { z } from 'zod';

export const ReasonCode = z.enum([
  'correction',
  'issued_by_mistake',
  'misuse',
  'worker_asked',
  'review_objection',
  'other',
]);
export type ReasonCode = z.infer<typeof ReasonCode>;
