/** One question of the joining test and its answer, with what to mend when it is not as it should be. */
export type Finding = {
  readonly question: string;
  readonly outcome: 'pass' | 'fail' | 'warn' | 'skipped';
  readonly message: string;
  readonly mend?: string;
};

export const pass = (question: string, message: string): Finding => ({ question, outcome: 'pass', message });

export const fail = (question: string, message: string, mend: string): Finding => ({
  question,
  outcome: 'fail',
  message,
  mend,
});

/** Nothing that keeps a platform from joining, and better mended. */
export const warn = (question: string, message: string, mend: string): Finding => ({
  question,
  outcome: 'warn',
  message,
  mend,
});

export const skipped = (question: string, message: string): Finding => ({
  question,
  outcome: 'skipped',
  message,
});
