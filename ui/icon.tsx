/** The four signs. Each stands beside words that say the same, so they are hidden from screen readers. */
export type Sign = 'good' | 'careful' | 'bad' | 'neutral';

export function Icon({ sign }: { readonly sign: Sign }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[sign]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}

const circle = 'M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22Z';
const shapes: Record<Sign, string> = {
  good: `${circle}m5.6 8.1-7 7.6a1 1 0 0 1-1.5 0l-3-3.2 1.5-1.4 2.3 2.4 6.2-6.8Z`,
  careful: 'M12 1.5.8 21.5h22.4Zm-1.3 7h2.6l-.4 6.5h-1.8Zm1.3 7.800a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3Z',
  bad: `${circle}m4.600 13.900-1.700 1.700-2.900-2.900-2.900 2.900-1.700-1.700 2.900-2.900-2.900-2.900 1.700-1.700 2.900 2.900 2.900-2.900 1.700 1.700-2.900 2.900Z`,
  neutral: `${circle}m-5 9.700h10v2.600h-10Z`,
};
