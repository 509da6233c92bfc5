/** The calls of the worker's page, and what they answer. */
import type { Language, WorkerLanguage } from '../../contexts/index.ts';
import type { Review, WorkRecord } from '../../core/credential/index.ts';
import { type ApiProblem, callApi, callForFile, type PageFetch } from '../../ui/call-api.ts';
import type { Include } from './choice.ts';
import type { OwnWords } from './own-words.ts';

export type ClaimSession = {
  readonly platform: string;
  readonly worker: {
    readonly name: string;
    readonly nameBasis: 'identity_document' | 'not_checked';
    readonly birthDate?: string;
  };
  readonly record: WorkRecord;
  readonly reviews: readonly Review[];
  /** The wallet will ask for a code that the platform gave the worker by another way. */
  readonly txCodeRequired?: boolean;
  /** The platform invites to a questionnaire, for who wants it. */
  readonly questionnaire?: boolean;
  /** A web wallet that can open an offer. */
  readonly walletUrl?: string;
};
export type Offer = { readonly offerUri: string; readonly expiresAt?: string };

type Ports = { readonly fetch: PageFetch };
type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ApiProblem };

const garbled = { ok: false, problem: 'internal' } as const;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Uses the link's token up. */
export async function openSession(token: string, ports: Ports): Promise<Answer<ClaimSession>> {
  const answer = await callApi(ports, { path: '/claim/api/session', json: { token } });
  if (!answer.ok) return answer;
  return isSession(answer.body) ? { ok: true, value: answer.body } : garbled;
}

/** The session once more, for a page that was loaded again; `gone` when there is none. */
export async function loadSession(ports: Ports): Promise<Answer<ClaimSession>> {
  const answer = await callApi(ports, { path: '/claim/api/session' });
  if (!answer.ok) return answer;
  return isSession(answer.body) ? { ok: true, value: answer.body } : garbled;
}

/** Prepares a credential for a wallet, with what was chosen. */
export async function createOffer(include: Include, ports: Ports): Promise<Answer<Offer>> {
  const answer = await callApi(ports, { path: '/claim/api/offer', json: { include } });
  if (!answer.ok) return answer;
  return isOffer(answer.body) ? { ok: true, value: answer.body } : garbled;
}

type PaperOrder = {
  readonly include: Include;
  readonly language: Language;
  readonly madeFor?: string;
  /** With the language that they are written in. */
  readonly ownWords?: OwnWords & { readonly language: WorkerLanguage };
  readonly questionnaire?: boolean;
};

/** Makes the paper, with what was chosen. */
export async function createPdf(wish: PaperOrder, ports: Ports): Promise<Answer<Blob>> {
  const answer = await callForFile(ports, { path: '/claim/api/pdf', json: wish });
  return answer.ok ? { ok: true, value: answer.file } : answer;
}

/** The page leans on no more than this; the service parsed the rest before it signed anything. */
const isSession = (body: unknown): body is ClaimSession =>
  isObject(body) &&
  typeof body.platform === 'string' &&
  isObject(body.worker) &&
  typeof body.worker.name === 'string' &&
  isObject(body.record) &&
  typeof body.record.gigsCompleted === 'number' &&
  typeof body.record.asOf === 'string' &&
  Array.isArray(body.reviews);

const isOffer = (body: unknown): body is Offer => isObject(body) && typeof body.offerUri === 'string';
