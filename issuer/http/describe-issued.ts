import type { IssuedCredential } from '../../store/index.ts';

/**
 * What was issued, as the platform reads it. For whom a worker made a copy is left out: to whom a worker applies is no
 * platform's business.
 */
export const describeIssued = ({
  workerId: _worker,
  madeFor: _madeFor,
  include: _include,
  ...issued
}: IssuedCredential) => issued;
