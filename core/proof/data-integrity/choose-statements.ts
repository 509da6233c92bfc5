/** What a holder shows of a document, and where it stands among what was signed (vc-di-ecdsa section 3.5.6). */
import {
  canonicalize,
  type LabelMapFactory,
  selectJsonLd,
  stripBlankNodePrefixes,
} from '@digitalbazaar/di-sd-primitives';
import type { JsonObject } from '../../strict-json.ts';
import { groupStatements, type StatementTools } from './statements.ts';

export type Choice = {
  /** The shown part of the document, without a proof; undefined when nothing is shown. */
  readonly shown: JsonObject | undefined;
  /** The statements that were signed one by one, in order. */
  readonly nonMandatory: readonly string[];
  /** Which of them are shown. */
  readonly selectiveIndexes: readonly number[];
  /** Which of the shown statements are mandatory. */
  readonly mandatoryIndexes: readonly number[];
  /** From the labels that a reader will see to those that were signed. */
  readonly labelMap: ReadonlyMap<string, string>;
};

/** Rejects when a term or context is not defined, or a pointer selects nothing. */
export const chooseStatements = async (
  {
    document,
    labels,
    mandatoryPointers,
    selectivePointers,
  }: {
    readonly document: JsonObject;
    readonly labels: LabelMapFactory;
    readonly mandatoryPointers: readonly string[];
    readonly selectivePointers: readonly string[];
  },
  tools: StatementTools,
): Promise<Choice> => {
  const pointers = [...mandatoryPointers, ...selectivePointers];
  const { groups, labelMap } = await groupStatements(
    {
      document,
      labels,
      groups: { mandatory: mandatoryPointers, selective: selectivePointers, combined: pointers },
    },
    tools,
  );
  const { mandatory, selective, combined } = groups;
  const canonicalIdMap = new Map<string, string>();
  await canonicalize(combined.deskolemizedNQuads.join(''), {
    documentLoader: tools.loadDocument,
    inputFormat: 'application/n-quads',
    canonicalIdMap,
  });
  const seen = [...stripBlankNodePrefixes(canonicalIdMap)].flatMap(([input, canonical]) => {
    const label = labelMap.get(input);
    return label === undefined ? [] : [[canonical, label] as const];
  });
  const positions = <T>(keys: Iterable<T>, isIn: (key: T) => boolean) =>
    [...keys].flatMap((key, index) => (isIn(key) ? [index] : []));
  return {
    shown: selectJsonLd({ document, pointers }) ?? undefined,
    nonMandatory: [...mandatory.nonMatching.values()],
    selectiveIndexes: positions(mandatory.nonMatching.keys(), (key) => selective.matching.has(key)),
    mandatoryIndexes: positions(combined.matching.keys(), (key) => mandatory.matching.has(key)),
    labelMap: new Map(seen),
  };
};
