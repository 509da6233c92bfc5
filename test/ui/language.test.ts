import { describe, expect, it } from 'vitest';
import { languages, workerLanguages } from '../../contexts/index.ts';
import { languageSearch, preferredLanguage } from '../../ui/language.ts';

describe('the language of a page', () => {
  it('is the one in the address, else the first of the browser’s that we speak, else Dutch', () => {
    expect(preferredLanguage('?lang=en', ['nl-NL'], languages)).toBe('en');
    expect(preferredLanguage('?lang=pl', ['nl-NL'], languages)).toBe('nl');
    expect(preferredLanguage('', ['pl-PL', 'en-US', 'nl'], languages)).toBe('en');
    expect(preferredLanguage('', ['pl-PL'], languages)).toBe('nl');
    expect(preferredLanguage('', [], languages)).toBe('nl');
    expect(preferredLanguage('?lang=de', [], languages)).toBe('nl');
    expect(preferredLanguage('', ['fr-BE', 'nl'], workerLanguages)).toBe('fr');
  });

  it('is written beside what else stands in the query', () => {
    expect(languageSearch('?a=1&lang=nl', 'en')).toBe('?a=1&lang=en');
  });
});
