/** `name` and `description` (VCDM 2.0 sections 4.6 and 11.1). */
import { isJsonObject, type JsonObject } from '../../../strict-json.ts';
import { type ModelProblems, problem, unless } from './problem.ts';
import { each } from './values.ts';

const members: readonly string[] = ['@value', '@language', '@direction'];

/** A text, or a text with its language and direction and nothing else. */
const isLanguageText = (value: unknown): boolean => {
  if (!isJsonObject(value)) return typeof value === 'string';
  const direction = value['@direction'];
  return (
    typeof value['@value'] === 'string' &&
    Object.keys(value).every((name) => members.includes(name)) &&
    (value['@language'] === undefined || typeof value['@language'] === 'string') &&
    (direction === undefined || direction === 'ltr' || direction === 'rtl')
  );
};

export const checkWords = (owner: JsonObject, where: string): ModelProblems =>
  ['name', 'description'].flatMap((name) =>
    each(owner, name, (value) =>
      unless(
        isLanguageText(value),
        problem('words_form', '4.6', `${name} of ${where} is no text in a language.`),
      ),
    ),
  );
