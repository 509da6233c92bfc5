/** The part of the description that is about asking wallets: the calls, and what goes in and comes out. */
import {
  clientIdPrefixes,
  digitalProtocols,
  flows,
  presentationFormats,
  purposes,
} from '../../core/openid/index.ts';

const refTo = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const jsonOf = (schema: object): object => ({ content: { 'application/json': { schema } } });
const problem = { $ref: '#/components/responses/Problem' };
const text = { type: 'string' };
const moment = { type: 'string', format: 'date-time' };
const address = { type: 'string', format: 'uri' };
const id = { name: 'id', in: 'path', required: true, schema: text };
const byAnybody = [{}, { apiKey: [] }];
const byViewer = 'For the browser that asked (by its cookie) or with an API key.';

const created = (name: string): object => ({
  201: { description: 'Opened', ...jsonOf(refTo(name)) },
  400: problem,
  401: problem,
  403: problem,
  429: problem,
});

const endedWith = (description: string): object => ({
  200: { description, ...jsonOf(refTo('RequestView')) },
  400: problem,
  401: problem,
  404: problem,
  409: problem,
});

export const askingPaths = {
  '/api/v1/requests': {
    post: {
      operationId: 'createRequest',
      summary: 'Ask a wallet for a KlusCV, for a purpose',
      security: byAnybody,
      requestBody: {
        required: true,
        content: { 'application/json': { schema: refTo('NewRequest'), example: { purpose: 'employer' } } },
      },
      responses: created('OpenedRequest'),
    },
  },
  '/api/v1/requests/{id}': {
    get: {
      operationId: 'showRequest',
      summary: 'How a request stands; also as server-sent events',
      description: byViewer,
      security: byAnybody,
      parameters: [id],
      responses: {
        200: {
          description: 'The state, and the report once there is one',
          content: {
            'application/json': { schema: refTo('RequestView') },
            'text/event-stream': { schema: text },
          },
        },
        401: problem,
        404: problem,
      },
    },
  },
  '/api/v1/requests/{id}/response-code': {
    post: {
      operationId: 'releaseRequest',
      summary: 'Come back from a wallet on the same device',
      description: `${byViewer} The code stands in the address that the wallet sent the worker back to; it works once.`,
      security: byAnybody,
      parameters: [id],
      requestBody: {
        required: true,
        ...jsonOf({ type: 'object', required: ['responseCode'], properties: { responseCode: text } }),
      },
      responses: { ...endedWith('The end of the request'), 410: problem },
    },
  },
  '/api/v1/digital-credential-requests': {
    post: {
      operationId: 'createDigitalCredentialRequest',
      summary: 'Ask through the browser (Digital Credentials API)',
      security: byAnybody,
      requestBody: { required: true, ...jsonOf(refTo('NewDigitalRequest')) },
      responses: created('OpenedDigitalRequest'),
    },
  },
  '/api/v1/requests/{id}/digital-credential': {
    post: {
      operationId: 'answerDigitalCredentialRequest',
      summary: 'Hand in what the browser gave',
      description: byViewer,
      security: byAnybody,
      parameters: [id],
      requestBody: { required: true, ...jsonOf(refTo('DigitalAnswer')) },
      responses: endedWith('The end of the request, whatever its outcome'),
    },
  },
};

const question = {
  purpose: { enum: [...purposes] },
  formats: { type: 'array', minItems: 1, items: { enum: [...presentationFormats] } },
  clientIdPrefix: { enum: [...clientIdPrefixes], default: 'x509_hash' },
};

export const askingSchemas = {
  NewRequest: {
    type: 'object',
    required: ['purpose'],
    additionalProperties: false,
    properties: {
      ...question,
      flow: { enum: ['cross-device', 'same-device'], default: 'cross-device' },
      responseMode: { enum: ['direct_post', 'direct_post.jwt'], default: 'direct_post' },
      requestUriMethod: { enum: ['get', 'post'], default: 'get' },
      returnUrl: {
        ...address,
        description:
          'Same-device, with an API key: the wallet sends the worker here, with "response_code" in the query.',
      },
      webhookUrl: {
        ...address,
        description:
          'With an API key: called with {type: "request.ended", timestamp, data: {id, state}} (Standard Webhooks 1.0).',
      },
    },
  },
  OpenedRequest: {
    type: 'object',
    required: ['id', 'requestUri', 'pageUrl', 'expiresAt'],
    properties: {
      id: text,
      requestUri: text,
      pageUrl: text,
      expiresAt: moment,
      walletUrl: text,
      webhookSecret: text,
    },
  },
  NewDigitalRequest: {
    type: 'object',
    required: ['purpose'],
    additionalProperties: false,
    properties: {
      ...question,
      responseMode: { enum: ['dc_api', 'dc_api.jwt'], default: 'dc_api.jwt' },
      protocols: { type: 'array', minItems: 1, items: { enum: [...digitalProtocols] } },
      origin: { ...text, description: 'With an API key: the origin of the page that will ask.' },
    },
  },
  OpenedDigitalRequest: {
    type: 'object',
    required: ['id', 'requests', 'pageUrl', 'expiresAt'],
    properties: {
      id: text,
      pageUrl: text,
      expiresAt: moment,
      requests: {
        type: 'array',
        description: 'For navigator.credentials.get({digital: {requests}}), as it is.',
        items: {
          type: 'object',
          required: ['protocol', 'data'],
          properties: { protocol: { enum: [...digitalProtocols] }, data: { type: 'object' } },
        },
      },
    },
  },
  DigitalAnswer: {
    type: 'object',
    required: ['protocol', 'data'],
    properties: { protocol: text, data: { type: ['object', 'string'] } },
  },
  RequestView: {
    type: 'object',
    required: ['id', 'state', 'purpose', 'flow', 'expiresAt'],
    properties: {
      id: text,
      state: { enum: ['waiting', 'received', 'refused', 'expired'] },
      purpose: { enum: [...purposes] },
      flow: { enum: [...flows] },
      expiresAt: moment,
      requestUri: text,
      walletUrl: text,
      reason: {
        ...text,
        description:
          'When refused: the wallet’s error code, such as "access_denied"; "answer_not_accepted"; "claims_missing" when what this purpose needs was kept back.',
      },
      report: refTo('Report'),
    },
  },
};
