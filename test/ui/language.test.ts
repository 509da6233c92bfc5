import { describe, expect, it } from 'vitest';
import { languageSearch, preferredLanguage } from '../../ui/language.ts';

describe('the language of a page', () => {
  it('is the one in the address, else the first of the browser’s that we speak, else Dutch', () => {
    expect(preferredLanguage('?lang=en', ['nl-NL'])).toBe('en');
    expect(preferredLanguage('?lang=pl', ['nl-NL'])).toBe('nl');
    expect(preferredLanguage('', ['pl-PL', 'en-US', 'nl'])).toBe('en');
    expect(preferredLanguage('', ['pl-PL'])).toBe('nl');
    expect(preferredLanguage('', [])).toBe('nl');
  });

  it('is written beside what else stands in the query', () => {
    expect(languageSearch('?a=1&lang=nl', 'en')).toBe('?a=1&lang=en');
  });
});
