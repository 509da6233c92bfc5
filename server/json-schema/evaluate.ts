/**
 * One value against one schema, with `ajv`. On the server only: ajv writes code and runs it, which no page's security
 * policy lets through. Nothing is fetched: a `$ref` that leads out of the schema cannot be evaluated.
 */
import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Draft } from './drafts.ts';

export type Evaluation = 'valid' | 'invalid' | 'not_evaluated';

export type EvaluationRequest = {
  readonly draft: Draft;
  readonly schema: object;
  readonly value: unknown;
};

const engines = { '7': Ajv, '2019-09': Ajv2019, '2020-12': Ajv2020 } as const;

/** Formats are asserted, as VC JSON Schema's own tests have it; keywords that nobody knows are let stand. */
export const evaluate = ({ draft, schema, value }: EvaluationRequest): Evaluation => {
  const engine = new engines[draft]({
    strict: false,
    allErrors: false,
    logger: false,
    validateFormats: true,
  });
  addFormats.default(engine);
  // The engine knows each draft's schema under one address only, and this one was understood before.
  const { $schema: _, ...rest } = Object.fromEntries(Object.entries(schema));
  try {
    return engine.validate(rest, value) === true ? 'valid' : 'invalid';
  } catch {
    return 'not_evaluated';
  }
};
