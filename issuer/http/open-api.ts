/** The description of the platform's calls for programs (OpenAPI 3.1); the wallet's are OpenID4VCI's and not repeated. */
import { configurations } from '../issue/configurations.ts';

type Operation = Record<string, unknown>;

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const problem = { $ref: '#/components/responses/Problem' };
const workerId = { name: 'workerId', in: 'path', required: true, schema: { type: 'string' } };
const string = { type: 'string' };
const configuration = { type: 'string', enum: [...configurations.keys()] };

function operation(operationId: string, summary: string, rest: Operation): Operation {
  const { responses, ...others } = rest;
  return {
    operationId,
    summary,
    security: [{ apiKey: [] }],
    ...others,
    responses: { ...(typeof responses === 'object' ? responses : {}), 401: problem, 403: problem },
  };
}

const takesFile = (operationId: string, summary: string, mediaType: string): Operation =>
  operation(operationId, summary, {
    requestBody: {
      required: true,
      content: { [mediaType]: { schema: { type: 'string', format: 'binary' } } },
    },
    responses: { 200: { description: 'What came of each line', ...json(ref('Ingested')) } },
  });

/** The OpenAPI document of the issuer at a base address. */
export function createOpenApi(url: string): object {
  return {
    openapi: '3.1.0',
    info: { title: 'KlusCV issuer', version: '1.0.0', license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    servers: [{ url }],
    paths: {
      '/api/v1/gigs': {
        post: takesFile('acceptGigs', 'Gig records, one JSON object a line', 'application/x-ndjson'),
      },
      '/api/v1/imports/{mapping}': {
        parameters: [{ name: 'mapping', in: 'path', required: true, schema: string }],
        post: takesFile('acceptImport', "A platform's export as it is", '*/*'),
      },
      '/api/v1/workers': {
        get: operation('listWorkers', 'Workers, a page at a time', {
          parameters: ['cursor', 'limit'].map((name) => ({ name, in: 'query', schema: string })),
          responses: { 200: { description: 'A page', ...json({ type: 'object' }) } },
        }),
      },
      '/api/v1/workers/{workerId}': {
        parameters: [workerId],
        put: operation('storeWorker', 'The name as checked', {
          requestBody: { required: true, ...json(ref('Worker')) },
          responses: { 200: { description: 'Kept', ...json(ref('Worker')) }, 400: problem },
        }),
        delete: operation('eraseWorker', 'Erase a worker', { responses: { 204: { description: 'Erased' } } }),
      },
      '/api/v1/workers/{workerId}/record': {
        parameters: [workerId],
        get: operation('showRecord', 'The work record, and the reviews to choose from', {
          responses: { 200: { description: 'The record', ...json({ type: 'object' }) }, 404: problem },
        }),
      },
      '/api/v1/workers/{workerId}/offers': {
        parameters: [workerId],
        post: operation('orderOffer', 'Offer a KlusCV to a worker', {
          requestBody: json(ref('OfferOrder')),
          responses: { 201: { description: 'Offered', ...json(ref('Offer')) }, 400: problem, 404: problem },
        }),
      },
      '/api/v1/workers/{workerId}/credentials': {
        parameters: [workerId],
        get: operation('listIssued', 'What was issued to a worker', {
          responses: { 200: { description: 'All of it', ...json({ type: 'object' }) }, 404: problem },
        }),
        post: operation('issueDirectly', "Sign one without a holder's key", {
          requestBody: { required: true, ...json(ref('CredentialOrder')) },
          responses: {
            201: { description: 'Signed', ...json({ type: 'object' }) },
            400: problem,
            404: problem,
          },
        }),
      },
      '/api/v1/workers/{workerId}/cv.pdf': {
        parameters: [workerId],
        get: operation('showPaper', 'The record on paper', {
          parameters: ['language', 'include'].map((name) => ({ name, in: 'query', schema: string })),
          responses: { 200: { description: 'A PDF', content: { 'application/pdf': {} } }, 404: problem },
        }),
      },
      '/api/v1/credentials/{credentialId}/status': {
        parameters: [{ name: 'credentialId', in: 'path', required: true, schema: string }],
        post: operation('changeStatus', 'Withdraw, suspend or lift a suspension', {
          requestBody: { required: true, ...json(ref('StatusChange')) },
          responses: {
            200: { description: 'Changed', ...json({ type: 'object' }) },
            404: problem,
            409: problem,
          },
        }),
      },
    },
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
      responses: {
        Problem: {
          description: 'Problem details (RFC 9457)',
          content: { 'application/problem+json': { schema: { type: 'object' } } },
        },
      },
      schemas: {
        Ingested: {
          type: 'object',
          properties: {
            accepted: { type: 'integer' },
            corrected: { type: 'integer' },
            unchanged: { type: 'integer' },
            refused: { type: 'array', items: { type: 'object' } },
          },
        },
        Worker: {
          type: 'object',
          required: ['name', 'nameBasis'],
          properties: {
            name: string,
            birthDate: { type: 'string', format: 'date' },
            nameBasis: { type: 'string', enum: ['identity_document', 'not_checked'] },
          },
        },
        OfferOrder: {
          type: 'object',
          properties: {
            configurations: { type: 'array', items: configuration },
            include: { description: 'Claim names, or an object of claim name to boolean' },
            txCode: { type: 'boolean' },
            byValue: { type: 'boolean' },
          },
        },
        Offer: {
          type: 'object',
          required: ['offerUri', 'claimUrl', 'expiresAt'],
          properties: { offerUri: string, claimUrl: string, txCode: string, expiresAt: string },
        },
        CredentialOrder: {
          type: 'object',
          required: ['configuration'],
          properties: { configuration, include: {} },
        },
        StatusChange: {
          type: 'object',
          required: ['status'],
          properties: {
            status: { type: 'string', enum: ['revoked', 'suspended', 'active'] },
            reason: string,
          },
        },
      },
    },
  };
}
