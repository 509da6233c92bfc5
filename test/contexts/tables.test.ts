import { describe, expect, test } from 'vitest';
import {
  escoOccupation,
  escoOccupations,
  escoSkill,
  escoSkills,
  sbiSector,
  sbiSectors,
} from '../../contexts/index.ts';

describe('the tables', () => {
  test('know a skill, an occupation and a sector by their official labels', () => {
    expect(escoSkill('http://data.europa.eu/esco/skill/821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625')).toEqual({
      id: 'http://data.europa.eu/esco/skill/821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625',
      code: 'S6.11',
      nl: 'schoonmaken',
      en: 'cleaning',
    });
    expect(
      escoOccupation('http://data.europa.eu/esco/occupation/cbad55a4-c7cf-4ab6-9540-eac72b26729b')?.nl,
    ).toBe('interieurverzorger');
    expect(sbiSector('2025', '96910')?.en).toBe('Provision of domestic personal service activities');
  });

  test('say nothing of what they do not hold: another version of SBI, a skill taken for an occupation', () => {
    expect(sbiSector('2008', '96910')).toBeUndefined();
    expect(sbiSector('2025', '00000')).toBeUndefined();
    expect(escoOccupation(escoSkills[0]?.id ?? '')).toBeUndefined();
    expect(escoSkill('constructor')).toBeUndefined();
  });

  test('hold every identifier once, each with a label in both languages', () => {
    for (const list of [escoSkills, escoOccupations]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
      for (const { id, nl, en } of list) expect([id, nl, en].every((text) => text.length > 2)).toBe(true);
    }
    expect([escoSkills.length, escoOccupations.length, sbiSectors.length]).toEqual([57, 42, 35]);
    for (const { code } of sbiSectors) expect(code).toMatch(/^\d{2,5}$/);
  });
});
