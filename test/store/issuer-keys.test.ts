/** Keys of the issuer and what they signed, on both engines. */
import { describe, expect, it } from 'vitest';
import type { Store, StoredKey } from '../../store/index.ts';
import { engines } from './engines.ts';

const now = new Date('2026-11-14T12:00:00Z');
const later = new Date('2026-11-15T12:00:00Z');
const next: StoredKey = {
  name: 'p256-a',
  encrypted: 'jwe-a',
  publicJwk: '{}',
  x5c: ['leaf', 'anchor'],
  state: 'active',
  createdAt: later,
  activeSince: later,
};

describe.each(engines())('keys of the issuer on $name', ({ open }) => {
  const begin = async (): Promise<Store> => {
    const store = await open();
    for (const name of ['root', 'p256']) await store.issuerKeys.storeKey({ name, encrypted: 'jwe' }, now);
    return store;
  };
  const change = (store: Store, version: number, name = next.name): Promise<boolean> =>
    store.transact(({ issuerKeys }) =>
      issuerKeys.changeKeys(version, {
        add: [{ ...next, name }],
        change: [{ name: 'p256', state: 'former', endedAt: later }],
      }),
    );

  it('sign from the first start on, whatever a second start brings', async () => {
    const store = await begin();
    await store.issuerKeys.storeKey({ name: 'p256', encrypted: 'other' }, later);
    const { version, keys } = await store.issuerKeys.listKeys();
    expect(version).toBe(0);
    expect(keys).toEqual([
      { name: 'p256', encrypted: 'jwe', state: 'active', createdAt: now },
      { name: 'root', encrypted: 'jwe', state: 'active', createdAt: now },
    ]);
    await store.close();
  });

  it('change as a whole, and count up their version', async () => {
    const store = await begin();
    expect(await change(store, 0)).toBe(true);
    expect(await store.issuerKeys.loadVersion()).toBe(1);
    const { version, keys } = await store.issuerKeys.listKeys();
    expect(version).toBe(1);
    expect(keys.find(({ name }) => name === 'p256-a')).toEqual(next);
    expect(keys.find(({ name }) => name === 'p256')).toEqual({
      name: 'p256',
      encrypted: 'jwe',
      state: 'former',
      createdAt: now,
      endedAt: later,
    });
    await store.close();
  });

  it('do not change when somebody else has changed them, also at the same moment', async () => {
    const store = await begin();
    const names = ['p256-a', 'p256-b', 'p256-c', 'p256-d'];
    const done = await Promise.all(names.map((name) => change(store, 0, name)));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await change(store, 0, 'p256-e')).toBe(false);
    const { version, keys } = await store.issuerKeys.listKeys();
    expect(version).toBe(1);
    expect(keys).toHaveLength(3);
    await store.close();
  });

  it('leave no lists behind that nobody asks for, and all others', async () => {
    const store = await begin();
    const { statusLists } = store;
    const list = { version: 1, signedAt: now, signed: 'list' };
    for (const name of ['a_b/token/1', 'aXb/token/1', 'a_bc/token/1'])
      await statusLists.storeSigned(name, list, now);
    await statusLists.storeSigned('old/token/2', { ...list, signedAt: later }, now);
    await statusLists.dropSignedOtherwise('a_b/', later);
    const left = await Promise.all(
      ['a_b/token/1', 'aXb/token/1', 'a_bc/token/1', 'old/token/2'].map((name) => statusLists.loadHead(name)),
    );
    expect(left.map((head) => head !== undefined)).toEqual([true, false, false, true]);
    await store.close();
  });
});
