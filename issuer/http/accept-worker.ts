/** `PUT /api/v1/workers/{workerId}`: the name as the platform has checked it, and on what that rests. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { LocalDate, NameBasis } from '../../core/credential/index.ts';
import { parseInput } from '../../server/index.ts';
import { recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { refuseErased } from '../erasure.ts';
import { actorOf } from './require-scope.ts';

const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

export const CheckedName = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((name) => !unprintable.test(name), 'may hold no control characters'),
  birthDate: LocalDate.optional(),
  nameBasis: NameBasis,
});

export const WorkerId = z.string().min(1).max(200);

export function acceptWorker(deps: IssuerDeps): RequestHandler<{ workerId: string }> {
  return async (req, res) => {
    const workerId = parseInput(WorkerId, req.params.workerId);
    const { birthDate, ...checked } = parseInput(CheckedName, req.body);
    const worker = { workerId, ...checked, ...(birthDate === undefined ? {} : { birthDate }) };
    await deps.store.transact(async (stores) => {
      await refuseErased(deps, stores, workerId);
      await stores.workers.storeWorker(worker);
      const details = { nameBasis: worker.nameBasis };
      await recordChange(deps, stores, { actor: actorOf(res), action: 'worker_named', workerId, details });
    });
    res.set('Cache-Control', 'no-store').json(worker);
  };
}
