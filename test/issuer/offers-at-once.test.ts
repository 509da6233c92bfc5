/** Offers that are made at the same moment are kept together, and each is its own. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashErasedWorker } from '../../issuer/erasure.ts';
import { offerToWorker } from '../../issuer/offer/offer-to-worker.ts';
import { verifyChain } from '../../server/index.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.close());

it('with a code and a link of its own, an entry in the log, and none for who was erased', async () => {
  const { deps } = issuer;
  const offer = (txCode: boolean) =>
    offerToWorker(deps, { workerId: 'W-1', order: { txCode, configurations: ['kluscv-ldp'] }, actor: 'cli' });
  const made = await Promise.all(Array.from({ length: 40 }, (_, at) => offer(at % 4 === 0)));
  expect(new Set(made.map((one) => one?.offerUri)).size).toBe(40);
  expect(new Set(made.map((one) => one?.claimUrl)).size).toBe(40);
  expect(made.map((one) => one?.txCode !== undefined)).toEqual(made.map((_, at) => at % 4 === 0));
  for (const one of made.slice(0, 5)) {
    const address = new URL(one?.offerUri ?? '').searchParams.get('credential_offer_uri') ?? '';
    expect(await (await fetch(address)).json()).toMatchObject({
      credential_configuration_ids: ['kluscv-ldp'],
    });
  }
  // The gigs are there, as in the moment between reading them and an erasure.
  const erase = deps.store.erasure.rememberErased(hashErasedWorker(deps.hashKey, 'W-1'));
  const late = await Promise.allSettled([...Array.from({ length: 20 }, () => offer(false)), erase]);
  const refused = late.filter(({ status }) => status === 'rejected');
  for (const end of refused) expect(end).toMatchObject({ reason: { code: 'gone' } });
  await expect(offer(false)).rejects.toMatchObject({ code: 'gone' });
  const entries = await deps.store.audit.listEntries({ after: 0, limit: 1_000 });
  expect(entries.filter(({ action }) => action === 'offer_created')).toHaveLength(60 - refused.length);
  expect(await verifyChain(deps.store.audit)).toMatchObject({ intact: true });
});
