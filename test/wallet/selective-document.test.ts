/** What a holder shows of a document: exactly what was chosen, its frame and what is mandatory; and a reader believes it. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDocument } from '../../contexts/index.ts';
import { claimNames, mandatoryClaims } from '../../core/credential/index.ts';
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import { verifyReceived } from '../../core/verify/index.ts';
import {
  deriveDocument,
  examineSelective,
  isSelective,
  pointersFor,
} from '../../wallet/flow/selective-document.ts';
import { claims, createTestPlatform, type TestPlatform } from '../core/verify/a-platform.ts';
import { createHolder, createWorld } from '../core/verify/a-world.ts';

let platform: TestPlatform;
let base: JsonObject;
beforeAll(async () => {
  platform = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  base = await platform.ldpSd({}, createHolder().did);
});

describe('a path of a query as pointers', () => {
  const document = { a: { 'b/c': [{ d: 1 }, { d: 2, 'e~f': 3 }], g: null } };
  it.each([
    [['a', 'b/c'], ['/a/b~1c']],
    [['a', 'b/c', 1], ['/a/b~1c/1']],
    [
      ['a', 'b/c', null, 'd'],
      ['/a/b~1c/0/d', '/a/b~1c/1/d'],
    ],
    [['a', 'b/c', null, 'e~f'], ['/a/b~1c/1/e~0f']],
    [['a', 'b/c', 2], []],
    [['a', 'b/c', '0'], []],
    [['a', null], []],
    [['a', 'toString'], []],
    [['__proto__', 'a'], []],
    [['x', 'y'], []],
  ])('%j leads to %j', (path, pointers) => {
    expect(pointersFor(document, path)).toEqual(pointers);
  });
});

const shownOf = (document: JsonObject): readonly string[] =>
  isJsonObject(document.credentialSubject)
    ? Object.keys(document.credentialSubject).filter((name) => name !== 'id')
    : [];

describe('a document that can be shown in part', () => {
  it('is told from one that cannot, and names what goes along', async () => {
    expect([isSelective(base), isSelective({ ...(await platform.ldp()) })]).toEqual([true, false]);
    const examined = await examineSelective(base, { loadDocument });
    if (!examined.ok) throw new Error(examined.error.message);
    expect([...examined.value.mandatory].toSorted()).toEqual([...mandatoryClaims].toSorted());
    expect(shownOf(examined.value.whole).toSorted()).toEqual(Object.keys(claims).toSorted());
  });

  it('shows any choice of claims and no more, and is valid with each', async () => {
    const world = createWorld([platform], await platform.lists());
    const optional = claimNames.filter(
      (name) => claims[name] !== undefined && mandatoryClaims.every((mandatory) => mandatory !== name),
    );
    await fc.assert(
      fc.asyncProperty(fc.subarray(optional), async (chosen) => {
        const paths = chosen.map((name) => ['credentialSubject', name]);
        const derived = await deriveDocument(base, paths, { loadDocument });
        if (!derived.ok) throw new Error(derived.error.message);
        expect(shownOf(derived.value).toSorted()).toEqual([...mandatoryClaims, ...chosen].toSorted());
        const report = await verifyReceived([{ format: 'ldp_vc', document: derived.value }], world.context);
        expect(report.outcome).toBe('valid');
      }),
      { numRuns: 15 },
    );
  });

  it('cannot be derived from when somebody has meddled with its proof', async () => {
    const proof = isJsonObject(base.proof) ? base.proof : {};
    for (const proofValue of ['u2V0A', 'zzz', String(proof.proofValue).slice(0, -8), 7])
      expect(
        (await examineSelective({ ...base, proof: { ...proof, proofValue } }, { loadDocument })).ok,
      ).toBe(false);
  });
});
