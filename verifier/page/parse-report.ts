/** The service's answers, as far as this page leans on them. */
import { outcomes, type Report } from '../../core/verify/report.ts';
import { flows, purposes, type RequestView } from './state.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isMessage = (value: unknown): boolean =>
  isObject(value) && typeof value.nl === 'string' && typeof value.en === 'string';
const isOutcome = (value: unknown): boolean => outcomes.some((outcome) => outcome === value);

const isCredential = (value: unknown): boolean =>
  isObject(value) &&
  isOutcome(value.outcome) &&
  isMessage(value.message) &&
  isObject(value.issuer) &&
  Array.isArray(value.checks) &&
  (value.record === null || isObject(value.record));

const isReport = (value: unknown): value is Report =>
  isObject(value) &&
  isOutcome(value.outcome) &&
  isMessage(value.message) &&
  typeof value.checkedAt === 'string' &&
  Array.isArray(value.credentials) &&
  value.credentials.every(isCredential);

/** A report, or nothing when it is not one that can be shown. Nothing unknown may look like a good outcome. */
export const parseReport = (body: unknown): Report | undefined => (isReport(body) ? body : undefined);

/** How a question stands, or nothing when the answer makes no sense. */
export function parseRequestView(body: unknown): RequestView | undefined {
  if (!isObject(body) || typeof body.id !== 'string') return undefined;
  const state = (['waiting', 'received', 'refused', 'expired'] as const).find(
    (known) => known === body.state,
  );
  const report = parseReport(body.report);
  if (state === undefined || (state === 'received' && report === undefined)) return undefined;
  const purpose = purposes.find((known) => known === body.purpose);
  const flow = flows.find((known) => known === body.flow);
  return {
    id: body.id,
    state,
    ...(flow !== undefined && { flow }),
    ...(purpose !== undefined && { purpose }),
    ...(typeof body.expiresAt === 'string' && { expiresAt: body.expiresAt }),
    ...(typeof body.requestUri === 'string' && { requestUri: body.requestUri }),
    ...(typeof body.walletUrl === 'string' && { walletUrl: body.walletUrl }),
    ...(typeof body.reason === 'string' && { reason: body.reason }),
    ...(report !== undefined && { report }),
  };
}
