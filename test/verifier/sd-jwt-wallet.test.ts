/** Wallets that are not ours choose disclosures by the frames of @sd-jwt, and open less of nested claims than ours does. */
import { createHash, randomBytes } from 'node:crypto';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PartialClaims } from '../../core/credential/index.ts';
import type { Signer } from '../../core/ports.ts';
import { answer, fetchRequest, look, open, type RequestPayload } from './calls.ts';
import { createWorld, facts, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const claims: PartialClaims = {
  ...facts,
  sectors: [
    { scheme: 'SBI', version: '2025', code: '96910', labelNl: 'Hulp', labelEn: 'Help', gigs: 9, hours: 20 },
  ],
  rating: { ratingValue: 4.81, worstRating: 1, bestRating: 5, ratingCount: 70 },
};

type Frame = { [member: string]: boolean | Frame };

/** As the library's documentation shows it, and nothing else. */
async function presentBy(frame: Frame, credential: string, holder: Signer, request: RequestPayload) {
  const library = new SDJwtVcInstance({
    hashAlg: 'sha-256',
    hasher: (data) =>
      createHash('sha256')
        .update(typeof data === 'string' ? data : new Uint8Array(data))
        .digest(),
    saltGenerator: (length) => randomBytes(length).toString('base64url'),
    kbSignAlg: 'ES256',
    kbSigner: async (data) =>
      Buffer.from(await holder.sign(new TextEncoder().encode(data))).toString('base64url'),
  });
  const iat = Math.floor(world.now().getTime() / 1000);
  return library.present(credential, frame, {
    kb: { payload: { iat, aud: request.client_id, nonce: request.nonce } },
  });
}

async function show(frame: Frame) {
  const holder = world.newHolder();
  const opened = await open(world, 'employer');
  const request = await fetchRequest(opened);
  const presentation = await presentBy(frame, await world.issue(claims, holder), holder, request);
  const response = await answer(request, { sd: [presentation] });
  const { report } = await look(world, opened);
  return { status: response.status, outcome: report?.outcome, credential: report?.credentials[0] };
}

/** One member for each path of the query, whether the credential has it or not. */
async function framedByPath(): Promise<Frame> {
  const request = await fetchRequest(await open(world, 'employer'));
  const query = JSON.parse(JSON.stringify(request.dcql_query)).credentials[0];
  return Object.fromEntries(query.claims.map(({ path }: { path: string[] }) => [path[0] ?? '', true]));
}

describe('a wallet on @sd-jwt', () => {
  it('is believed when it opens the asked paths and nothing under them; what stayed closed is not shown', async () => {
    const { status, outcome, credential } = await show(await framedByPath());
    expect([status, outcome, credential?.holder]).toEqual([200, 'valid', 'proved']);
    expect(credential?.record).toMatchObject({
      name: 'Sanne de Vries',
      gigsCompleted: 214,
      hoursWorked: 640.5,
    });
    expect(credential?.record).not.toHaveProperty('rating');
    expect(credential?.record).not.toHaveProperty('sectors');
    expect(credential?.checks.find(({ check }) => check === 'claims')?.code).toBe('claims_incomplete');
  });

  it('is believed when it opens objects member by member and lists only as a whole, as Credo 0.6 does', async () => {
    const rating = { ratingValue: true, worstRating: true, bestRating: true, ratingCount: true };
    const { status, outcome, credential } = await show({ ...(await framedByPath()), rating });
    expect([status, outcome]).toEqual([200, 'valid']);
    expect(credential?.record).toMatchObject({ rating: { ratingValue: 4.81, ratingCount: 70 } });
    expect(credential?.record).not.toHaveProperty('sectors');
  });

  it('shows a list when it opens its elements and their members', async () => {
    const sector = {
      scheme: true,
      version: true,
      code: true,
      labelNl: true,
      labelEn: true,
      gigs: true,
      hours: true,
    };
    const { outcome, credential } = await show({ ...(await framedByPath()), sectors: { 0: sector } });
    expect(outcome).toBe('valid');
    expect(credential?.record).toHaveProperty('sectors');
  });
});
