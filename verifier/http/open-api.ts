/** The description of the calls for programs (OpenAPI 3.1); the wallet's endpoints are OpenID4VP's and not repeated. */
import { outcomes } from '../../core/verify/index.ts';
import { askingPaths, askingSchemas } from './open-api-asking.ts';
import { batchPaths, batchSchemas } from './open-api-batch.ts';
import { listPaths } from './open-api-lists.ts';
import { operatingPaths, operatingSchemas } from './open-api-operating.ts';
import { registerPaths, registerSchemas } from './open-api-register.ts';
import { reportPaths, reportSchemas } from './open-api-reports.ts';
import { takeOverPaths, takeOverSchemas } from './open-api-take-over.ts';

const jsonOf = (schema: object): object => ({ content: { 'application/json': { schema } } });
const problem = { $ref: '#/components/responses/Problem' };
const report = { $ref: '#/components/schemas/Report' };

/** The OpenAPI document of the verifier at a base address. */
export function openApi(url: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'KlusCV verifier',
      version: '1.0.0',
      description:
        'Judges a KlusCV: asks wallets for one, checks what is handed in, signs reports, and takes over records.',
      contact: { name: 'Who runs this verifier', url },
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url }],
    paths: {
      ...askingPaths,
      '/api/v1/checks': {
        post: {
          operationId: 'createCheck',
          summary: 'Check a credential, a PDF, a picture of a QR code or the link on paper',
          requestBody: {
            required: true,
            content: Object.fromEntries(
              [
                'application/json',
                'application/dc+sd-jwt',
                'application/jwt',
                'application/vc',
                'text/plain',
                'application/pdf',
                'image/png',
                'image/jpeg',
                'multipart/form-data',
                '*/*',
              ].map((type) => [type, {}]),
            ),
          },
          responses: { 200: { description: 'The report', ...jsonOf(report) }, 413: problem },
        },
      },
      ...batchPaths,
      ...takeOverPaths,
      ...reportPaths,
      ...registerPaths,
      ...operatingPaths,
      ...listPaths,
      '/credentials/verify': vcApiCall('verifyCredential', 'VC-API: verify a credential', {
        required: ['verifiableCredential'],
        properties: { verifiableCredential: securedForm, options: { type: 'object' } },
      }),
      '/presentations/verify': vcApiCall('verifyPresentation', 'VC-API: verify a presentation', {
        required: ['verifiablePresentation', 'options'],
        properties: {
          verifiablePresentation: securedForm,
          options: {
            type: 'object',
            required: ['challenge', 'domain'],
            properties: { challenge: { type: 'string' }, domain: { type: 'string' } },
          },
        },
      }),
    },
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } }, responses, schemas },
  };
}

/** As JSON, or as the text of a JWT or SD-JWT. */
const securedForm = { type: ['object', 'string'] };

const vcApiCall = (operationId: string, summary: string, body: object): object => ({
  post: {
    operationId,
    summary,
    requestBody: { required: true, ...jsonOf({ type: 'object', ...body }) },
    responses: {
      200: { description: 'Verified', ...jsonOf({ $ref: '#/components/schemas/Verified' }) },
      400: {
        description: 'Not verified, with the codes in `errors`; or not readable',
        ...jsonOf({ $ref: '#/components/schemas/Verified' }),
      },
      413: problem,
      415: problem,
      429: problem,
    },
  },
});

const responses = {
  Problem: {
    description: 'What went wrong (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
};

const text = { type: 'string' };
const moment = { type: 'string', format: 'date-time' };
const message = { type: 'object', required: ['nl', 'en'], properties: { nl: text, en: text } };
const outcome = { enum: [...outcomes] };
const orNull = (type: string): object => ({ type: [type, 'null'] });

const vcApiErrors = {
  type: 'array',
  items: { type: 'object', properties: { code: text, message: text } },
};

const schemas = {
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'detail', 'code'],
    properties: {
      type: { type: 'string', format: 'uri' },
      title: { ...text, description: 'What went wrong, for people' },
      status: { type: 'integer' },
      detail: { ...text, description: 'What to do about it' },
      code: { ...text, description: 'Stable; docs/errors.md has them all' },
    },
    example: {
      type: 'https://kluscv.nl/errors#not_found',
      title: 'There is nothing here.',
      status: 404,
      detail: 'Check the address and the id in it.',
      code: 'not_found',
    },
  },
  ...askingSchemas,
  ...batchSchemas,
  ...takeOverSchemas,
  ...reportSchemas,
  ...registerSchemas,
  ...operatingSchemas,
  Verified: {
    type: 'object',
    required: ['verified'],
    properties: { verified: { type: 'boolean' }, errors: vcApiErrors, report },
  },
  Report: {
    type: 'object',
    required: ['outcome', 'message', 'checkedAt', 'verifier', 'trustList', 'credentials'],
    properties: {
      outcome,
      message,
      checkedAt: moment,
      verifier: text,
      trustList: orNull('object'),
      credentials: { type: 'array', items: { $ref: '#/components/schemas/CredentialReport' } },
    },
  },
  CredentialReport: {
    type: 'object',
    required: [
      'outcome',
      'message',
      'format',
      'issuer',
      'validFrom',
      'validUntil',
      'record',
      'holder',
      'checks',
    ],
    properties: {
      outcome,
      message,
      format: orNull('string'),
      issuer: {
        type: 'object',
        properties: {
          id: orNull('string'),
          name: orNull('string'),
          kvkNumber: orNull('string'),
          listed: { type: 'boolean' },
          vouchedBy: text,
          vouchedByList: { type: 'object', properties: { version: { type: 'integer' }, issued: text } },
          stoppedOn: { type: 'string', format: 'date' },
        },
      },
      validFrom: orNull('string'),
      validUntil: orNull('string'),
      record: orNull('object'),
      holder: { enum: ['proved', 'not_proved'] },
      checks: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            check: text,
            outcome: { enum: ['pass', 'fail', 'undetermined', 'not_applicable'] },
            code: text,
            message,
          },
        },
      },
    },
  },
};
