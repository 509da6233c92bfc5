import type { ComponentChildren } from 'preact';

/** A heading with what belongs under it; one level lower where several credentials stand side by side. */
export function Section(props: {
  readonly heading: string;
  readonly level: 2 | 3;
  readonly children: ComponentChildren;
}) {
  const Heading = props.level === 2 ? 'h2' : 'h3';
  return (
    <section>
      <Heading>{props.heading}</Heading>
      {props.children}
    </section>
  );
}
