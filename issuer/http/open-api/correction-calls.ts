/** Mistakes that workers report, and what corrections have made wrong. */
import { z } from 'zod';
import { CorrectedQuery, ReissueOrder } from '../serve-corrected.ts';
import { CorrectionAnswerOrder, CorrectionsQuery } from '../serve-corrections.ts';
import { IssuedList, Offered } from './answers.ts';
import type { DescribedCall } from './described-call.ts';

const moment = z.iso.datetime();

const Correction = z.object({
  correctionId: z.string(),
  workerId: z.string(),
  about: z.string().describe("A claim's name, or `other`."),
  text: z.string().describe("The worker's own words."),
  askedAt: moment,
  state: z.enum(['open', 'answered']),
  answer: z
    .object({
      outcome: z.enum(['corrected', 'not_corrected']),
      text: z.string().optional(),
      answeredAt: moment,
    })
    .optional(),
});
const CorrectionsPage = z.object({ corrections: z.array(Correction), nextCursor: z.string().optional() });
const CorrectedPage = IssuedList.extend({ nextCursor: z.string().optional() });
const Reissued = Offered.extend({ credentialId: z.string(), status: z.literal('revoked') });

export const correctionCalls: readonly DescribedCall[] = [
  {
    method: 'get',
    path: '/api/v1/corrections',
    id: 'listCorrections',
    tag: 'Workers',
    summary: 'List what workers report as wrong',
    scope: 'read',
    query: CorrectionsQuery,
    answer: { status: 200, description: 'In the order of asking.', schema: CorrectionsPage },
    refusals: [400],
  },
  {
    method: 'post',
    path: '/api/v1/corrections/{correctionId}/answer',
    id: 'answerCorrection',
    tag: 'Workers',
    summary: 'Answer a report, once',
    scope: 'ingest',
    body: { schema: CorrectionAnswerOrder, required: true },
    answer: { status: 200, description: "Answered; stands on the worker's page.", schema: Correction },
    refusals: [400, 404, 409, 415],
  },
  {
    method: 'get',
    path: '/api/v1/corrected-credentials',
    id: 'listCorrected',
    tag: 'Credentials',
    summary: 'List what corrections of gigs have made wrong',
    description: 'Credentials and papers, not withdrawn, of which a counted gig was corrected since.',
    scope: 'read',
    query: CorrectedQuery,
    answer: { status: 200, description: 'In the order of correction.', schema: CorrectedPage },
    refusals: [400],
  },
  {
    method: 'post',
    path: '/api/v1/credentials/{credentialId}/reissue',
    id: 'reissueCredential',
    tag: 'Credentials',
    summary: 'Offer it anew with the figures of now, and withdraw it',
    scope: 'revoke',
    body: { schema: ReissueOrder, required: false },
    answer: { status: 201, description: 'Offered, and the old one withdrawn.', schema: Reissued },
    refusals: [400, 404, 409, 410, 415],
  },
];
