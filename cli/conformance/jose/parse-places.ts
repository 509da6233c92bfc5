/** Places as the suite writes them: `credentialSubject.phoneNumbers[0].number`. */
import { KlusCVError } from '../../../core/errors.ts';
import type { Place } from '../../../core/proof/index.ts';

const step = /^([^.[\]]+)|^\[(\d+)\]/;

/** Throws `invalid_request` for a text that is no place. */
export const parsePlace = (text: string): Place => {
  const place: (string | number)[] = [];
  for (let rest = text.replace(/^\$\.?/, ''); rest !== ''; ) {
    const match = step.exec(rest);
    if (!match) throw new KlusCVError('invalid_request', 'A place to disclose is not written as one.');
    place.push(match[2] === undefined ? (match[1] ?? '') : Number(match[2]));
    rest = rest.slice(match[0].length).replace(/^\./, '');
  }
  return place;
};
