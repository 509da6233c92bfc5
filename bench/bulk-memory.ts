/** How much memory do ten thousand credentials take, from records in the store to signed lines? */
import { runBulk, workers } from './bulk.ts';
import { type Question, rounded } from './measure.ts';

export const question: Question = {
  question: 'bulk-memory',
  about: `peak memory of the same ${workers}, the whole process with its threads`,
  measure: async () => {
    const { ours, stock } = await runBulk();
    return {
      ours: rounded(ours.megabytes),
      stock: rounded(stock.megabytes),
      ratio: rounded(stock.megabytes / ours.megabytes),
      unit: 'MB peak',
    };
  },
};
