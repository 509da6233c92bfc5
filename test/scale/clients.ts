/** What platforms, wallets and readers do all day, each in a loop of its own, and what was acknowledged to them. */
import { randomUUID } from 'node:crypto';
import { signJws } from '../../core/proof/jws.ts';
import { createNodeSigner, generatePrivateJwk } from '../../server/node-crypto.ts';
import { type CallCounts, createCaller } from './call.ts';
import { issueToAll } from './issue-to-all.ts';
import type { Scene } from './start-scene.ts';

export type Acknowledged = {
  /** Credentials that somebody holds. */
  readonly credentials: {
    readonly list: number;
    readonly index: number;
    readonly credentialId?: string;
    /** As its holder has it, on one line. */
    readonly text: string;
  }[];
  readonly withdrawn: string[];
  readonly gigs: { readonly workerId: string; readonly gigId: string }[];
  /** For each code how many tokens it gave. */
  readonly redeemed: number[];
  readonly reports: Map<string, number>;
};

export const createAcknowledged = (): Acknowledged => ({
  credentials: [],
  withdrawn: [],
  gigs: [],
  redeemed: [],
  reports: new Map(),
});

type Client = () => Promise<void>;
type Json = Record<string, unknown>;

const grantType = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
const workers = ['PM-000000', 'PM-000001', 'PM-000002', 'PM-000003', 'PM-000005', 'PM-000006'];

/** One turn of each kind of client; a turn that got no credential by a replica's death just ends. */
export function createClients(
  { issuer, verifier }: Pick<Scene, 'issuer' | 'verifier'>,
  counts: CallCounts,
  said: Acknowledged,
): Readonly<
  Record<'wallet' | 'paper' | 'everybody' | 'withdraw' | 'ingest' | 'contend' | 'check' | 'ask', Client>
