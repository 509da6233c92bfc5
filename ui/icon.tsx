import type { Sign } from './sign.ts';

/** A sign. It stands beside words that say the same, so it is hidden from screen readers. */
export function Icon({ sign }: { readonly sign: Sign }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[sign]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}

const circle = 'M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22Z';
const shapes: Record<Sign, string> = {
  good: `${circle}M17.6 7.7 19 9.1 10.4 17.2 5.2 12.3 6.6 10.9 10.4 14.5Z`,
  careful: 'M12 1.5.8 21.5h22.4ZM10.7 8.5h2.6l-.4 6.5h-1.8ZM12 16.4a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3Z',
  bad: `${circle}M8.2 6.6 12 10.4 15.8 6.6 17.4 8.2 13.6 12 17.4 15.8 15.8 17.4 12 13.6 8.2 17.4 6.6 15.8 10.4 12 6.6 8.2Z`,
  neutral: `${circle}M7 10.7h10v2.6H7Z`,
};
