import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../../contexts/index.ts';
import { words } from '../../contexts/index.ts';
import type { Clock } from '../../core/ports.ts';

/** How long a question still waits, counted down; not read out each second to who listens to the page. */
export function TimeLeft(props: {
  readonly until: string;
  readonly now: Clock;
  readonly language: Language;
}) {
  const { until, now } = props;
  const secondsLeft = () => Math.max(0, Math.ceil((Date.parse(until) - now().getTime()) / 1000));
  const [left, setLeft] = useState(secondsLeft);
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsLeft()), 1_000);
    return () => clearInterval(timer);
  }, [until]);
  if (!Number.isFinite(left)) return null;
  const text = words[props.language].verifier.request.left(Math.floor(left / 60), left % 60);
  return (
    <span role="timer" aria-live="off">
      {text}
    </span>
  );
}
