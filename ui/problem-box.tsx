import { type WorkerLanguage, words } from '../contexts/index.ts';
import type { ApiProblem } from './call-api.ts';
import { StatusBox } from './status-box.tsx';

/** A call that failed, in a sentence that says what to do. Goes into the status region of the page. */
export function ProblemBox({
  problem,
  language,
}: {
  readonly problem: ApiProblem;
  readonly language: WorkerLanguage;
}) {
  const text = words[language].ui;
  return (
    <StatusBox sign="careful" heading={text.problemHeading}>
      <p>{text.problems[problem]}</p>
    </StatusBox>
  );
}
