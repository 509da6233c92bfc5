import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { Sign } from './sign.ts';

/** A message that must not be missed: icon, heading and text together, so that colour is never the only sign. */
export function StatusBox(props: {
  readonly sign: Sign;
  readonly heading: string;
  readonly level?: 2 | 3;
  readonly children?: ComponentChildren;
}) {
  const Heading = props.level === 3 ? 'h3' : 'h2';
  return (
    <div class={`status ${props.sign}`}>
      <Icon sign={props.sign} />
      <Heading>{props.heading}</Heading>
      {props.children}
    </div>
  );
}
