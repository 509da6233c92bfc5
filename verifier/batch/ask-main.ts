/**
 * What a checking thread has to ask the main thread: the list of issuers, DID documents and verified status lists. So all
 * threads together fetch each of them, and verify each list, once, through the same guarded fetch and the same memories
 * as single checks; and what a thread has already is not sent again.
 */
import type { MessagePort } from 'node:worker_threads';
import { namesMethod } from '../../core/did/index.ts';
import { platformByDid } from '../../core/trust/index.ts';
import {
  type ListContent,
  type ListVerdict,
  loadListVerdict,
  type StatusReference,
  type TrustState,
  type VerifyContext,
} from '../../core/verify/index.ts';
import { type ContextDeps, createContext } from '../report/create-context.ts';
import { shareVerdict } from './share-verdict.ts';

type Listed = Extract<TrustState, { list: unknown }>['list'];
type DidResult = Awaited<ReturnType<VerifyContext['resolveDid']>>;
/** A status list: the one at this place, of the platform with this DID. */
type WantedList = { readonly reference: StatusReference; readonly did: string };

type Kind = 'trust' | 'did' | 'list';
type Question = {
  readonly id: number;
  readonly kind: Kind;
  readonly name: string;
  /** The DID URL of a key that the thread's document does not name. */
  readonly method?: string | undefined;
  readonly list?: WantedList | undefined;
  readonly known: number | undefined;
};
type Reply = {
  readonly id: number;
  /** Of the trust list: whether it is current. */
  readonly state: TrustState['state'] | undefined;
  /** The same number as long as it is the same thing. */
  readonly version: number;
  /** Left out when the thread has this version. */
  readonly value?: unknown;
  readonly failed?: true;
};

/** Numbers for things, each its own. */
function createVersions(): (thing: object) => number {
  const versions = new WeakMap<object, number>();
  let last = 0;
  return (thing) => {
    const known = versions.get(thing);
    if (known !== undefined) return known;
    last += 1;
    versions.set(thing, last);
    return last;
  };
}

const versionOf = createVersions();

async function load(
  { kind, name, method, list }: Question,
  deps: ContextDeps,
): Promise<{ readonly state?: TrustState['state']; readonly thing: object | undefined }> {
  if (kind === 'did') return { thing: await deps.resolveDid(name, method) };
  if (kind === 'list') return { thing: list && (await loadList(list, deps)) };
  const trust = await deps.trustList.load();
  return { state: trust.state, thing: trust.state === 'missing' ? undefined : trust.list };
}

/** As for a check in this thread, at this moment. */
async function loadList(
  { reference, did }: WantedList,
  deps: ContextDeps,
): Promise<ListVerdict<ListContent> | undefined> {
  const context = await createContext(deps);
  const platform = context.trust.state === 'missing' ? undefined : platformByDid(context.trust.list, did);
  const verdict = platform && (await loadListVerdict(reference, platform, context));
  return verdict && shareVerdict(verdict);
}

/** Answers a thread's questions on this port until it is closed. */
export function answerThread(port: MessagePort, deps: ContextDeps): void {
  port.on('message', async (question: Question) => {
    const { id, known } = question;
    try {
      const { state, thing } = await load(question, deps);
      const version = thing === undefined ? 0 : versionOf(thing);
      const reply: Reply = { id, state, version, ...(version === known ? {} : { value: thing }) };
      port.postMessage(reply);
    } catch {
      const reply: Reply = { id, state: undefined, version: 0, failed: true };
      port.postMessage(reply);
    }
  });
}

type Held = { readonly version: number; readonly value: unknown };

/** What a thread holds on to, by name; the oldest goes first. */
export type Holdings = Map<string, Held>;
const mostHeld = 200;

export type Questions = {
  readonly loadTrust: () => Promise<TrustState>;
  readonly resolveDid: VerifyContext['resolveDid'];
  readonly loadVerifiedList: NonNullable<VerifyContext['loadVerifiedList']>;
};

/** The thread's side: each thing is asked for once per group of lines. */
export function askMain(port: MessagePort, holdings: Holdings): Questions {
  const waiting = new Map<number, { resolve: (reply: Reply) => void }>();
  const asked = new Map<string, Promise<Held & Pick<Reply, 'state'>>>();
  let lastId = 0;
  port.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.resolve(reply);
    waiting.delete(reply.id);
  });

  const askAnew = async (
    kind: Kind,
    name: string,
    about: Pick<Question, 'method' | 'list'>,
  ): Promise<Held & Pick<Reply, 'state'>> => {
    const key = `${kind} ${name}`;
    const before = holdings.get(key);
    lastId += 1;
    const id = lastId;
    const reply = await new Promise<Reply>((resolve) => {
      waiting.set(id, { resolve });
      const question: Question = { id, kind, name, ...about, known: before?.version };
      port.postMessage(question);
    });
    if (reply.failed) throw new Error('The main thread has no answer.');
    const held = before?.version === reply.version ? before : { version: reply.version, value: reply.value };
    holdings.delete(key);
    holdings.set(key, held);
    for (const oldest of holdings.keys()) {
      if (holdings.size <= mostHeld) break;
      holdings.delete(oldest);
    }
    return { ...held, state: reply.state };
  };
  const ask = (
    kind: Kind,
    name: string,
    about: Pick<Question, 'method' | 'list'> = {},
  ): Promise<Held & Pick<Reply, 'state'>> => {
    const key = `${kind} ${name} ${about.method ?? ''}`;
    const known = asked.get(key);
    if (known) return known;
    const promise = askAnew(kind, name, about);
    asked.set(key, promise);
    return promise;
  };

  return {
    loadTrust: async () => {
      const { state = 'missing', value } = await ask('trust', '');
      // As the main thread has it: see `load`.
      return state === 'missing' ? { state } : { state, list: value as Listed };
    },
    resolveDid: async (did, method) => {
      const known = (await ask('did', did)).value as DidResult;
      if (method === undefined || known.didDocument === null || namesMethod(known.didDocument, method))
        return known;
      return (await ask('did', did, { method })).value as DidResult;
    },
    loadVerifiedList: async (reference, { did }) => {
      const list = { reference: { ...reference, index: 0 }, did };
      return (await ask('list', JSON.stringify(list), { list })).value as
        | ListVerdict<ListContent>
        | undefined;
    },
  };
}
