/** Members whose objects say of what kind they are (VCDM 2.0 sections 4.10, 4.11, 5.4, 5.5, 5.6 and 5.10). */
import { isJsonObject, type JsonObject } from '../../../strict-json.ts';
import { type ModelProblems, problem, unless } from './problem.ts';
import { checkId, each, isText, listOf } from './values.ts';

const sections: ReadonlyMap<string, string> = new Map([
  ['credentialStatus', '4.10'],
  ['credentialSchema', '4.11'],
  ['refreshService', '5.4'],
  ['termsOfUse', '5.5'],
  ['evidence', '5.6'],
  ['confidenceMethod', '5.10'],
  ['renderMethod', '5.10'],
  ['proof', '4.12'],
]);

const checkOne = (value: unknown, name: string, section: string): ModelProblems => {
  if (!isJsonObject(value)) return [problem('member_form', section, `${name} is no object.`)];
  const types = listOf(value.type);
  return [
    ...unless(
      types.length > 0 && types.every(isText),
      problem('member_type', section, `${name} has no type.`),
    ),
    ...unless(
      name !== 'credentialSchema' || 'id' in value,
      problem('schema_id', section, 'A credentialSchema has no id.'),
    ),
    ...checkId(value, name),
  ];
};

/** Of these members of a document, those that it has. */
export const checkTypedMembers = (
  document: JsonObject,
  names: readonly string[] = [...sections.keys()],
): ModelProblems => [
  ...names.flatMap((name) =>
    each(document, name, (value) => checkOne(value, name, sections.get(name) ?? '4.5')),
  ),
  ...unless(
    !Array.isArray(document.proof) || document.proof.length > 0,
    problem('proof_empty', '4.12', 'There is no proof in proof.'),
  ),
];
