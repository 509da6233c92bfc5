/** What the worker can do, each as one step from one state to the next. The screens only call these. */
import {
  type Answer,
  acceptOffer,
  createResponse,
  type FlowPorts,
  type FlowProblem,
  findCandidates,
  type PresentationRequest,
  parseRequest,
  preselect,
  resolveOffer,
  sendRefusal,
  sendResponse,
} from './flow/index.ts';
import { parseFragment, parseLink, type WalletLink } from './parse-link.ts';
import { createShareEntry } from './share-entry.ts';
import { changeAnswers, type Screen, showProblem, showScreen, type WalletState } from './state.ts';
import type { Vault } from './vault/index.ts';

type Step = (state: WalletState) => WalletState;

export type Store = { readonly get: () => WalletState; readonly set: (state: WalletState) => void };

/** Places that can be gone to without anything having to be fetched. */
export type Place = Extract<Screen, { at: 'home' | 'link' | 'credential' | 'shares' }>;

export type WalletActions = {
  /** Reads what is kept, then follows the fragment of the wallet's address when it holds a link. */
  readonly start: (fragment: string) => Promise<void>;
  readonly openLink: (text: string) => Promise<void>;
  readonly goTo: (place: Place) => Promise<void>;
  readonly viewOffer: (txCode: string | null) => Promise<void>;
  readonly keep: () => Promise<void>;
  readonly remove: (bundleId: string) => Promise<void>;
  readonly choose: (answers: readonly Answer[]) => void;
  readonly share: () => Promise<void>;
  readonly refuse: () => Promise<void>;
};

/** Makes the actions over the flows and the vault. A step that was overtaken by another one changes nothing any more. */
export function createActions(context: {
  readonly ports: FlowPorts;
  readonly vault: Vault;
  readonly store: Store;
}): WalletActions {
  const { ports, vault, store } = context;
  let turn = 0;

  const run = async (task: () => Promise<Step>): Promise<void> => {
    turn += 1;
    const mine = turn;
    store.set({ ...store.get(), busy: true, notice: null });
    const step = await task().catch((): Step => (state) => showProblem(state, 'internal'));
    if (mine === turn) store.set(step(store.get()));
  };

  /** For what must not be done twice by pressing twice. */
  const once = async (task: () => Promise<Step>): Promise<void> => {
    if (!store.get().busy) await run(task);
  };

  const reload = async (): Promise<Step> => {
    const [credentials, shares] = await Promise.all([vault.loadCredentials(), vault.loadShares()]);
    return (state) => ({ ...state, credentials, shares, trustListLoaded: ports.trust !== null });
  };

  const follow = async (link: WalletLink | undefined): Promise<Step> => {
    if (link === undefined) return (state) => showProblem(state, 'link_unknown');
    if (link.kind === 'offer') {
      const offer = await resolveOffer(link.uri, ports);
      return offer.ok
        ? (state) => showScreen(state, { at: 'offer', offer: offer.value })
        : failed(offer.error);
    }
    const request = await parseRequest(link.uri, ports);
    if (!request.ok) return failed(request.error);
    const slots = findCandidates(request.value.dcqlQuery, store.get().credentials);
    if (!slots.ok) return failed(slots.error);
    if (slots.value.length === 0) return failed({ code: 'nothing_to_share', detail: 'Nothing is required.' });
    const answers = preselect(slots.value, request.value.allowedClaims);
    return (state) =>
      showScreen(state, { at: 'request', request: request.value, slots: slots.value, answers });
  };

  /** What was looked at and not kept leaves no key behind. */
  const leave = async (): Promise<void> => {
    const { screen } = store.get();
    if (screen.at !== 'received') return;
    for (const { keyId } of screen.credentials) await vault.keys.deleteKey(keyId);
  };

  /** Without answers it is a refusal. */
  const finish = async (request: PresentationRequest, answers: readonly Answer[]): Promise<Step> => {
    const sent =
      answers.length === 0 ? await sendRefusal(request, ports) : await sendAnswers(request, answers, ports);
    // An answer that the recipient would not take has still been seen by the recipient.
    if (!sent.ok && sent.error.code !== 'verifier_refused' && answers.length > 0) {
      return (state) => showProblem(state, sent.error.code);
    }
    const entry = createShareEntry({
      request,
      answers,
      now: ports.now(),
      randomBytes: ports.crypto.randomBytes,
    });
    await vault.storeShare(entry);
    const update = await reload();
    if (!sent.ok && answers.length > 0) return (state) => failed(sent.error)(update(state));
    const redirectUri = sent.ok ? sent.value.redirectUri : null;
    return (state) => showScreen(update(state), { at: 'done', request, entry, redirectUri });
  };

  return {
    start: (fragment) =>
      run(async () => {
        await leave();
        const update = await reload();
        store.set(update(store.get()));
        const link = parseFragment(fragment);
        return link === undefined ? (state) => showScreen(state, { at: 'home' }) : follow(link);
      }),
    openLink: (text) =>
      run(async () => {
        await leave();
        return follow(parseLink(text));
      }),
    goTo: async (place) => {
      const left = leave();
      turn += 1;
      store.set(showScreen(store.get(), place));
      await left;
    },
    viewOffer: (txCode) =>
      once(async () => {
        const { screen } = store.get();
        if (screen.at !== 'offer') return (state) => state;
        const { offer } = screen;
        const credentials = await acceptOffer({ offer, txCode }, ports);
        return credentials.ok
          ? (state) => showScreen(state, { at: 'received', offer, credentials: credentials.value })
          : (state) => showProblem(state, credentials.error.code);
      }),
    keep: () =>
      once(async () => {
        const { screen } = store.get();
        if (screen.at !== 'received') return (state) => state;
        await vault.storeCredentials(screen.credentials);
        const update = await reload();
        return (state) =>
          showScreen(update(state), { at: 'home' }, { kind: 'kept', issuer: screen.offer.issuer.name });
      }),
    remove: (bundleId) =>
      once(async () => {
        await vault.deleteBundle(bundleId);
        const update = await reload();
        return (state) => showScreen(update(state), { at: 'home' }, { kind: 'removed' });
      }),
    choose: (answers) => store.set(changeAnswers(store.get(), answers)),
    share: () =>
      once(async () => {
        const { screen } = store.get();
        return screen.at === 'request' ? finish(screen.request, screen.answers) : (state) => state;
      }),
    refuse: () =>
      once(async () => {
        const { screen } = store.get();
        return screen.at === 'request' ? finish(screen.request, []) : (state) => state;
      }),
  };
}

/** A link that led nowhere: from the paste field back to it, from anywhere else to a screen that says so. */
function failed(error: FlowProblem): Step {
  return (state) =>
    state.screen.at === 'link'
      ? showProblem(state, error.code)
      : showScreen(state, { at: 'problem' }, { kind: 'problem', code: error.code });
}

async function sendAnswers(request: PresentationRequest, answers: readonly Answer[], ports: FlowPorts) {
  const vpToken = await createResponse({ request, chosen: answers }, ports);
  return vpToken.ok ? sendResponse({ request, vpToken: vpToken.value }, ports) : vpToken;
}
