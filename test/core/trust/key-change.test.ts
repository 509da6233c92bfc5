import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addSignature,
  followKeyChanges,
  isSignedBy,
  keyChangeType,
  mayReplace,
  openTrustList,
  parseSchemeKeys,
  type SchemeKeys,
  sameSchemeKeys,
  signText,
  signTrustList,
  type TrustList,
  trustListType,
} from '../../../core/trust/index.ts';
import { createNodeSigner, nodeCrypto as crypto, generatePrivateJwk } from '../../../server/node-crypto.ts';

const signer = () => createNodeSigner(generatePrivateJwk('ES256'));
type Signer = ReturnType<typeof signer>;
const [anna, bert, chris, dina, thief] = [signer(), signer(), signer(), signer(), signer()];
const keysOf = (threshold: number, ...signers: Signer[]): SchemeKeys => ({
  keys: signers.map(({ publicJwk }) => publicJwk),
  threshold,
});

const list = (version: number, keyChanges: string[] = []): TrustList => ({
  scheme: 'KlusCV',
  version,
  issued: '2026-11-14T08:00:00Z',
  nextUpdate: '2026-11-21T08:00:00Z',
  platforms: [],
  verifiers: [],
  ...(keyChanges.length > 0 && { keyChanges }),
});

const signAll = async (typ: string, payload: object, [first, ...more]: Signer[]): Promise<string> => {
  let text = await signText({ typ, payload: { ...payload } }, first ?? thief);
  for (const one of more) text = await addSignature(text, typ, one);
  return text;
};
const change = (generation: number, next: SchemeKeys, by: Signer[]) =>
  signAll(keyChangeType, { scheme: 'KlusCV', generation, next }, by);
const signList = (version: number, by: Signer[], keyChanges: string[] = []) =>
  signAll(trustListType, list(version, keyChanges), by);
const outcome = async (text: string, pinned: SchemeKeys) => {
  const opened = await openTrustList(text, pinned, crypto);
  return opened.ok ? opened.value.list.version : opened.error.code;
};

describe('a list that two persons must sign', () => {
  const both = keysOf(2, anna, bert);

  it('counts with both signatures, in either order, and not with one', async () => {
    expect(await outcome(await signList(1, [anna, bert]), both)).toBe(1);
    expect(await outcome(await signList(1, [bert, anna]), both)).toBe(1);
    expect(await outcome(await signList(1, [anna]), both)).toBe('trust_list_signature');
  });

  it('does not count one person twice, nor a stranger as the second', async () => {
    expect(await outcome(await signList(1, [anna, anna]), both)).toBe('trust_list_signature');
    expect(await outcome(await signList(1, [anna, thief]), both)).toBe('trust_list_signature');
    expect(await outcome(await signList(1, [anna, thief, bert]), both)).toBe(1);
  });

  it('holds with two of three, so that one lost key stops nobody', async () => {
    const twoOfThree = keysOf(2, anna, bert, chris);
    expect(await outcome(await signList(1, [chris, anna]), twoOfThree)).toBe(1);
    expect(await outcome(await signList(1, [chris]), twoOfThree)).toBe('trust_list_signature');
  });

  it('is refused when one of the signatures is made for another kind of message, or for none', async () => {
    const [one, other] = [JSON.parse(await signList(1, [anna, bert])), await signList(1, [chris])];
    const header = Buffer.from(JSON.stringify({ typ: keyChangeType, alg: 'ES256' })).toString('base64url');
    const signatures = [...one.signatures, { protected: header, signature: other.split('.')[2] }];
    expect(await outcome(JSON.stringify({ ...one, signatures }), both)).toBe('trust_list_malformed');
    expect(await outcome(`{"payload":1,"payload":2}`, both)).toBe('trust_list_malformed');
    await expect(addSignature('x', trustListType, bert)).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(addSignature(other, keyChangeType, bert)).rejects.toMatchObject({ code: 'invalid_request' });
    expect(await isSignedBy('x', both, crypto)).toBe(false);
  });

  it('is refused when it is longer than any of ours', async () => {
    const spaces = ' '.repeat(300_000);
    const fitting = await signList(1, [anna, bert]);
    expect(await outcome(`{${spaces}${fitting.slice(1)}`, both)).toBe(1);
    expect(await outcome(`{${spaces.repeat(14)}${fitting.slice(1)}`, both)).toBe('trust_list_malformed');
  });

  it('is refused when what was signed is not one and the same text', async () => {
    const [one, other] = [JSON.parse(await signList(1, [anna, bert])), await signList(2, [anna])];
    const payload = other.split('.')[1];
    expect(await outcome(JSON.stringify({ ...one, payload }), both)).toBe('trust_list_signature');
    expect(await outcome(JSON.stringify({ ...one, extra: 1 }), both)).toBe('trust_list_malformed');
    const unprotected = one.signatures.map((signature: object) => ({ ...signature, header: { kid: 'a' } }));
    expect(await outcome(JSON.stringify({ ...one, signatures: unprotected }), both)).toBe(
      'trust_list_malformed',
    );
  });
});

