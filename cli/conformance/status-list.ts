/**
 * The `status` issuer's list (Bitstring Status List 1.0): one list, served by the conformance server itself, in which nothing
 * is ever withdrawn; and the look into a list that a strict verification takes.
 */
import { randomInt } from 'node:crypto';
import {
  BitstringStatusListEntry,
  createBitstring,
  createBitstringStatusListCredential,
  createBitstringStatusListEntry,
  decodeBitstringList,
  encodeBitstringList,
  getBit,
  parseBitstringStatusListCredential,
} from '../../core/status/index.ts';
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import type { Finding } from './finding.ts';
import type { SuiteIssuer } from './suites.ts';

const listPath = '/status/1';
const listLength = 131_072;
const maxEntries = 10;
const hour = 3_600_000;

export type OwnStatusList = {
  readonly path: string;
  /** The list, signed anew: it is good for an hour. */
  readonly read: (now: Date) => Promise<JsonObject>;
  /** The credential with an entry of its own. */
  readonly addEntry: (credential: JsonObject) => JsonObject;
  readonly url: () => string;
};

/**
 * @param baseUrl of the server, without a slash at its end; asked only once the server listens
 * @param setIndexes what counts as withdrawn; nothing on the server, something in tests
 */
export const createOwnStatusList = (
  issuer: SuiteIssuer,
  baseUrl: () => string,
  setIndexes: Iterable<number> = [],
): OwnStatusList => {
  const url = (): string => `${baseUrl()}${listPath}`;
  const encodedList = encodeBitstringList(createBitstring({ entries: listLength, setIndexes }));
  return {
    path: listPath,
    url,
    read: (now) =>
      issuer.issue({
        credential: createBitstringStatusListCredential({
          url: url(),
          issuer: issuer.did,
          purpose: 'revocation',
          encodedList,
          validFrom: new Date(now.getTime() - 60_000),
          validUntil: new Date(now.getTime() + hour),
        }),
        mandatoryPointers: undefined,
        created: now,
      }),
    addEntry: (credential) => {
      const index = randomInt(listLength);
      const entry = {
        id: `${url()}#${index}`,
        ...createBitstringStatusListEntry({ url: url(), purpose: 'revocation', index }),
        statusMessage: [
          { status: '0x0', message: 'not revoked' },
          { status: '0x1', message: 'revoked' },
        ],
        statusReference: `${baseUrl()}/status`,
      };
      const { credentialStatus: other } = credential;
      return { ...credential, credentialStatus: other === undefined ? entry : [other, entry].flat() };
    },
  };
};

const entriesOf = ({ credentialStatus }: JsonObject): readonly JsonObject[] =>
  (Array.isArray(credentialStatus) ? credentialStatus : [credentialStatus]).filter(
    (entry) => isJsonObject(entry) && entry.type === 'BitstringStatusListEntry',
  );

const finding = (code: string, message: string): readonly Finding[] => [{ code, message }];

const malformed = finding('status_malformed', 'A status entry is not well-formed.');

/** What an issuer asks of bitstring entries that it signs along: their form alone (Bitstring Status List 1.0 section 2.1). */
export const checkEntryForms = (credential: JsonObject): readonly Finding[] =>
  entriesOf(credential).flatMap((entry) =>
    BitstringStatusListEntry.safeParse(entry).success ? [] : malformed,
  );

export type ListLoader = (url: string) => Promise<unknown>;
type VerifyList = (document: unknown) => Promise<readonly Finding[]>;

const checkEntry = async (
  entry: JsonObject,
  issuer: unknown,
  load: ListLoader,
  verifyList: VerifyList,
): Promise<readonly Finding[]> => {
  const parsed = BitstringStatusListEntry.safeParse(entry);
  if (!parsed.success) return malformed;
  const { statusListCredential: url, statusListIndex, statusPurpose } = parsed.data;
  const document = await load(url);
  if (document === undefined) return finding('status_unreachable', 'The status list cannot be had.');
  if ((await verifyList(document)).length > 0)
    return finding('status_list_invalid', 'The status list does not verify.');
  const list = parseBitstringStatusListCredential(document);
  if (list === undefined || list.id !== url || list.issuer !== issuer)
    return finding('status_list_foreign', 'The status list is not that of the issuer.');
  if (list.credentialSubject.statusPurpose !== statusPurpose)
    return finding('status_list_purpose', 'The status list is of another purpose.');
  const bits = decodeBitstringList(list.credentialSubject.encodedList);
  if (!bits.ok) return finding('status_list_malformed', 'The status list cannot be unpacked.');
  const set = getBit(bits.value, Number(statusListIndex));
  if (set === undefined) return finding('status_range', 'The status list has no such place.');
  return set ? finding(`status_${statusPurpose}`, 'The credential is withdrawn or suspended.') : [];
};

/** What the bitstring entries of a credential speak against it; other kinds of status are nobody's business here. */
export const checkBitstringStatus = async (
  credential: JsonObject,
  issuer: unknown,
  load: ListLoader,
  verifyList: VerifyList,
): Promise<readonly Finding[]> => {
  const entries = entriesOf(credential);
  if (entries.length > maxEntries)
    return finding('status_too_many', 'The credential has more status entries than are looked at.');
  const found = await Promise.all(entries.map((entry) => checkEntry(entry, issuer, load, verifyList)));
  return found.flat();
};
