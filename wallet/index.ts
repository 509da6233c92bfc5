/** The wallet without its screens. See README.md; `flow/` and `vault/` have doors of their own. */
export { createActions, type Place, type Store, type WalletActions } from './actions.ts';
export { loadTrust, WalletConfig } from './load-trust.ts';
export { parseFragment, parseLink, type WalletLink } from './parse-link.ts';
export { firstState, type Notice, type ProblemCode, type Screen, type WalletState } from './state.ts';
