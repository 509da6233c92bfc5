import type { ComponentChildren } from 'preact';

/** Content that most readers do not need, behind one line. On paper it is unfolded. */
export function Fold(props: {
  readonly summary: string;
  /** What it is about, for who hears several of the same lines. */
  readonly about?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <details>
      <summary>
        {props.summary}
        {props.about !== undefined && <span class="visually-hidden">: {props.about}</span>}
      </summary>
      {props.children}
    </details>
  );
}
