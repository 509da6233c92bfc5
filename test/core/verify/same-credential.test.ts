/** One credential, written in another way that holds as well, is the same one when a platform takes it over. */
import { deflateRawSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { parseCompact } from '../../../core/proof/index.ts';
import type { Received, ReceivedCredential } from '../../../core/verify/index.ts';
import { traceCredentials, verifyCredential } from '../../../core/verify/index.ts';
import { sameCredentialOf } from '../../../core/verify/same-credential.ts';
import { createTestPlatform, type TestPlatform } from './a-platform.ts';
import { createHolder, createWorld, derive, type World } from './a-world.ts';

let poetsmaat: TestPlatform;
let world: World;

beforeAll(async () => {
  poetsmaat = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  world = createWorld([poetsmaat], await poetsmaat.lists());
});

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The other signature of ECDSA on P-256 over the same: (r, n - s). */
const twin = (signature: Buffer): Buffer => {
  const s = order - BigInt(`0x${signature.subarray(32).toString('hex')}`);
  return Buffer.concat([signature.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
};
const withTwin = (jws: string): string => {
  const at = jws.lastIndexOf('.') + 1;
  return jws.slice(0, at) + twin(Buffer.from(jws.slice(at), 'base64url')).toString('base64url');
};

const digestOf = async (received: Received) => {
  expect((await verifyCredential(received, world.context)).outcome).toBe('valid');
  const [trace] = await traceCredentials([received], world.context);
  return trace?.digest;
};

const expectSame = async (one: ReceivedCredential, other: ReceivedCredential) => {
  expect(other).not.toEqual(one);
  expect(await digestOf(other)).toEqual(await digestOf(one));
};

test('an SD-JWT and a JWT under the other signature of the same key', async () => {
  const compact = await poetsmaat.sdJwt();
  const [jwt = '', ...disclosures] = compact.split('~');
  const other = [withTwin(jwt), ...disclosures].join('~');
  await expectSame({ format: 'dc+sd-jwt', compact }, { format: 'dc+sd-jwt', compact: other });
  const whole = await poetsmaat.jwt();
  await expectSame(
    { format: 'jwt_vc_json', compact: whole },
    { format: 'jwt_vc_json', compact: withTwin(whole) },
  );
});

test('a W3C document with its lists in another order, and its proof in a list', async () => {
  const document = await poetsmaat.ldp();
  const { hoursByYear = [], ...subject } = document.credentialSubject as { hoursByYear?: object[] };
  const shuffled = {
    ...document,
    proof: [document.proof],
    credentialStatus: [document.credentialStatus].flat().reverse(),
    credentialSubject: { ...subject, hoursByYear: [...hoursByYear].reverse() },
  };
  await expectSame({ format: 'ldp_vc', document }, { format: 'ldp_vc', document: shuffled });
});

test('one from which its holder shows more, and less', async () => {
  const base = await poetsmaat.ldpSd({}, createHolder().did);
  await expectSame(
    { format: 'ldp_vc', document: await derive(base, ['name']) },
    { format: 'ldp_vc', document: await derive(base, ['name', 'hoursWorked']) },
  );
});

test('the edition on paper, packed in another way', async () => {
  const bytes = await poetsmaat.compact();
  const parsed = parseCompact(bytes);
  const signed = Buffer.from(parsed.ok ? parsed.value.signingInput : []).toString();
  const [header = Buffer.of(), payload = Buffer.of()] = signed
    .split('.')
    .map((part) => Buffer.from(part, 'base64url'));
  const packed = deflateRawSync(Buffer.concat([Buffer.of(0, header.length), header, payload]));
  const other = Uint8Array.from([...bytes.subarray(0, 65), ...packed]);
  await expectSame({ format: 'kluscv-compact', bytes }, { format: 'kluscv-compact', bytes: other });
});

test('another one is another one', async () => {
  const one = await digestOf({ format: 'dc+sd-jwt', compact: await poetsmaat.sdJwt({ index: 7 }) });
  const two = await digestOf({ format: 'dc+sd-jwt', compact: await poetsmaat.sdJwt({ index: 8 }) });
  expect(one).not.toEqual(two);
  const document = await poetsmaat.ldp({ index: 8 });
  expect(await digestOf({ format: 'ldp_vc', document })).not.toEqual(
    await digestOf({ format: 'ldp_vc', document: await poetsmaat.ldp({ index: 7 }) }),
  );
});

test('a compact edition that cannot be read stands for itself', async () => {
  for (const bytes of [new Uint8Array(), Uint8Array.of(1, 2, 3)])
    expect(await sameCredentialOf({ format: 'kluscv-compact', bytes })).toEqual(bytes);
});
