import type { Language } from '../../contexts/index.ts';
import type { WalletActions } from '../actions.ts';
import type { Screen, WalletState } from '../state.ts';

/** What every screen is given: its own part of the state, and what the worker can do. */
export type ScreenProps<At extends Screen['at']> = {
  readonly screen: Extract<Screen, { at: At }>;
  readonly state: WalletState;
  readonly actions: WalletActions;
  readonly language: Language;
  readonly now: Date;
};
