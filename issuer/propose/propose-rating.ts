import type { Column } from './choose-columns.ts';

const satisfied = /^(true|yes|ja|up|good|goed|positive|positief|tevreden|satisfied|1)$/i;

/** A scale by the marks that were seen, or a yes and a no by their words. */
export const proposeRating = (column: Column | undefined, open: string[]): object | undefined => {
  if (column === undefined) return undefined;
  const words = [...new Set(column.values)];
  if (!column.isNumber) {
    open.push(`rating: check which answer in "${column.name}" means that the client was satisfied.`);
    return {
      from: column.name,
      satisfied: Object.fromEntries(words.map((word) => [word, satisfied.test(word)])),
    };
  }
  const marks = words.map((word) => Number(word.replace(',', '.')));
  const highest = Math.max(...marks);
  const best = [5, 10, 100].find((mark) => highest <= mark) ?? Math.ceil(highest);
  const worst = Math.min(...marks) < 1 ? Math.min(0, Math.floor(Math.min(...marks))) : 1;
  open.push(`rating: "${column.name}" is taken as a scale of ${worst} to ${best}; check both ends.`);
  return { from: column.name, worst, best };
};
