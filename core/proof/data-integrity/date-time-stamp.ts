/** Moments in proofs (XML Schema 1.1 part 2, section 3.4.28). */
import { z } from 'zod';

/** XSD knows no offset beyond 14 hours. */
const offsetForm = /(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;

/** XSD dateTimeStamp: seconds and zone are not optional. Midnight is 00:00, never 24:00. */
export const dateTimeStamp = z.iso.datetime({ offset: true }).regex(offsetForm);

const secondsForm = /T\d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

/**
 * The same, or without its zone: wrong, but then it "MUST be interpreted as UTC" (VC Data Integrity 1.0 section 2.1, at
 * `created` and `expires`).
 */
export const proofMoment = z.union([dateTimeStamp, z.iso.datetime({ local: true }).regex(secondsForm)]);

const zoneForm = /(?:Z|[+-]\d{2}:\d{2})$/;

/** A `proofMoment` in milliseconds since 1970, without a zone read as UTC whatever the zone of the machine is. */
export const readMoment = (text: string): number => Date.parse(zoneForm.test(text) ? text : `${text}Z`);
