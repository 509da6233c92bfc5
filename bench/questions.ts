/** All questions by name, each loaded only when it is asked: the keys and servers of one should not disturb another. */
import type { Question } from './measure.ts';

type Load = () => Promise<{ readonly question: Question }>;

/** What `results/latest.json` answers. */
export const questions: ReadonlyMap<string, Load> = new Map<string, Load>([
  ['issue', () => import('./issue.ts')],
  ['verify', () => import('./verify.ts')],
  ['verify-status', () => import('./verify-status.ts')],
  ['sdjwt-issue', () => import('./sdjwt-issue.ts')],
  ['sdjwt-verify', () => import('./sdjwt-verify.ts')],
]);
