/** What must hold when all is over, whatever died in between; each wrong is a sentence. */
import { Client } from 'pg';
import { verifyChain } from '../../server/index.ts';
import { openStore } from '../../store/index.ts';
import type { Acknowledged } from './clients.ts';
import { statusAt, unpackList } from './read-list.ts';
import type { Scene } from './start-scene.ts';

export async function findWrongs(scene: Scene, said: Acknowledged): Promise<string[]> {
  const wrongs: string[] = [];
  const client = new Client({ connectionString: scene.databaseUrl });
  await client.connect();
  const count = async (sql: string): Promise<number> => Number((await client.query(sql)).rows[0]?.count);
  const store = await openStore(scene.databaseUrl);
  try {
    const places = said.credentials.map(({ list, index }) => `${list}/${index}`);
    if (new Set(places).size !== places.length) wrongs.push('a status index was given out twice');
    const stored = await client.query<{ list: string; idx: string; credential_id: string }>(
      'select list, idx, credential_id from credentials',
    );
    const byPlace = new Map(stored.rows.map((row) => [`${row.list}/${row.idx}`, row.credential_id]));
    if (byPlace.size !== stored.rows.length) wrongs.push('two credentials stand at one index');
    for (const { list, index, credentialId } of said.credentials) {
      const known = byPlace.get(`${list}/${index}`);
      if (known === undefined || (credentialId !== undefined && known !== credentialId))
        wrongs.push(`the store does not know the credential at ${list}/${index}`);
    }
    const used = await count('select sum(used) as count from status_lists');
    if (used !== (await count('select count(*) from status_entries'))) wrongs.push('a list counts wrongly');
    if (said.redeemed.some((tokens) => tokens > 1)) wrongs.push('a code gave two tokens');
    const codes = await count('select count(*) from offers where used_at is not null');
    if (codes !== (await count('select count(*) from access_tokens')))
      wrongs.push('codes that were used and tokens do not match');
    for (const credentialId of said.withdrawn) {
      const credential = await store.credentials.loadCredential(credentialId);
      if (credential?.status !== 'revoked') wrongs.push(`the withdrawal of ${credentialId} was lost`);
    }
    const gigs = new Set(
      (await client.query<{ gig_id: string }>("select gig_id from gigs where gig_id like 'S-%'")).rows.map(
        ({ gig_id }) => gig_id,
      ),
    );
    const lost = said.gigs.filter(({ gigId }) => !gigs.has(gigId)).length;
    if (lost > 0) wrongs.push(`${lost} acknowledged gigs were lost`);
    const chain = await verifyChain(store.audit);
    if (!chain.intact) wrongs.push('the audit log is no whole chain');
    const issued = await count("select count(*) from audit_log where action = 'credential_issued'");
    if (issued !== stored.rows.length) wrongs.push('the audit log and the credentials do not match');
    wrongs.push(...(await findListWrongs(scene, said, byPlace)));
    wrongs.push(...(await findCheckWrongs(scene, said)));
    for (const [outcome, times] of said.reports)
      if (outcome !== 'valid' && outcome !== 'undetermined') wrongs.push(`${times} checks said ${outcome}`);
  } finally {
    await store.close();
    await client.end();
  }
  return wrongs;
}

/** A verifier remembers for five seconds that it could not reach somebody: a replica that was killed may be among them. */
const pastFailuresMs = 6_000;
const mostRounds = 3;

/**
 * Every credential that somebody holds is genuine in the end, whichever of the issuer's keys signed it. What could not be
 * checked is asked about again, as anybody would; any other answer is the answer.
 */
async function findCheckWrongs({ verifier }: Scene, said: Acknowledged): Promise<string[]> {
  const outcomes = new Map<string, number>();
  let left = said.credentials.map(({ text }) => text);
  for (let round = 1; left.length > 0; round += 1) {
    const asked = left;
    left = [];
    const answer = await fetch(`${verifier.url}/api/v1/checks/batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${verifier.apiKey}`, 'content-type': 'application/x-ndjson' },
      body: asked.map((text) => `${text}\n`).join(''),
    });
    const lines = (await answer.text()).split('\n').filter((line) => line !== '');
    if (lines.length !== asked.length) return ['not every credential was checked in the end'];
    for (const [at, line] of lines.entries()) {
      const { outcome, code }: { outcome: string; code: string } = JSON.parse(line);
      if (outcome === 'undetermined' && round < mostRounds) left.push(asked[at] ?? '');
      else if (outcome !== 'valid' && outcome !== 'revoked')
        outcomes.set(`${outcome} (${code})`, (outcomes.get(`${outcome} (${code})`) ?? 0) + 1);
    }
    if (left.length > 0) await new Promise((resolve) => setTimeout(resolve, pastFailuresMs));
  }
  return [...outcomes].map(([outcome, times]) => `${times} credentials were ${outcome} in the end`);
}

/** Every replica's own list says of each withdrawn credential that it is, and says the same as the others. */
async function findListWrongs(
  { issuer }: Scene,
  said: Acknowledged,
  byPlace: ReadonlyMap<string, string>,
): Promise<string[]> {
  const withdrawn = new Set(said.withdrawn);
  const wrongs: string[] = [];
  const texts = new Map<number, Set<string>>();
  for (const port of issuer.ports) {
    const lists = new Map<number, ReturnType<typeof unpackList>>();
    for (const [place, credentialId] of byPlace) {
      if (!withdrawn.has(credentialId)) continue;
      const [list = 0, index = 0] = place.split('/').map(Number);
      let statuses = lists.get(list);
      if (statuses === undefined) {
        const answer = await fetch(`http://127.0.0.1:${port}/status/token/${list}`);
        const text = await answer.text();
        texts.set(list, (texts.get(list) ?? new Set()).add(text));
        statuses = unpackList(text);
        lists.set(list, statuses);
      }
      if (statusAt(statuses, index) !== 1) wrongs.push(`port ${port} does not list ${credentialId}`);
    }
  }
  for (const [list, different] of texts)
    if (different.size > 1) wrongs.push(`replicas hand out ${different.size} different lists ${list}`);
  return wrongs;
}
