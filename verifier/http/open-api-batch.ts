/** The part of the description that is about checking many at once. */
import { outcomes } from '../../core/verify/index.ts';

const problem = { $ref: '#/components/responses/Problem' };
const orNull = (...types: string[]): object => ({ type: [...types, 'null'] });
const lineSchema = { $ref: '#/components/schemas/BatchLine' };
const answerSchema = { $ref: '#/components/schemas/CheckedLine' };

export const batchPaths = {
  '/api/v1/checks/batch': {
    post: {
      operationId: 'createBatch',
      summary: 'Check up to 100,000 credentials, one a line',
      description:
        'The answer is NDJSON as well, in the order of the lines, and begins before the last line is in. ' +
        'A call that broke off goes on with `fromLine` at the line after the last answer. ' +
        'A line beyond the hundred thousandth is answered with the code `too_large`, and ends the call.',
      security: [{ apiKey: [] }],
      parameters: [
        {
          name: 'fromLine',
          in: 'query',
          description: 'The first line to check; those before it are passed over.',
          schema: { type: 'integer', minimum: 1, default: 1 },
        },
        {
          name: 'include',
          in: 'query',
          description: 'Puts the whole report into every answer; read the answers while you send.',
          schema: { enum: ['report'] },
        },
      ],
      requestBody: {
        required: true,
        content: {
          'application/x-ndjson': {
            schema: lineSchema,
            example:
              '{"id":"1","credential":"eyJ…~"}\n{"id":"2","credential":{"type":["VerifiableCredential"]}}\n',
          },
        },
      },
      responses: {
        200: {
          description: 'An answer for each line that has something in it',
          content: { 'application/x-ndjson': { schema: answerSchema } },
        },
        400: problem,
        401: problem,
        403: problem,
        415: problem,
        429: problem,
      },
    },
  },
};

export const batchSchemas = {
  BatchLine: {
    type: 'object',
    description: 'Or the credential alone.',
    required: ['credential'],
    properties: {
      id: { type: ['string', 'integer'], maxLength: 200, description: 'Comes back with the answer.' },
      credential: { type: ['string', 'object'], description: 'A credential or presentation, in any format.' },
    },
  },
  CheckedLine: {
    type: 'object',
    required: ['line', 'id', 'outcome', 'code', 'issuer', 'validFrom', 'validUntil', 'holder'],
    properties: {
      line: { type: 'integer', description: 'Counted from 1.' },
      id: orNull('string', 'number'),
      outcome: { enum: [...outcomes] },
      code: { type: 'string', description: 'Of the check that made the outcome.' },
      issuer: { type: 'object', properties: { name: orNull('string'), kvkNumber: orNull('string') } },
      validFrom: orNull('string'),
      validUntil: orNull('string'),
      holder: { enum: ['proved', 'not_proved'] },
      report: { $ref: '#/components/schemas/Report' },
    },
  },
};
