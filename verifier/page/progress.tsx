import { useEffect, useState } from 'preact/hooks';
import { type Language, words } from '../../contexts/index.ts';
import type { Clock } from '../../core/ports.ts';
import { ActionButton } from '../../ui/index.tsx';
import type { TableView } from './state.ts';

/** How far many files are and how long it will still take; spoken only by who asks for it, since it changes all the time. */
export function Progress(props: {
  readonly table: TableView;
  readonly now: Clock;
  readonly language: Language;
}) {
  const { table, now, language } = props;
  const text = words[language].checkPage.files;
  const count = table.files.length;
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    // The first ones wait for what must be loaded, and would foretell too long a time.
    if (table.done < Math.min(8, count)) return;
    const elapsed = (now().getTime() - table.startedAt.getTime()) / 1000;
    setLeft(Math.ceil((elapsed / table.done) * (count - table.done)));
  }, [table.done]);
  const seconds = left === undefined ? undefined : Math.ceil(left / 5) * 5;
  return (
    <div class="progress">
      <progress value={table.done} max={count} aria-label={text.progress(table.done, count)} />
      <p>
        {text.progress(table.done, count)}.{' '}
        {seconds !== undefined &&
          seconds > 0 &&
          (seconds < 90 ? text.secondsLeft(seconds) : text.minutesLeft(Math.round(seconds / 60)))}
      </p>
      <div class="actions">
        <ActionButton secondary onPress={table.stop}>
          {text.stop}
        </ActionButton>
      </div>
    </div>
  );
}
