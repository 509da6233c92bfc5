/**
 * What a developer writes with the stock libraries: worker by worker from the same store, sign, note it, write the line.
 * `node bench/bulk-stock.ts FILE`, with the same environment as the command.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { chooseClaims, createCredential, parseChoice } from '../core/credential/index.ts';
import { loadWorkRecord } from '../issuer/aggregate/index.ts';
import { openStore } from '../store/index.ts';
import { did, ed25519, now, stockLoader, verificationMethod } from './sample.ts';

const store = await openStore(process.env.KLUSCV_DATABASE_URL ?? '');
const out = createWriteStream(process.argv[2] ?? '');
const choice = parseChoice(undefined);
const taken = new Set<number>();
const begin = performance.now();
let count = 0;
let after: string | undefined;
for (;;) {
  const page = await store.workers.listWorkerIds({ limit: 500, ...(after === undefined ? {} : { after }) });
  for (const workerId of page) {
    const found = await loadWorkRecord(store, workerId);
    if (!found) continue;
    const claims = chooseClaims({ ...found, platformName: 'Poetsmaat', choice });
    let index = randomInt(131_072);
    while (taken.has(index)) index = randomInt(131_072);
    taken.add(index);
    const unsigned = createCredential({
      claims,
      issuer: did,
      validFrom: now,
      validUntil: new Date('2031-11-14T00:00:00Z'),
      status: ['revocation', 'suspension', 'refresh'].map((purpose) => ({
        purpose: purpose === 'revocation' || purpose === 'suspension' ? purpose : 'refresh',
        index,
        url: `https://issuer.example/status/bitstring/1/${purpose}`,
      })),
    });
    const credential = await vc.issue({
      credential: { ...unsigned },
      suite: new DataIntegrityProof({
        cryptosuite,
        date: now,
        signer: { id: verificationMethod, algorithm: 'Ed25519', sign: ({ data }) => ed25519.sign(data) },
      }),
      documentLoader: stockLoader,
      now,
    });
    const credentialId = randomUUID();
    await store.transact(async (stores) => {
      await stores.statusLists.takeIndexes(1, [index], 1);
      await stores.credentials.storeCredential({
        credentialId,
        workerId,
        configuration: 'kluscv-ldp',
        statusIndex: { list: 1, index },
        issuedAt: now,
        validUntil: new Date('2031-11-14T00:00:00Z'),
        recordHash: credentialId,
      });
    });
    if (!out.write(`${JSON.stringify({ credentialId, workerId, credential })}\n`)) await once(out, 'drain');
    count += 1;
  }
  if (page.length < 500) break;
  after = page.at(-1);
}
await new Promise<void>((resolve) => out.end(resolve));
await store.close();
console.log(JSON.stringify({ issued: count, seconds: (performance.now() - begin) / 1000 }));
