/** The part of the description that is about the operator's register, and about the service itself. */
import { purposes } from '../../core/openid/index.ts';
import { outcomes } from '../../core/verify/index.ts';

const problem = { $ref: '#/components/responses/Problem' };
const refTo = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const jsonOf = (schema: object): object => ({ content: { 'application/json': { schema } } });
const text = { type: 'string' };
const moment = { type: 'string', format: 'date-time' };
const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const security = [{ apiKey: [] }];
const refused = { 401: problem, 403: problem, 404: problem, 429: problem };
const scope = 'Scope `register`. 404 where the register is off, as it is unless the operator turned it on.';
const reference = {
  name: 'reference',
  in: 'path',
  required: true,
  schema: { type: 'string', pattern: '^KR-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$' },
  example: 'KR-7F3K-9QWX-2M4D',
};
const anyDigest = 'b'.repeat(64);
const body = (schema: object, example: object): object => ({
  required: true,
  content: { 'application/json': { schema, example } },
});
const byCredential = {
  type: 'object',
  required: ['credential'],
  additionalProperties: false,
  properties: { credential: { ...digest, description: 'Of what the issuer signed, as reports name it' } },
};

export const registerPaths = {
  '/api/v1/service': {
    get: {
      operationId: 'showService',
      summary: 'Who runs this verifier, and whether it keeps signed reports',
      responses: { 200: { description: 'The service', ...jsonOf(refTo('Service')) } },
    },
  },
  '/api/v1/kept-reports': {
    get: {
      operationId: 'listKeptReports',
      summary: 'Signed reports that the register keeps, the newest first',
      description: scope,
      security,
      parameters: [
        { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 } },
        { name: 'cursor', in: 'query', schema: text, description: '`nextCursor` of the page before' },
      ],
      responses: {
        200: { description: 'A page', ...jsonOf(refTo('KeptReports')) },
        400: problem,
        ...refused,
      },
    },
  },
  '/api/v1/kept-reports/searches': {
    post: {
      operationId: 'searchKeptReports',
      summary: 'The reports on one credential',
      description: scope,
      security,
      requestBody: body(byCredential, { credential: anyDigest }),
      responses: {
        200: { description: 'Up to a hundred', ...jsonOf(refTo('KeptReports')) },
        400: problem,
        ...refused,
      },
    },
  },
  '/api/v1/kept-reports/erasures': {
    post: {
      operationId: 'eraseKeptReports',
      summary: 'Erase one report by its reference number, or all on one credential',
      description: scope,
      security,
      requestBody: body(
        {
          oneOf: [
            byCredential,
            {
              type: 'object',
              required: ['reference'],
              additionalProperties: false,
              properties: { reference: reference.schema },
            },
          ],
        },
        { reference: reference.example },
      ),
      responses: {
        200: {
          description: 'How many there were',
          ...jsonOf({
            type: 'object',
            required: ['erased'],
            properties: { erased: { type: 'integer', minimum: 0 } },
          }),
        },
        400: problem,
        ...refused,
      },
    },
  },
  '/api/v1/kept-reports/{reference}': {
    parameters: [reference],
    get: {
      operationId: 'showKeptReport',
      summary: 'One report as it was signed',
      description: `${scope} That it was read is written into the audit log.`,
      security,
      responses: {
        200: {
          description: 'The signed report, or the PDF that carries it',
          content: {
            'application/json': { schema: refTo('SignedReport') },
            'application/pdf': { schema: { type: 'string', format: 'binary' } },
          },
        },
        ...refused,
      },
    },
    delete: {
      operationId: 'eraseKeptReport',
      summary: 'Erase one report',
      description: scope,
      security,
      responses: { 204: { description: 'It is gone' }, ...refused },
    },
  },
};

export const registerSchemas = {
  Service: {
    type: 'object',
    required: ['name', 'register'],
    properties: {
      name: text,
      register: {
        type: ['object', 'null'],
        description: 'Null where nothing is kept',
        properties: { days: { type: 'integer' } },
      },
    },
  },
  KeptReports: {
    type: 'object',
    required: ['reports'],
    properties: {
      reports: {
        type: 'array',
        items: {
          type: 'object',
          required: ['reference', 'checkedAt', 'purpose', 'outcome', 'credentials', 'keptAt', 'forgetAt'],
          properties: {
            reference: text,
            checkedAt: moment,
            purpose: { enum: [...purposes, null] },
            outcome: { enum: [...outcomes] },
            credentials: {
              type: 'array',
              items: { type: 'object', properties: { format: text, sha256: digest } },
            },
            keptAt: moment,
            forgetAt: moment,
          },
        },
      },
      nextCursor: { ...text, description: 'Absent on the last page' },
    },
  },
};
