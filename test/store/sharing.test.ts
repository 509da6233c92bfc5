/** What several processes share through one database; each store here stands for a process. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../store/index.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';

let postgres: TestPostgres;
let url: string;
let stores: Store[] = [];
beforeAll(async () => {
  postgres = await startPostgres({ own: true });
  url = await postgres.createDatabase();
  // The first start of all, three at once.
  stores = await Promise.all([1, 2, 3].map(() => openStore(url)));
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await postgres.stop();
});

const storeOf = (turn: number): Store => {
  const store = stores[turn % stores.length];
  if (store === undefined) throw new Error('No store was opened.');
  return store;
};
/** Does the same at once from all stores. */
const atOnce = <T>(times: number, work: (store: Store, turn: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, turn) => work(storeOf(turn), turn)));

const later = new Date('2030-01-01');
const now = new Date('2026-11-21');

describe('of many who come at once', () => {
  it('one redeems a code', async () => {
    await storeOf(0).offers.storeOffer({
      workerId: 'W',
      configurations: ['kluscv-ldp'],
      include: undefined,
      txCodeId: null,
      expiresAt: later,
      offerHash: 'offer',
      codeHash: 'code',
    });
    const redeemed = await atOnce(30, (store, turn) =>
      store.offers.redeemOffer('code', { tokenHash: `token-${turn}`, expiresAt: later }, now),
    );
    expect(redeemed.filter(Boolean)).toHaveLength(1);
  });

  it('one uses a nonce', async () => {
    const burnt = await atOnce(30, (store) =>
      store.accessTokens.burnNonce({ nonceHash: 'n', expiresAt: later }),
    );
    expect(burnt.filter(Boolean)).toHaveLength(1);
  });

  it('one opens a link, and one answers a question', async () => {
    await storeOf(0).offers.storeClaimLink({
      workerId: 'W',
      configurations: [],
      include: undefined,
      txCodeId: null,
      expiresAt: later,
      tokenHash: 'link',
    });
    const opened = await atOnce(20, (store, turn) =>
      store.offers.openClaimSession('link', `session-${turn}`, { now, until: later }),
    );
    expect(opened.filter((session) => session !== undefined)).toHaveLength(1);
    await storeOf(0).requests.storeRequest({
      requestId: 'R',
      purpose: 'employer',
      formats: ['dc+sd-jwt'],
      state: 's',
      nonce: 'n',
      viewerHash: 'v',
      createdAt: now,
      expiresAt: later,
      forgetAt: later,
      flow: 'cross-device',
      responseMode: 'direct_post',
      clientIdPrefix: 'x509_hash',
    });
    const taken = await atOnce(20, (store) => store.requests.takeRequest('R', now));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('as many try a transaction code as there are tries', async () => {
    await storeOf(0).offers.storeTxCode({ txCodeId: 'T', hash: 'h', expiresAt: later });
    const tries = await atOnce(30, (store) => store.offers.takeTxCodeTry('T', 5));
    expect(tries.filter((code) => code !== undefined)).toHaveLength(5);
  });

  it('as many get a credential for a token as it allows', async () => {
    await storeOf(0).offers.storeOffer({
      workerId: 'W',
      configurations: ['kluscv-ldp'],
      include: undefined,
      txCodeId: null,
      expiresAt: later,
      offerHash: 'o2',
      codeHash: 'c2',
    });
    await storeOf(0).offers.redeemOffer('c2', { tokenHash: 't2', expiresAt: later }, now);
    const taken = await atOnce(30, (store) =>
      store.accessTokens.takeFromGrant('t2', 'kluscv-ldp', { count: 1, limit: 10 }),
    );
    expect(taken.filter(Boolean)).toHaveLength(10);
  });

  it('each finds a place of its own in a list, and the count of places is right', async () => {
    await Promise.all(
      stores.map((store) => store.statusLists.openList(1, 64, [{ index: 0, status: 'revoked' }])),
    );
    const places = await atOnce(90, (store, turn) => store.statusLists.takeIndexes(1, [turn % 64], 40));
    expect(places.flat()).toHaveLength(39);
    expect(new Set(places.flat()).size).toBe(39);
    expect(await storeOf(1).statusLists.listFills()).toEqual([{ list: 1, size: 64, used: 40 }]);
  });

  it('the audit log stays one chain, with every entry and no gap', async () => {
    await atOnce(90, (store, turn) =>
      store.transact((stores) =>
        stores.audit.appendEntry(
          { at: now, actor: 'cli', action: 'worker_stored', details: `{"turn":${turn}}` },
          ({ seq, previous }) => `${seq}<${previous.slice(0, 8)}`,
        ),
      ),
    );
    const entries = await storeOf(2).audit.listEntries({ after: 0, limit: 200 });
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 90 }, (_, index) => index + 1));
    expect(entries.every((entry, index) => entry.previous === (entries[index - 1]?.hash ?? ''))).toBe(true);
    expect(new Set(entries.map(({ details }) => details)).size).toBe(90);
  });

  it('the newest version of a gig stays, in whatever order replicas bring them', async () => {
    await atOnce(40, (store, turn) =>
      store.gigs.storeChosen(['G'], (kept) => {
        const before = kept.get('G');
        if (before !== undefined && before.updatedAt >= turn) return [];
        const canonical = JSON.stringify({ gigId: 'G', status: 'completed', turn });
        return [
          { gigId: 'G', workerId: 'W', workerName: undefined, updatedAt: turn, knownAt: turn, canonical },
        ];
      }),
    );
    expect(await storeOf(0).gigs.loadByWorker('W')).toMatchObject([{ turn: 39 }]);
  });

  it('each delivery goes to one of those who ask for what is due', async () => {
    const store = storeOf(0);
    await store.webhooks.storeWebhook({ webhookId: 'H', url: 'https://x', events: ['e'], createdAt: now });
    await store.webhooks.storeDeliveries(
      Array.from({ length: 60 }, (_, index) => ({
        deliveryId: `D-${index}`,
        webhookId: 'H',
        workerId: '',
        event: 'e',
        body: '{}',
        createdAt: now,
      })),
    );
    const due = await atOnce(12, (each) => each.webhooks.takeDue({ now, until: later, limit: 10 }));
    const ids = due.flat().map(({ deliveryId }) => deliveryId);
    expect([ids.length, new Set(ids).size]).toEqual([60, 60]);
  });

  it('no worker stays behind half erased while a credential is stored', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [workerId, hash] = [`E-${round}`, `erased-${round}`];
      await Promise.all([
        storeOf(0).transact(async (stores) => {
          if (await stores.workers.isErased(hash)) return;
          await stores.credentials.storeCredential({
            credentialId: workerId,
            workerId,
            configuration: 'kluscv-ldp',
            statusIndex: { list: 9, index: round },
            issuedAt: now,
            validUntil: later,
            include: undefined,
            recordHash: 'r',
          });
        }),
        storeOf(1).transact(async (stores) => {
          await stores.erasure.rememberErased(hash);
          await stores.erasure.deleteWorker(workerId);
        }),
      ]);
      expect(await storeOf(2).credentials.loadCredential(workerId)).toBeUndefined();
    }
  });

  it('no token stays behind of a worker who is erased while a code is redeemed', async () => {
    for (let round = 0; round < 30; round += 1) {
      const [workerId, codeHash, tokenHash] = [`R-${round}`, `r-code-${round}`, `r-token-${round}`];
      await storeOf(0).offers.storeOffer({
        workerId,
        configurations: ['kluscv-ldp'],
        include: undefined,
        txCodeId: null,
        expiresAt: later,
        offerHash: `r-offer-${round}`,
        codeHash,
      });
      const redeem = () => storeOf(0).offers.redeemOffer(codeHash, { tokenHash, expiresAt: later }, now);
      const erase = () => storeOf(1).erasure.deleteWorker(workerId);
      const pause = async (turns: number): Promise<void> => {
        for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      };
      await Promise.all([redeem(), pause(round % 10).then(erase)]);
      const { accessTokens, offers } = storeOf(2);
      expect(await accessTokens.loadAccessToken(tokenHash, now)).toBeUndefined();
      expect(await accessTokens.allowsConfiguration(tokenHash, 'kluscv-ldp')).toBe(false);
      expect(await offers.loadOfferByCode(codeHash)).toBeUndefined();
    }
  });

  it('calls are counted together, in one window', async () => {
    const counts = await atOnce(50, (_store, turn) => {
      const counter = storeOf(turn).sharedCallCounts;
      if (counter === undefined) throw new Error('PostgreSQL counts for all.');
      return counter.countCall('somebody', { now, windowMs: 60_000 });
    });
    expect(counts.map(({ calls }) => calls).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
    expect(new Set(counts.map(({ endsAt }) => endsAt.getTime())).size).toBe(1);
    const next = new Date(now.getTime() + 60_000);
    expect(await storeOf(0).sharedCallCounts?.countCall('somebody', { now: next, windowMs: 60_000 })).toEqual(
      {
        calls: 1,
        endsAt: new Date(next.getTime() + 60_000),
      },
    );
  });
});

describe('signals', () => {
  it('reach every other process, and again after the server was away', { timeout: 30_000 }, async () => {
    const heard: (string | undefined)[] = [];
    const [sender, listener] = [storeOf(0), storeOf(1)];
    listener.signals.follow('request', (id) => heard.push(id));
    const untilHeard = async (id: string): Promise<void> => {
      while (!heard.includes(id)) {
        await sender.signals.send('request', id).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    await untilHeard('R-1');
    await postgres.restart('crash');
    await untilHeard('R-2');
    // That something may have been missed is said as well.
    expect(heard.filter((id) => id === undefined).length).toBeGreaterThanOrEqual(2);
  });

  it('come once to whoever sent them', async () => {
    const heard: (string | undefined)[] = [];
    const stop = storeOf(2).signals.follow('own', (id) => heard.push(id));
    await storeOf(2).signals.send('own', 'A');
    await storeOf(0).signals.send('other', 'B');
    stop();
    await storeOf(2).signals.send('own', 'C');
    expect(heard.filter((id) => id !== undefined)).toEqual(['A']);
  });
});
