import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findElements, type JsonElement } from '../../../issuer/ingest/json-elements.ts';
import { dagploegLine, dagploegRecord, importParts, refusals, warnings } from './import-bytes.ts';

describe('NDJSON', () => {
  it('is refused line by line: cut, no JSON, no object', async () => {
    const file = [
      '\uFEFF',
      dagploegLine(),
      '',
      '{"id":"DP-2"',
      '[]',
      'null',
      '"text"',
      '{}',
      dagploegLine({ id: 'DP-9' }).slice(0, 90),
    ];
    const result = await importParts('dagploeg', [file.join('\n')]);
    expect(result.report.accepted).toBe(1);
    expect(refusals(result)).toEqual([
      [4, 'invalid_json'],
      [5, 'not_an_object'],
      [6, 'not_an_object'],
      [7, 'not_an_object'],
      [8, 'missing_gig_id'],
      [9, 'invalid_json'],
    ]);
  });

  it('may have members that nobody asked for, and ids as numbers', async () => {
    const line = dagploegLine({
      id: 12,
      worker: { id: 7, name: 'Eva' },
      shoeSize: 38,
      __proto__x: { id: 1 },
    });
    const result = await importParts('dagploeg', [line.replace('"shoeSize"', '"__proto__"')]);
    expect(await result.gigs('7')).toMatchObject([{ gigId: '12', workerId: '7', workerName: 'Eva' }]);
  });

  it('never reads what an object has by birth', async () => {
    const result = await importParts('dagploeg', [dagploegLine({ worker: {} })]);
    expect(refusals(result)).toEqual([[1, 'missing_value']]);
  });

  it('that is no UTF-8 is refused in an id, and warned of in a name', async () => {
    const damage = (text: string, from: string) => {
      const bytes = Buffer.from(text);
      bytes[bytes.indexOf(from)] = 0xff;
      return bytes;
    };
    const id = await importParts('dagploeg', [damage(dagploegLine({ id: 'DP-X' }), 'X')]);
    expect(refusals(id)).toEqual([[1, 'damaged_id']]);
    const name = await importParts('dagploeg', [
      damage(dagploegLine({ worker: { id: 'W-1', name: 'XEva' } }), 'X'),
    ]);
    expect(warnings(name)).toEqual([[1, 'damaged_name']]);
  });

  it('with half a character by escape goes in, mended', async () => {
    const line = dagploegLine({ comment: 'COMMENT' }).replace('COMMENT', 'top \\ud83d!');
    const [gig] = await (await importParts('dagploeg', [line])).gigs('W-1');
    expect(gig?.review?.text).toBe('top \uFFFD!');
  });
});

const booking = (id: string, changes: object = {}) => ({
  bookingId: id,
  familyId: 'F-1',
  from: '2025-11-14T06:15:00+01:00',
  hours: 2.5,
  status: 'done',
  skills: [],
  modified: '2025-11-14T08:45:00.000Z',
  ...changes,
});
const sitter = (id: string, ...bookings: unknown[]) => ({
  sitterId: id,
  firstName: 'Łukasz',
  lastName: 'de Wit',
  bookings,
});
const oppasbos = (sitters: unknown) =>
  JSON.stringify({ exportedAt: '2026-09-01T06:00:00Z', sitters }, undefined, 1);

