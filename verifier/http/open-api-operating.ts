/** The part of the description that is for the operator: keys and counts. */
import { scopes } from '../access/index.ts';
import { countedAs, countedOutcomes } from '../report/verdict-counts.ts';

const problem = { $ref: '#/components/responses/Problem' };
const refTo = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const jsonOf = (schema: object): object => ({ content: { 'application/json': { schema } } });
const text = { type: 'string' };
const moment = { type: 'string', format: 'date-time' };
const security = [{ apiKey: [] }];
const refused = { 401: problem, 403: problem, 429: problem };
const byAdmin = 'With a key of scope `admin`; those of the settings that name no scope have it.';

export const operatingPaths = {
  '/api/v1/counts': {
    get: {
      operationId: 'showCounts',
      summary: 'How often it came to which verdict, by purpose',
      description: 'A count under ten is null. Scope `read`.',
      security,
      responses: {
        200: { description: 'Every purpose with every outcome', ...jsonOf(refTo('Counts')) },
        ...refused,
      },
    },
  },
  '/api/v1/api-keys': {
    get: {
      operationId: 'listApiKeys',
      summary: 'All keys, also those of the past',
      description: byAdmin,
      security,
      responses: {
        200: {
          description: 'The newest first',
          ...jsonOf({ type: 'object', properties: { apiKeys: { type: 'array', items: refTo('ApiKey') } } }),
        },
        ...refused,
      },
    },
    post: {
      operationId: 'createApiKey',
      summary: 'Make a key',
      description: byAdmin,
      security,
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: refTo('ApiKeyOrder'),
            example: { name: 'mortgage desk', scopes: ['ask:lender', 'read', 'check'] },
          },
        },
      },
      responses: {
        201: { description: 'With the key itself, this once', ...jsonOf(refTo('ApiKey')) },
        400: problem,
        ...refused,
      },
    },
  },
  '/api/v1/api-keys/{id}': {
    delete: {
      operationId: 'withdrawApiKey',
      summary: 'Withdraw a key, at once',
      description: byAdmin,
      security,
      parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
      responses: { 204: { description: 'It works no more' }, 404: problem, ...refused },
    },
  },
};

const held = { type: 'array', minItems: 1, uniqueItems: true, items: { enum: [...scopes] } };

export const operatingSchemas = {
  Counts: {
    type: 'object',
    required: ['counts'],
    properties: {
      counts: {
        type: 'array',
        items: {
          type: 'object',
          required: ['purpose', 'outcome', 'count'],
          properties: {
            purpose: { enum: [...countedAs] },
            outcome: { enum: [...countedOutcomes] },
            count: { type: ['integer', 'null'], minimum: 10 },
          },
        },
      },
    },
  },
  ApiKeyOrder: {
    type: 'object',
    required: ['name', 'scopes'],
    additionalProperties: false,
    properties: {
      name: { ...text, maxLength: 100 },
      scopes: held,
      expiresInDays: { type: 'integer', minimum: 1, maximum: 3650 },
      callsPerMinute: { type: 'integer', minimum: 1, description: 'Without it there is no limit.' },
    },
  },
  ApiKey: {
    type: 'object',
    required: ['keyId', 'name', 'scopes', 'state', 'createdAt'],
    properties: {
      keyId: text,
      name: text,
      scopes: held,
      state: { enum: ['active', 'expired', 'withdrawn'] },
      callsPerMinute: { type: 'integer' },
      createdAt: moment,
      expiresAt: moment,
      revokedAt: moment,
      apiKey: { ...text, description: 'Only in the answer that makes it.' },
    },
  },
};
