export { checkCredentialSchema, type SchemaKind, type SchemaOutcome } from './check-schema.ts';
export { type Draft, draftOf } from './drafts.ts';
export { type Evaluation, type EvaluationRequest, evaluate } from './evaluate.ts';
export { evaluateApart } from './evaluate-apart.ts';
export { loadSchema } from './load-schema.ts';
