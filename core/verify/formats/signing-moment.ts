/**
 * At which moment the issuer's certificate and membership must hold: when the credential was signed, so that what
 * was signed once stays true after a key has been replaced; never later than now.
 */

const day = 86_400_000;

/**
 * @param claimed the begin of validity that the credential tells, rounded down to a day; hence the end of that day counts
 * @param now the moment of the verification
 */
export const signingMoment = (claimed: Date | undefined, now: Date): Date =>
  claimed === undefined ? now : new Date(Math.min(claimed.getTime() + day, now.getTime()));
