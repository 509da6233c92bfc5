/** API keys and the audit log. */
import { ApiKeyOrder } from '../manage-api-keys.ts';
import { AuditCheckQuery, AuditQuery } from '../serve-audit.ts';
import { ApiKeyList, AuditChecked, AuditPage, NewApiKeyView } from './answers.ts';
import type { DescribedCall } from './described-call.ts';

export const operationCalls: readonly DescribedCall[] = [
  {
    method: 'post',
    path: '/api/v1/api-keys',
    id: 'createApiKey',
    tag: 'Operation',
    summary: 'Make an API key',
    scope: 'admin',
    body: { schema: ApiKeyOrder, required: true },
    answer: { status: 201, description: 'Made; the key itself is shown this once.', schema: NewApiKeyView },
    refusals: [400, 415],
  },
  {
    method: 'get',
    path: '/api/v1/api-keys',
    id: 'listApiKeys',
    tag: 'Operation',
    summary: 'List API keys',
    scope: 'admin',
    answer: { status: 200, description: 'The newest first, also those of the past.', schema: ApiKeyList },
  },
  {
    method: 'delete',
    path: '/api/v1/api-keys/{keyId}',
    id: 'revokeApiKey',
    tag: 'Operation',
    summary: 'Withdraw an API key',
    scope: 'admin',
    answer: { status: 204, description: 'It does not work any more.' },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/v1/audit',
    id: 'listAudit',
    tag: 'Operation',
    summary: 'Read the audit log',
    scope: 'admin',
    query: AuditQuery,
    answer: { status: 200, description: 'Entries in order.', schema: AuditPage },
    refusals: [400],
  },
  {
    method: 'get',
    path: '/api/v1/audit/check',
    id: 'checkAudit',
    tag: 'Operation',
    summary: 'Check that the audit log is whole',
    scope: 'admin',
    query: AuditCheckQuery,
    answer: { status: 200, description: 'Whether every entry is as it was written.', schema: AuditChecked },
    refusals: [400],
  },
];
