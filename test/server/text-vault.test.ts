import { expect, it } from 'vitest';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { decryptText, encryptText } from '../../server/text-vault.ts';

const [one, other] = [nodeCrypto.randomBytes(32), nodeCrypto.randomBytes(32)];

it('a text opens with its secret, also behind a newer one, for its own use only, and with no other', async () => {
  const sealed = await encryptText('één geheim', 'report', one);
  expect(sealed).not.toContain('geheim');
  expect(await decryptText(sealed, 'report', [other, one])).toBe('één geheim');
  expect(await decryptText(sealed, 'answer', [one])).toBeUndefined();
  expect(await decryptText(sealed, 'report', [other])).toBeUndefined();
  expect(await decryptText('nothing', 'report', [one])).toBeUndefined();
  expect(await decryptText(`${sealed.slice(0, -4)}AAAA`, 'report', [one])).toBeUndefined();
  expect(await encryptText('één geheim', 'report', one)).not.toBe(sealed);
});
