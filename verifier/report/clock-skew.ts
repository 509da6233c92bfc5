/** How far two honest clocks may differ. */
export const clockSkewSeconds = 60;
