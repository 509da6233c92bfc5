/** The registry of credential configurations: closed, and the only place where they are listed. */
import type { CredentialConfiguration } from './configuration.ts';
import { jwtConfiguration } from './jwt-configuration.ts';
import { ldpConfiguration } from './ldp-configuration.ts';
import { ldpSdConfiguration } from './ldp-sd-configuration.ts';
import { sdJwtConfiguration } from './sd-jwt-configuration.ts';

export const configurations: ReadonlyMap<string, CredentialConfiguration> = new Map(
  [sdJwtConfiguration, ldpConfiguration, ldpSdConfiguration, jwtConfiguration].map((configuration) => [
    configuration.id,
    configuration,
  ]),
);

/** What an offer is of when nobody says otherwise: the form that every wallet takes, and the one for readers outside wallets. */
export const defaultConfigurations: readonly string[] = [sdJwtConfiguration.id, ldpConfiguration.id];
