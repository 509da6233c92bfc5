import { describe, expect, it } from 'vitest';
import { escoSkill } from '../../../contexts/index.ts';
import { parseMapping } from '../../../issuer/ingest/index.ts';
import { findUnskilled, suggestSkills } from '../../../issuer/skills/index.ts';
import { importParts } from '../ingest/import-bytes.ts';

const cleaning = 'http://data.europa.eu/esco/skill/821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625';
const caring = 'http://data.europa.eu/esco/skill/969845ce-6895-44a8-a3d2-b8c2d8b5de21';

const mapping = (skills: object) =>
  parseMapping({
    platform: 'Ours',
    file: { format: 'csv', encoding: 'utf-8', delimiter: ',' },
    gig: {
      gigId: 'id',
      workerId: 'worker',
      status: 'completed',
      startedAt: { from: 'when', format: 'yyyy-MM-dd', timeOfDay: '12:00' },
      minutes: 'unknown',
      skills: { from: 'category', ...skills },
      updatedAt: { from: 'when', format: 'yyyy-MM-dd', timeOfDay: '12:00' },
    },
  });

const file = [
  'id,worker,when,category,text',
  '1,W-1,2024-05-01,Window cleaning,',
  '2,W-1,2024-05-02,window CLEANING,',
  '3,W-1,2024-05-03,Oppas,zorgen voor twee kinderen',
  '4,W-1,2024-05-04,Oppas,',
  '5,W-1,2024-05-05,,',
  `6,W-1,2024-05-06,${caring},`,
].join('\n');

async function* bytes() {
  yield Buffer.from(file);
}

describe('a table from categories to skills', () => {
  const withTable = mapping({ table: { 'Window cleaning': [cleaning] }, describedBy: 'text' });

  it('gives the skills of the categories in it, and of no other', async () => {
    const { record, report } = await importParts(withTable, [file]);
    expect(report).toMatchObject({ accepted: 6, refused: [], warnings: [] });
    expect((await record('W-1'))?.skills).toEqual([
      { id: cleaning, gigs: 2 },
      { id: caring, gigs: 1 },
    ]);
  });

  it('takes nothing but addresses of ESCO skills', () => {
    expect(() => mapping({ table: { Cleaning: ['cleaning'] } })).toThrow('address of an ESCO skill');
  });

  it('leaves the others for the report, which suggests and decides nothing', async () => {
    const report = await findUnskilled(bytes(), withTable);
    expect(report).toMatchObject({ completed: 6, withSkill: 3 });
    expect(report.without.map(({ category, gigs }) => [category, gigs])).toEqual([
      ['Oppas', 2],
      [undefined, 1],
    ]);
    expect(report.without[0]?.suggestions[0]).toMatchObject({ id: caring });
    expect(report.without[1]?.suggestions).toEqual([]);
  });
});

describe('suggestions', () => {
  it.each([
    ['Schoonmaak van een kantoor', 'schoonmaken'],
    ['Cleaning a house', 'cleaning'],
    ['loading and unloading trucks', 'loading and unloading goods and, materials'],
  ])('for %s name %s', (text, label) => {
    const [first] = suggestSkills(text);
    expect([first?.nl, first?.en]).toContain(label);
    expect(escoSkill(first?.id ?? '')).toBeDefined();
  });

  it('are none for a text that says nothing', () => {
    expect(suggestSkills('van de en het')).toEqual([]);
    expect(suggestSkills('')).toEqual([]);
  });
});
