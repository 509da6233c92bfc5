import type { ComponentChildren } from 'preact';

/** Content that most readers do not need, behind one line. On paper it is unfolded, unless it is `kept` as it stands. */
export function Fold(props: {
  readonly summary: string;
  /** What it is about, for who hears several of the same lines. */
  readonly about?: string;
  readonly kept?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <details class={props.kept === true ? 'kept' : undefined}>
      <summary>
        {props.summary}
        {props.about !== undefined && <span class="visually-hidden">: {props.about}</span>}
      </summary>
      {props.children}
    </details>
  );
}
