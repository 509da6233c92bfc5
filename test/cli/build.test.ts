import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../cli/commands/build.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'kluscv-build-'));
  for (const [app, script] of [
    ['verifier/page', 'document.title = "verifier";'],
    ['issuer/page', 'document.title = "issuer";'],
  ] as const) {
    mkdirSync(join(root, app), { recursive: true });
    writeFileSync(
      join(root, app, 'index.html'),
      '<!doctype html><script type="module" src="./main.tsx"></script>',
    );
    writeFileSync(join(root, app, 'main.tsx'), script);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('building the pages', () => {
  it('builds those that are there, once, and again only what has changed', async () => {
    expect(await buildPages({ root })).toEqual({ built: ['verifier', 'issuer'] });
    expect(await buildPages({ root })).toEqual({ built: [] });
    writeFileSync(join(root, 'issuer/page/main.tsx'), 'document.title = "other";');
    expect(await buildPages({ root, only: ['verifier'] })).toEqual({ built: [] });
    expect(await buildPages({ root })).toEqual({ built: ['issuer'] });
    mkdirSync(join(root, 'ui'));
    writeFileSync(join(root, 'ui/style.css'), 'p {}');
    expect(await buildPages({ root })).toEqual({ built: ['verifier', 'issuer'] });
  });

  it('builds anew what somebody has deleted', async () => {
    rmSync(join(root, 'dist/issuer'), { recursive: true });
    expect(await buildPages({ root })).toEqual({ built: ['issuer'] });
  });

  it('puts nothing inline that the content security policy forbids', () => {
    const page = readFileSync(join(root, 'dist/issuer/index.html'), 'utf8');
    expect(page).toMatch(/<script type="module"[^>]* src="\/claim\/assets\/[^"]+\.js"><\/script>/);
    expect(page).not.toMatch(/<script(?![^>]*src=)/);
  });
});
