import { type WorkerLanguage, words } from '../../contexts/index.ts';
import { type ApiProblem, ProblemBox, StatusBox } from '../../ui/index.tsx';

/** A call that failed after the button: mostly the time on the page is over, and then only the platform can help. */
export function CallProblem(props: { readonly problem: ApiProblem; readonly language: WorkerLanguage }) {
  const { problem, language } = props;
  if (problem !== 'gone' && problem !== 'forbidden') return <ProblemBox {...props} />;
  const { expired, expiredText } = words[language].claim;
  return (
    <StatusBox sign="careful" heading={expired}>
      <p>{expiredText}</p>
    </StatusBox>
  );
}
