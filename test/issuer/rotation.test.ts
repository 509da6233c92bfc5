/** Keys that follow one another: who signs when, what stays good, and what does not. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compactToDigits, createCompact } from '../../core/proof/compact.ts';
import { parseJws } from '../../core/proof/index.ts';
import { createContent, loadSignable } from '../../issuer/issue/issue-credential.ts';
import {
  type ChangeDeps,
  describeKeys,
  openKeyRing,
  prepareKeys,
  retireKey,
  rotateKeys,
} from '../../issuer/keys/index.ts';
import { tokenListUrl } from '../../issuer/status/status-urls.ts';
import { judge } from './judge.ts';
import { showPart } from './show-part.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
beforeEach(async () => {
  issuer = await startTestIssuer();
});
afterEach(() => issuer.close());

const deps = (): ChangeDeps => ({ ...issuer.deps, secrets: [issuer.secret] });
const both = { purposes: ['p256', 'ed25519'], actor: 'cli' } as const;
const rotate = () => rotateKeys(deps(), both);
const retire = (keyId: string) => retireKey(deps(), { keyId, leaked: false, actor: 'cli' });
const keyIds = async (state: string, purpose: string): Promise<string[]> =>
  (await describeKeys(deps()))
    .filter((key) => key.state === state && key.purpose === purpose)
    .map(({ keyId }) => keyId);

const forms = ['kluscv-sd-jwt', 'kluscv-ldp', 'kluscv-ldp-sd', 'kluscv-jwt'] as const;
type Issued = { readonly credentialId: string; readonly credential: unknown };
const issue = async (configuration: string): Promise<Issued> => {
  const answer = await issuer.call('POST', '/workers/W-1/credentials', { configuration });
  expect(answer.status).toBe(201);
  return answer.json();
};
const issueAll = async (): Promise<ReadonlyMap<string, Issued>> => {
  const issued = new Map<string, Issued>();
  for (const form of forms) issued.set(form, await issue(form));
  return issued;
};
const didDocument = async (): Promise<{ assertionMethod: string[] }> =>
  (await fetch(`${issuer.url}/.well-known/did.json`)).json();
const methodsOf = async (): Promise<string[]> => (await didDocument()).assertionMethod;

const outcomes = async (issued: ReadonlyMap<string, Issued>): Promise<string[]> =>
  Promise.all(
    [...issued].map(async ([form, { credential }]) => {
      const shown = form === 'kluscv-ldp-sd' ? await showPart(credential) : credential;
      return (await judge(issuer, shown)).outcome;
    }),
  );
const allValid = forms.map(() => 'valid');

describe('a rotation', () => {
  it('lets what was signed before and what is signed after it verify, in every form', async () => {
    const before = await issueAll();
    const old = issuer.deps.keys.known();
    await rotate();
    const after = await issueAll();
    expect(await outcomes(before)).toEqual(allValid);
    expect(await outcomes(after)).toEqual(allValid);
    const ldp = (issued: ReadonlyMap<string, Issued>): unknown => issued.get('kluscv-ldp')?.credential;
    expect(ldp(before)).toMatchObject({
      proof: { verificationMethod: old.ed25519.verificationMethod },
    });
    expect(ldp(after)).toMatchObject({
      proof: { verificationMethod: issuer.deps.keys.known().ed25519.verificationMethod },
    });
    expect(issuer.deps.keys.known().p256.verificationMethod).not.toBe(old.p256.verificationMethod);
  });

  it('lets QR codes on paper verify that were printed before, and after it', async () => {
    const printCode = async (): Promise<string> => {
      const signable = await loadSignable(issuer.deps, 'W-1', undefined);
      if (signable === undefined) throw new Error('Nothing is known of the worker.');
      const { claims } = signable;
      const { issuedAt, validUntil, status } = await createContent(issuer.deps, { claims });
      const { did, ed25519 } = issuer.deps.keys.known();
      const compact = await createCompact(
        {
          claims,
          issuerDid: did,
          keyId: ed25519.verificationMethod,
          issuedAt,
          validUntil,
          status: { idx: status.index, uri: tokenListUrl(issuer.url, status.list) },
          madeForSomebody: false,
        },
        ed25519.signer,
      );
      return `http://localhost:4200/#${compactToDigits(compact)}`;
    };
    const before = await printCode();
    await rotate();
    for (const code of [before, await printCode()]) expect((await judge(issuer, code)).outcome).toBe('valid');
    await retire('ed25519-1');
    expect((await judge(issuer, before)).outcome).toBe('unknown_issuer');
    expect((await judge(issuer, await printCode())).outcome).toBe('valid');
  });

  it('keeps the old keys in the DID document and in the metadata, and adds the new ones', async () => {
    const before = await methodsOf();
    await rotate();
    const after = await methodsOf();
    expect(before).toHaveLength(3);
    expect(after).toHaveLength(6);
    expect(after).toEqual(expect.arrayContaining(before));
    const { jwks } = await (await fetch(`${issuer.url}/.well-known/jwt-vc-issuer`)).json();
    const { did } = issuer.deps.keys.known();
    const p256 = [...(await keyIds('active', 'p256')), ...(await keyIds('former', 'p256'))];
    expect(jwks.keys.map(({ kid }: { kid: string }) => kid)).toEqual(p256.map((id) => `${did}#${id}`));
  });

  it('signs status lists anew, and old credentials find their withdrawal in them', async () => {
    const before = await issueAll();
    await outcomes(before);
    await rotate();
    const leaf = async () => {
      const list = parseJws(await (await fetch(`${issuer.url}/status/token/1`)).text());
      return list.ok ? list.value.header.x5c : undefined;
    };
    expect(await leaf()).toEqual(issuer.deps.keys.known().p256.x5c);
    const bitstring = await (await fetch(`${issuer.url}/status/bitstring/1/revocation`)).json();
    const { ed25519 } = issuer.deps.keys.known();
    expect(bitstring.proof.verificationMethod).toBe(ed25519.verificationMethod);
    for (const { credentialId } of before.values())
      await issuer.call('POST', `/credentials/${credentialId}/status`, { status: 'revoked' });
    expect(await outcomes(before)).toEqual(forms.map(() => 'revoked'));
  });

  it('lets a certificate of the same root vouch for the new key', async () => {
    const { certificateAnchors } = issuer.deps.keys.known();
    const { credential } = await issue('kluscv-sd-jwt');
    await rotate();
    expect(issuer.deps.keys.known().certificateAnchors).toEqual(certificateAnchors);
    for (const each of [credential, (await issue('kluscv-sd-jwt')).credential])
      expect((await judge(issuer, each, { certificateAnchors })).outcome).toBe('valid');
  });

  it('destroys the private halves of the old keys, but for the one that kluscv-jwt is named by on this machine', async () => {
    const { issuerKeys } = issuer.deps.store;
    const old = async () =>
      Promise.all(['p256', 'ed25519'].map(async (name) => (await issuerKeys.loadKey(name))?.encrypted));
    await rotate();
    expect(await old()).toEqual([expect.stringMatching(/^ey/), '']);
  });

  it('destroys them all at an address that a DID can be looked up at', async () => {
    const url = 'https://issuer.example';
    const { store, clock, crypto } = issuer.deps;
    const keys = await openKeyRing({
      issuerKeys: store.issuerKeys,
      secrets: [issuer.secret],
      url,
      name: 'Poetsmaat',
      clock,
      crypto,
    });
    const settings = { ...issuer.deps.settings, url };
    await rotateKeys({ ...deps(), settings, keys }, both);
    for (const name of ['p256', 'ed25519'])
      expect(await store.issuerKeys.loadKey(name)).toMatchObject({ encrypted: '', state: 'former' });
    const { eldestP256, p256, published } = keys.known();
    expect(eldestP256.signer).toBe(p256.signer);
    expect(published).toHaveLength(4);
  });

  it('can be of one purpose alone', async () => {
    const before = issuer.deps.keys.known();
    await rotateKeys(deps(), { purposes: ['ed25519'], actor: 'cli' });
    const after = issuer.deps.keys.known();
    expect(after.p256.verificationMethod).toBe(before.p256.verificationMethod);
    expect(after.ed25519.verificationMethod).not.toBe(before.ed25519.verificationMethod);
  });

  it('goes on verifying behind many others, and is refused before the document grows too long', {
    timeout: 60_000,
  }, async () => {
    const before = await issue('kluscv-ldp');
    await rotate();
    const former = await issue('kluscv-ldp');
    const { store } = issuer.deps;
    const { version, keys } = await store.issuerKeys.listKeys();
    const pattern = keys.find(({ name }) => name === 'p256');
    if (pattern === undefined) throw new Error('There is no such key.');
    const add = Array.from({ length: 295 }, (_, at) => ({ ...pattern, name: `p256-of-${at}` }));
    await store.transact(({ issuerKeys }) => issuerKeys.changeKeys(version, { add, change: [] }));
    expect(await methodsOf()).toHaveLength(2 * 297 + 2);
    for (const { credential } of [before, former, await issue('kluscv-ldp')])
      expect((await judge(issuer, credential)).outcome).toBe('valid');
    await expect(rotate()).rejects.toMatchObject({ code: 'conflict' });
    await rotateKeys(deps(), { purposes: ['ed25519'], actor: 'cli' });
    await expect(rotateKeys(deps(), { purposes: ['ed25519'], actor: 'cli' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await retire('p256-of-7');
    await rotateKeys(deps(), { purposes: ['ed25519'], actor: 'cli' });
    for (const { credential } of [before, former, await issue('kluscv-ldp')])
      expect((await judge(issuer, credential)).outcome).toBe('valid');
  });

  it('stands in the audit log, with the key that it replaced', async () => {
    const { keyIds: made } = await rotate();
    const entries = await issuer.deps.store.audit.listEntries({ after: 0, limit: 100 });
    expect(
      entries.map(({ action, subject, details }) => ({ action, subject, ...JSON.parse(details) })),
    ).toEqual([
      { action: 'key_rotated', subject: made[0], purpose: 'p256', before: 'p256-1' },
      { action: 'key_rotated', subject: made[1], purpose: 'ed25519', before: 'ed25519-1' },
    ]);
  });

  it('of two that saw the same keys happens once, and the other one is told', async () => {
    const { store } = issuer.deps;
    let waiting = 2;
    let go = (): void => undefined;
    const bothHaveSeen = new Promise<void>((resolve) => {
      go = resolve;
    });
    const listKeys = async () => {
      const seen = await store.issuerKeys.listKeys();
      waiting -= 1;
      if (waiting === 0) go();
      await bothHaveSeen;
      return seen;
    };
    const slow = { ...deps(), store: { ...store, issuerKeys: { ...store.issuerKeys, listKeys } } };
    const done = await Promise.allSettled([rotateKeys(slow, both), rotateKeys(slow, both)]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const each of done)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'conflict' });
    for (const purpose of ['root', 'p256', 'ed25519'])
      expect(await keyIds('active', purpose)).toHaveLength(1);
    expect(await methodsOf()).toHaveLength(6);
  });

  it('keeps the DID of kluscv-jwt, which is a key on this machine, until that key is retired', async () => {
    const issuerOf = ({ credential }: Issued): string =>
      JSON.parse(Buffer.from(String(credential).split('.')[1] ?? '', 'base64url').toString()).iss;
    const before = issuerOf(await issue('kluscv-jwt'));
    await rotate();
    expect(issuerOf(await issue('kluscv-jwt'))).toBe(before);
    await retire('p256-1');
    const after = await issue('kluscv-jwt');
    expect(issuerOf(after)).not.toBe(before);
    expect((await judge(issuer, after.credential)).outcome).toBe('valid');
    expect((await judge(issuer, after.credential, { otherDids: [before] })).outcome).toBe('unknown_issuer');
  });
});

describe('a prepared key', () => {
  it('is published before it signs, and is the one that signs after the rotation', async () => {
    const { keyIds: made } = await prepareKeys(deps(), both);
    const { did } = issuer.deps.keys.known();
    expect(await methodsOf()).toEqual(expect.arrayContaining(made.map((id) => `${did}#${id}`)));
    expect((await issue('kluscv-ldp')).credential).toMatchObject({
      proof: { verificationMethod: `${did}#ed25519-1` },
    });
    expect((await rotate()).keyIds).toEqual(made);
    expect((await issue('kluscv-ldp')).credential).toMatchObject({
      proof: { verificationMethod: `${did}#${made[1]}` },
    });
  });

  it('is there once', async () => {
    await prepareKeys(deps(), both);
    await expect(prepareKeys(deps(), both)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a retired key', () => {
  it('leaves the DID document, and what it signed there does not verify any more', async () => {
    const before = await issueAll();
    await rotate();
    const after = await issueAll();
    await retire('ed25519-1');
    await retire('#p256-1-multikey');
    const methods = await methodsOf();
    expect(methods).toHaveLength(3);
    expect(methods.join()).not.toMatch(/#(p256|ed25519)-1\b/);
    expect(await outcomes(after)).toEqual(['valid', 'valid', 'valid', 'unknown_issuer']);
    const [sdJwt, ldp, ldpSd] = await outcomes(before);
    // A certificate goes on vouching for a key: that is what the list of stolen keys is for.
    expect(sdJwt).toBe('valid');
    expect([ldp, ldpSd]).not.toContain('valid');
  });

  it('has no private half any more, and keeps its public one for the scheme', async () => {
    const { p256 } = issuer.deps.keys.known();
    await rotate();
    expect((await issuer.deps.store.issuerKeys.loadKey('p256'))?.encrypted).not.toBe('');
    await retire('p256-1');
    expect((await issuer.deps.store.issuerKeys.loadKey('p256'))?.encrypted).toBe('');
    const retired = (await describeKeys(deps())).find(({ keyId }) => keyId === 'p256-1');
    expect(retired).toMatchObject({ state: 'retired', publicJwk: p256.signer.publicJwk });
  });

  it.each([
    ['the key that signs', 'p256-1', 'conflict'],
    ['a key that there is not', 'p256-2', 'not_found'],
    ['a name that is part of another', 'p256', 'not_found'],
  ])('cannot be %s', async (_what, keyId, code) => {
    await expect(retire(keyId)).rejects.toMatchObject({ code });
    expect(await methodsOf()).toHaveLength(3);
  });

  it('is so once', async () => {
    await rotate();
    await retire('p256-1');
    await expect(retire('p256-1')).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a root', () => {
  const root = { purposes: ['root'], actor: 'cli' } as const;

  it('must be prepared, so that the list can name it first', async () => {
    await expect(rotateKeys(deps(), root)).rejects.toMatchObject({ code: 'conflict' });
    await prepareKeys(deps(), root);
    expect((await issuer.deps.keys.load()).certificateAnchors).toHaveLength(2);
  });

  it('stays beside the next one, so that certificates of both count', async () => {
    const before = await issue('kluscv-sd-jwt');
    await prepareKeys(deps(), root);
    const { certificateAnchors } = await issuer.deps.keys.load();
    await rotateKeys(deps(), root);
    const after = await issue('kluscv-sd-jwt');
    const old = certificateAnchors.slice(0, 1);
    for (const { credential } of [before, after])
      expect((await judge(issuer, credential, { certificateAnchors })).outcome).toBe('valid');
    // Who knows the old root alone cannot know the issuer of the new one.
    const judged = await judge(issuer, after.credential, { certificateAnchors: old });
    expect(judged.outcome).toBe('unknown_issuer');
    await retire('root-1');
    expect((await issuer.deps.keys.load()).certificateAnchors).toEqual(certificateAnchors.slice(1));
  });
});
