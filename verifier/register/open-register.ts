/** The register as the settings want it: there, or not. */
import type { VerifierConfig } from '../config.ts';
import { createRegister, type Register } from './register.ts';

/** Undefined unless the operator turned it on. */
export const openRegister = (
  { registerDays: days, registerKeys: keys }: Pick<VerifierConfig, 'registerDays' | 'registerKeys'>,
  parts: Pick<Parameters<typeof createRegister>[0], 'store' | 'hashSecret' | 'clock'>,
): Register | undefined =>
  days === undefined || keys === undefined ? undefined : createRegister({ ...parts, days, keys });
