/** Issuing to every worker at once. */
import { z } from 'zod';
import { IssueJobOrder } from '../issue-jobs.ts';
import type { DescribedCall } from './described-call.ts';

const ShownIssueJob = z.object({
  jobId: z.string(),
  configuration: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  workers: z.int().describe('Dealt with so far.'),
  workersInAll: z.int(),
  issued: z.int(),
  skipped: z
    .record(z.string(), z.int())
    .describe('Workers who got none, by reason: no_completed_gigs, unknown, internal.'),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  failure: z.string().optional(),
});

export const issueJobCalls: readonly DescribedCall[] = [
  {
    method: 'post',
    path: '/api/v1/issue-jobs',
    id: 'orderIssueJob',
    tag: 'Credentials',
    summary: 'Sign one for every worker',
    description:
      'Made in the background by any replica, and by another one when that dies; nobody can prove to be the holder of these.',
    scope: 'issue',
    body: { schema: IssueJobOrder, required: true },
    answer: {
      status: 202,
      description: 'Begins within seconds.',
      schema: ShownIssueJob,
      headers: { Location: 'Where to ask how far it is.' },
    },
    refusals: [400, 415],
  },
  {
    method: 'get',
    path: '/api/v1/issue-jobs/{jobId}',
    id: 'showIssueJob',
    tag: 'Credentials',
    summary: 'How far a run is',
    scope: 'issue',
    answer: { status: 200, description: 'As it stands now.', schema: ShownIssueJob },
    refusals: [404],
  },
  {
    method: 'delete',
    path: '/api/v1/issue-jobs/{jobId}',
    id: 'dropIssueJob',
    tag: 'Credentials',
    summary: 'Delete a run that has ended, and the lines that it has signed',
    description: 'To be called once the lines have arrived; a day after its end the run goes by itself.',
    scope: 'issue',
    answer: { status: 204, description: 'They are gone; the credentials stay issued.' },
    refusals: [404, 409],
  },
  {
    method: 'get',
    path: '/api/v1/issue-jobs/{jobId}/credentials',
    id: 'fetchIssuedLines',
    tag: 'Credentials',
    summary: 'Fetch what a run has signed',
    description:
      'When it is done, for a day, from any replica: a line each, {"credentialId", "workerId", "credential"}. Workers who were erased meanwhile are not among them.',
    scope: 'issue',
    answer: { status: 200, description: 'All lines.', mediaType: 'application/x-ndjson' },
    refusals: [404, 409, 410],
  },
];
