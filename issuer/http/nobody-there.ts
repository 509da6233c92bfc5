import { KlusCVError } from '../../core/errors.ts';

/** For a worker of whom nothing is known here. */
export const nobodyThere = (): KlusCVError =>
  new KlusCVError('not_found', 'There is no work record of this worker.', {
    remedy: 'Check the worker id, or send the gig records first.',
  });
