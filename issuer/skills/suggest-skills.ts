/** Which ESCO skills a description may be about, by the words that it shares with their labels. */
import { type Concept, escoSkills } from '../../contexts/index.ts';

export type Suggestion = Pick<Concept, 'id' | 'nl' | 'en'>;

const mostSuggestions = 3;
/** Shorter words, such as "voor" and "from", say nothing of a skill. */
const shortestWord = 5;
const sameBegin = 5;

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= shortestWord);

const labels = escoSkills.map((concept) => ({
  concept,
  languages: [wordsOf(concept.nl), wordsOf(concept.en)],
}));

/** Two forms of one word begin alike: "schoonmaak" and "schoonmaken". */
const isAlike = (one: string, other: string): boolean =>
  one.slice(0, sameBegin) === other.slice(0, sameBegin);

/** At most three, the likeliest first: those of whose label the largest part is spoken of. */
export const suggestSkills = (description: string): Suggestion[] => {
  const words = wordsOf(description);
  return labels
    .map(({ concept, languages }) => {
      const shares = languages.map((label) => {
        const found = label.filter((word) => words.some((said) => isAlike(word, said))).length;
        return label.length === 0 ? 0 : found / label.length;
      });
      return { concept, share: Math.max(...shares) };
    })
    .filter(({ share }) => share > 0)
    .sort((one, other) => other.share - one.share || (one.concept.code < other.concept.code ? -1 : 1))
    .slice(0, mostSuggestions)
    .map(({ concept: { id, nl, en } }) => ({ id, nl, en }));
};
