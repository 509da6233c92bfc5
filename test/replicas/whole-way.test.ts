/** The demo's whole way on PostgreSQL, with every call going to another replica than the one before. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSteps } from '../../cli/demo/steps.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';
import { type Replicas, startReplicas } from './start-replicas.ts';

let postgres: TestPostgres;
let replicas: Replicas;
beforeAll(async () => {
  postgres = await startPostgres();
  replicas = await startReplicas({ databaseUrl: await postgres.createDatabase(), issuers: 3, verifiers: 2 });
});
afterAll(async () => {
  await replicas?.close();
  await postgres?.stop();
});

it('ends with the same keys and certificates, whichever replica made them first', () => {
  const { issuers, verifiers } = replicas;
  expect(new Set(issuers.map(({ certificateAnchors }) => certificateAnchors.join())).size).toBe(1);
  expect(new Set(verifiers.map(({ identity }) => identity.clientId)).size).toBe(1);
});

it('goes from import to wallet, answer, withdrawal and refusal, whichever replica takes a call', {
  timeout: 60_000,
}, async () => {
  for (const step of await createSteps(replicas.addresses, replicas.layout)) {
    const came = await step.run().catch((error: unknown) => {
      throw new Error(step.name, { cause: error });
    });
    expect(came, step.name).not.toBe('');
  }
});
