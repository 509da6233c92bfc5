import type { ComponentChildren } from 'preact';

export type RowContent = { readonly label: string; readonly content: ComponentChildren };

/** Label and value, one under the other, as a description list; beside each other where there is room. */
export function Rows({ rows }: { readonly rows: readonly RowContent[] }) {
  if (rows.length === 0) return null;
  return (
    <dl class="rows">
      {rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>{row.content}</dd>
        </div>
      ))}
    </dl>
  );
}
