import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMapping } from '../../../issuer/ingest/index.ts';
import { createSample, proposeMapping } from '../../../issuer/propose/index.ts';
import {
  exampleFile,
  importParts,
  loadExampleMapping,
  type Platform,
  readExample,
} from '../ingest/import-bytes.ts';

const propose = (bytes: Uint8Array | string, isWhole = true) =>
  proposeMapping(createSample(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, isWhole), 'Ours');

const csv = (header: string, ...lines: string[]): string => [header, ...lines].join('\n');

describe.each(Object.keys(exampleFile) as Platform[])(
  'the export of %s, to somebody who has never seen it',
  (platform) => {
    const file = readExample(`exports/${exampleFile[platform]}`);

    it('gets a mapping whose dates, hours, attendance and ratings are those of the one made by hand', async () => {
      const proposal = propose(file);
      expect(proposal?.undecided).toEqual([]);
      const proposed = await importParts(parseMapping(proposal?.mapping), [file]);
      expect(proposed.report.refused).toEqual([]);
      const known = await importParts(loadExampleMapping(platform), [file]);
      for (const { workerId } of (await known.store.workers.listWorkers({ limit: 1000 })).slice(0, 20)) {
        const [one, other] = [await proposed.record(workerId), await known.record(workerId)];
        for (const figure of [
          'gigsCompleted',
          'firstGigDate',
          'hoursByMonth',
          'attendance',
          'rating',
          'satisfaction',
          'clientCount',
          'reviewCount',
          'skills',
        ] as const)
          expect(one?.[figure], `${workerId} ${figure}`).toEqual(other?.[figure]);
      }
    });

    it('gets the same from the first part of it', () => {
      const settings = (bytes: Uint8Array, isWhole: boolean) =>
        Object.keys(Object(Object(propose(bytes, isWhole)?.mapping).gig));
      expect(settings(file.subarray(0, 60_000), false)).toEqual(settings(file, true));
    });
  },
);

