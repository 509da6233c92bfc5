import { describe, expect, it } from 'vitest';
import { words } from '../../contexts/index.ts';
import { outcomes } from '../../core/verify/report.ts';
import { cutVerdict } from '../../ui/verdict-text.ts';

const issuer = { id: null, name: 'Dr. Schoon B.V. Klussen', kvkNumber: null, listed: true };
const about = { issuer, validFrom: '2026-11-14T00:00:00Z' };

describe('a verdict', () => {
  it.each(outcomes)('%s: has the outcome’s own title as heading, and loses no word', (outcome) => {
    for (const language of ['nl', 'en'] as const) {
      const { text, title } = words[language].outcomes[outcome];
      const date = language === 'nl' ? '14 november 2026' : '14 November 2026';
      const facts = { issuer: issuer.name, date, seen: 'x' };
      const said = `${title(facts)} ${text(facts)}`.trim();
      const cut = cutVerdict({ outcome, message: { nl: said, en: said } }, about, language);
      expect(cut.heading).toBe(title(facts).replace(/\.$/, ''));
      expect([`${cut.heading}.`, cut.text, cut.advice].filter(Boolean).join(' ')).toBe(said);
      expect(`${cut.heading} ${cut.text}`.trim().split(/\s+/).length).toBeLessThanOrEqual(25);
    }
  });

  it('is cut behind its first sentence when its words are not the outcome’s', () => {
    const message = { nl: 'Iets anders. En nog iets.', en: 'Something else. And more.' };
    expect(cutVerdict({ outcome: 'valid', message }, undefined, 'nl')).toEqual({
      heading: 'Iets anders',
      text: 'En nog iets.',
      advice: '',
    });
  });

  it('finds the further reasons for "undetermined"', () => {
    const { text, title } = words.nl.undetermined.trustListOutdated;
    const facts = { issuer: '', date: '1 november 2026', seen: '' };
    const said = `${title(facts)} ${text(facts)}`;
    expect(
      cutVerdict({ outcome: 'undetermined', message: { nl: said, en: said } }, undefined, 'nl').text,
    ).toBe(text(facts));
  });
});
