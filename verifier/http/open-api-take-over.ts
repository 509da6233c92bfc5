/** The part of the description that is about taking over records from other platforms. */
import { outcomes } from '../../core/verify/index.ts';

const problem = { $ref: '#/components/responses/Problem' };
const refTo = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const jsonOf = (schema: object): object => ({ content: { 'application/json': { schema } } });
const text = { type: 'string' };
const day = { type: 'string', format: 'date' };
const moment = { type: 'string', format: 'date-time' };
const textOrNull = { type: ['string', 'null'] };
const outcome = { enum: [...outcomes] };
const security = [{ apiKey: [] }];
const id = { name: 'id', in: 'path', required: true, schema: text };
const refused = { 401: problem, 403: problem, 429: problem };
const path = '/api/v1/received-records';

export const takeOverPaths = {
  [path]: {
    post: {
      operationId: 'createReceivedRecord',
      summary: 'Take over what another platform signed',
      description:
        'Verifies it and gives each credential in one form, with where it comes from. Marks stay on their own scale and are for showing only, until the worker has own ones. The body may also be the presentation, credential or file itself.',
      security,
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: refTo('TakeOverOrder'),
            example: {
              presentation: 'eyJ…~',
              reference: 'worker-17',
              periods: [{ name: 'Dagploeg', from: '2025-01-01', to: '2025-12-31' }],
            },
          },
          '*/*': {},
        },
      },
      responses: {
        200: { description: 'A record for each credential', ...jsonOf(refTo('TakenOver')) },
        400: problem,
        404: problem,
        409: problem,
        413: problem,
        ...refused,
      },
    },
    get: {
      operationId: 'listReceivedRecords',
      summary: 'Records that were withdrawn, suspended or renewed since',
      description: 'Every kept record is looked up once a day; the earliest change first.',
      security,
      parameters: [
        { name: 'changedAfter', in: 'query', required: true, schema: moment },
        { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 1000, default: 1000 } },
        { name: 'cursor', in: 'query', schema: text, description: '`nextCursor` of the page before' },
      ],
      responses: {
        200: {
          description: 'Those that changed',
          ...jsonOf({
            type: 'object',
            required: ['records'],
            properties: {
              records: { type: 'array', items: refTo('ReceivedRecord') },
              nextCursor: { ...text, description: 'Absent on the last page' },
            },
          }),
        },
        400: problem,
        ...refused,
      },
    },
  },
  [`${path}/{id}`]: {
    get: {
      operationId: 'showReceivedRecord',
      summary: 'How a record that was taken over stands',
      security,
      parameters: [id],
      responses: {
        200: { description: 'The record', ...jsonOf(refTo('ReceivedRecord')) },
        404: problem,
        ...refused,
      },
    },
    delete: {
      operationId: 'dropReceivedRecord',
      summary: 'Forget a record',
      security,
      parameters: [id],
      responses: { 204: { description: 'Forgotten' }, 404: problem, ...refused },
    },
  },
};

const period = { type: 'object', required: ['from', 'to'], properties: { from: day, to: day } };

export const takeOverSchemas = {
  TakeOverOrder: {
    type: 'object',
    additionalProperties: false,
    properties: {
      presentation: { type: ['string', 'object'] },
      credential: { type: ['string', 'object'], description: 'In place of a presentation.' },
      requestId: {
        ...text,
        description:
          'In place of a presentation: a question for the purpose `platform` that this key asked, once a wallet has answered it.',
      },
      webhookUrl: {
        ...text,
        format: 'uri',
        description:
          'Told of a later withdrawal or renewal: `received_record.changed`, signed as Standard Webhooks 1.0 has it.',
      },
      reference: {
        ...text,
        maxLength: 200,
        description: 'Your own reference to the worker; only a keyed hash is kept.',
      },
      audience: { ...text, description: 'To whom it was presented; with `nonce`, the holder must prove it.' },
      nonce: text,
      periods: {
        type: 'array',
        maxItems: 200,
        description: 'What you have of this worker already.',
        items: { ...period, properties: { ...period.properties, name: text } },
      },
      keep: {
        type: 'boolean',
        default: true,
        description: 'False: nothing is recognised or reported later.',
      },
    },
  },
  TakenOver: {
    type: 'object',
    required: ['outcome', 'checkedAt', 'verifier', 'records'],
    properties: {
      outcome,
      checkedAt: moment,
      verifier: text,
      webhookSecret: {
        ...text,
        description: 'There when a webhookUrl was given; the same for all records of a key',
      },
      records: {
        type: 'array',
        items: {
          type: 'object',
          required: ['recordId', 'outcome', 'code', 'message', 'seenBefore', 'overlaps', 'record'],
          properties: {
            recordId: textOrNull,
            outcome,
            code: text,
            message: { type: 'object', properties: { nl: text, en: text } },
            seenBefore: {
              type: ['object', 'null'],
              properties: {
                as: { enum: ['same', 'renewed', 'older', 'copy'] },
                recordId: text,
                receivedAt: moment,
              },
            },
            overlaps: {
              type: 'array',
              items: {
                type: 'object',
                properties: {
                  at: { enum: ['own', 'taken_over', 'presented'] },
                  name: text,
                  ...period.properties,
                },
              },
            },
            record: { oneOf: [refTo('NormalizedRecord'), { type: 'null' }] },
          },
        },
      },
    },
  },
  NormalizedRecord: {
    type: 'object',
    required: ['provenance', 'person', 'period', 'work', 'judgements'],
    properties: {
      provenance: {
        type: 'object',
        properties: {
          platform: { ...textOrNull, description: "From the scheme's list." },
          kvkNumber: textOrNull,
          issuerId: textOrNull,
          format: textOrNull,
          validFrom: textOrNull,
          validUntil: textOrNull,
          asOf: textOrNull,
          checkedAt: moment,
          trustList: { type: ['object', 'null'] },
          holder: { enum: ['proved', 'not_proved'] },
        },
      },
      person: { type: 'object', properties: { name: text, nameBasis: text } },
      period: { oneOf: [period, { type: 'null' }] },
      work: { type: 'object', description: 'Facts, as in a work record.' },
      judgements: {
        type: ['object', 'null'],
        description: 'On the scale of the other platform; never converted.',
        properties: { use: { const: 'show_until_own' }, rating: { type: 'object' } },
      },
    },
  },
  ReceivedRecord: {
    type: 'object',
    required: ['recordId', 'platform', 'outcome', 'code', 'receivedAt', 'checkedAt'],
    properties: {
      recordId: text,
      platform: text,
      outcome: { enum: ['valid', 'suspended', 'revoked'] },
      code: text,
      receivedAt: moment,
      checkedAt: { ...moment, description: 'When this was last known for certain.' },
      changedAt: moment,
    },
  },
};
