/** Built pages over a slow line: what the build packed beside a file goes out in its place. */
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { RequestHandler } from 'express';

/** Best first; the build makes both. */
const packings = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const;

/** A file right in the folder or in its `assets`, by a name that cannot lead out of it. */
const plainPath = /^\/(?:assets\/)?[\w-][\w.-]*\.(?:m?js|css|svg|wasm)$/;

/**
 * For a request that takes a packed form of a built file, lets the next handler (`express.static` over the same
 * folder) send that. The pages hold nothing secret, so packing them tells nobody anything.
 */
export function preferPacked(folder: string): RequestHandler {
  return (req, res, next) => {
    if ((req.method !== 'GET' && req.method !== 'HEAD') || !plainPath.test(req.path)) return next();
    res.vary('Accept-Encoding');
    for (const { encoding, ending } of packings) {
      if (req.acceptsEncodings(encoding) !== encoding || !existsSync(join(folder, req.path + ending)))
        continue;
      res.type(extname(req.path)).set('Content-Encoding', encoding);
      req.url = req.path + ending;
      break;
    }
    next();
  };
}
