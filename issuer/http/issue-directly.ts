/** `POST /api/v1/workers/{workerId}/credentials`: one credential without a holder's key, as on paper. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { configurations } from '../issue/configurations.ts';
import { issueCredential, loadSignable } from '../issue/issue-credential.ts';
import { Include } from '../offer/order-offer.ts';
import { nobodyThere } from './nobody-there.ts';
import { actorOf } from './require-scope.ts';

export const CredentialOrder = z.strictObject({
  configuration: z.string().max(100),
  include: Include.optional(),
});

export function issueDirectly(deps: IssuerDeps): RequestHandler<{ workerId: string }> {
  return async (req, res) => {
    const order = parseInput(CredentialOrder, req.body);
    const configuration = configurations.get(order.configuration);
    if (!configuration)
      throw new KlusCVError(
        'invalid_request',
        `configuration: one of ${[...configurations.keys()].join(', ')}.`,
      );
    const { workerId } = req.params;
    const signable = await loadSignable(deps, workerId, order.include);
    if (!signable) throw nobodyThere();
    const issued = await issueCredential(deps, { configuration, signable, actor: actorOf(res) });
    res.status(201).set('Cache-Control', 'no-store').json(issued);
  };
}
