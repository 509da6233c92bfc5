/** What becomes of a mutant in a test file, as the runner writes it down and the report reads it: a line of JSON each. */
export type Finding = {
  readonly id: number;
  readonly file: string;
  /**
   * `seen`: its condition came out otherwise in a test; `setup`: outside the tests, or in one that
   * does not pass twice; `tried`: it is awake from now on; `failed`: a test as it is.
   */
  readonly what: 'seen' | 'setup' | 'tried' | 'noticed' | 'failed';
};

export const parseFindings = (text: string): readonly Finding[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Finding => JSON.parse(line));
