/** `POST /api/v1/credentials/{credentialId}/status`: withdraw for good, suspend, or lift a suspension. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';

const Change = z.strictObject({
  status: z.enum(['revoked', 'suspended', 'active']),
  /** For the platform's own books; it is published nowhere. */
  reason: z.string().min(1).max(500).optional(),
});

export function changeStatus({ store }: IssuerDeps): RequestHandler<{ credentialId: string }> {
  return async (req, res) => {
    const { status, reason } = parseInput(Change, req.body);
    const { credentialId } = req.params;
    const before = await store.credentials.loadCredential(credentialId);
    if (!before) throw new KlusCVError('not_found');
    const change = { status, ...(reason === undefined ? {} : { reason }) };
    const changed =
      (before.status === 'revoked' && status === 'revoked') ||
      (await store.credentials.changeStatus(credentialId, change));
    if (!changed)
      throw new KlusCVError('conflict', 'This credential has been withdrawn, and that is final.', {
        remedy: 'Issue a new credential.',
      });
    res.set('Cache-Control', 'no-store').json({ credentialId, status });
  };
}
