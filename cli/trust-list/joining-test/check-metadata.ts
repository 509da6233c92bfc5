/** The issuer's metadata (OpenID4VCI 1.0 section 12.2): there, about this issuer, for any wallet, and with a KlusCV in it. */
import { z } from 'zod';
import { kluscvVct } from '../../../contexts/index.ts';
import { fromUtf8 } from '../../../core/bytes.ts';
import type { HttpFetch, HttpResponse } from '../../../core/ports.ts';
import { parseStrictJson } from '../../../core/strict-json.ts';
import { type Finding, fail, pass, warn } from './finding.ts';

const maxBytes = 1024 * 1024;
const IssuerMetadata = z.looseObject({
  credential_issuer: z.string(),
  credential_endpoint: z.url(),
  nonce_endpoint: z.url().optional(),
  authorization_servers: z.array(z.string()).optional(),
  credential_configurations_supported: z.record(
    z.string(),
    z.looseObject({ format: z.string(), vct: z.string().optional(), scope: z.string().optional() }),
  ),
});
const ServerMetadata = z.looseObject({
  issuer: z.string(),
  token_endpoint: z.url(),
  grant_types_supported: z.array(z.string()).optional(),
});

const preAuthorized = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

/** The well-known path is put in before the issuer's own path (section 12.2.2). */
const wellKnown = (issuer: string, name: string): string => {
  const { origin, pathname } = new URL(issuer);
  return `${origin}/.well-known/${name}${pathname === '/' ? '' : pathname}`;
};

type Loaded<T> = {
  readonly value?: T;
  readonly answer?: HttpResponse;
  readonly findings: readonly Finding[];
};

async function load<T>(
  question: string,
  url: string,
  schema: z.ZodType<T>,
  fetch: HttpFetch,
): Promise<Loaded<T>> {
  const refuse = (message: string, mend: string) => ({ findings: [fail(question, message, mend)] });
  const answer = await fetch({ url, headers: { accept: 'application/json' }, maxBytes }).catch(
    () => undefined,
  );
  if (answer === undefined)
    return refuse(`${url} did not answer.`, 'Serve it over https, without redirects.');
  if (answer.status !== 200)
    return refuse(
      `${url} answered with ${answer.status}.`,
      'Put the well-known path between host and path of the issuer, not behind it.',
    );
  const json = parseStrictJson(fromUtf8(answer.body));
  const parsed = schema.safeParse(json.ok ? json.value : undefined);
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path }) => path.join('.')).filter((path) => path !== '');
    return refuse(
      `${url} is not as it should be${where.length === 0 ? '' : `: ${where.join(', ')}`}.`,
      'Compare it with OpenID4VCI 1.0, section 12.2.',
    );
  }
  const findings = [pass(question, `${url} is there.`), ...checkCors(question, answer)];
  return { value: parsed.data, answer, findings };
}

const checkCors = (question: string, { headers }: HttpResponse): readonly Finding[] =>
  headers['access-control-allow-origin'] === '*'
    ? []
    : [
        warn(
          question,
          'A wallet in a browser cannot read it.',
          'Answer with the header Access-Control-Allow-Origin: *.',
        ),
      ];

/** Everything that a wallet reads before it asks for a KlusCV. */
export async function checkMetadata(url: string, fetch: HttpFetch): Promise<readonly Finding[]> {
  const issuer = await load(
    'Issuer metadata',
    wellKnown(url, 'openid-credential-issuer'),
    IssuerMetadata,
    fetch,
  );
  const { value } = issuer;
  if (value === undefined) return issuer.findings;
  const [server = value.credential_issuer] = value.authorization_servers ?? [];
  const oauth = URL.canParse(server)
    ? await load(
        'Authorization server',
        wellKnown(server, 'oauth-authorization-server'),
        ServerMetadata,
        fetch,
      )
    : {
        findings: [
          fail('Authorization server', 'It is not named by an address.', 'Mend authorization_servers.'),
        ],
      };
  return [
    ...issuer.findings,
    value.credential_issuer === url
      ? pass('Name of the issuer', 'It is the address on the list, byte by byte.')
      : fail(
          'Name of the issuer',
          'credential_issuer is another text than the address on the list.',
          'Make them one and the same, without a slash at the end.',
        ),
    value.nonce_endpoint === undefined
      ? fail('Nonce', 'There is no nonce_endpoint.', 'Offer one: wallets cannot prove their key otherwise.')
      : pass('Nonce', 'There is a nonce_endpoint.'),
    ...checkConfigurations(value.credential_configurations_supported),
    ...oauth.findings,
    ...('value' in oauth && oauth.value !== undefined ? checkServer(oauth.value, server) : []),
  ];
}

function checkConfigurations(
  configurations: z.infer<typeof IssuerMetadata>['credential_configurations_supported'],
): readonly Finding[] {
  const all = Object.values(configurations);
  const sdJwt = all.filter(({ format, vct }) => format === 'dc+sd-jwt' && vct === kluscvVct);
  return [
    sdJwt.length > 0
      ? pass('KlusCV for wallets', `There is a dc+sd-jwt with vct ${kluscvVct}.`)
      : fail(
          'KlusCV for wallets',
          `There is no dc+sd-jwt with vct ${kluscvVct}.`,
          'Offer one: every wallet takes this form.',
        ),
    all.some(({ format }) => format === 'ldp_vc')
      ? pass('KlusCV as a W3C credential', 'There is an ldp_vc.')
      : warn('KlusCV as a W3C credential', 'There is no ldp_vc.', 'Offer one for readers outside wallets.'),
    ...(all.every(({ scope }) => scope !== undefined)
      ? []
      : [warn('Scopes', 'Not every configuration has a scope.', 'Give each one: HAIP 1.0 asks for it.')]),
  ];
}

const checkServer = (server: z.infer<typeof ServerMetadata>, expected: string): readonly Finding[] => [
  server.issuer === expected
    ? pass('Name of the server', 'It is its own address.')
    : fail('Name of the server', '"issuer" is another text than its address.', 'Make them the same.'),
  server.grant_types_supported?.includes(preAuthorized)
    ? pass('Offers', 'The pre-authorized code is supported.')
    : fail(
        'Offers',
        'The pre-authorized code is not named.',
        `Add ${preAuthorized} to grant_types_supported.`,
      ),
];
