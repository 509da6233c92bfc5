/** Moments as credentials, proofs and status lists say them (XML Schema 1.1 part 2, section 3.4.28). */

/** Writing one takes as long as hashing a line of a credential, and those that are made together say the same ones. */
const maxKept = 64;
const kept = new Map<number, string>();

/** XSD dateTimeStamp, in whole seconds of UTC. Throws a `RangeError` when the date is none. */
export const toDateTimeStamp = (date: Date): string => {
  const second = Math.floor(date.getTime() / 1000);
  const known = kept.get(second);
  if (known !== undefined) return known;
  const text = `${date.toISOString().slice(0, -5)}Z`;
  if (kept.size >= maxKept) kept.clear();
  kept.set(second, text);
  return text;
};
