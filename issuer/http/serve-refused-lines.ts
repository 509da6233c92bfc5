/** `GET /api/v1/refused-lines/{importId}`: every refused line of an import as NDJSON, kept for thirty days. */
import { once } from 'node:events';
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { IssuerDeps } from '../deps.ts';

const pageSize = 1000;

export function serveRefusedLines({ store }: IssuerDeps): RequestHandler<{ importId: string }> {
  return async (req, res) => {
    const { importId } = req.params;
    if (!(await store.imports.isImport(importId))) throw new KlusCVError('not_found');
    res.set({
      'Content-Type': 'application/x-ndjson',
      'Content-Disposition': 'attachment; filename="refused-lines.ndjson"',
    });
    for (let from = 0; ; from += pageSize) {
      const page = await store.imports.listRefused(importId, { from, limit: pageSize });
      if (page.length === 0 || res.closed) break;
      const text = page.map((refused) => `${JSON.stringify(refused)}\n`).join('');
      if (!res.write(text)) await Promise.race([once(res, 'drain'), once(res, 'close')]);
    }
    res.end();
  };
}
