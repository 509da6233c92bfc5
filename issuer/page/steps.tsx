import { type WorkerLanguage, words } from '../../contexts/index.ts';
import type { PictureName } from './drawings.ts';
import { Picture } from './picture.tsx';

/** What the page shows after the button. `copies` and `mistake` stand beside the way and lead back to it. */
export type Step = 'see' | 'choose' | 'reviews' | 'take' | 'copies' | 'mistake';

/** The way for this worker: without reviews there are none to choose. */
export const wayFor = (hasReviews: boolean): readonly Step[] =>
  hasReviews ? ['see', 'choose', 'reviews', 'take'] : ['see', 'choose', 'take'];

const parts: readonly { readonly name: 'see' | 'choose' | 'take'; readonly picture: PictureName }[] = [
  { name: 'see', picture: 'eye' },
  { name: 'choose', picture: 'switch' },
  { name: 'take', picture: 'bag' },
];

/** Where the worker is on the way: three drawings with a word, the present one marked. */
export function Steps({ step, language }: { readonly step: Step; readonly language: WorkerLanguage }) {
  const { steps } = words[language].claim;
  const current = step === 'reviews' ? 'choose' : step;
  return (
    <ol class="steps" aria-label={steps.label} data-silent>
      {parts.map(({ name, picture }, index) => (
        <li key={name} aria-current={name === current ? 'step' : undefined}>
          <Picture of={picture} />
          <span class="visually-hidden">{steps.position(index + 1, parts.length)}: </span>
          {steps[name]}
        </li>
      ))}
    </ol>
  );
}

/** One way on and one way back, in the same places at every step. */
export function StepButtons(props: {
  readonly language: WorkerLanguage;
  readonly onNext?: (() => void) | undefined;
  readonly onBack?: (() => void) | undefined;
}) {
  const { steps } = words[props.language].claim;
  return (
    <div class="actions step-buttons">
      {props.onNext !== undefined && (
        <button class="button" type="button" onClick={props.onNext}>
          {steps.next}
        </button>
      )}
      {props.onBack !== undefined && (
        <button class="button secondary" type="button" onClick={props.onBack}>
          {steps.back}
        </button>
      )}
    </div>
  );
}
