import { describe, expect, it } from 'vitest';
import { createActions, type WalletActions } from '../../wallet/actions.ts';
import { firstState, type Screen, type WalletState } from '../../wallet/state.ts';
import type { Vault } from '../../wallet/vault/index.ts';
import { createFakeIssuer } from './fakes/issuer.ts';
import { createNetwork } from './fakes/network.ts';
import { createFakeVerifier } from './fakes/verifier.ts';
import { createTestWallet, now, trustListOf } from './fakes/wallet.ts';

async function setUp(options: { txCode?: string; answer?: { status: number; body: unknown } } = {}) {
  const issuer = await createFakeIssuer({
    url: 'https://poetsmaat.example',
    ...(options.txCode === undefined ? {} : { txCode: options.txCode }),
  });
  const verifier = await createFakeVerifier(options.answer === undefined ? {} : { answer: options.answer });
  const { fetch } = createNetwork({ [issuer.url]: issuer.handler, [verifier.url]: verifier.handler });
  const { ports, vault } = createTestWallet({ fetch, trust: trustListOf([issuer.platform]) });
  let state: WalletState = firstState;
  const store = {
    get: () => state,
    set: (next: WalletState) => {
      state = next;
    },
  };
  const actions = createActions({ ports, vault, store });
  await actions.start('');
  return { issuer, verifier, vault, actions, state: () => state };
}

const at = <At extends Screen['at']>(state: WalletState, name: At): Extract<Screen, { at: At }> => {
  expect(state.screen.at).toBe(name);
  return state.screen as Extract<Screen, { at: At }>;
};

const receive = async (actions: WalletActions, link: string): Promise<void> => {
  await actions.openLink(link);
  await actions.viewOffer(null);
  await actions.keep();
};

const countKeys = async (vault: Vault, ids: readonly string[]): Promise<number> =>
  (await Promise.all(ids.map((id) => vault.keys.loadKey(id)))).filter((key) => key !== undefined).length;

describe('the way of an offer', () => {
  it('goes from link to look to keep, and ends with one card', async () => {
    const { issuer, actions, state } = await setUp();
    await actions.openLink(issuer.offerLink('reference'));
    expect(at(state(), 'offer').offer.issuer.name).toBe('Poetsmaat');
    await actions.viewOffer(null);
    expect(at(state(), 'received').credentials).toHaveLength(2);
    expect(state().credentials).toHaveLength(0);
    await actions.keep();
    at(state(), 'home');
    expect(state().notice).toEqual({ kind: 'kept', issuer: 'Poetsmaat' });
    expect(new Set(state().credentials.map(({ bundleId }) => bundleId)).size).toBe(1);
  });

  it('begins at the fragment of the wallet’s own address', async () => {
    const { issuer, actions, state } = await setUp();
    await actions.start(`#offer=${encodeURIComponent(issuer.offerLink('value'))}`);
    at(state(), 'offer');
  });

  it('stays on the offer after a wrong code', async () => {
    const { issuer, actions, state } = await setUp({ txCode: '4711' });
    await actions.openLink(issuer.offerLink('value'));
    await actions.viewOffer('1');
    at(state(), 'offer');
    expect(state().notice).toEqual({ kind: 'problem', code: 'code_refused' });
    await actions.viewOffer('4711');
    at(state(), 'received');
    expect(state().notice).toBeNull();
  });

  it('leaves neither credential nor key behind when the worker says no', async () => {
    const { issuer, actions, state, vault } = await setUp();
    await actions.openLink(issuer.offerLink('value'));
    await actions.viewOffer(null);
    const keys = at(state(), 'received').credentials.map(({ keyId }) => keyId);
    expect(await countKeys(vault, keys)).toBe(2);
    await actions.goTo({ at: 'home' });
    expect(await countKeys(vault, keys)).toBe(0);
    expect(await vault.loadCredentials()).toEqual([]);
  });

  it('ends in a removal of credentials and keys', async () => {
    const { issuer, actions, state, vault } = await setUp();
    await receive(actions, issuer.offerLink('value'));
    const [first] = state().credentials;
    await actions.remove(first?.bundleId ?? '');
    expect(state().credentials).toEqual([]);
    expect(await countKeys(vault, [first?.keyId ?? ''])).toBe(0);
  });
});

describe('the way of a request', () => {
  it('ends with a line in the share log that has names of claims and no values', async () => {
    const { issuer, verifier, actions, state } = await setUp();
    await receive(actions, issuer.offerLink('value'));
    await actions.openLink(verifier.requestLink);
    at(state(), 'request');
    await actions.share();
    expect(at(state(), 'done').entry.outcome).toBe('shared');
    const [entry] = state().shares;
    expect(entry).toMatchObject({
      at: now.toISOString(),
      recipientName: null,
      recipientHost: 'verifier.example',
      purpose: 'employer',
      shown: [{ issuer: 'Poetsmaat', claims: ['name', 'gigsCompleted', 'hoursWorked', 'rating'] }],
    });
    expect(JSON.stringify(entry)).not.toMatch(/Samira|214/);
  });

  it('sends nothing but the refusal when the worker refuses, and logs that', async () => {
    const { issuer, verifier, actions, state } = await setUp();
    await receive(actions, issuer.offerLink('value'));
    await actions.openLink(verifier.requestLink);
    await actions.refuse();
    expect(at(state(), 'done').entry).toMatchObject({ outcome: 'refused', shown: [] });
    expect(verifier.posted.map((form) => [...form.keys()])).toEqual([['error', 'state']]);
  });

  it('is answered once, however often the button is pressed', async () => {
    const { issuer, verifier, actions } = await setUp();
    await receive(actions, issuer.offerLink('value'));
    await actions.openLink(verifier.requestLink);
    await Promise.all([actions.share(), actions.share(), actions.refuse()]);
    expect(verifier.posted).toHaveLength(1);
  });

  it('logs an answer that the recipient would not take: it has been seen', async () => {
    const { issuer, verifier, actions, state } = await setUp({ answer: { status: 400, body: {} } });
    await receive(actions, issuer.offerLink('value'));
    await actions.openLink(verifier.requestLink);
    await actions.share();
    at(state(), 'problem');
    expect(state().shares).toHaveLength(1);
  });

  it('logs nothing and can be tried again when the recipient does not answer', async () => {
    const { issuer, verifier, actions, state } = await setUp({ answer: { status: 503, body: '' } });
    await receive(actions, issuer.offerLink('value'));
    await actions.openLink(verifier.requestLink);
    await actions.share();
    at(state(), 'request');
    expect(state().notice).toEqual({ kind: 'problem', code: 'verifier_unreachable' });
    expect(state().shares).toEqual([]);
  });

  it('says so when there is nothing that fits', async () => {
    const { verifier, actions, state } = await setUp();
    await actions.openLink(verifier.requestLink);
    at(state(), 'problem');
    expect(state().notice).toEqual({ kind: 'problem', code: 'nothing_to_share' });
  });
});

describe('a link that leads nowhere', () => {
  it('brings a pasted one back to the field', async () => {
    const { actions, state } = await setUp();
    await actions.goTo({ at: 'link', for: 'offer' });
    await actions.openLink('hello');
    at(state(), 'link');
    expect(state().notice).toEqual({ kind: 'problem', code: 'link_unknown' });
  });
});
