/** The list of issuers of the demo's imaginary scheme, signed with the demo's own scheme key. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { publicJwkFrom } from '../../core/keys/index.ts';
import {
  type Platform,
  signTrustList,
  type TrustList,
  type Verifier,
  verifyTrustList,
} from '../../core/trust/index.ts';
import { createNodeSigner, nodeCrypto } from '../../server/node-crypto.ts';
import { createDraft, createNextList, parseDraft } from '../trust-list/draft.ts';
import type { DemoSecrets } from './secrets.ts';

/** Writes the next version of the list; it counts up, since a reader never goes back to a lower one. */
export async function writeTrustList(
  file: string,
  entries: { platforms: readonly Platform[]; verifiers: readonly Verifier[] },
  secrets: DemoSecrets,
  now: Date,
): Promise<TrustList> {
  const draft = parseDraft({ ...createDraft(), ...entries });
  const list = createNextList(draft, { lastVersion: await lastVersion(file, secrets), now, days: 30 });
  writeFileSync(file, await signTrustList(list, createNodeSigner(secrets.schemeKey)));
  return list;
}

async function lastVersion(file: string, secrets: DemoSecrets): Promise<number> {
  if (!existsSync(file)) return 0;
  const last = await verifyTrustList(
    readFileSync(file, 'utf8'),
    publicJwkFrom(secrets.schemeKey),
    nodeCrypto,
  );
  return last.ok ? last.value.version : 0;
}
