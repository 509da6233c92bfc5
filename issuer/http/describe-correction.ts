import type { CorrectionRequest } from '../../store/index.ts';

/** A report as its worker reads it; the worker's number is left out. */
export const describeCorrection = ({ workerId: _, ...request }: CorrectionRequest) => ({
  ...request,
  state: request.answer === undefined ? 'open' : 'answered',
});
