/** The compiled path beside the library's, on one document. */
import { loadDocument } from '../../../contexts/index.ts';
import {
  canonizeByLibrary,
  canonizeCompiled,
  DocumentTooHeavy,
  prepareTables,
} from '../../../core/proof/canonical/index.ts';

export type Comparison =
  | { readonly outcome: 'same' | 'left to the library' }
  | { readonly outcome: 'breach'; readonly what: string };

const byLibrary = async (document: object): Promise<string | Error> => {
  try {
    return await canonizeByLibrary(structuredClone(document), { loadDocument });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

const firstDifference = (one: string, other: string): string => {
  const [ours, theirs] = [one.split('\n'), other.split('\n')];
  const index = ours.findIndex((line, at) => line !== theirs[at]);
  return `line ${index}: ours ${ours[index]}, the library's ${theirs[index]}`;
};

/** What the compiled path makes of a document must be what the library makes of it, and nothing where that refuses. */
export const compare = async (document: object): Promise<Comparison> => {
  const before = JSON.stringify(document);
  await prepareTables(document);
  const compiled = canonizeCompiled(document)?.join('');
  if (JSON.stringify(document) !== before) return { outcome: 'breach', what: 'the document was changed' };
  if (compiled === undefined) return { outcome: 'left to the library' };
  const library = await byLibrary(document);
  // Above the room that the library is given nothing can be compared.
  if (library instanceof DocumentTooHeavy) return { outcome: 'left to the library' };
  if (library instanceof Error) return { outcome: 'breach', what: `the library refuses: ${library.message}` };
  return library === compiled
    ? { outcome: 'same' }
    : { outcome: 'breach', what: firstDifference(compiled, library) };
};