describe('a file of another kind', () => {
  it('with dates of the other order, AM and PM, and no ids, is read as it is meant', () => {
    const proposal = propose(
      csv(
        'pickup_datetime,dropoff_datetime,driver_id,trip_status',
        '01/31/2023 11:53:01 PM,02/01/2023 12:13:05 AM,D7,Completed',
        '02/11/2023 01:53:01 PM,02/11/2023 02:23:05 PM,D7,Completed',
        '02/13/2023 01:53:01 PM,02/13/2023 02:23:05 PM,D8,No Drivers Available',
        '02/15/2023 01:53:01 PM,02/15/2023 02:23:05 PM,D8,Cancelled by Driver',
      ),
    );
    expect(proposal?.mapping).toMatchObject({
      gig: {
        gigId: ['driver_id', 'pickup_datetime'],
        workerId: 'driver_id',
        status: {
          words: {
            Completed: 'completed',
            'No Drivers Available': '?',
            'Cancelled by Driver': 'cancelled_by_worker',
          },
        },
        startedAt: { from: 'pickup_datetime', format: 'MM/dd/yyyy hh:mm:ss a' },
        minutes: { end: { from: 'dropoff_datetime' } },
      },
    });
    expect(proposal?.undecided).toEqual(['No Drivers Available']);
    expect(proposal?.open.join('\n')).toContain('what "No Drivers Available" means is for you to say');
  });

  it('that says of no worker says so, and stands open', () => {
    const proposal = propose(csv('id,date,comments', '1,2024-01-02,fine', '2,2024-01-03,good'));
    expect(proposal?.mapping).toMatchObject({
      gig: {
        gigId: 'id',
        workerId: '?',
        status: 'completed',
        minutes: 'unknown',
        startedAt: { timeOfDay: '12:00' },
      },
    });
    expect(proposal?.open.join('\n')).toContain('workerId: no column was found');
  });

  it('takes no delivery of days for a gig', () => {
    const order = (id: string) => ({
      order_id: id,
      seller_id: 'S',
      order_purchase_timestamp: '2017-10-02 10:56:33',
      order_delivered_date: '2017-10-10 21:25:13',
      order_status: 'delivered',
    });
    const proposal = propose(JSON.stringify({ data: { orders: [order('a'), order('b')] } }));
    expect(proposal?.mapping).toMatchObject({
      file: { format: 'json', records: 'data.orders[]' },
      gig: { minutes: 'unknown', status: { words: { delivered: 'completed' } } },
    });
  });

  it('in German, with a code page, commas and lengths written out, is read as it is meant', () => {
    const proposal = propose(
      csv(
        'Auftragsnummer;Mitarbeiternummer;Vorname;Nachname;Datum;Beginn;Dauer;Kundennummer;Status;Bewertung',
        'A1;M1;Ayse;Öztürk;09.01.2023;09:00;1:30;K1;abgeschlossen;',
        'A2;M2;Jan;Vogel;11.01.2023;10:30;2:00;K2;vom Mitarbeiter storniert;4',
        'A3;M1;Ayse;Öztürk;13.01.2023;09:00;0:45;K1;vom Kunden storniert;5',
        'A4;M1;Ayse;Öztürk;14.01.2023;09:00;0:45;K1;nicht erschienen;',
      ),
    );
    expect(proposal?.mapping).toMatchObject({
      gig: {
        gigId: 'Auftragsnummer',
        workerId: 'Mitarbeiternummer',
        workerName: ['Vorname', 'Nachname'],
        startedAt: { from: ['Datum', 'Beginn'], format: 'dd.MM.yyyy HH:mm' },
        minutes: { from: 'Dauer', unit: 'duration' },
        status: {
          words: {
            abgeschlossen: 'completed',
            'vom Mitarbeiter storniert': 'cancelled_by_worker',
            'vom Kunden storniert': 'cancelled_by_client',
            'nicht erschienen': 'no_show',
          },
        },
        rating: { from: 'Bewertung', worst: 1, best: 5 },
      },
    });
  });

  it('with a date and a time in columns that both say start, puts them together', () => {
    const proposal = propose(
      csv(
        'id;personeelsnummer;startdatum;starttijd;uren;status',
        '1;7;9-1-2023;09:00;1,5;afgerond',
        '2;8;10-1-2023;10:00;2;afgezegd door uitzendkracht',
        '3;7;11-1-2023;10:00;2;afgerond',
      ),
    );
    expect(proposal?.mapping).toMatchObject({
      gig: {
        workerId: 'personeelsnummer',
        startedAt: { from: ['startdatum', 'starttijd'], format: 'dd-MM-yyyy HH:mm' },
        minutes: { from: 'uren', unit: 'hours' },
        status: { words: { 'afgezegd door uitzendkracht': 'cancelled_by_worker' } },
      },
    });
  });

  it('takes marks with a sign behind them for no yes and no', () => {
    const proposal = propose(
      csv('id,worker_id,start,score', '1,7,2024-01-02T10:00,80%', '2,7,2024-01-03T10:00,100%'),
    );
    expect(Object(Object(proposal?.mapping).gig)).not.toHaveProperty('rating');
    expect(proposal?.unused).toContain('score');
  });

  it("reads a database's NULL as nothing", () => {
    const proposal = propose(
      csv('id\tworker_id\tstart\tstars', '1\t7\t2024-01-02 10:00:00\tNULL', '2\t7\t2024-01-03 10:00:00\t4'),
    );
    expect(proposal?.mapping).toMatchObject({ gig: { rating: { from: 'stars', worst: 1, best: 5 } } });
  });

  it('without a header loses no first line: its columns are numbered', async () => {
    const file = csv('G1,W1,2024-01-02 10:00,Completed', 'G2,W2,2024-01-03 10:00,No-show');
    const proposal = propose(file);
    expect(proposal?.mapping).toMatchObject({
      file: { columns: ['column 1', 'column 2', 'column 3', 'column 4'] },
      gig: { gigId: 'column 1', startedAt: { from: 'column 3' }, status: { from: 'column 4' } },
    });
    const gig = { ...Object(Object(proposal?.mapping).gig), workerId: 'column 2' };
    const mapping = parseMapping({ ...Object(proposal?.mapping), gig });
    expect((await importParts(mapping, [Buffer.from(file)])).report).toMatchObject({
      accepted: 2,
      refused: [],
    });
  });

  it('takes a cancellation without a side for no side', () => {
    const proposal = propose(
      csv(
        'id;worker_id;status;start',
        '1;2;Cancelled;2024-01-01 10:00',
        '2;3;Geannuleerd door klant;2024-01-02 10:00',
      ),
    );
    expect(proposal?.undecided).toEqual(['Cancelled']);
  });

  it.each(['', 'hello', '[]', '[1,2]', '{}', 'a;b', '\u0000\u0001'])(
    'without records proposes nothing: %j',
    (text) => {
      expect(propose(text)).toBeUndefined();
    },
  );
});

describe('whatever a file holds', () => {
  it('a proposal is a mapping that can be loaded', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('1', '2024-01-01', '10:00', 'done', '4,5', ''),
    );
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.constantFrom(';', ',', '\t'), (rows, delimiter) => {
        const proposal = propose(rows.map((row) => row.join(delimiter)).join('\n'));
        if (proposal !== undefined) parseMapping(proposal.mapping);
      }),
      { numRuns: 150 },
    );
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 })), { maxLength: 6 }),
        (objects) => {
          const proposal = propose(JSON.stringify({ list: objects }));
          if (proposal !== undefined) parseMapping(proposal.mapping);
        },
      ),
      { numRuns: 150 },
    );
  });
});