describe("a change of the scheme's keys", () => {
  it('leads from the old pinned key to the new one, and the new one needs no statement', async () => {
    const text = await signList(2, [bert], [await change(1, keysOf(1, bert), [anna])]);
    expect(await outcome(text, keysOf(1, anna))).toBe(2);
    expect(await outcome(text, keysOf(1, bert))).toBe(2);
    expect(await outcome(text, keysOf(1, chris))).toBe('trust_list_signature');
  });

  it('leads over several changes, whichever of the keys was pinned', async () => {
    const changes = [
      await change(1, keysOf(1, bert), [anna]),
      await change(2, keysOf(2, chris, dina), [bert]),
    ];
    const text = await signList(3, [chris, dina], changes);
    for (const pinned of [keysOf(1, anna), keysOf(1, bert), keysOf(2, chris, dina)])
      expect(await outcome(text, pinned)).toBe(3);
    expect(await outcome(await signList(3, [chris], changes), keysOf(1, anna))).toBe('trust_list_signature');
  });

  it('must be signed by as many of the old keys as the list was', async () => {
    const both = keysOf(2, anna, bert);
    const half = await change(1, keysOf(1, chris), [anna]);
    expect(await outcome(await signList(2, [chris], [half]), both)).toBe('trust_list_signature');
    const whole = await change(1, keysOf(1, chris), [anna, bert]);
    expect(await outcome(await signList(2, [chris], [whole]), both)).toBe(2);
  });

  it('takes the old key its say away', async () => {
    const changes = [await change(1, keysOf(1, bert), [anna])];
    expect(await outcome(await signList(3, [anna], changes), keysOf(1, anna))).toBe('trust_list_signature');
  });

  it('is refused in the wrong place, for another scheme, or signed by somebody else on the way', async () => {
    const first = await change(1, keysOf(1, bert), [anna]);
    const wrongs = [
      [await change(2, keysOf(1, bert), [anna])],
      [first, await change(2, keysOf(1, chris), [anna])],
      [first, first],
      ['x'],
    ];
    for (const changes of wrongs) {
      const pinned = keysOf(1, anna);
      const followed = await followKeyChanges({ scheme: 'KlusCV', pinned, changes }, crypto);
      expect(followed.ok).toBe(false);
    }
    const byThief = [first, await change(2, keysOf(1, chris), [thief])];
    expect(await outcome(await signList(3, [bert], byThief), keysOf(1, anna))).toBe('trust_list_signature');
    expect(await outcome(await signList(3, [anna], byThief), keysOf(1, anna))).toBe('trust_list_signature');
    // Whoever signs it: a list with a statement that cannot be read is none that we know.
    expect(await outcome(await signList(3, [anna], ['x']), keysOf(1, anna))).toBe('trust_list_malformed');
    expect(await outcome(await signList(3, [thief], ['x']), keysOf(1, anna))).toBe('trust_list_signature');
    const followed = await followKeyChanges(
      { scheme: 'Bank', pinned: keysOf(1, anna), changes: [first] },
      crypto,
    );
    expect(followed.ok).toBe(false);
  });
});

