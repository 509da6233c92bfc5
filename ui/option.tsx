import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** One choice with its label and what it would show; the whole row can be pressed. */
export function Option(props: {
  readonly kind: 'switch' | 'radio';
  readonly name: string;
  readonly label: string;
  /** A drawing beside the label. */
  readonly picture?: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** The state in a word, for who does not see the form of a switch. */
  readonly stateWord?: string;
  readonly children?: ComponentChildren;
  /** What can be pressed by itself, such as a fold, and so stands outside the label. */
  readonly below?: ComponentChildren;
}) {
  const id = useId();
  return (
    <div class="option">
      <input
        id={id}
        {...(props.kind === 'radio' ? { type: 'radio' } : { type: 'checkbox', role: 'switch' })}
        name={props.name}
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label for={id} class={props.picture === undefined ? undefined : 'pictured'}>
        {props.picture}
        {props.stateWord !== undefined && (
          <span class="status-word" aria-hidden="true">
            {props.stateWord}
          </span>
        )}
        <strong>{props.label}</strong>
        {props.children}
      </label>
      {props.below !== undefined && <div class="below">{props.below}</div>}
    </div>
  );
}
