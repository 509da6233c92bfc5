import { describe, expect, it } from 'vitest';
import {
  dagploegLine,
  type Imported,
  importParts,
  poetsmaatFile,
  poetsmaatLine,
  refusals,
  warnings,
} from './import-bytes.ts';

type Changes = Parameters<typeof poetsmaatLine>[0];
const importLine = (changes: Changes) => importParts('poetsmaat', [poetsmaatFile(poetsmaatLine(changes))]);
const importRecord = (changes: Record<string, unknown>) => importParts('dagploeg', [dagploegLine(changes)]);
const firstGig = async (imported: Imported) => (await imported.gigs('W-1'))[0];
const refusalOf = async (imported: Promise<Imported>) =>
  refusals(await imported).map(([, code]) => code)[0] ?? 'none';

describe('begin, end and break', () => {
  const minutesOf = async (changes: Changes) => (await firstGig(await importLine(changes)))?.minutes;

  it.each([
    ['10:45', '14:15', '30', 180],
    ['23:15', '01:45', '', 150],
    ['22:00', '24:00', '0', 120],
    ['9:05', '9:20', '0', 15],
    ['10:00', '10:00', '0', 1440],
    ['00:00', '00:00', '60', 1380],
  ])('from %s to %s with a break of "%s" are %i minutes', async (begin, einde, pauze_min, minutes) => {
    expect(await minutesOf({ begin, einde, pauze_min })).toBe(minutes);
  });

  it('are elapsed time over a change of clock', async () => {
    const night = { begin: '23:00', einde: '07:00' };
    expect(await minutesOf({ ...night, datum: '30-03-2024' })).toBe(7 * 60);
    expect(await minutesOf({ ...night, datum: '26-10-2024' })).toBe(9 * 60);
    expect(await minutesOf({ datum: '27-10-2024', begin: '02:30', einde: '03:30' })).toBe(120);
  });

  it('in the skipped hour are read as one hour later, with a warning', async () => {
    const imported = await importLine({ datum: '31-03-2024', begin: '01:45', einde: '02:15' });
    expect((await firstGig(imported))?.minutes).toBe(30);
    expect(warnings(imported)).toEqual([[2, 'skipped_hour']]);
  });

  it('are refused when the gig lasts less than nothing or more than a day', async () => {
    expect(await refusalOf(importLine({ pauze_min: '240' }))).toBe('negative_duration');
    expect(await refusalOf(importLine({ pauze_min: '-30' }))).toBe('negative_duration');
    expect(await refusalOf(importLine({ datum: '26-10-2024', begin: '10:00', einde: '10:00' }))).toBe(
      'duration_too_long',
    );
    expect(await refusalOf(importRecord({ end: '2025-12-27T13:15:00+01:00' }))).toBe('negative_duration');
    expect(await refusalOf(importRecord({ end: '2025-12-29T14:15:00+01:00' }))).toBe('duration_too_long');
  });

  it('may be blank only where no work was done', async () => {
    expect(await refusalOf(importLine({ einde: '' }))).toBe('missing_value');
    const cancelled = await importLine({ einde: '', status: 'geannuleerd door klant' });
    expect(await firstGig(cancelled)).toMatchObject({ status: 'cancelled_by_client', minutes: 0 });
  });

  it('without an offset are Dutch wall time in ISO 8601 too', async () => {
    const gig = await firstGig(
      await importRecord({ start: '2025-07-01 09:00', end: '2025-07-01T11:00:00+0200', breakMinutes: '15' }),
    );
    expect(gig).toMatchObject({ startedAt: '2025-07-01T07:00:00.000Z', minutes: 105 });
  });
});

