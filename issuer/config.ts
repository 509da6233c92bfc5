/** The issuer's settings: environment variables, each with what it means. The defaults are those of the demo. */
import { z } from 'zod';
import { BaseUrl, KeySecrets, sharedSettings, wholeNumber } from '../server/read-config.ts';

export const IssuerConfig = z
  .object({
    KLUSCV_ISSUER_URL: BaseUrl.prefault('http://localhost:4101').describe(
      'Public address of the issuer, with a path if it has one; stands in every credential and cannot change later.',
    ),
    KLUSCV_ISSUER_PORT: wholeNumber(0, 65_535)
      .optional()
      .describe('Port to listen on; that of the address, or 4101.'),
    KLUSCV_ISSUER_NAME: z
      .string()
      .min(1)
      .max(200)
      .default('Voorbeeldplatform')
      .describe("The platform's trade name, as it is signed."),
    KLUSCV_ISSUER_KVK: z
      .string()
      .regex(/^\d{8}$/, 'must be eight digits')
      .optional()
      .describe("The platform's number in the Dutch trade register, for the scheme's list."),
    KLUSCV_ISSUER_PAGES: z
      .string()
      .default('dist/issuer')
      .describe("Folder with the built page for workers; without it the page's address has nothing."),
    KLUSCV_DATABASE_URL: z
      .string()
      .default('sqlite:.data/kluscv.db')
      .describe(
        'Where gigs, offers, status lists and keys are kept: sqlite:path, or postgres://user:password@host/database (15 or newer) for any number of replicas; docs/operate/postgresql.md has its parameters.',
      ),
    KLUSCV_KEY_SECRET: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes, written as 43 letters of base64url')
      .describe(
        'Opens the keys that are kept in the database. Without it nothing can be signed: keep a copy.',
      ),
    KLUSCV_KEY_SECRET_PREVIOUS: KeySecrets.describe(
      'While KLUSCV_KEY_SECRET is being changed: the one before it, or several with commas between; docs/operate/keys.md says in which order.',
    ),
    KLUSCV_API_KEY: z
      .string()
      .optional()
      .describe(
        'The first API keys, which make the others (`kluscv api-keys`): "key", with all scopes, or "key=ingest+read", with commas between; scopes are ingest, offer, issue, revoke, read and admin.',
      ),
    KLUSCV_MAPPINGS: z
      .string()
      .default('examples/mappings')
      .describe('Folder with the mappings (*.json) that POST /api/v1/imports/{mapping} knows by name.'),
    KLUSCV_VERIFIER_URL: BaseUrl.prefault('http://localhost:4200').describe(
      'Where the QR code on paper leads.',
    ),
    KLUSCV_WALLET_URL: BaseUrl.optional().describe(
      'A web wallet that the page also offers to open, beside any wallet app; none unless named.',
    ),
    KLUSCV_OFFER_HOURS: wholeNumber(1, 720)
      .prefault('24')
      .describe("How long an offer and the link to the worker's page can be used, in hours."),
    KLUSCV_RETENTION: z
      .enum(['keep', 'until-claimed'])
      .default('keep')
      .describe(
        'until-claimed: everything of a worker is deleted once the KlusCV is in a wallet or on paper, and the platform sends the gigs again for a next one.',
      ),
    KLUSCV_QUESTIONNAIRE_URL: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .optional()
      .describe(
        'A questionnaire to which a worker may be invited on a loose sheet behind the PDF, with a random code and nothing else; never without the worker asking for it.',
      ),
    KLUSCV_KEY_CALLS_PER_MINUTE: wholeNumber(1, 1_000_000)
      .prefault('60000')
      .describe('How many calls one API key may make per minute, unless it was given a limit of its own.'),
    ...sharedSettings,
  })
  .transform((config) => ({
    url: config.KLUSCV_ISSUER_URL,
    port: config.KLUSCV_ISSUER_PORT ?? Number(new URL(config.KLUSCV_ISSUER_URL).port || 4101),
    name: config.KLUSCV_ISSUER_NAME,
    kvkNumber: config.KLUSCV_ISSUER_KVK,
    pageFolder: config.KLUSCV_ISSUER_PAGES,
    databaseUrl: config.KLUSCV_DATABASE_URL,
    keySecret: config.KLUSCV_KEY_SECRET,
    keySecretsBefore: config.KLUSCV_KEY_SECRET_PREVIOUS,
    apiKey: config.KLUSCV_API_KEY,
    mappingsFolder: config.KLUSCV_MAPPINGS,
    verifierUrl: config.KLUSCV_VERIFIER_URL,
    walletUrl: config.KLUSCV_WALLET_URL,
    offerHours: config.KLUSCV_OFFER_HOURS,
    retention: config.KLUSCV_RETENTION,
    questionnaireUrl: config.KLUSCV_QUESTIONNAIRE_URL,
    callsPerMinute: config.KLUSCV_CALLS_PER_MINUTE,
    keyCallsPerMinute: config.KLUSCV_KEY_CALLS_PER_MINUTE,
    trustedProxies: config.KLUSCV_TRUSTED_PROXIES,
    compiledCanonicalization: config.KLUSCV_COMPILED_CANONICALIZATION === 'on',
    logLevel: config.KLUSCV_LOG_LEVEL,
  }));
export type IssuerConfig = z.output<typeof IssuerConfig>;
