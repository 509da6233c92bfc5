/** Ours and the stock library in turns within one process, so that a noisy machine disturbs both alike. */
export type Question = {
  /** Its name in `results/latest.json`. */
  readonly question: string;
  readonly about: string;
  readonly ours: () => Promise<unknown>;
  readonly stock: () => Promise<unknown>;
};

/** Medians in CPU microseconds per operation; `ratio` is stock divided by ours: above 1 ours is faster. */
export type Answer = {
  readonly question: string;
  readonly about: string;
  readonly ours: number;
  readonly stock: number;
  readonly ratio: number;
  readonly unit: 'µs CPU';
};

/** @param rounds how many times each is measured; @param batch operations per measurement */
export async function measure(question: Question, { rounds = 15, batch = 10 } = {}): Promise<Answer> {
  await question.ours();
  await question.stock();
  const ours: number[] = [];
  const stock: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await cpuTime(question.ours, batch));
    stock.push(await cpuTime(question.stock, batch));
  }
  const oursMedian = median(ours);
  const stockMedian = median(stock);
  return {
    question: question.question,
    about: question.about,
    ours: Math.round(oursMedian),
    stock: Math.round(stockMedian),
    ratio: Math.round((stockMedian / oursMedian) * 100) / 100,
    unit: 'µs CPU',
  };
}

async function cpuTime(operation: () => Promise<unknown>, batch: number): Promise<number> {
  const begin = process.cpuUsage();
  for (let index = 0; index < batch; index += 1) await operation();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / batch;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
