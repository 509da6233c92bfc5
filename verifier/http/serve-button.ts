/** `/kluscv-button.js`: the script that other sites put on their page, also under a name that holds its hash. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';

export type ButtonScript = {
  readonly bytes: Buffer;
  /** For `integrity`, as Subresource Integrity has it. */
  readonly integrity: string;
  /** The path under which these very bytes stay; a later version has another. */
  readonly path: string;
  readonly packed: ReadonlyMap<'br' | 'gzip', Buffer>;
};

/** The smallest first. */
const encodings = ['br', 'gzip'] as const;

/** The built script, or undefined where it was not built. */
export function loadButton(file: string): ButtonScript | undefined {
  if (!existsSync(file)) return undefined;
  const bytes = readFileSync(file);
  const digest = createHash('sha384').update(bytes).digest();
  const packed = (
    [
      ['br', '.br'],
      ['gzip', '.gz'],
    ] as const
  ).flatMap(([encoding, ending]) =>
    existsSync(file + ending) ? [[encoding, readFileSync(file + ending)] as const] : [],
  );
  return {
    bytes,
    integrity: `sha384-${digest.toString('base64')}`,
    path: `/kluscv-button-${digest.toString('hex').slice(0, 16)}.js`,
    packed: new Map(packed),
  };
}

/** The name with a hash may be kept for ever; the one without is looked at again after five minutes. 404 for another version. */
export function serveButton(script: ButtonScript | undefined): RequestHandler {
  return (req, res) => {
    const isNamed = req.path === script?.path;
    if (script === undefined || !(isNamed || req.path === '/kluscv-button.js'))
      throw new KlusCVError('not_found', 'The button is not here, or not in this version any more.');
    const encoding = encodings.find((one) => script.packed.has(one) && req.acceptsEncodings(one) === one);
    const packed = encoding && script.packed.get(encoding);
    if (packed !== undefined) res.set('Content-Encoding', encoding);
    res
      .set({
        'Cache-Control': isNamed ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
        'Content-Type': 'text/javascript; charset=utf-8',
      })
      .vary('Accept-Encoding')
      .send(packed ?? script.bytes);
  };
}
