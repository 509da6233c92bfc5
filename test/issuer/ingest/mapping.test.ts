import { describe, expect, it } from 'vitest';
import { KlusCVError } from '../../../core/errors.ts';
import { parseMapping } from '../../../issuer/ingest/index.ts';
import { exampleFile, loadExampleMapping, type Platform, readExample } from './import-bytes.ts';

const poetsmaat = JSON.parse(readExample('mappings/poetsmaat.json').toString()) as Record<string, object>;

const problemOf = (change: object): string => {
  try {
    parseMapping(change);
  } catch (error) {
    if (error instanceof KlusCVError && error.code === 'invalid_mapping') return error.message;
    throw error;
  }
  return 'none';
};

describe('mappings', () => {
  it.each(Object.keys(exampleFile) as Platform[])('of %s are as the schema says', (platform) => {
    expect(loadExampleMapping(platform).gig.gigId).not.toBe('');
  });

  it('that are wrong name every setting that is', () => {
    const gig = {
      ...poetsmaat.gig,
      status: { from: 'status', words: { voltooid: 'finished' } },
      updatedAt: { from: 'gewijzigd_op', format: 'DD/MM' },
    };
    const problem = problemOf({ ...poetsmaat, zone: 'Mokum', gig });
    for (const setting of ['zone', 'gig.status.words.voltooid', 'gig.updatedAt.format'])
      expect(problem).toContain(setting);
  });

  it('that contradict themselves are refused', () => {
    const withGig = (change: object) => problemOf({ ...poetsmaat, gig: { ...poetsmaat.gig, ...change } });
    expect(withGig({ rating: { from: 'x', worst: 5, best: 1 } })).toContain('worst must be below best');
    expect(withGig({ startedAt: { from: 'x', format: 'HH:mm' } })).toContain('must hold a date');
    expect(withGig({ updatedAt: { from: 'x', format: 'dd-MM-yyyy' } })).toContain('must hold a time');
    expect(withGig({ status: { from: 'x', words: { A: 'completed', a: 'no_show' } } })).toContain(
      'stands twice',
    );
  });

  it('take no setting that is not known, and nothing that is not a mapping', () => {
    expect(problemOf({ ...poetsmaat, colour: 'red' })).toContain('colour');
    expect(problemOf([])).toContain('mapping');
  });
});
