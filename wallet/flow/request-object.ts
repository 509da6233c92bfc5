/** The members of a signed presentation request that this wallet acts on (OpenID4VP 1.0, section 5; RFC 9101). */
import { DcqlQuery } from 'dcql';
import { z } from 'zod';

/** What `aud` must be when the wallet was not discovered but simply called (OpenID4VP 1.0, section 5.8). */
export const staticAudience = 'https://self-issued.me/v2';

const seconds = z.number().min(0).max(32_503_680_000);

export const RequestHeader = z.object({
  typ: z.literal('oauth-authz-req+jwt'),
  alg: z.literal('ES256'),
  x5c: z.array(z.string().max(16_384)).min(1).max(5),
});

export const RequestObject = z.object({
  response_type: z.literal('vp_token'),
  response_mode: z.literal('direct_post'),
  client_id: z.string().min(1).max(2048),
  response_uri: z.string().max(2048),
  redirect_uri: z.never().optional(),
  nonce: z
    .string()
    .min(16)
    .max(1024)
    .regex(/^[\x21-\x7e]+$/),
  state: z.string().min(1).max(1024).optional(),
  aud: z.string(),
  exp: seconds.optional(),
  iat: seconds.optional(),
  dcql_query: z.record(z.string(), z.unknown()),
  /** A wallet must refuse transaction data of a type that it does not know, and this one knows none. */
  transaction_data: z.never().optional(),
  client_metadata: z.record(z.string(), z.unknown()).optional(),
  verifier_info: z
    .array(z.object({ format: z.string(), data: z.unknown() }))
    .max(20)
    .optional(),
});
export type RequestObject = z.infer<typeof RequestObject>;

/** The query, checked in form and in its inner references; undefined when it is not one. */
export function parseDcqlQuery(value: Record<string, unknown>): DcqlQuery | undefined {
  try {
    // The library's own parser is what checks the unknown members; its input type only describes what it expects.
    const query = DcqlQuery.parse(value as DcqlQuery.Input);
    DcqlQuery.validate(query);
    return query;
  } catch {
    return undefined;
  }
}
