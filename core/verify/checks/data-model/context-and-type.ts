/** Contexts and types (VCDM 2.0 sections 4.3 and 4.5). Whether terms are defined is asked in `check-terms.ts`. */
import { isJsonObject } from '../../../strict-json.ts';
import { type ModelProblems, problem, unless } from './problem.ts';
import { isText, isUrl, listOf, v1Context, v2Context } from './values.ts';

/** An ordered list: the data model's context first, then URLs and objects in any mixture. */
export const checkContext = (context: unknown): ModelProblems => {
  if (!Array.isArray(context)) return [problem('context_missing', '4.3', '@context is not a list.')];
  const [first, ...more] = context;
  return [
    ...unless(
      first === v1Context || first === v2Context,
      problem('context_first', '4.3', 'The first @context is not that of the data model.'),
    ),
    ...unless(
      more.every((one) => isUrl(one) || isJsonObject(one)),
      problem('context_item', '4.3', 'An @context is no URL and no object.'),
    ),
  ];
};

/** One or more terms or URLs, the required one among them, in any order. */
export const checkType = (type: unknown, required: string): ModelProblems => {
  if (type === undefined) return [problem('type_missing', '4.5', 'There is no type.')];
  const types = listOf(type);
  return [
    ...unless(types.every(isText), problem('type_not_text', '4.5', 'A type is no text.')),
    ...unless(types.includes(required), problem('type_required', '4.5', `type does not say ${required}.`)),
  ];
};
