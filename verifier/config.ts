/** The verifier's settings: environment variables, each with what it means. The defaults are those of the demo. */
import { z } from 'zod';
import { fromBase64Url } from '../core/bytes.ts';
import { parseSchemeKeys, schemeName } from '../core/trust/index.ts';
import { BaseUrl, isLoopbackHttp, KeySecrets, sharedSettings, wholeNumber } from '../server/index.ts';

export const VerifierConfig = z
  .object({
    KLUSCV_VERIFIER_URL: BaseUrl.prefault('http://localhost:4200').describe(
      'Public address of the verifier, as wallets and browsers see it.',
    ),
    KLUSCV_VERIFIER_PORT: wholeNumber(0, 65_535)
      .optional()
      .describe('Port to listen on; that of the address, or 4200.'),
    KLUSCV_VERIFIER_NAME: z
      .string()
      .min(1)
      .max(100)
      .default('Onbekende ontvanger')
      .describe('In whose name is asked and checked; stands in requests and reports.'),
    KLUSCV_VERIFIER_PAGES: z
      .string()
      .default('dist/verifier')
      .describe('Folder with the built page; without it only the API is served.'),
    KLUSCV_DATABASE_URL: z
      .string()
      .default('sqlite:.data/kluscv.db')
      .describe(
        'Where requests and keys are kept: sqlite:path, or postgres://user:password@host/database (15 or newer) for any number of replicas; docs/operate/postgresql.md has its parameters.',
      ),
    KLUSCV_KEY_SECRET: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes, written as 43 letters of base64url')
      .describe('Opens the keys that are kept in the database.'),
    KLUSCV_KEY_SECRET_PREVIOUS: KeySecrets.describe(
      'While KLUSCV_KEY_SECRET is being changed: the one before it, or several with commas between; docs/operate/keys.md says in which order.',
    ),
    KLUSCV_API_KEY: z
      .string()
      .optional()
      .describe(
        'Keys of programs that call: "key" for everything, "key=uwv+lender" for purposes, or "key=check+import" for scopes, with commas between.',
      ),
    KLUSCV_TRUST_LIST: z
      .string()
      .optional()
      .describe(
        "The scheme's signed list of issuers: a file or an https address. Without it nothing can be judged.",
      ),
    KLUSCV_SCHEME_KEY: pinnedKeys().describe(
      "The scheme's public key that signs the list of issuers, as a JWK; or a JWK set with threshold, of which so many must sign.",
    ),
    KLUSCV_TRUST_LIST_COPY: z
      .string()
      .default('.data/trust-list-copy.jwt')
      .describe('File in which the last good list is kept, so that a restart does not go back.'),
    KLUSCV_TRUST_ONLY: z
      .string()
      .optional()
      .describe(
        "Narrows the scheme's list: only platforms with these DIDs, addresses or KvK numbers count, with commas between.",
      ),
    KLUSCV_OWN_LIST: z
      .string()
      .optional()
      .describe("A signed list of one's own, behind the scheme's: a file or an https address."),
    KLUSCV_OWN_LIST_KEY: pinnedKeys().describe("The key, or keys, that sign one's own list."),
    KLUSCV_OWN_LIST_NAME: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("Whose list one's own is, as it says itself; a report names it for its platforms."),
    KLUSCV_WALLET_URL: BaseUrl.optional().describe(
      'A web wallet that the page also offers to open, beside any wallet app; none unless named.',
    ),
    KLUSCV_REQUEST_SECONDS: wholeNumber(10, 3_600)
      .prefault('300')
      .describe('How long a request waits for its answer, in seconds.'),
    KLUSCV_KEEP_SECONDS: wholeNumber(0, 86_400)
      .prefault('600')
      .describe('How long an answer is kept for the page after that, in seconds; then it is dropped.'),
    KLUSCV_STATUS_CACHE_SECONDS: wholeNumber(0, 3_600)
      .prefault('2')
      .describe('How long a status list is used before it is fetched again, in seconds.'),
    KLUSCV_REGISTER_DAYS: wholeNumber(1, 3_660)
      .optional()
      .describe('Keeps every signed report for so many days, encrypted; nothing is kept without it.'),
    KLUSCV_REGISTER_KEY: z
      .string()
      .optional()
      .transform(parseRegisterKeys)
      .describe(
        'Opens the register: 32 bytes, written as 43 letters of base64url; several with commas between, of which the first encrypts.',
      ),
    ...sharedSettings,
  })
  .refine(
    (config) => (config.KLUSCV_TRUST_LIST === undefined) === (config.KLUSCV_SCHEME_KEY === undefined),
    'KLUSCV_TRUST_LIST and KLUSCV_SCHEME_KEY go together',
  )
  .refine(
    ({ KLUSCV_OWN_LIST: list, KLUSCV_OWN_LIST_KEY: key, KLUSCV_OWN_LIST_NAME: name }) =>
      new Set([list, key, name].map((part) => part === undefined)).size === 1,
    'KLUSCV_OWN_LIST, KLUSCV_OWN_LIST_KEY and KLUSCV_OWN_LIST_NAME go together',
  )
  .refine(
    (config) => config.KLUSCV_OWN_LIST_NAME !== schemeName,
    "KLUSCV_OWN_LIST_NAME may not be the scheme's name",
  )
  .refine(
    (config) => (config.KLUSCV_REGISTER_DAYS === undefined) === (config.KLUSCV_REGISTER_KEY === undefined),
    'KLUSCV_REGISTER_DAYS and KLUSCV_REGISTER_KEY go together',
  )
  .transform((config) => ({
    url: config.KLUSCV_VERIFIER_URL,
    port: config.KLUSCV_VERIFIER_PORT ?? Number(new URL(config.KLUSCV_VERIFIER_URL).port || 4200),
    /** Plain http to this machine: on for the demo's own addresses, never otherwise. */
    allowInsecureLoopback: isLoopbackHttp(config.KLUSCV_VERIFIER_URL),
    name: config.KLUSCV_VERIFIER_NAME,
    pagesFolder: config.KLUSCV_VERIFIER_PAGES,
    databaseUrl: config.KLUSCV_DATABASE_URL,
    keySecret: config.KLUSCV_KEY_SECRET,
    keySecretsBefore: config.KLUSCV_KEY_SECRET_PREVIOUS,
    apiKey: config.KLUSCV_API_KEY,
    trustList: config.KLUSCV_TRUST_LIST,
    schemeKey: config.KLUSCV_SCHEME_KEY,
    trustListCopy: config.KLUSCV_TRUST_LIST_COPY,
    trustOnly: config.KLUSCV_TRUST_ONLY?.split(',').map((name) => name.trim()),
    ownList: config.KLUSCV_OWN_LIST,
    ownListKey: config.KLUSCV_OWN_LIST_KEY,
    ownListName: config.KLUSCV_OWN_LIST_NAME,
    walletUrl: config.KLUSCV_WALLET_URL,
    requestSeconds: config.KLUSCV_REQUEST_SECONDS,
    keepSeconds: config.KLUSCV_KEEP_SECONDS,
    statusCacheSeconds: config.KLUSCV_STATUS_CACHE_SECONDS,
    registerDays: config.KLUSCV_REGISTER_DAYS,
    registerKeys: config.KLUSCV_REGISTER_KEY,
    callsPerMinute: config.KLUSCV_CALLS_PER_MINUTE,
    trustedProxies: config.KLUSCV_TRUSTED_PROXIES,
    compiledCanonicalization: config.KLUSCV_COMPILED_CANONICALIZATION === 'on',
    logLevel: config.KLUSCV_LOG_LEVEL,
  }));
export type VerifierConfig = z.output<typeof VerifierConfig>;

function parseRegisterKeys(
  text: string | undefined,
  context: z.RefinementCtx,
): readonly [Uint8Array, ...Uint8Array[]] | undefined {
  if (text === undefined) return undefined;
  const keys = text.split(',').map((part) => fromBase64Url(part.trim()));
  const [first, ...more] = keys.flatMap((key) => (key?.length === 32 ? [key] : []));
  if (first !== undefined && more.length === keys.length - 1) return [first, ...more];
  context.addIssue({ code: 'custom', message: 'must be 32 bytes each, written as 43 letters of base64url' });
  return undefined;
}

function pinnedKeys() {
  return z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined) return undefined;
      const keys = parseKeys(text);
      if (!keys)
        context.addIssue({ code: 'custom', message: 'must be a public JWK, or a set of them, as JSON' });
      return keys;
    });
}

function parseKeys(text: string): ReturnType<typeof parseSchemeKeys> {
  try {
    return parseSchemeKeys(JSON.parse(text));
  } catch {
    return undefined;
  }
}
