/** `POST /api/v1/credentials/{credentialId}/status`: withdraw for good, suspend, or lift a suspension. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseInput } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { changeCredentialStatus } from '../status/change-credential-status.ts';
import { ReasonCode } from '../status/reason-codes.ts';
import { actorOf } from './require-scope.ts';

export const StatusOrder = z.strictObject({
  status: z.enum(['revoked', 'suspended', 'active']),
  reasonCode: ReasonCode.optional().describe("For the platform's own books; published nowhere."),
  reason: z.string().min(1).max(500).optional().describe("For the platform's own books; published nowhere."),
});

export function changeStatus(deps: IssuerDeps): RequestHandler<{ credentialId: string }> {
  return async (req, res) => {
    const { status, reason, reasonCode } = parseInput(StatusOrder, req.body);
    const { credentialId } = req.params;
    const change = {
      status,
      ...(reason === undefined ? {} : { reason }),
      ...(reasonCode === undefined ? {} : { reasonCode }),
    };
    await changeCredentialStatus(deps, { credentialId, ...change, actor: actorOf(res) });
    res.set('Cache-Control', 'no-store').json({ credentialId, status });
  };
}
