/** The part of the description that is about signed reports for the file. */
import { purposes } from '../../core/openid/index.ts';
import { outcomes } from '../../core/verify/index.ts';

const text = { type: 'string' };
const binary = { type: 'string', format: 'binary' };
const moment = { type: 'string', format: 'date-time' };
const problem = { $ref: '#/components/responses/Problem' };
const signed = { $ref: '#/components/schemas/SignedReport' };
const answer = { $ref: '#/components/schemas/ReportAnswer' };
const refused = { 400: problem, 413: problem, 429: problem };

export const reportPaths = {
  '/api/v1/signed-reports': {
    post: {
      operationId: 'createSignedReport',
      summary: 'Check what is handed in, and sign a report on it for the file',
      description:
        'Nothing is kept, unless the report says so in `kept`. The body is the credential itself, or a form.',
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['credential'],
              properties: {
                credential: binary,
                purpose: { enum: [...purposes], description: 'As stated by who asks' },
                language: { enum: ['nl', 'en'], description: 'Of the PDF' },
                previous: { ...binary, description: 'An earlier report of this verifier, as JSON or PDF' },
              },
            },
          },
          'application/octet-stream': {},
          '*/*': {},
        },
      },
      responses: {
        201: {
          description: 'The signed report; as a PDF that carries the JSON when that is accepted',
          content: { 'application/json': { schema: signed }, 'application/pdf': { schema: binary } },
        },
        ...refused,
      },
    },
  },
  '/api/v1/requests/{id}/signed-report': {
    post: {
      operationId: 'createSignedReportOfAnswer',
      summary: 'Sign a report for the file on what a wallet showed',
      description:
        'For the browser that asked, by its cookie, or an API key of scope `read`. What was shown is checked again; that it is the ' +
        "holder's own was proved at `presentedAt`. 409 while nothing was received. It can be asked for as long as the session is kept.",
      parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
      requestBody: {
        content: {
          'application/json': {
            schema: {
              type: 'object',
              additionalProperties: false,
              properties: { language: { enum: ['nl', 'en'], description: 'Of the PDF' }, previous: signed },
            },
          },
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: {
                language: { enum: ['nl', 'en'], description: 'Of the PDF' },
                previous: { ...binary, description: 'An earlier report of this verifier, as JSON or PDF' },
              },
            },
          },
        },
      },
      responses: {
        201: {
          description: 'The signed report; as a PDF that carries the JSON when that is accepted',
          content: { 'application/json': { schema: signed }, 'application/pdf': { schema: binary } },
        },
        401: problem,
        404: problem,
        409: problem,
        ...refused,
      },
    },
  },
  '/api/v1/signed-reports/checks': {
    post: {
      operationId: 'checkSignedReport',
      summary: 'Whether this verifier signed a report, and whether it is unchanged',
      requestBody: {
        required: true,
        content: {
          'application/json': {},
          'application/pdf': {},
          'text/plain': { example: 'eyJ…' },
          '*/*': {},
        },
      },
      responses: {
        200: { description: 'The answer', content: { 'application/json': { schema: answer } } },
        ...refused,
      },
    },
  },
};

const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' };

export const reportSchemas = {
  SignedReport: {
    type: 'object',
    required: ['content', 'jws'],
    properties: {
      content: {
        type: 'object',
        description: 'The payload of `jws`, to be read; only the JWS counts',
        required: ['iss', 'iat', 'jti', 'verifierUrl', 'purpose', 'document', 'credentials', 'report'],
        properties: {
          iss: text,
          iat: { type: 'integer' },
          jti: { ...text, description: 'The reference number' },
          verifierUrl: text,
          purpose: { enum: [...purposes, null] },
          presentedAt: {
            ...moment,
            description: 'When a wallet showed it; the holder proved then that it is theirs',
          },
          kept: {
            type: 'object',
            description: 'Present when the verifier keeps this report',
            properties: { until: moment },
          },
          document: { type: 'object', properties: { sha256: digest, bytes: { type: 'integer' } } },
          credentials: {
            type: 'array',
            items: { type: 'object', properties: { format: text, sha256: digest } },
          },
          report: { $ref: '#/components/schemas/Report' },
          since: { type: 'object', description: 'What changed since the earlier report' },
        },
      },
      jws: { ...text, description: '`typ: kluscv-report+jwt`, by the key `kid` of the DID document' },
    },
  },
  ReportAnswer: {
    type: 'object',
    required: ['verified', 'code', 'message'],
    properties: {
      verified: { type: 'boolean' },
      code: {
        enum: ['report_genuine', 'note_genuine', 'report_changed', 'report_foreign', 'report_unreadable'],
      },
      message: { type: 'object', properties: { nl: text, en: text } },
      reference: text,
      checkedAt: moment,
      outcome: { enum: [...outcomes] },
      sha256: digest,
      content: { type: 'object' },
    },
  },
};
