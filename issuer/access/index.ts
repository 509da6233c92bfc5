/** Who may call the platform's part of the issuer: API keys with scopes. See README.md. */
export { createApiKey, findCaller, type NewApiKey, revokeApiKey } from './api-keys.ts';
export type { Caller } from './caller.ts';
export { type FirstKey, parseFirstKeys } from './first-keys.ts';
export { parseScopes, type Scope, scopes } from './scopes.ts';
