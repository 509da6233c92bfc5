/** Issuing without a wallet, and the life of what was issued. */
import { z } from 'zod';
import { StatusOrder } from '../change-status.ts';
import { VcApiIssueOrder, VcApiStatusOrder } from '../issue-by-vc-api.ts';
import { CredentialOrder } from '../issue-directly.ts';
import { PaperQuery } from '../serve-paper.ts';
import { Issued, IssuedList, StatusChanged } from './answers.ts';
import type { DescribedCall } from './described-call.ts';

export const credentialCalls: readonly DescribedCall[] = [
  {
    method: 'get',
    path: '/api/v1/workers/{workerId}/credentials',
    id: 'listIssued',
    tag: 'Credentials',
    summary: 'List what was issued to a worker',
    scope: 'read',
    answer: { status: 200, description: 'All of it, the newest first.', schema: IssuedList },
    refusals: [404],
  },
  {
    method: 'post',
    path: '/api/v1/workers/{workerId}/credentials',
    id: 'issueDirectly',
    tag: 'Credentials',
    summary: "Sign one without a holder's key",
    scope: 'issue',
    body: { schema: CredentialOrder, required: true },
    answer: { status: 201, description: 'Signed.', schema: Issued },
    refusals: [400, 404, 409, 410, 415],
  },
  {
    method: 'get',
    path: '/api/v1/workers/{workerId}/cv.pdf',
    id: 'showPaper',
    tag: 'Credentials',
    summary: 'Make the paper',
    scope: 'issue',
    query: PaperQuery,
    answer: {
      status: 200,
      description: 'A PDF with the signed credential in it.',
      mediaType: 'application/pdf',
      headers: { 'KlusCV-Credential-Id': 'By which this paper can be withdrawn.' },
    },
    refusals: [400, 404, 409, 410],
  },
  {
    method: 'post',
    path: '/api/v1/credentials/{credentialId}/status',
    id: 'changeStatus',
    tag: 'Credentials',
    summary: 'Withdraw for good, suspend, or lift a suspension',
    scope: 'revoke',
    body: { schema: StatusOrder, required: true },
    answer: { status: 200, description: 'Changed; seen by verifiers within seconds.', schema: StatusChanged },
    refusals: [400, 404, 409, 415],
  },
  {
    method: 'post',
    path: '/credentials/issue',
    id: 'issueByVcApi',
    tag: 'Credentials',
    summary: 'VC-API: sign a credential',
    description: 'Only when its subject equals the stored work record, or a part of it.',
    scope: 'issue',
    body: { schema: VcApiIssueOrder, required: true },
    answer: {
      status: 201,
      description: 'Signed, as kluscv-ldp.',
      schema: z.object({ verifiableCredential: z.record(z.string(), z.unknown()) }),
      headers: { 'KlusCV-Credential-Id': 'By which its status can be changed.' },
    },
    refusals: [400, 404, 409, 410, 415],
  },
  {
    method: 'post',
    path: '/credentials/status',
    id: 'changeStatusByVcApi',
    tag: 'Credentials',
    summary: 'VC-API: change a status',
    scope: 'revoke',
    body: { schema: VcApiStatusOrder, required: true },
    answer: { status: 200, description: 'As was asked.', schema: VcApiStatusOrder },
    refusals: [400, 404, 409, 415],
  },
];
