/**
 * A credential against the schema that it names (VC JSON Schema 1.0): kinds JsonSchema and JsonSchemaCredential. Three
 * outcomes, as section 4.2 has them; what could not be evaluated is never a success.
 */
import { err, ok, type Result } from '../../core/result.ts';
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import { isUrl } from '../../core/verify/index.ts';
import { draftOf } from './drafts.ts';
import type { Evaluation, EvaluationRequest } from './evaluate.ts';

export type SchemaKind = 'JsonSchema' | 'JsonSchemaCredential';
export type SchemaOutcome = {
  readonly outcome: 'success' | 'failure' | 'indeterminate';
  readonly code: string;
  readonly message: string;
};

type Evaluate = (request: EvaluationRequest) => Promise<Evaluation>;

/** Members and elements in a schema; a thousandth of that is usual. */
const maxParts = 20_000;

/** The schema of schemas in credentials (section 2.2), by its first and its present address. */
const schemaOfSchemas: readonly unknown[] = [
  'https://www.w3.org/2022/credentials/v2/json-schema-credential-schema.json',
  'https://www.w3.org/ns/credentials/json-schema/v2.json',
];

const fail = (code: string, message: string): SchemaOutcome => ({ outcome: 'failure', code, message });
const undecided = (code: string, message: string): SchemaOutcome => ({
  outcome: 'indeterminate',
  code,
  message,
});

const countParts = (value: unknown): number =>
  typeof value !== 'object' || value === null
    ? 1
    : Object.values(value).reduce<number>((sum, inner) => sum + countParts(inner), 1);

const entriesOf = ({ credentialSchema }: JsonObject): readonly JsonObject[] =>
  (Array.isArray(credentialSchema) ? credentialSchema : [credentialSchema]).filter(isJsonObject);

/** The entry of a credential that names a document: its kind and id must both be right (section 2.1). */
const namesIt = (credential: JsonObject, kind: SchemaKind, id: unknown): boolean =>
  isUrl(id) && entriesOf(credential).some((entry) => entry.type === kind && entry.id === id);

const checkAgainst = async (
  schema: JsonObject,
  credential: JsonObject,
  evaluate: Evaluate,
): Promise<SchemaOutcome> => {
  const { $id, $schema } = schema;
  if (!isUrl($id)) return fail('schema_id', 'The schema has no $id that is an absolute URL.');
  if (typeof $schema !== 'string')
    return fail('schema_draft_missing', 'The schema does not say its $schema.');
  const draft = draftOf($schema);
  if (draft === undefined)
    return undecided('schema_draft_unknown', 'The $schema is none that is known here.');
  if (countParts(schema) > maxParts) return undecided('schema_too_large', 'The schema is too large.');
  const evaluation = await evaluate({ draft, schema, value: credential });
  if (evaluation === 'not_evaluated')
    return undecided('schema_not_evaluated', 'The schema could not be evaluated.');
  return evaluation === 'valid'
    ? { outcome: 'success', code: 'schema_valid', message: 'The credential is as its schema says.' }
    : fail('schema_invalid', 'The credential is not as its schema says.');
};

/** The schema inside a credential about a schema (section 2.2). */
const schemaIn = (document: JsonObject): Result<JsonObject, SchemaOutcome> => {
  const { type, credentialSubject: subject } = document;
  if (!(Array.isArray(type) ? type : [type]).includes('JsonSchemaCredential'))
    return err(fail('schema_credential_type', 'This is no JsonSchemaCredential.'));
  const isOfSchemas = entriesOf(document).some(
    (entry) => entry.type === 'JsonSchema' && schemaOfSchemas.includes(entry.id),
  );
  if (!isOfSchemas)
    return err(
      fail('schema_credential_schema', 'The schema credential does not name the schema of schemas.'),
    );
  if (!isJsonObject(subject) || subject.type !== 'JsonSchema' || !isJsonObject(subject.jsonSchema))
    return err(fail('schema_credential_subject', 'The subject of the schema credential is no JsonSchema.'));
  return ok(subject.jsonSchema);
};

/**
 * Checks a credential against a document that was found under the id that it names. Whether that document, or the
 * credential that holds it, is signed by somebody of weight is asked elsewhere.
 */
export const checkCredentialSchema = async (
  {
    kind,
    document,
    credential,
  }: { readonly kind: SchemaKind; readonly document: unknown; readonly credential: unknown },
  evaluate: Evaluate,
): Promise<SchemaOutcome> => {
  if (!isJsonObject(document) || !isJsonObject(credential))
    return fail('schema_input', 'Schema and credential are JSON objects.');
  if (kind === 'JsonSchema') {
    const checked = await checkAgainst(document, credential, evaluate);
    return checked.outcome === 'success' && !namesIt(credential, kind, document.$id)
      ? fail('schema_other', 'The credential does not name this schema.')
      : checked;
  }
  if (!namesIt(credential, kind, document.id))
    return fail('schema_other', 'The credential does not name this schema credential.');
  const schema = schemaIn(document);
  return schema.ok ? checkAgainst(schema.value, credential, evaluate) : schema.error;
};
