/** All questions by name, each loaded only when it is asked: the keys and servers of one should not disturb another. */
import type { Question } from './measure.ts';

type Load = () => Promise<{ readonly question: Question }>;

/** What `results/latest.json` answers. */
export const questions: ReadonlyMap<string, Load> = new Map<string, Load>([
  ['issue', () => import('./issue.ts')],
  ['verify', () => import('./verify.ts')],
  ['verify-status', () => import('./verify-status.ts')],
  ['issue-per-signature', () => import('./issue-per-signature.ts')],
  ['verify-per-verification', () => import('./verify-per-verification.ts')],
  ['sd-base', () => import('./sd-base.ts')],
  ['sd-derive', () => import('./sd-derive.ts')],
  ['sd-verify', () => import('./sd-verify.ts')],
  ['sdjwt-issue', () => import('./sdjwt-issue.ts')],
  ['sdjwt-verify', () => import('./sdjwt-verify.ts')],
  ['http-checks', () => import('./http-checks.ts')],
  ['import-memory', () => import('./import-memory.ts')],
  ['bulk-wall', () => import('./bulk-wall.ts')],
  ['bulk-memory', () => import('./bulk-memory.ts')],
]);

/** What is told beside that: how it grows (`growth.ts`), in `results/growth.json`. */
export const growthNames = [
  'reviews-issue',
  'reviews-verify',
  'lists',
  'workers',
  'workers-record',
  'workers-issue',
  'workers-index',
  'workers-chunk',
  'workers-counts',
  'start-up',
] as const;