describe('whatever comes in the place of a list', () => {
  it('is answered and never thrown at, and a list with any character changed is not believed', async () => {
    const both = keysOf(2, anna, bert);
    const genuine = await signList(2, [anna, bert], []);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        expect((await openTrustList(text, both, crypto)).ok).toBe(false);
      }),
      { numRuns: 100 },
    );
    const letters = fc.constantFrom(...'ABCxyz019-_{}".,');
    await fc.assert(
      fc.asyncProperty(fc.nat(genuine.length - 1), letters, async (index, letter) => {
        const changed = genuine.slice(0, index) + letter + genuine.slice(index + 1);
        const opened = await openTrustList(changed, both, crypto);
        expect(opened.ok ? opened.value.list : undefined).toEqual(changed === genuine ? list(2) : undefined);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a list in the place of the one held', () => {
  it('has a higher version, or is the very same', () => {
    expect(mayReplace(list(3), list(4))).toBe(true);
    expect(mayReplace(list(3), list(3))).toBe(true);
    expect(mayReplace(list(3), list(2))).toBe(false);
    expect(mayReplace(list(3), { ...list(3), nextUpdate: '2027-01-01T00:00:00Z' })).toBe(false);
    expect(mayReplace(list(3), { ...list(4), scheme: 'Other' })).toBe(false);
  });

  it('tells the same story of the keys: a thief of an old key cannot tell another', async () => {
    const told = await change(1, keysOf(1, bert), [anna]);
    const stolen = await change(1, keysOf(1, thief), [anna]);
    expect(mayReplace(list(3), list(4, [told]))).toBe(true);
    expect(mayReplace(list(4, [told]), list(5, [told]))).toBe(true);
    expect(mayReplace(list(4, [told]), list(5, [stolen]))).toBe(false);
    expect(mayReplace(list(4, [told]), list(5))).toBe(false);
  });
});

describe('the keys that a verifier pins', () => {
  it('are one JWK, or a set that says how many of it must sign, all unless it says so', () => {
    const [one, two] = [anna.publicJwk, bert.publicJwk];
    expect(parseSchemeKeys({ ...one, kid: 'a', use: 'sig' })).toEqual({ keys: [one], threshold: 1 });
    expect(parseSchemeKeys({ keys: [one, two] })).toEqual({ keys: [one, two], threshold: 2 });
    expect(parseSchemeKeys({ keys: [one, two], threshold: 1 })).toEqual({ keys: [one, two], threshold: 1 });
  });

  it.each([
    ['no key', {}],
    ['none at all', { keys: [] }],
    ['more signatures than keys', { keys: [anna.publicJwk], threshold: 2 }],
    ['no signature', { keys: [anna.publicJwk], threshold: 0 }],
    ['one key twice', { keys: [anna.publicJwk, anna.publicJwk] }],
    ['a private key among them', { keys: [anna.publicJwk, generatePrivateJwk('ES256')] }],
    ['text', 'key'],
    ['a text for keys', { keys: 'key' }],
  ])('are refused with %s', (_name, value) => {
    expect(parseSchemeKeys(value)).toBeUndefined();
  });

  it('are the same in whatever order, and not with one more, one other, or another number of them', () => {
    const both = keysOf(1, anna, bert);
    expect(sameSchemeKeys(both, keysOf(1, bert, anna))).toBe(true);
    expect(sameSchemeKeys(both, keysOf(2, anna, bert))).toBe(false);
    expect(sameSchemeKeys(both, keysOf(1, anna, chris))).toBe(false);
    expect(sameSchemeKeys(both, keysOf(1, anna, bert, chris))).toBe(false);
  });

  it('take a list of one signature as before', async () => {
    expect(await outcome(await signTrustList(list(1), anna), keysOf(1, anna))).toBe(1);
  });
});
