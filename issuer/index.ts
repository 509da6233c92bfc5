/** The issuer service. See README.md. */
export { createIssuerApp } from './app.ts';
export { IssuerConfig } from './config.ts';
export type { IssuerDeps, IssuerSettings } from './deps.ts';
export { type RunningIssuer, startIssuer } from './main.ts';
