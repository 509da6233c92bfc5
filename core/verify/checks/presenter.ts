/** What W3C presentations of both kinds ask of their presenter. */

/** Methods whose DID is the key itself: to look up any other, a stranger's address would have to be fetched. */
export const isKeyItself = (did: string): boolean => /^did:(jwk|key):/.test(did);

/** The only reader of a presentation; a proof for several could be carried from one to the next. */
export const onlyOne = (readers: unknown): unknown =>
  Array.isArray(readers) && readers.length === 1 ? readers[0] : readers;
