import { type Language, words } from '../contexts/index.ts';
import type { Check } from '../core/verify/report.ts';
import { Icon } from './icon.tsx';
import type { Sign } from './sign.ts';

const signs: Readonly<Record<Check['outcome'], Sign>> = {
  pass: 'good',
  fail: 'bad',
  undetermined: 'careful',
  not_applicable: 'neutral',
};

/** Every check as a question with its answer in a sentence. */
export function ChecksView({
  checks,
  language,
}: {
  readonly checks: readonly Check[];
  readonly language: Language;
}) {
  const { questions } = words[language].verifier.result;
  const { results } = words[language].checks;
  return (
    <ul class="checks">
      {checks.map((check) => (
        <li key={check.code} class={check.outcome}>
          <Icon sign={signs[check.outcome]} />
          <div>
            <strong>{questions[check.check]}</strong>
            <span class="visually-hidden">{results[check.outcome]}. </span>
            {check.message[language]}
          </div>
        </li>
      ))}
    </ul>
  );
}
