/** Selective disclosure over the term tables beside the primitives of Digital Bazaar, on one document and choice. */
import { loadDocument } from '../../../contexts/index.ts';
import { withoutCompiledCanonicalization } from '../../../core/proof/canonical/index.ts';
import { type Choice, chooseStatements } from '../../../core/proof/data-integrity/choose-statements.ts';
import { groupCompiled } from '../../../core/proof/data-integrity/group-compiled.ts';
import { labelsByHmac, labelsByShuffle } from '../../../core/proof/data-integrity/statements.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import type { Random } from '../random.ts';
import type { Comparison } from './compare.ts';

/** Pointers into a document, mostly to something. */
export const pickPointers = (document: object, random: Random): string[] => {
  const pick = (): string => {
    let value: unknown = document;
    let pointer = '';
    do {
      if (typeof value !== 'object' || value === null) break;
      const names = Object.keys(value).filter((name) => name !== '@context');
      if (names.length === 0) break;
      const name = random.chance(0.01) ? random.pick(['x', '00', '1a', '~1', '']) : random.pick(names);
      pointer += `/${name}`;
      value = Reflect.get(value, name);
    } while (random.chance(0.7));
    return pointer;
  };
  return Array.from({ length: random.below(5) }, pick).filter((pointer) => pointer !== '');
};

const outcomeOf = async (choosing: Promise<Choice>): Promise<Choice | undefined> => {
  try {
    return await choosing;
  } catch {
    return undefined;
  }
};

const describe = (choice: Choice | undefined): string =>
  JSON.stringify(choice && { ...choice, labelMap: [...choice.labelMap].sort() });

/** What is chosen, in which order, under which labels, must be the same on both ways; what is refused likewise. */
export const compareChoices = async (
  document: JsonObject,
  mandatoryPointers: readonly string[],
  selectivePointers: readonly string[],
): Promise<Comparison> => {
  const key = new Uint8Array(32).fill(7);
  const isShuffled = mandatoryPointers.length % 2 === 1;
  const labels = (isShuffled ? labelsByShuffle : labelsByHmac)(key);
  const request = { document, labels, mandatoryPointers, selectivePointers };
  const groups = { both: [...mandatoryPointers, ...selectivePointers] };
  const isCompiled = await groupCompiled({ document, labels, groups }).catch(() => undefined);
  if (!isCompiled) return { outcome: 'left to the library' };
  const ours = describe(await outcomeOf(chooseStatements(request, { loadDocument })));
  const library = describe(
    await outcomeOf(
      chooseStatements(request, { loadDocument: withoutCompiledCanonicalization(loadDocument) }),
    ),
  );
  return ours === library
    ? { outcome: 'same' }
    : { outcome: 'breach', what: `ours ${ours?.slice(0, 3_000)}\nthe library's ${library?.slice(0, 3_000)}` };
};
