/** The registry of credential configurations: closed, and the only place where they are listed. */
import type { CredentialConfiguration } from './configuration.ts';
import { ldpConfiguration } from './ldp-configuration.ts';
import { sdJwtConfiguration } from './sd-jwt-configuration.ts';

export const configurations: ReadonlyMap<string, CredentialConfiguration> = new Map(
  [sdJwtConfiguration, ldpConfiguration].map((configuration) => [configuration.id, configuration]),
);
