/** Moments in proofs (XML Schema 1.1 part 2, section 3.4.28). */
import { z } from 'zod';

/** XSD knows no offset beyond 14 hours. */
const offsetForm = /(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;

/** XSD dateTimeStamp: seconds and zone are not optional. Midnight is 00:00, never 24:00. */
export const dateTimeStamp = z.iso.datetime({ offset: true }).regex(offsetForm);

/** XSD dateTimeStamp, in whole seconds of UTC. */
export const toDateTimeStamp = (date: Date): string => `${date.toISOString().slice(0, -5)}Z`;