> {
  const call = createCaller(counts);
  let turn = 0;
  const nextWorker = (): string => {
    turn += 1;
    return workers[turn % workers.length] ?? '';
  };
  const asPlatform = (path: string, body?: unknown, type = 'application/json'): Promise<Response> =>
    call(`${issuer.url}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${issuer.apiKey}`, 'content-type': type },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const order = async (configuration: string): Promise<string> => {
    const ordered: Json = await (
      await asPlatform(`/workers/${nextWorker()}/offers`, { configurations: [configuration] })
    ).json();
    const address = new URL(String(ordered.offerUri)).searchParams.get('credential_offer_uri') ?? '';
    const offer: { grants: Record<string, Json> } = await (await call(address)).json();
    return String(offer.grants[grantType]?.['pre-authorized_code']);
  };
  const redeem = async (code: string): Promise<string | undefined> => {
    const answer = await call(`${issuer.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: grantType, 'pre-authorized_code': code }),
    });
    const { access_token: token }: Json = await answer.json();
    return answer.ok ? String(token) : undefined;
  };
  const take = (credential: unknown, credentialId?: string): void => {
    said.credentials.push({
      ...placeOf(credential),
      text: typeof credential === 'string' ? credential : JSON.stringify(credential),
      ...(credentialId === undefined ? {} : { credentialId }),
    });
  };
  const issueOnPaper = async (
    configuration: string,
  ): Promise<{ credentialId: string; credential: unknown }> => {
    const answer = await asPlatform(`/workers/${nextWorker()}/credentials`, { configuration });
    const issued: { credentialId: string; credential: unknown } = await answer.json();
    if (answer.status !== 201) throw new Error(`Issuing was answered with ${answer.status}.`);
    take(issued.credential, issued.credentialId);
    return issued;
  };
  return {
    wallet: async () => {
      const token = await redeem(await order('kluscv-sd-jwt'));
      if (token === undefined) return;
      const signer = createNodeSigner(generatePrivateJwk('ES256'));
      const { c_nonce: nonce }: Json = await (await call(`${issuer.url}/nonce`, { method: 'POST' })).json();
      const jwt = await signJws(
        {
          header: { typ: 'openid4vci-proof+jwt', jwk: signer.publicJwk },
          payload: { aud: issuer.url, iat: Math.floor(Date.now() / 1000), nonce },
        },
        signer,
      );
      const answer = await call(`${issuer.url}/credential`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ credential_configuration_id: 'kluscv-sd-jwt', proofs: { jwt: [jwt] } }),
      });
      const issued: { credentials?: { credential: unknown }[] } = await answer.json();
      // A second try with a nonce that the first one used up is refused, as it must be.
      for (const { credential } of issued.credentials ?? []) take(credential);
    },
    paper: async () => void (await issueOnPaper('kluscv-ldp')),
    everybody: async () => {
      for (const { credential, credentialId } of await issueToAll(asPlatform)) take(credential, credentialId);
    },
    withdraw: async () => {
      const { credentialId } = await issueOnPaper('kluscv-sd-jwt');
      const answer = await asPlatform(`/credentials/${credentialId}/status`, { status: 'revoked' });
      // When the first try got through and its answer did not, the second finds it withdrawn: a conflict.
      if (answer.ok || answer.status === 409) said.withdrawn.push(credentialId);
      else throw new Error(`A withdrawal was answered with ${answer.status}.`);
    },
    ingest: async () => {
      const workerId = `SCALE-${turn % 50}`;
      const gigs = Array.from({ length: 20 }, () => ({
        gigId: `S-${randomUUID()}`,
        workerId,
        status: 'completed',
        startedAt: '2026-05-01T08:00:00Z',
        minutes: 60,
        updatedAt: '2026-05-02T08:00:00Z',
      }));
      const lines = gigs.map((gig) => `${JSON.stringify(gig)}\n`).join('');
      const answer = await asPlatform('/gigs', lines, 'application/x-ndjson');
      const { accepted, unchanged }: Json = await answer.json();
      if (Number(accepted) + Number(unchanged) !== gigs.length)
        throw new Error(`Gigs were answered with ${answer.status}.`);
      said.gigs.push(...gigs.map(({ gigId }) => ({ workerId, gigId })));
    },
    contend: async () => {
      const code = await order('kluscv-ldp');
      const tokens = await Promise.all([redeem(code), redeem(code), redeem(code)]);
      said.redeemed.push(tokens.filter((token) => token !== undefined).length);
    },
    check: async () => {
      const { credential } = await issueOnPaper('kluscv-ldp');
      const answer = await call(`${verifier.url}/api/v1/checks`, {
        method: 'POST',
        headers: { authorization: `Bearer ${verifier.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(credential),
      });
      const { outcome }: Json = await answer.json();
      said.reports.set(String(outcome), (said.reports.get(String(outcome)) ?? 0) + 1);
    },
    ask: async () => {
      const headers = {
        authorization: `Bearer ${verifier.apiKey}`,
        'content-type': 'application/json',
      };
      const opened = await call(`${verifier.url}/api/v1/requests`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ purpose: 'employer' }),
      });
      const { id }: Json = await opened.json();
      const shown = await call(`${verifier.url}/api/v1/requests/${String(id)}`, { headers });
      const { state }: Json = await shown.json();
      if (state !== 'waiting') throw new Error(`A question stands at ${String(state)}.`);
    },
  };
}

/** Where a credential stands in the status lists, as its holder reads it. */
function placeOf(credential: unknown): { list: number; index: number } {
  if (typeof credential === 'string') {
    const payload: { status: { status_list: { idx: number; uri: string } } } = JSON.parse(
      Buffer.from(credential.split('.')[1] ?? '', 'base64url').toString('utf8'),
    );
    const { idx, uri } = payload.status.status_list;
    return { list: Number(uri.split('/').at(-1)), index: idx };
  }
  const text = JSON.stringify(credential);
  const list = /\/status\/bitstring\/(\d+)\//.exec(text);
  const index = /"statusListIndex":"(\d+)"/.exec(text);
  if (list === null || index === null) throw new Error('A credential has no place in a status list.');
  return { list: Number(list[1]), index: Number(index[1]) };
}
