/**
 * The walk-throughs in docs/screen-reader, word for word what the browser's accessibility tree holds. They are written by
 * `npx vitest run test/browser/screen-reader.test.ts -u`; whoever changes them reads them aloud.
 */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../cli/commands/build.ts';
import { type Language, words } from '../../contexts/index.ts';
import type { CredentialReport } from '../../core/verify/report.ts';
import { launchBrowser } from './launch.ts';
import { listen } from './listen.ts';
import { openPage } from './open-page.ts';
import { credentialWith, reportOf } from './reports.ts';

let browser: Browser;
beforeAll(async () => {
  await buildPages({ only: ['verifier'] });
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** The age of the figures is told, so the day must not move. */
const fixedClock = `
  const at = Date.parse('2026-11-22T12:00:00Z');
  globalThis.Date = class extends Date {
    constructor(...given) { given.length === 0 ? super(at) : super(...given); }
    static now() { return at; }
  };`;

const outcomes = ['valid', 'changed', 'revoked', 'undetermined', 'unknown_issuer'] as const;

const copyOf = (credential: CredentialReport): CredentialReport =>
  credential.outcome === 'valid'
    ? { ...credential, copy: { madeFor: 'named', name: 'Bakkerij Jansen' } }
    : credential;

async function hear(outcome: (typeof outcomes)[number], language: Language): Promise<string[]> {
  const { page } = await openPage(browser, {
    app: 'verifier',
    path: '/requests/abc',
    api: () => ({
      json: { id: 'abc', state: 'received', report: reportOf(copyOf(credentialWith(outcome))) },
    }),
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    prepare: fixedClock,
  });
  await page.waitForSelector('[role=status] .status');
  const lines = await listen(page);
  await page.context().close();
  return lines;
}

describe.each(['nl', 'en'] as const)('what is read aloud, in %s', (language) => {
  const heard = new Map<string, readonly string[]>();
  beforeAll(async () => {
    for (const outcome of outcomes) heard.set(outcome, await hear(outcome, language));
  });

  it.each(outcomes)('%s: the verdict comes before everything that might be taken for one', (outcome) => {
    const lines = heard.get(outcome) ?? [];
    const { label } = words[language].outcomes[outcome];
    expect(lines[0]).toBe(`title: ${label} – ${words[language].verifier.result.heading}`);
    const status = lines.indexOf('status');
    expect(lines[status - 1]).toBe(`heading 1: ${words[language].verifier.result.heading}`);
    expect(lines[status + 1]).toMatch(/^heading 2: /);
    expect(lines[status + 2]).toMatch(/^paragraph: /);
    const said = lines.join('\n');
    // The name of the worker and the figures are read only where they may be shown, and never before the verdict.
    const isShown = outcome === 'valid' || outcome === 'undetermined';
    expect(said.includes('Samira de Vries')).toBe(isShown);
    expect(lines.findIndex((line) => line.includes('214')) === -1).toBe(!isShown);
    expect(lines.slice(0, status).some((line) => line.includes('214'))).toBe(false);
  });

  it('is what the walk-through says', async () => {
    const text = words[language].outcomes;
    const parts = outcomes.map(
      (outcome) =>
        `## ${text[outcome].label}\n\n${(heard.get(outcome) ?? []).map((line) => `- ${line}`).join('\n')}\n`,
    );
    const title = language === 'nl' ? '# Wat wordt voorgelezen' : '# What is read aloud';
    const file = join(import.meta.dirname, `../../docs/screen-reader/${language}.md`);
    await expect(`${title}\n\n${parts.join('\n')}`).toMatchFileSnapshot(file);
  });
});
