/** The status lists: there, signed by the platform, in date, and open to any wallet. */
import type { HttpFetch } from '../../../core/ports.ts';
import { parseJws } from '../../../core/proof/index.ts';
import type { Platform } from '../../../core/trust/index.ts';
import {
  readBitstringList,
  readTokenList,
  type StatusAnswer,
  type VerifyContext,
} from '../../../core/verify/index.ts';
import { type Finding, fail, pass, skipped, warn } from './finding.ts';

const maxBytes = 8 * 1024 * 1024;
const purposes = ['revocation', 'suspension'] as const;

const mends: Readonly<Record<Extract<StatusAnswer, { problem: unknown }>['problem'], string>> = {
  status_foreign: 'Let the list name itself by the very address where it lies, and be signed by this DID.',
  status_unreadable:
    'Sign it with a key of this platform (x5c, or the DID), in exactly the form of the specification.',
  status_expired: 'Give it an end, and sign it anew before that.',
  status_outside: 'Let it reach as far as the indexes that were given out.',
  status_unreachable: 'Serve it below the address of the issuer.',
};

type Fetched = { readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> };

/** Findings, and the certificates that the token list came with. */
export async function checkStatusLists(
  platform: Platform,
  context: VerifyContext,
  fetch: HttpFetch,
): Promise<{ readonly findings: readonly Finding[]; readonly x5c?: readonly string[] }> {
  const load = async (url: string): Promise<Fetched | undefined> => {
    const answer = await fetch({ url, maxBytes }).catch(() => undefined);
    return answer?.status === 200 ? answer : undefined;
  };
  const tokenUrl = `${platform.url}/status/token/1`;
  const token = await load(tokenUrl);
  const tokenFindings =
    token === undefined
      ? [skipped('Token status list', `${tokenUrl} is not there: it comes with the first credential.`)]
      : platform.certificateAnchors.length === 0
        ? [skipped('Token status list', 'It is there. Give --anchor, so that its certificate can be judged.')]
        : [
            ...describe(
              'Token status list',
              await readTokenList(
                { body: token.body, platform, reference: { kind: 'token', url: tokenUrl, index: 0 } },
                context,
              ),
            ),
            ...checkHeaders('Token status list', token, 'application/statuslist+jwt'),
          ];
  const bitstrings = await Promise.all(
    purposes.map(async (purpose) => {
      const [question, url] = [`Bitstring list, ${purpose}`, `${platform.url}/status/bitstring/1/${purpose}`];
      const list = await load(url);
      if (list === undefined) return [skipped(question, `${url} is not there.`)];
      const reference = { kind: 'bitstring', url, index: 0, purpose } as const;
      return describe(question, await readBitstringList({ body: list.body, platform, reference }, context));
    }),
  );
  const x5c = token && certificatesOf(token.body);
  return { findings: [...tokenFindings, ...bitstrings.flat()], ...(x5c === undefined ? {} : { x5c }) };
}

const describe = (question: string, answer: StatusAnswer): Finding[] => [
  'state' in answer
    ? pass(question, 'It is there, signed by the platform, and in date.')
    : fail(question, `A verifier answers: ${answer.problem}.`, mends[answer.problem]),
];

const checkHeaders = (question: string, { headers }: Fetched, mediaType: string): Finding[] => [
  ...(headers['content-type']?.startsWith(mediaType)
    ? []
    : [warn(question, 'It has another media type.', `Serve it as ${mediaType}.`)]),
  ...(headers['access-control-allow-origin'] === '*'
    ? []
    : [
        warn(
          question,
          'A wallet in a browser cannot read it.',
          'Answer with Access-Control-Allow-Origin: *.',
        ),
      ]),
];

function certificatesOf(body: Uint8Array): readonly string[] | undefined {
  const parsed = parseJws(new TextDecoder().decode(body).trim());
  const x5c = parsed.ok ? parsed.value.header.x5c : undefined;
  return Array.isArray(x5c) && x5c.every((one) => typeof one === 'string') ? x5c : undefined;
}
