/**
 * The description of the platform's calls for programs (OpenAPI 3.1), made from the schemas that the calls parse with;
 * the wallet's are OpenID4VCI's and not repeated.
 */
import { correctionCalls } from './open-api/correction-calls.ts';
import { credentialCalls } from './open-api/credential-calls.ts';
import { createOperation, type DescribedCall } from './open-api/described-call.ts';
import { issueJobCalls } from './open-api/issue-job-calls.ts';
import { operationCalls } from './open-api/operation-calls.ts';
import { workerCalls } from './open-api/worker-calls.ts';

/** Every call of the platform; a test compares them with those that are mounted. */
const calls: readonly DescribedCall[] = [
  ...workerCalls,
  ...credentialCalls,
  ...issueJobCalls,
  ...correctionCalls,
  ...operationCalls,
];

export const apiVersion = '1.0.0';

/** The OpenAPI document of the issuer at a base address. */
export function createOpenApi(url: string): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const call of calls) {
    const item = paths[call.path] ?? {};
    item[call.method] = createOperation(call);
    paths[call.path] = item;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'KlusCV issuer',
      version: apiVersion,
      description: "What a platform's own systems call. Every refusal is a problem document (RFC 9457).",
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      contact: { name: 'The platform that runs this issuer', url },
    },
    servers: [{ url }],
    tags: ['Data', 'Workers', 'Credentials', 'Operation'].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key with the scope of the call.' },
      },
      responses: {
        Problem: {
          description: 'Problem details (RFC 9457)',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail', 'code'],
          properties: {
            type: { type: 'string', format: 'uri' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string', description: 'The remedy.' },
            code: { type: 'string', description: 'Stable; docs/errors.md has them all.' },
          },
        },
      },
    },
  };
}
