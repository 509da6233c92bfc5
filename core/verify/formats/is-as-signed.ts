/** Numbers of a W3C credential: does its graph, which is what the proof covers, say the very number that the JSON says? */

/**
 * In the graph a number has sixteen digits (JSON-LD 1.1 API section 8.6): one with more was not signed as it stands. Of up to
 * fifteen digits every one comes back as it was; only powers of two need a closer look, and in this range those have sixteen
 * digits at the most themselves.
 */
const isNumberAsSigned = (value: number): boolean => {
  const size = Math.abs(value);
  if (size < 1e15 && (Number.isInteger(value) || (size >= 1e-5 && String(value).length <= 16))) return true;
  return Number(value.toExponential(15)) === value;
};

/** Whether every number in a value, at whatever depth, was signed as it stands. */
export const isAsSigned = (value: unknown): boolean => {
  if (typeof value === 'number') return isNumberAsSigned(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isAsSigned);
};
