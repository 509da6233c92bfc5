/** The page looks at the signature of the scheme's list itself: a verifier that names platforms of its own is not believed. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../cli/commands/build.ts';
import { words } from '../../contexts/index.ts';
import { asSchemeKeys, signTrustList } from '../../core/trust/index.ts';
import { createNodeSigner, generatePrivateJwk } from '../../server/node-crypto.ts';
import { launchBrowser } from './launch.ts';
import { createListedPlatform } from './lists.ts';
import { openPage } from './open-page.ts';

const { home } = words.nl.verifier;
const stranger = createNodeSigner(generatePrivateJwk('ES256'));
let browser: Browser;
let platform: Awaited<ReturnType<typeof createListedPlatform>>;
beforeAll(async () => {
  await buildPages({ only: ['verifier'] });
  [browser, platform] = await Promise.all([launchBrowser(), createListedPlatform()]);
});
afterAll(() => browser?.close());

/** What comes of a genuine credential when the service answers this in place of its list. */
async function outcomeWith(
  trusted: object,
  options: { pinned?: object; prepare?: string } = {},
): Promise<string> {
  const pin = `document.addEventListener('readystatechange', () =>
    document.querySelector('meta[name=kluscv-scheme-keys]').setAttribute('content', ${JSON.stringify(JSON.stringify(options.pinned))}));`;
  const { page, complaints } = await openPage(browser, {
    app: 'verifier',
    path: '/',
    api: (call) => (call.path === '/api/v1/lists/trust-list' ? { json: trusted } : platform.api(call)),
    prepare: `${options.prepare ?? ''}${options.pinned === undefined ? '' : pin}`,
  });
  await page.locator('textarea').fill(await platform.ldp());
  await page.getByRole('button', { name: home.check }).click();
  await page.waitForSelector('[role=status] .status');
  const [label = ''] = (await page.title()).split(' – ');
  expect(complaints).toEqual([]);
  await page.context().close();
  return label;
}

const { outcomes } = words.nl;
const genuine = outcomes.valid.label;
const notToBeKnown = outcomes.undetermined.label;

describe('the list of issuers', () => {
  it('counts when the scheme signed it, also narrowed, also with platforms that the operator says are its own', async () => {
    const { trusted } = platform;
    expect(await outcomeWith(trusted)).toBe(genuine);
    expect(await outcomeWith({ ...trusted, list: { ...trusted.list, platforms: [] } })).toBe(
      outcomes.unknown_issuer.label,
    );
    const own = trusted.list.platforms.map((one) => ({ ...one, vouchedBy: 'Bank' }));
    const empty = { ...trusted.list, platforms: [] };
    const key = createNodeSigner(generatePrivateJwk('ES256'));
    const added = {
      ...trusted,
      list: { ...empty, platforms: own },
      signed: await signTrustList(empty, key),
      schemeKeys: asSchemeKeys(key.publicJwk),
    };
    expect(await outcomeWith(added)).toBe(genuine);
  }, 30_000);

  it('is no list when it was not signed, or by others, or names a platform that the signed one does not', async () => {
    const { trusted } = platform;
    const { signed: _signed, ...unsigned } = trusted;
    expect(await outcomeWith(unsigned)).toBe(notToBeKnown);
    const bySomebody = await signTrustList(trusted.list, stranger);
    expect(await outcomeWith({ ...trusted, signed: bySomebody })).toBe(notToBeKnown);
    const renamed = trusted.list.platforms.map((one) => ({ ...one, name: 'Belastingdienst' }));
    expect(await outcomeWith({ ...trusted, list: { ...trusted.list, platforms: renamed } })).toBe(
      notToBeKnown,
    );
  }, 30_000);

  it('must be signed by the keys that stand in the page, whatever keys the service names', async () => {
    const { trusted, schemeKeys } = platform;
    expect(await outcomeWith(trusted, { pinned: schemeKeys })).toBe(genuine);
    const swapped = {
      ...trusted,
      signed: await signTrustList(trusted.list, stranger),
      schemeKeys: asSchemeKeys(stranger.publicJwk),
    };
    expect(await outcomeWith(swapped)).toBe(genuine);
    expect(await outcomeWith(swapped, { pinned: schemeKeys })).toBe(notToBeKnown);
  }, 30_000);

  it('is checked in a browser without Ed25519 too, and so is a credential', async () => {
    const prepare = `
      const importKey = crypto.subtle.importKey.bind(crypto.subtle);
      crypto.subtle.importKey = (format, key, algorithm, ...rest) =>
        algorithm.name === 'Ed25519'
          ? Promise.reject(new DOMException('no', 'NotSupportedError'))
          : importKey(format, key, algorithm, ...rest);`;
    expect(await outcomeWith(platform.trusted, { prepare })).toBe(genuine);
    const { trusted } = platform;
    const cut = trusted.signed.slice(0, -6);
    expect(await outcomeWith({ ...trusted, signed: `${cut}AAAAAA` }, { prepare })).toBe(notToBeKnown);
  }, 30_000);
});
