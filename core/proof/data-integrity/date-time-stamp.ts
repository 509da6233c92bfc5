/** Moments in proofs. */

/** XSD dateTimeStamp, in whole seconds of UTC. */
export const toDateTimeStamp = (date: Date): string => `${date.toISOString().slice(0, -5)}Z`;
