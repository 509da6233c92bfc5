import { describe, expect, it } from 'vitest';
import { parseReport, parseRequestView } from '../../../verifier/page/parse-report.ts';
import { viewOfAddress } from '../../../verifier/page/state.ts';
import { credentialWith, reportOf } from '../../browser/reports.ts';

const report = reportOf(credentialWith('valid'));

describe('what the page takes from the service', () => {
  it('is a report that can be shown, and nothing else: no unknown outcome is ever drawn', () => {
    expect(parseReport(report)).toBe(report);
    for (const broken of [
      undefined,
      null,
      'valid',
      {},
      { ...report, outcome: 'excellent' },
      { ...report, message: 'Echt' },
      { ...report, credentials: [{ ...report.credentials[0], outcome: 'excellent' }] },
      { ...report, credentials: [{ ...report.credentials[0], record: 'x' }] },
    ])
      expect(parseReport(broken)).toBeUndefined();
  });

  it('is a question in a known state; an answer without a readable report is none', () => {
    expect(parseRequestView({ id: 'a', state: 'waiting', nonce: 'n' })).toEqual({
      id: 'a',
      state: 'waiting',
    });
    expect(parseRequestView({ id: 'a', state: 'received', report })).toMatchObject({
      state: 'received',
      report,
    });
    expect(parseRequestView({ id: 'a', state: 'received', report: {} })).toBeUndefined();
    expect(parseRequestView({ id: 'a', state: 'done' })).toBeUndefined();
    expect(parseRequestView({ state: 'waiting' })).toBeUndefined();
  });
});

describe('an address', () => {
  it('leads to the question it names, to a check of the digits it carries, or home', () => {
    expect(viewOfAddress('/requests/a_B-1', '')).toEqual({ name: 'request', id: 'a_B-1' });
    expect(viewOfAddress('/', `#${'1'.repeat(40)}`)).toEqual({ name: 'checking' });
    expect(viewOfAddress('/', '#eyJ0eXAiOiJkYytzZC1qd3QifQ.e30.c2ln~WyJhIl0~')).toEqual({ name: 'checking' });
    expect(viewOfAddress('/', '#credential=%7B%22type%22%3A%5B%5D%7D')).toEqual({ name: 'checking' });
    // Long, and wrong at its very end: told at once.
    expect(viewOfAddress('/', `#a.b.${'c'.repeat(1_000_000)}!`)).toEqual({
      name: 'home',
      isLinkBroken: true,
    });
    expect(viewOfAddress('/', '#123')).toEqual({ name: 'home', isLinkBroken: true });
    expect(viewOfAddress('/', '#content')).toEqual({ name: 'home' });
    expect(viewOfAddress('/requests/../x', '')).toEqual({ name: 'home' });
  });
});
