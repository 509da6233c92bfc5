/** The members of a presentation request that this wallet acts on (OpenID4VP 1.0, section 5 and appendix A.2; RFC 9101). */
import { DcqlQuery } from 'dcql';
import { z } from 'zod';

/** What `aud` must be when the wallet was not discovered but simply called (OpenID4VP 1.0, section 5.8). */
export const staticAudience = 'https://self-issued.me/v2';

const seconds = z.number().min(0).max(32_503_680_000);

export const RequestHeader = z.object({
  typ: z.literal('oauth-authz-req+jwt'),
  alg: z.literal('ES256'),
  x5c: z.array(z.string().max(16_384)).min(1).max(5).optional(),
  kid: z.string().max(2048).optional(),
});
export type RequestHeader = z.infer<typeof RequestHeader>;

const shared = {
  response_type: z.literal('vp_token'),
  /** URL-safe letters only (OpenID4VP 1.0, section 5.2). */
  nonce: z
    .string()
    .min(16)
    .max(1024)
    .regex(/^[A-Za-z0-9._~-]+$/),
  dcql_query: z.record(z.string(), z.unknown()),
  /** A wallet must refuse transaction data of a type that it does not know, and this one knows none. */
  transaction_data: z.never().optional(),
  client_metadata: z.record(z.string(), z.unknown()).optional(),
  verifier_info: z
    .array(z.object({ format: z.string(), data: z.unknown() }))
    .max(20)
    .optional(),
};

const signed = {
  client_id: z.string().min(1).max(2048),
  exp: seconds.optional(),
  iat: seconds.optional(),
};

/** A request by link, signed, to be answered at an address. */
export const RequestObject = z.object({
  ...shared,
  ...signed,
  response_mode: z.enum(['direct_post', 'direct_post.jwt']),
  response_uri: z.string().max(2048),
  redirect_uri: z.never().optional(),
  state: z.string().min(1).max(1024).optional(),
  aud: z.string(),
  wallet_nonce: z.string().max(1024).optional(),
});
export type RequestObject = z.infer<typeof RequestObject>;

/** A request through the browser that names nobody; a client id in it counts for nothing. */
export const UnsignedDigitalRequest = z.object({
  ...shared,
  response_mode: z.enum(['dc_api', 'dc_api.jwt']),
});
export type UnsignedDigitalRequest = z.infer<typeof UnsignedDigitalRequest>;

/** A signed request through the browser, good on the origins that it names. */
export const SignedDigitalRequest = z.object({
  ...shared,
  ...signed,
  response_mode: z.enum(['dc_api', 'dc_api.jwt']),
  expected_origins: z.array(z.string().max(300)).min(1).max(20),
});

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
