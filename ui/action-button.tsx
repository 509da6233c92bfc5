import type { ComponentChildren } from 'preact';

/** A button that cannot be pressed twice: while busy it keeps the focus, says so, and does nothing. */
export function ActionButton(props: {
  readonly children: ComponentChildren;
  readonly onPress?: () => void;
  readonly busy?: boolean;
  readonly secondary?: boolean;
  readonly submit?: boolean;
}) {
  const press = (event: Event) => {
    if (props.busy === true) event.preventDefault();
    else props.onPress?.();
  };
  return (
    <button
      class={props.secondary === true ? 'button secondary' : 'button'}
      type={props.submit === true ? 'submit' : 'button'}
      aria-disabled={props.busy === true ? 'true' : undefined}
      onClick={press}
    >
      {props.children}
    </button>
  );
}
