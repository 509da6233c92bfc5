/** RFC 9901's own examples: section 6 (flat, structured, recursive) and appendix A.1 to A.4, held to the published results. */
import { describe, expect, it } from 'vitest';
import { fromBase64Url, fromUtf8 } from '../../../core/bytes.ts';
import { PublicJwk } from '../../../core/keys/jwk.ts';
import { digestOf } from '../../../core/proof/sd-jwt/disclosure.ts';
import { processDisclosures } from '../../../core/proof/sd-jwt/process-disclosures.ts';
import { parseSdJwt, verifyKeyBinding, verifySdJwt } from '../../../core/proof/sd-jwt.ts';
import { nodeCrypto } from '../../../server/node-crypto.ts';
import appendixA from '../../vectors/sd-jwt-appendix-a.json' with { type: 'json' };
import section6 from '../../vectors/sd-jwt-section-6.json' with { type: 'json' };

const issuerJwk = PublicJwk.parse(appendixA.issuerJwk);
const contentsOf = (disclosure: string): unknown =>
  JSON.parse(fromUtf8(fromBase64Url(disclosure) ?? new Uint8Array()));
const payloadOf = async (compact: string, type: string) => {
  const verified = await verifySdJwt(compact, issuerJwk, nodeCrypto, { types: [type] });
  return verified.ok ? verified.value.payload : verified.error;
};

describe('RFC 9901 section 6', () => {
  it.each(section6.examples)('$name: digests, contents and processed payload', async (example) => {
    for (const { disclosure, digest, contents } of example.disclosures) {
      expect(await digestOf(disclosure, nodeCrypto)).toBe(digest);
      expect(contentsOf(disclosure)).toEqual(contents);
    }
    const disclosures = example.disclosures.map(({ disclosure }) => disclosure);
    const processed = await processDisclosures(example.payload, disclosures, nodeCrypto);
    expect(processed).toMatchObject({ ok: true });
    expect(processed.ok && processed.value.claims).toEqual(example.processed);
    // With none of them the claim is gone, or only what is signed in the open is left of it.
    const without = await processDisclosures(example.payload, [], nodeCrypto);
    expect(without.ok && JSON.stringify(without.value.claims)).not.toContain('Schulpforta');
  });
});

describe('RFC 9901 appendix A', () => {
  it.each(appendixA.examples)('$name: the issued SD-JWT', async (example) => {
    const parsed = parseSdJwt(example.issued);
    if (!parsed.ok) throw new Error(parsed.error.message);
    expect(parsed.value.disclosures.map(contentsOf)).toEqual(example.contents);
    expect(await payloadOf(example.issued, example.type)).toEqual(example.whole);
  });

  const presented = appendixA.examples.flatMap((example) =>
    example.presentation === undefined ? [] : [{ ...example, presentation: example.presentation }],
  );
  it.each(presented)('$name: the presentation', async ({ presentation, type, processed }) => {
    expect(await payloadOf(presentation, type)).toEqual(processed);
  });

  it('A.1: digests that nobody can open leave no trace', async () => {
    const [first] = appendixA.examples;
    if (first?.decoys === undefined) throw new Error('The first example has decoys.');
    const parsed = parseSdJwt(first.issued);
    const signed = parsed.ok ? JSON.stringify(parsed.value.payload) : '';
    expect(first.decoys.filter((decoy) => !signed.includes(decoy))).toEqual([]);
    const claims = JSON.stringify(await payloadOf(first.issued, first.type));
    expect(first.decoys.filter((decoy) => claims.includes(decoy))).toEqual([]);
  });

  it('A.3: is bound to its holder, audience and nonce', async () => {
    const example = appendixA.examples.find(({ audience }) => audience !== undefined);
    const holder = example?.processed?.cnf?.jwk;
    if (example?.presentation === undefined || example.iat === undefined || holder === undefined)
      throw new Error('One example has a key binding.');
    const expectation = {
      presentation: example.presentation,
      holderJwk: PublicJwk.parse(holder),
      audience: example.audience,
      nonce: example.nonce,
      now: new Date(example.iat * 1000),
      skew: 0,
    };
    const issuedAt = new Date(example.iat * 1000);
    expect(await verifyKeyBinding(expectation, nodeCrypto)).toEqual({ ok: true, value: { issuedAt } });
    const fewer = example.presentation.split('~').toSpliced(1, 1).join('~');
    expect(await verifyKeyBinding({ ...expectation, presentation: fewer }, nodeCrypto)).toMatchObject({
      error: { code: 'kb_sd_hash' },
    });
  });
});
