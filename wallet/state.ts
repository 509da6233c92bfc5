/** What the wallet is showing: one screen at a time, each with exactly what it needs. */
import type {
  Answer,
  FlowProblemCode,
  HeldCredential,
  PresentationRequest,
  ResolvedOffer,
  Slot,
} from './flow/index.ts';
import type { ShareEntry } from './vault/index.ts';

export type Screen =
  | { readonly at: 'loading' }
  | { readonly at: 'home' }
  /** Pasting a link; `for` only decides the words, either kind of link is taken. */
  | { readonly at: 'link'; readonly for: 'offer' | 'request' }
  | { readonly at: 'offer'; readonly offer: ResolvedOffer }
  /** Fetched and checked, not kept yet. */
  | {
      readonly at: 'received';
      readonly offer: ResolvedOffer;
      readonly credentials: readonly HeldCredential[];
    }
  | { readonly at: 'credential'; readonly bundleId: string; readonly removing: boolean }
  | {
      readonly at: 'request';
      readonly request: PresentationRequest;
      readonly slots: readonly Slot[];
      readonly answers: readonly Answer[];
    }
  | {
      readonly at: 'done';
      readonly request: PresentationRequest;
      readonly entry: ShareEntry;
      readonly redirectUri: string | null;
    }
  | { readonly at: 'shares' }
  /** Something that cannot be mended on the screen where it happened. */
  | { readonly at: 'problem' };

export type ProblemCode = FlowProblemCode | 'link_unknown' | 'internal';

/** A word that stays above the screen until the next step: it went well, or it did not. */
export type Notice =
  | { readonly kind: 'kept'; readonly issuer: string }
  | { readonly kind: 'removed' }
  | { readonly kind: 'problem'; readonly code: ProblemCode };

export type WalletState = {
  readonly screen: Screen;
  readonly busy: boolean;
  readonly notice: Notice | null;
  readonly credentials: readonly HeldCredential[];
  readonly shares: readonly ShareEntry[];
  /** Whether the scheme's list was there; without it nobody is known. */
  readonly trustListLoaded: boolean;
};

export const firstState: WalletState = {
  screen: { at: 'loading' },
  busy: true,
  notice: null,
  credentials: [],
  shares: [],
  trustListLoaded: false,
};

/** The state on another screen; a notice stays only when it is given along. */
export const showScreen = (
  state: WalletState,
  screen: Screen,
  notice: Notice | null = null,
): WalletState => ({
  ...state,
  screen,
  notice,
  busy: false,
});

/** The same screen with a problem above it, ready for another try. */
export const showProblem = (state: WalletState, code: ProblemCode): WalletState => ({
  ...state,
  notice: { kind: 'problem', code },
  busy: false,
});

/** The request with other answers; nothing on any other screen. */
export const changeAnswers = (state: WalletState, answers: readonly Answer[]): WalletState =>
  state.screen.at === 'request' ? { ...state, screen: { ...state.screen, answers }, notice: null } : state;
