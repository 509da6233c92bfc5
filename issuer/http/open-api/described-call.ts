/** A call as the description has it: its schemas are those that the call itself parses with. */
import { z } from 'zod';
import type { Scope } from '../../access/index.ts';

export type DescribedCall = {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** With `{name}` for what changes. */
  readonly path: string;
  readonly id: string;
  readonly tag: 'Data' | 'Workers' | 'Credentials' | 'Operation';
  readonly summary: string;
  readonly description?: string;
  readonly scope: Scope;
  readonly query?: z.ZodObject;
  readonly body?: JsonBody | FileBody;
  readonly answer: {
    readonly status: 200 | 201 | 202 | 204;
    readonly description: string;
    readonly schema?: z.ZodType;
    /** For an answer that is no JSON. */
    readonly mediaType?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** Statuses of refusals beside 401, 403 and 429. */
  readonly refusals?: readonly number[];
};
type JsonBody = { readonly schema: z.ZodType; readonly required: boolean };
type FileBody = { readonly mediaTypes: readonly string[] };

const problem = { $ref: '#/components/responses/Problem' };

/** The operation object of a call (OpenAPI 3.1, section 4.8.10). */
export function createOperation(call: DescribedCall): Record<string, unknown> {
  const { answer, refusals = [] } = call;
  return {
    operationId: call.id,
    tags: [call.tag],
    summary: call.summary,
    description: `${call.description ? `${call.description} ` : ''}Scope: \`${call.scope}\`.`,
    security: [{ apiKey: [] }],
    parameters: [...pathParameters(call.path), ...queryParameters(call.query)],
    ...(call.body ? { requestBody: createBody(call.body) } : {}),
    responses: {
      [answer.status]: {
        description: answer.description,
        headers: {
          'API-Version': { schema: { type: 'string' } },
          ...Object.fromEntries(
            Object.entries(answer.headers ?? {}).map(([name, description]) => [
              name,
              { description, schema: { type: 'string' } },
            ]),
          ),
        },
        ...createContent(answer),
      },
      ...Object.fromEntries([...refusals, 401, 403, 429].map((status) => [status, problem])),
    },
  };
}

function createContent({ status, schema, mediaType }: DescribedCall['answer']): object {
  if (status === 204) return {};
  if (mediaType) return { content: { [mediaType]: { schema: { type: 'string', format: 'binary' } } } };
  const described = schema ? toJsonSchema(schema, 'output') : { type: 'object' };
  return { content: { 'application/json': { schema: described } } };
}

function createBody(body: JsonBody | FileBody): object {
  if ('schema' in body) {
    const schema = toJsonSchema(body.schema, 'input');
    return { required: body.required, content: { 'application/json': { schema } } };
  }
  const file = { schema: { type: 'string', format: 'binary' } };
  return { required: true, content: Object.fromEntries(body.mediaTypes.map((type) => [type, file])) };
}

const pathParameters = (path: string): object[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters(query: z.ZodObject | undefined): object[] {
  if (!query) return [];
  return Object.entries(query.shape).map(([name, schema]) => {
    const { description, ...rest } = toJsonSchema(schema, 'input');
    const required = !z.safeParse(schema, undefined).success;
    return { name, in: 'query', required, ...(description ? { description } : {}), schema: rest };
  });
}

function toJsonSchema(schema: z.core.$ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // A Date leaves as its ISO text.
      if (zodSchema._zod.def.type === 'date')
        Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
    },
  });
  return json;
}