describe('nested JSON', () => {
  it('refuses a booking by its path, and takes those beside it', async () => {
    const file = oppasbos([
      sitter('S-1', booking('B-1'), booking('B-2', { status: 'lost' }), 7),
      { ...sitter('S-2'), bookings: null },
      { ...sitter('S-3'), bookings: 'none' },
      { bookings: [booking('B-3')] },
      'text',
      sitter(
        'S-6',
        booking('B-4', { hours: '2,75' }),
        booking('B-5', { hours: 24.01 }),
        booking('B-6', { hours: -1 }),
      ),
    ]);
    const result = await importParts('oppasbos', [file], { chunkSize: 13 });
    expect(refusals(result)).toEqual([
      ['sitters[0].bookings[1]', 'unknown_status'],
      ['sitters[0].bookings[2]', 'not_an_object'],
      ['sitters[2].bookings', 'invalid_value'],
      ['sitters[3].bookings[0]', 'missing_value'],
      ['sitters[4]', 'not_an_object'],
      ['sitters[5].bookings[1]', 'duration_too_long'],
      ['sitters[5].bookings[2]', 'negative_duration'],
    ]);
    expect((await result.gigs('S-6'))[0]?.minutes).toBe(165);
  });

  it('makes a sitter without any booking a worker with nothing done yet, and nobody of one without an id', async () => {
    const file = oppasbos([
      sitter('S-1', booking('B-1')),
      sitter('S-2'),
      { ...sitter('S-3'), bookings: null },
      { ...sitter(''), bookings: [] },
    ]);
    const result = await importParts('oppasbos', [file, file]);
    expect(result.report.refused).toEqual([]);
    expect((await result.store.workers.listWorkers({ limit: 9 })).map(({ workerId }) => workerId)).toEqual([
      'S-1',
      'S-2',
      'S-3',
    ]);
    expect(await result.record('S-2')).toEqual({ gigsCompleted: 0, asOf: '2025-11-14' });
    expect(await result.store.workers.loadWorker('S-2')).toMatchObject({ name: 'Łukasz de Wit' });
    await result.store.erasure.deleteWorker('S-2');
    expect(await result.record('S-2')).toBeUndefined();
  });

  it('finds the sitter around a booking whatever the order of members', async () => {
    const { bookings, ...rest } = sitter('S-1', booking('B-1'));
    const result = await importParts('oppasbos', [oppasbos([{ bookings, ...rest }])]);
    expect(await result.gigs('S-1')).toMatchObject([{ workerName: 'Łukasz de Wit' }]);
  });

  it('keeps the sitters in front of the place where the file was cut', async () => {
    const file = oppasbos([sitter('S-1', booking('B-1')), sitter('S-2', booking('B-2'))]);
    const result = await importParts('oppasbos', [file.slice(0, -60)]);
    expect(result.report.accepted).toBe(1);
    expect(refusals(result)).toEqual([['sitters[1]', 'truncated']]);
  });

  it('without the array that the mapping names is refused as a whole', async () => {
    expect(refusals(await importParts('oppasbos', ['{"people":[]}']))).toEqual([['sitters', 'no_records']]);
    expect(refusals(await importParts('oppasbos', ['{"sitters":{}}']))).toEqual([['sitters', 'no_records']]);
    expect(refusals(await importParts('oppasbos', ['{"sitters":[']))).toEqual([['sitters', 'truncated']]);
    expect(refusals(await importParts('oppasbos', ['']))).toEqual([['sitters', 'no_records']]);
    expect(refusals(await importParts('oppasbos', [oppasbos([])]))).toEqual([]);
  });
});

describe('the search for the elements of an array', () => {
  const collect = async (text: string, path: string[], size: number) => {
    const pieces = async function* () {
      for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size);
    };
    const found: JsonElement[] = [];
    for await (const some of findElements(pieces(), path)) found.push(...some);
    return found;
  };

  it('finds them in any JSON, written in any way, in pieces of any size', async () => {
    const inputs = fc.tuple(
      fc.array(fc.jsonValue({ maxDepth: 3 })),
      fc.jsonValue(),
      fc.constantFrom(undefined, 1),
      fc.integer({ min: 1, max: 50 }),
    );
    await fc.assert(
      fc.asyncProperty(inputs, async ([items, other, indent, size]) => {
        const text = JSON.stringify({ a: other, 'x"y': { list: items }, list: other }, undefined, indent);
        const found = await collect(text, ['x"y', 'list'], size);
        const texts = found.map((element) =>
          element.kind === 'element' ? JSON.parse(element.text) : element.kind,
        );
        expect(texts).toEqual(items.length === 0 ? [] : JSON.parse(JSON.stringify(items)));
      }),
      { numRuns: 200 },
    );
  });

  it('never throws on what is not JSON', async () => {
    const noise = fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'a', ' ') });
    await fc.assert(fc.asyncProperty(noise, async (text) => void (await collect(`{"a":[${text}`, ['a'], 5))));
  });

  it('takes the root itself as the array', async () => {
    expect(await collect('[1,{"a":[2]}]', [], 3)).toMatchObject([{ text: '1' }, { text: '{"a":[2]}' }]);
  });
});

describe('what one line says twice', () => {
  it('counts as JSON readers count it: the last one', async () => {
    const line = dagploegLine().replace('"id":"DP-1"', '"id":"DP-0","id":"DP-1"');
    expect(await (await importParts('dagploeg', [line])).gigs(dagploegRecord.worker.id)).toMatchObject([
      { gigId: 'DP-1' },
    ]);
  });
});
