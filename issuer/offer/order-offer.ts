/** What an offer may ask for, checked before anything is kept. */
import { z } from 'zod';
import { parseChoice } from '../../core/credential/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import { configurations } from '../issue/configurations.ts';

const configurationId = z
  .string()
  .max(100)
  .refine((id) => configurations.has(id), 'no such credential configuration');

/** A non-empty list of different configurations. */
export const ConfigurationIds = z
  .array(configurationId)
  .min(1)
  .max(20)
  .refine((ids) => new Set(ids).size === ids.length, 'each configuration once');

/** The choice of claims as it came in; checked here, applied when the credential is signed. */
export const Include = z.unknown().superRefine((include, context) => {
  try {
    parseChoice(include);
  } catch (error) {
    if (!(error instanceof KlusCVError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
  }
});
