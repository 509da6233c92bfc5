/** What every page must hold: WCAG by machine, no sideways scrolling, targets large enough, one h1, a language. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ruleSets = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Everything that is wrong with the page as it stands; an empty list when nothing is. */
export async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations: string[] = await page.evaluate(`
    axe.run({ runOnly: ${JSON.stringify(ruleSets)} }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 150)).join(' | ')))
  `);
  const layout: string[] = await page.evaluate(() => {
    const faults: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth)
      faults.push(`${root.scrollWidth} pixels wide in a window of ${innerWidth}`);
    if (document.querySelectorAll('h1').length !== 1) faults.push('not exactly one h1');
    if (root.lang === '') faults.push('no language');
    if (document.querySelector('[style]') !== null) faults.push('an inline style');
    for (const target of document.querySelectorAll('a, button, input, textarea, summary')) {
      if (target.getClientRects().length === 0 || target.matches('.skip-link')) continue;
      const { height, width } = target.getBoundingClientRect();
      if (height < 43.5 || width < 43.5)
        faults.push(`target of ${width} by ${height}: ${target.outerHTML.slice(0, 100)}`);
    }
    return faults;
  });
  return [...violations, ...layout];
}

/** Presses Tab until the element has the focus: the way of who has no mouse. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
  }
  throw new Error(`Tab never came to ${selector}.`);
}
