/**
 * How much work the library is given. It compares each value of a list with all before it, copies what the contexts define for
 * each node with a type, and writes an id with each of its statements: a few kilobytes can keep it busy for a minute. So a
 * document's work is weighed first, in values, of which a KlusCV has some hundred and fifty.
 */

/** What is left for the library in one verification: of every document that it is handed. */
export type LibraryRoom = { left: number };

/** At the most half a second. */
const mostOfDocument = 6_000;
/** Of all the documents that somebody hands in at once. */
const mostInAll = 12_000;

/** Room for everything that one verification may give to the library. */
export const createLibraryRoom = (): LibraryRoom => ({ left: mostInAll });

// In values, by measuring what takes the library longest.
const objectWeight = 1;
/** It may be a type, and types bring contexts; one that is there twice brings them for nothing. */
const textInListWeight = 2;
const repeatedTextWeight = 20;
const contextWeight = 10;
/** Each definition that a document brings along is copied for each object; so many copies take as long as a value. */
const copiesPerValue = 20;
/** Definitions in a context that a definition names by its address. */
const definitionsPerAddress = 200;
/** Each element of an ordered list is a blank node that may be like all others: told apart in steps by the square of their number. */
const stepsPerValue = 1_000;
const lettersPerValue = 5_000;

type Count = {
  readonly most: number;
  values: number;
  objects: number;
  textsInLists: number;
  repeatedTexts: number;
  contexts: number;
  definitions: number;
  hasOrderedLists: boolean;
  /** Letters of the longest text that may be written once for each statement: an id, or what ids are made with. */
  longestId: number;
  longestText: number;
};

const isFull = (count: Count): boolean => count.values + count.definitions > count.most;

const addText = (count: Count, text: string): void => {
  if (text === '@list') count.hasOrderedLists = true;
  if (text.length <= count.longestId) return;
  count.longestText = Math.max(count.longestText, text.length);
  if (text.includes(':') && !/\s/.test(text)) count.longestId = text.length;
};

const addDefinitions = (count: Count, context: unknown): void => {
  if (typeof context === 'string') addText(count, context);
  if (typeof context !== 'object' || context === null) return;
  for (const [name, one] of Object.entries(context)) {
    if (isFull(count)) return;
    addText(count, name);
    const isAddress = name === '@context' || name === '@import';
    const addresses = isAddress ? [one].flat().filter((address) => typeof address === 'string').length : 0;
    count.definitions += 1 + addresses * definitionsPerAddress;
    addDefinitions(count, one);
  }
};

const addContext = (count: Count, context: unknown): void => {
  const list: readonly unknown[] = Array.isArray(context) ? context : [context];
  count.contexts += list.length;
  for (const one of list) if (typeof one === 'object') addDefinitions(count, one);
};

const addList = (count: Count, list: readonly unknown[]): void => {
  const texts = new Set<string>();
  for (const one of list) {
    count.values += 1;
    if (isFull(count)) return;
    if (typeof one === 'string') {
      count.textsInLists += 1;
      count.repeatedTexts += texts.has(one) ? 1 : 0;
      texts.add(one);
    }
    addValue(count, one);
  }
};

const addValue = (count: Count, value: unknown): void => {
  if (typeof value === 'string') addText(count, value);
  else if (Array.isArray(value)) addList(count, value);
  else if (typeof value === 'object' && value !== null) addObject(count, value);
};

const addObject = (count: Count, object: object): void => {
  count.objects += 1;
  for (const [name, one] of Object.entries(object)) {
    count.values += 1;
    if (isFull(count)) return;
    addText(count, name);
    if (name === '@context') addContext(count, one);
    else addValue(count, one);
  }
};

/** The work that a document asks of the library, in values; anything above `most` when it is more. */
export const weighDocument = (document: object, most: number): number => {
  const count: Count = {
    most,
    values: 0,
    objects: 0,
    textsInLists: 0,
    repeatedTexts: 0,
    contexts: 0,
    definitions: 0,
    hasOrderedLists: false,
    longestId: 0,
    longestText: 0,
  };
  addObject(count, document);
  const { values, objects, textsInLists, repeatedTexts, contexts, definitions } = count;
  // A context of its own may give any text a beginning.
  const longest = definitions > 0 ? Math.max(count.longestId, count.longestText) : count.longestId;
  return Math.ceil(
    values +
      objects * objectWeight +
      textsInLists * textInListWeight +
      repeatedTexts * repeatedTextWeight +
      contexts * contextWeight +
      definitions +
      ((objects + textsInLists) * definitions) / copiesPerValue +
      (count.hasOrderedLists ? (values * values) / stepsPerValue : 0) +
      (values * longest) / lettersPerValue,
  );
};

/** The document asks for more work than is done for one, or than is left: nothing was found out about it. */
export class DocumentTooHeavy extends RangeError {
  override readonly name = 'DocumentTooHeavy';
}

/** Takes a document's work from the room. Throws `DocumentTooHeavy` when it is more than is left, or than one may ask. */
export const takeRoom = (document: object, room: LibraryRoom = createLibraryRoom()): void => {
  const most = Math.min(mostOfDocument, room.left);
  const weight = weighDocument(document, most);
  if (weight > most) throw new DocumentTooHeavy('The document has more values than are looked at.');
  room.left -= weight;
};
