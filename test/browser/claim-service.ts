/** The service behind the worker's page, as a test needs it: one worker with many reviews, copies and a correction. */
import type { ApiCall, ApiReply } from './open-page.ts';
import { samira, samiraElsewhere } from './reports.ts';

const { name: _name, nameBasis: _basis, platform: _platform, ...record } = samira;

export const claimSession = {
  platform: 'Poetsmaat',
  worker: { name: 'Samira de Vries', nameBasis: 'identity_document', birthDate: '1990-02-03' },
  record: { ...record, hoursByMonth: samiraElsewhere.hoursByMonth, reviewCount: 41 },
  reviews: Array.from({ length: 41 }, (_, index) => ({
    gigId: `g${index + 1}`,
    text: index === 1 ? '<img src=x onerror=alert(1)>' : 'Prima gewerkt, op tijd en vriendelijk. Graag weer!',
    month: '2026-02',
  })),
  txCodeRequired: false,
  questionnaire: true,
  walletUrl: 'https://wallet.test',
  expiresAt: '2026-11-21T14:00:00Z',
};

export const offerUri =
  'openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fkluscv.test%2Foffers%2Fabc';

const copies = [
  { copyId: 'c2', madeAt: '2026-11-20T10:00:00Z', madeFor: 'Hotel De Zon', status: 'on', newer: true },
  { copyId: 'c1', madeAt: '2026-11-19T10:00:00Z', status: 'off', newer: false },
];
const corrections = [
  {
    correctionId: 'k2',
    about: 'hoursWorked',
    text: 'Ik werkte ook op 3 mei.',
    askedAt: '2026-11-20T10:00:00Z',
    state: 'open',
  },
  {
    correctionId: 'k1',
    about: 'name',
    text: 'Mijn naam is met een y.',
    askedAt: '2026-11-19T10:00:00Z',
    state: 'answered',
    answer: { outcome: 'corrected', text: 'U hebt gelijk.', answeredAt: '2026-11-20T10:00:00Z' },
  },
];

/** A service with a memory of its own: what is turned off stays off, what is asked stands in the list. */
export function claimService(): (call: ApiCall) => ApiReply | undefined {
  let listed = copies;
  let asked = corrections;
  return ({ path, method, body }) => {
    if (path === '/claim/api/session') {
      return method === 'POST' ? { status: 201, json: claimSession } : { status: 410 };
    }
    if (path === '/claim/api/offer') {
      return { status: 201, json: { offerUri, expiresAt: '2026-11-21T14:00:00Z' } };
    }
    if (path === '/claim/api/pdf') return { file: '%PDF-1.7' };
    if (path === '/claim/api/copies') return { json: { copies: listed } };
    if (path === '/claim/api/copies/c2/off') {
      listed = listed.map((copy) => (copy.copyId === 'c2' ? { ...copy, status: 'off' } : copy));
      return { json: { copyId: 'c2', status: 'off' } };
    }
    if (path !== '/claim/api/corrections') return undefined;
    if (method === 'GET') return { json: { corrections: asked } };
    const made = { correctionId: 'k3', ...JSON.parse(body), askedAt: '2026-11-21T10:00:00Z', state: 'open' };
    asked = [made, ...asked];
    return { status: 201, json: made };
  };
}