describe('dates', () => {
  it.each([
    ['31-02-2024', 'invalid_date'],
    ['29-02-2023', 'invalid_date'],
    ['2024-02-01', 'invalid_date'],
    ['00-01-2024', 'invalid_date'],
    ['', 'invalid_date'],
    ['10-06-1923', 'date_out_of_range'],
    ['29-02-2024', 'none'],
    ['1-6-2024', 'none'],
  ])('of a gig: "%s" gives %s', async (datum, code) => {
    expect(await refusalOf(importLine({ datum }))).toBe(code);
  });

  it.each(['25:00', '12:60', 'half drie', '1030'])('of a gig: the time "%s" is refused', async (begin) => {
    expect(await refusalOf(importLine({ begin }))).toBe('invalid_date');
  });

  it('of a change that were cut off are refused, not guessed', async () => {
    expect(await refusalOf(importLine({ gewijzigd_op: '10-06-2023 15:15' }))).toBe('invalid_date');
    expect(await refusalOf(importLine({ gewijzigd_op: '' }))).toBe('missing_value');
    expect(await refusalOf(importRecord({ updated: '2025-12-27' }))).toBe('invalid_date');
  });

  it('in milliseconds are read from text and number; seconds or a cut number are refused', async () => {
    const header =
      'task_id,worker_id,worker_name,started_ms,minutes,client_id,client_name,sbi_2025,outcome,thumb,skills,updated_ms';
    const line = (id: number, started: string, updated: string) =>
      `S-${id},W-1,Eva,${started},15,C,Winkel,477,approved,,,${updated}`;
    const result = await importParts('schapscan', [
      [
        header,
        line(1, '1643757300000', '1643761801000.0'),
        line(2, '1643757300', '1643761801000'),
        line(3, '1643757300000', '164376180100'),
        line(4, '1.6437573E+12', '1643761801000'),
      ].join('\n'),
    ]);
    expect(refusals(result)).toEqual([
      [3, 'date_out_of_range'],
      [4, 'date_out_of_range'],
      [5, 'invalid_date'],
    ]);
  });

  it('in the future are fine for a scheduled gig and refused for a completed one', async () => {
    const future = { datum: '02-09-2026', gewijzigd_op: '01-08-2026 10:00:00' };
    expect(await refusalOf(importLine({ ...future, status: 'gepland' }))).toBe('none');
    expect(await refusalOf(importLine(future))).toBe('completed_in_future');
  });

  it('of a change in the future are taken, and never move asOf past today', async () => {
    const imported = await importLine({ gewijzigd_op: '01-01-2030 10:00:00' });
    expect(warnings(imported)).toEqual([[2, 'update_in_future']]);
    expect((await imported.record('W-1'))?.asOf).toBe('2026-09-01');
  });
});

describe('status', () => {
  it('is known by its word, whatever the capitals, or refused', async () => {
    expect(await refusalOf(importLine({ status: ' VOLTOOID ' }))).toBe('none');
    expect(await refusalOf(importLine({ status: 'vervallen' }))).toBe('unknown_status');
    expect(await refusalOf(importLine({ status: '' }))).toBe('unknown_status');
    expect(await refusalOf(importRecord({ state: 'constructor' }))).toBe('unknown_status');
    expect(await refusalOf(importRecord({ state: null }))).toBe('unknown_status');
  });
});

describe('ratings', () => {
  it.each([
    ['4,5', 4.5],
    ['4.5', 4.5],
    ['5', 5],
    [' 1 ', 1],
    ['4,50', 4.5],
  ])('of "%s" stars are %d', async (sterren, value) => {
    expect((await firstGig(await importLine({ sterren })))?.rating).toEqual({ value, worst: 1, best: 5 });
  });

  it.each(['0', '5,5', '6', '-1', '4,3'])('of "%s" stars are outside the scale', async (sterren) => {
    expect(await refusalOf(importLine({ sterren }))).toBe('rating_outside_scale');
  });

  it.each(['vijf', '4,5,5', '4;', '4.500'])('of "%s" are no number', async (sterren) => {
    const quoted = `"${sterren}"`;
    expect(await refusalOf(importLine({ sterren: quoted }))).toBe('invalid_number');
  });

  it('on another scale than the platform has are refused', async () => {
    expect(await refusalOf(importRecord({ score: { value: 4, of: 5 } }))).toBe('rating_outside_scale');
    expect(await refusalOf(importRecord({ score: { value: 11, of: 10 } }))).toBe('rating_outside_scale');
    expect(await refusalOf(importRecord({ score: { value: null, of: 10 } }))).toBe('none');
    const gig = await firstGig(await importRecord({ score: { value: '7.5', of: '10' } }));
    expect(gig?.rating).toEqual({ value: 7.5, worst: 1, best: 10 });
  });
});

