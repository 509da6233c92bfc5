/** JSON pointers (RFC 6901) to the parts of a credential that must be shown, or that a holder wants to show. */
import { isJsonObject, type JsonObject } from '../../strict-json.ts';

const maxPointers = 200;

/** What a holder may never leave out when an issuer says nothing: who says it, of what, from when until when. */
const mandatoryByDefault = [
  'issuer',
  'validFrom',
  'validUntil',
  'issuanceDate',
  'expirationDate',
  'credentialStatus',
  'credentialSchema',
];

/** The pointers that an issuer gets who names none: the frame of the credential, as far as it is there. */
export const defaultMandatoryPointers = (document: JsonObject): readonly string[] =>
  mandatoryByDefault.filter((name) => document[name] !== undefined).map((name) => `/${name}`);

const step = (value: unknown, name: string): unknown => {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(name) ? value[Number(name)] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
};

const pointsTo = (document: JsonObject, pointer: string): boolean => {
  const [before, ...names] = pointer.split('/');
  if (before !== '' || names.length === 0 || /~(?![01])/.test(pointer)) return false;
  let value: unknown = document;
  for (const name of names) value = step(value, name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return value !== undefined && value !== null;
};

/**
 * The first thing that is wrong with a list of pointers, or undefined. Each must be a pointer to something in the
 * document; one to nothing would promise what is not there.
 */
export const findPointerProblem = (document: JsonObject, pointers: unknown): string | undefined => {
  if (!Array.isArray(pointers) || pointers.length > maxPointers)
    return 'The pointers are not a list of texts.';
  for (const pointer of pointers) {
    if (typeof pointer !== 'string') return 'The pointers are not a list of texts.';
    if (!pointsTo(document, pointer)) return `${JSON.stringify(pointer.slice(0, 100))} points to nothing.`;
  }
  return undefined;
};
