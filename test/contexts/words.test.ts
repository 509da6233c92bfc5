import { describe, expect, test } from 'vitest';
import { languages, loadWords, parseLanguage, words, workerLanguages } from '../../contexts/index.ts';
import * as onDemand from '../../contexts/words/on-demand.ts';
import { nl as workerPage } from '../../contexts/words/worker/nl.ts';
import { outcomes } from '../../core/verify/report.ts';

/** Path and kind of every word: a text, a function of so many arguments, a list of so many. */
const shapeOf = (value: unknown, path: string): string[] => {
  if (typeof value === 'string') return [`${path}: text`];
  if (typeof value === 'function') return [`${path}: function`];
  if (Array.isArray(value)) return [`${path}: ${value.length} texts`];
  return Object.entries(Object(value)).flatMap(([name, member]) => shapeOf(member, `${path}.${name}`));
};

const textsOf = (value: unknown, path: string): [string, string][] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => textsOf(member, `${path}.${name}`));
};

describe('the words', () => {
  test('are the same keys of the same kind in every language', () => {
    for (const language of languages) {
      expect(shapeOf(words[language], '').toSorted()).toEqual(shapeOf(words.nl, '').toSorted());
    }
  });

  test('leave no text empty', () => {
    for (const language of languages) {
      for (const [path, text] of textsOf(words[language], language)) {
        expect(text.trim().length, path).toBeGreaterThan(0);
      }
    }
  });

  test('of the worker’s page are the same keys of the same kind in its further languages, none empty', async () => {
    for (const language of workerLanguages) {
      await loadWords(language);
      await onDemand.loadWords(language);
      const spoken = onDemand.words[language];
      expect(shapeOf(spoken, '').toSorted()).toEqual(shapeOf(workerPage, '').toSorted());
      expect(words[language]).toMatchObject(spoken);
      for (const [path, text] of textsOf(spoken, language))
        expect(text.trim().length, path).toBeGreaterThan(0);
    }
  });

  test('have a verdict for every outcome of a report', () => {
    for (const language of languages) {
      expect(Object.keys(words[language].outcomes).toSorted()).toEqual([...outcomes].toSorted());
    }
  });

  test('say the verdict in at most 25 words', () => {
    const facts = { nl: '14 november 2026', en: '14 November 2026' };
    for (const language of languages) {
      for (const outcome of outcomes) {
        const { title, text } = words[language].outcomes[outcome];
        const filled = { issuer: 'Poetsmaat', date: facts[language], seen: '' };
        const verdict = `${title(filled)} ${text(filled)}`.trim();
        // The English "malformed" is agreed word for word, and has 27.
        const most = outcome === 'malformed' && language === 'en' ? 27 : 25;
        expect(verdict.split(/\s+/).length, verdict).toBeLessThanOrEqual(most);
        expect(verdict).not.toMatch(/undefined|\{|\}/);
      }
    }
  });

  test('speak the valid verdict as agreed', () => {
    const facts = { issuer: 'Poetsmaat', date: '14 november 2026', seen: '' };
    const { title, text } = words.nl.outcomes.valid;
    expect(`${title(facts)} ${text(facts)}`).toBe(
      'Dit getuigschrift is echt. Poetsmaat heeft deze gegevens ondertekend op 14 november 2026. De gegevens zijn daarna niet veranderd. Het getuigschrift is niet ingetrokken.',
    );
  });

  test('never claim what a KlusCV is not', () => {
    for (const language of languages) {
      for (const [path, text] of textsOf(words[language], language)) {
        expect(text, path).not.toMatch(/offici[eë]{1,2}l\b|EU-erkend|EU recognised/i);
      }
    }
  });
});

describe('parseLanguage', () => {
  test.each([
    ['en', 'en'],
    ['nl-NL', 'nl'],
    ['EN-gb,en;q=0.9', 'en'],
    ['fr, en;q=0.8, nl;q=0.7', 'en'],
    ['fr', 'nl'],
    ['de-DE', 'nl'],
    ['', 'nl'],
    [undefined, 'nl'],
    [['en'], 'nl'],
  ])('reads %j as %s', (value, language) => {
    expect(parseLanguage(value)).toBe(language);
  });
});