describe('reviews', () => {
  it('are trimmed, and blank ones are none', async () => {
    const trimmed = await importLine({ recensie: '  netjes  ', recensie_datum: '11-06-2023' });
    expect((await firstGig(trimmed))?.review?.text).toBe('netjes');
    for (const recensie of ['   ', '\u00a0\u200b', '"\n "']) {
      expect(
        (await firstGig(await importLine({ recensie, recensie_datum: '99-99-9999' })))?.review,
      ).toBeUndefined();
    }
  });

  it('without a date have that of the gig; with one that does not exist they are refused', async () => {
    expect((await firstGig(await importLine({ recensie: 'top' })))?.review?.date).toBe('2023-06-10');
    expect(await refusalOf(importLine({ recensie: 'top', recensie_datum: '31-06-2023' }))).toBe(
      'invalid_date',
    );
  });

  it('have the Dutch date of the moment at which they were written', async () => {
    const gig = await firstGig(await importRecord({ comment: 'top', commentAt: '2025-12-31T23:30:00Z' }));
    expect(gig?.review?.date).toBe('2026-01-01');
  });

  it('that are very long are shortened with a sign and a warning', async () => {
    const imported = await importRecord({ comment: `${'a'.repeat(4998)}😀${'b'.repeat(9000)}` });
    expect((await firstGig(imported))?.review?.text).toBe(`${'a'.repeat(4998)}…`);
    expect(warnings(imported)).toEqual([[1, 'text_shortened']]);
  });
});

describe('clients', () => {
  it('have a name only as a business', async () => {
    const person = { id: 'C-9', name: 'Familie Jansen', kind: 'private' };
    expect((await firstGig(await importRecord({ client: person })))?.client).toEqual({ id: 'C-9' });
  });

  it('without an id are left out, and the gig goes in', async () => {
    for (const client of [null, {}, { id: ' ', name: 'Winkel', kind: 'business' }]) {
      const imported = await importRecord({ client });
      expect((await firstGig(imported))?.client).toBeUndefined();
      expect(warnings(imported)).toEqual([[1, 'client_ignored']]);
    }
  });
});

describe('skills and sectors', () => {
  const skill = 'http://data.europa.eu/esco/skill/485b2e3b-f883-46d8-901f-ab521d4f8e58';

  it('count once per gig, in the spelling of ESCO, and others are left out with a warning', async () => {
    const skills = [
      skill,
      skill,
      skill.replace('http:', 'https:'),
      'schoonmaken',
      'http://example.test/1',
      7,
      null,
    ];
    const imported = await importRecord({ skills });
    expect((await firstGig(imported))?.skills).toEqual([skill]);
    expect(warnings(imported)).toEqual([[1, 'skill_ignored']]);
  });

  it('are read with their version; what is not SBI is left out with a warning', async () => {
    const sector = async (value: unknown) => (await firstGig(await importRecord({ sector: value })))?.sector;
    expect(await sector({ scheme: 'SBI', version: 2008, code: '56.10.1' })).toEqual({
      scheme: 'SBI',
      version: '2008',
      code: '56101',
    });
    expect(await sector({ scheme: 'NACE', version: '2', code: '56.1' })).toBeUndefined();
    expect(await sector({ scheme: 'SBI', version: '2025', code: 'horeca' })).toBeUndefined();
    expect(await sector(null)).toBeUndefined();
  });
});
