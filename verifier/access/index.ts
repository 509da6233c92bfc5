export { createVerifierKey, hashText, type NewVerifierKey, revokeVerifierKey } from './api-keys.ts';
export { parseScopes, purposesOf, type Scope, scopes, scopesOfNames } from './scopes.ts';
