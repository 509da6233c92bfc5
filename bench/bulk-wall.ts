/** How long do ten thousand credentials take, from records in the store to signed lines? */
import { runBulk, workers } from './bulk.ts';
import { type Question, rounded } from './measure.ts';

export const question: Question = {
  question: 'bulk-wall',
  about: `${workers} workers of ten gigs from the store to signed lines, wall time; ours: kluscv issue --all, with status places and an audit log; stock: @digitalbazaar/vc in a loop`,
  measure: async () => {
    const { ours, stock } = await runBulk();
    return {
      ours: rounded(ours.seconds),
      stock: rounded(stock.seconds),
      ratio: rounded(stock.seconds / ours.seconds),
      unit: 's',
      note: `${Math.round(workers / ours.seconds)} a second; with the start of the program ${rounded(ours.wholeSeconds)} and ${rounded(stock.wholeSeconds)} s`,
    };
  },
};
