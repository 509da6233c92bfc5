/** Gig records coming in, workers, their records and offers. */
import { z } from 'zod';
import { OfferOrder } from '../../offer/offer-to-worker.ts';
import { ImportQuery } from '../accept-gigs.ts';
import { CheckedName } from '../accept-worker.ts';
import { WorkersQuery } from '../serve-workers.ts';
import {
  CheckedWorker,
  ErasureReceipt,
  Ingested,
  Offered,
  ReviewRemoved,
  ShownRecord,
  WorkersPage,
} from './answers.ts';
import type { DescribedCall } from './described-call.ts';

const ingested = { status: 200, description: 'What came of each line.', schema: Ingested } as const;

export const workerCalls: readonly DescribedCall[] = [
  {
    method: 'post',
    path: '/api/v1/gigs',
    id: 'acceptGigs',
    tag: 'Data',
    summary: 'Send gig records, one JSON object a line',
    description: 'Streamed: as large as you like. Good lines go in, bad ones come back with the reason.',
    scope: 'ingest',
    query: ImportQuery,
    body: { mediaTypes: ['application/x-ndjson', 'application/gzip'] },
    answer: ingested,
    refusals: [400, 415],
  },
  {
    method: 'post',
    path: '/api/v1/imports/{mapping}',
    id: 'acceptImport',
    tag: 'Data',
    summary: "Send a platform's export as it is",
    scope: 'ingest',
    query: ImportQuery,
    body: {
      mediaTypes: [
        'text/csv',
        'application/json',
        'application/x-ndjson',
        'application/gzip',
        'application/octet-stream',
      ],
    },
    answer: ingested,
    refusals: [400, 404],
  },
  {
    method: 'get',
    path: '/api/v1/refused-lines/{importId}',
    id: 'listRefusedLines',
    tag: 'Data',
    summary: 'Fetch every refused line of an import',
    description: 'One JSON object a line, as in `refused`. Kept for thirty days.',
    scope: 'ingest',
    answer: { status: 200, description: 'All of them.', mediaType: 'application/x-ndjson' },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/v1/workers',
    id: 'listWorkers',
    tag: 'Workers',
    summary: 'List workers, a page at a time',
    scope: 'read',
    query: WorkersQuery,
    answer: { status: 200, description: 'A page.', schema: WorkersPage },
    refusals: [400],
  },
  {
    method: 'put',
    path: '/api/v1/workers/{workerId}',
    id: 'storeWorker',
    tag: 'Workers',
    summary: 'Set the name as checked',
    scope: 'ingest',
    body: { schema: CheckedName, required: true },
    answer: { status: 200, description: 'Kept.', schema: CheckedWorker },
    refusals: [400, 410, 415],
  },
  {
    method: 'delete',
    path: '/api/v1/workers/{workerId}',
    id: 'eraseWorker',
    tag: 'Workers',
    summary: 'Erase a worker',
    description:
      'Records, names, reviews, offers and copies go in one transaction; what was issued stays checkable, and no import brings the worker back.',
    scope: 'admin',
    answer: {
      status: 204,
      description: 'Erased.',
      headers: {
        'KlusCV-Receipt-Id': 'By which the receipt can be fetched again.',
        'KlusCV-Receipt': 'A signed receipt (compact JWS) with counts and no personal data.',
      },
    },
    refusals: [400],
  },
  {
    method: 'get',
    path: '/api/v1/erasures/{receiptId}',
    id: 'showReceipt',
    tag: 'Workers',
    summary: 'Show the receipt of an erasure',
    scope: 'admin',
    answer: { status: 200, description: 'As it was signed.', schema: ErasureReceipt },
    refusals: [404],
  },
  {
    method: 'delete',
    path: '/api/v1/gigs/{gigId}/review',
    id: 'removeReview',
    tag: 'Data',
    summary: "Remove a review on its writer's objection",
    description:
      'For good: no import brings it back. What was issued with it is withdrawn, and the worker is offered the same without it.',
    scope: 'ingest',
    answer: { status: 200, description: 'Removed.', schema: ReviewRemoved },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/v1/workers/{workerId}/record',
    id: 'showRecord',
    tag: 'Workers',
    summary: 'Show the work record, and the reviews to choose from',
    scope: 'read',
    answer: { status: 200, description: 'The same that gets signed.', schema: ShownRecord },
    refusals: [404],
  },
  {
    method: 'post',
    path: '/api/v1/workers/{workerId}/offers',
    id: 'orderOffer',
    tag: 'Workers',
    summary: 'Offer a KlusCV to a worker',
    scope: 'offer',
    body: { schema: z.optional(OfferOrder), required: false },
    answer: { status: 201, description: 'Offered.', schema: Offered },
    refusals: [400, 404, 409, 410, 415],
  },
];
