import type { ComponentChildren } from 'preact';

/** Content that most readers do not need, behind one line. On paper it is unfolded. */
export function Fold(props: { readonly summary: string; readonly children: ComponentChildren }) {
  return (
    <details>
      <summary>{props.summary}</summary>
      {props.children}
    </details>
  );
}
