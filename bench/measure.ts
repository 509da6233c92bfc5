/** Ours and the stock library in turns within one process, so that a noisy machine disturbs both alike. */

/** Two ways to do one thing, both measured in CPU time per operation. */
export type Comparison = {
  /** Its name in `results/latest.json`. */
  readonly question: string;
  readonly about: string;
  readonly ours: () => unknown;
  readonly stock: () => unknown;
  /** Operations per measurement; as many as take some hundredths of a second when left out. */
  readonly batch?: number;
  /** How often each is measured. 15 when left out. */
  readonly rounds?: number;
  /** `times faster` (when left out): stock divided by ours. `times the floor`: ours divided by stock. */
  readonly ratioIs?: RatioIs;
};

/** A question that is asked in another way than by repeating two calls: memory, wall time, a server under load. */
export type OwnMeasurement = {
  readonly question: string;
  readonly about: string;
  readonly measure: () => Promise<Figures>;
};

export type Question = Comparison | OwnMeasurement;
export type RatioIs = 'times faster' | 'times the floor';

/** Medians; what they count stands in `unit`. */
export type Figures = {
  readonly ours: number;
  readonly stock: number;
  readonly ratio: number;
  readonly unit: string;
  /** What does not fit in the four figures and is worth reading: wall time, percentiles, sizes. */
  readonly note?: string;
};

/** Asks one question. Figures of a `Comparison` are medians in CPU microseconds per operation, wall time in the note. */
export const measure = (question: Question): Promise<Figures> =>
  'measure' in question ? question.measure() : compare(question);

/** The same for two calls without a name. */
export async function compare({
  ours,
  stock,
  batch,
  rounds = 15,
  ratioIs = 'times faster',
}: Omit<Comparison, 'question' | 'about'>): Promise<Figures> {
  const oursAtOnce = await warmUp(ours);
  const stockAtOnce = await warmUp(stock);
  const spentOurs: Spent[] = [];
  const spentStock: Spent[] = [];
  for (let round = 0; round < rounds; round += 1) {
    spentOurs.push(await spend(ours, batch ?? oursAtOnce));
    spentStock.push(await spend(stock, batch ?? stockAtOnce));
  }
  const [oursCpu, stockCpu] = [medianOf(spentOurs, 'cpu'), medianOf(spentStock, 'cpu')];
  const ratio = ratioIs === 'times faster' ? stockCpu / oursCpu : oursCpu / stockCpu;
  const [oursWall, stockWall] = [medianOf(spentOurs, 'wall'), medianOf(spentStock, 'wall')];
  return {
    ours: rounded(oursCpu),
    stock: rounded(stockCpu),
    ratio: rounded(ratio),
    unit: 'µs CPU',
    note: `wall ${rounded(oursWall)} and ${rounded(stockWall)} µs`,
  };
}

/** Compiling goes on beside the work for some ten thousand operations, and counts as CPU time of the process. */
const warmUpMs = 2_500;
const measurementMs = 30;

/** Runs it until the compiler has seen enough of it, as in a service that runs for days; how many make one measurement. */
async function warmUp(operation: () => unknown): Promise<number> {
  const begin = performance.now();
  let count = 0;
  let last = begin;
  let fastest = Number.POSITIVE_INFINITY;
  while (last - begin < warmUpMs) {
    await operation();
    const now = performance.now();
    fastest = Math.min(fastest, now - last);
    last = now;
    count += 1;
  }
  return Math.max(1, Math.min(count, Math.round(measurementMs / fastest)));
}

type Spent = { readonly cpu: number; readonly wall: number };

async function spend(operation: () => unknown, batch: number): Promise<Spent> {
  const begin = process.cpuUsage();
  const beginWall = performance.now();
  for (let index = 0; index < batch; index += 1) await operation();
  const wall = (performance.now() - beginWall) * 1000;
  const { user, system } = process.cpuUsage(begin);
  return { cpu: (user + system) / batch, wall: wall / batch };
}

const medianOf = (spent: readonly Spent[], what: keyof Spent): number =>
  median(spent.map((one) => one[what]));

/** The middle one of the values, NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Three digits that mean something: 1,234.5 becomes 1235, 3.4567 becomes 3.46. */
export const rounded = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
