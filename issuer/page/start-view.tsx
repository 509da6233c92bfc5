import { type WorkerLanguage, words } from '../../contexts/index.ts';
import { ActionButton, type ApiProblem, ProblemBox, StatusBox } from '../../ui/index.tsx';
import { Picture } from './picture.tsx';

/** Before the token is used: one button, which is the only thing that uses it. */
export function StartContent(props: {
  readonly language: WorkerLanguage;
  readonly busy: boolean;
  readonly hasToken: boolean;
  readonly onStart: () => void;
}) {
  const { start } = words[props.language].claim;
  if (!props.hasToken) return null;
  return (
    <>
      <p>{start.intro}</p>
      <ol class="promise">
        <li>
          <Picture of="eye" />
          {start.see}
        </li>
        <li>
          <Picture of="switch" />
          {start.choose}
        </li>
        <li>
          <Picture of="bag" />
          {start.take}
        </li>
      </ol>
      <div class="actions">
        <ActionButton busy={props.busy} onPress={props.onStart}>
          {props.busy ? start.busy : start.button}
        </ActionButton>
      </div>
      <p class="muted">{start.once}</p>
    </>
  );
}

/** Why it did not begin: no token in the link, a link that was used, or a call that failed. */
export function StartStatus(props: {
  readonly language: WorkerLanguage;
  readonly hasToken: boolean;
  readonly problem: ApiProblem | undefined;
}) {
  const text = words[props.language].claim;
  if (!props.hasToken) {
    return (
      <StatusBox sign="careful" heading={text.noToken}>
        <p>{text.noTokenText}</p>
      </StatusBox>
    );
  }
  if (props.problem === undefined) return null;
  if (props.problem === 'gone' || props.problem === 'forbidden' || props.problem === 'unreadable') {
    return (
      <StatusBox sign="careful" heading={text.used}>
        <p>{text.usedText}</p>
      </StatusBox>
    );
  }
  return <ProblemBox problem={props.problem} language={props.language} />;
}
