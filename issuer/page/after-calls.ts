/** The calls about what was made before: copies with their off switch, and mistakes with their answer. */
import { type ApiAnswer, type ApiProblem, callApi, type PageFetch } from '../../ui/call-api.ts';

export type Copy = {
  readonly copyId: string;
  readonly madeAt: string;
  readonly madeFor?: string;
  readonly status: 'on' | 'off' | 'suspended';
  /** The figures have changed since. */
  readonly newer: boolean;
};
export type Correction = {
  readonly correctionId: string;
  /** A figure's name, or `other`. */
  readonly about: string;
  readonly text: string;
  readonly askedAt: string;
  readonly answer?: { readonly outcome: 'corrected' | 'not_corrected'; readonly text?: string };
};
/** So many may be open at once. */
export const mostOpen = 10;

type Ports = { readonly fetch: PageFetch };
type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ApiProblem };

export const loadCopies = async (ports: Ports): Promise<Answer<readonly Copy[]>> =>
  listIn(await callApi(ports, { path: '/claim/api/copies' }), 'copies', isCopy);

/** Final: a copy that is off stays off. */
export const turnOff = (copyId: string, ports: Ports): Promise<ApiAnswer> =>
  callApi(ports, { path: `/claim/api/copies/${encodeURIComponent(copyId)}/off`, json: {} });

export const loadCorrections = async (ports: Ports): Promise<Answer<readonly Correction[]>> =>
  listIn(await callApi(ports, { path: '/claim/api/corrections' }), 'corrections', isCorrection);

export const askCorrection = (
  correction: Pick<Correction, 'about' | 'text'>,
  ports: Ports,
): Promise<ApiAnswer> => callApi(ports, { path: '/claim/api/corrections', json: correction });

function listIn<T>(answer: ApiAnswer, member: string, isOne: (value: unknown) => value is T): Answer<T[]> {
  if (!answer.ok) return answer;
  const list = isObject(answer.body) ? answer.body[member] : undefined;
  return Array.isArray(list) && list.every(isOne)
    ? { ok: true, value: list }
    : { ok: false, problem: 'internal' };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isCopy = (value: unknown): value is Copy =>
  isObject(value) &&
  typeof value.copyId === 'string' &&
  typeof value.madeAt === 'string' &&
  (value.madeFor === undefined || typeof value.madeFor === 'string') &&
  ['on', 'off', 'suspended'].some((status) => status === value.status);

const isCorrection = (value: unknown): value is Correction =>
  isObject(value) &&
  typeof value.correctionId === 'string' &&
  typeof value.about === 'string' &&
  typeof value.text === 'string' &&
  typeof value.askedAt === 'string' &&
  (value.answer === undefined ||
    (isObject(value.answer) &&
      (value.answer.outcome === 'corrected' || value.answer.outcome === 'not_corrected')));
