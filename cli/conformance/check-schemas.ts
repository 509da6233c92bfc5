/** The schemas that a credential names (VC JSON Schema 1.0): asked strictly alone, and only after its signature holds. */
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import { checkCredentialSchema, evaluateApart, type SchemaKind } from '../../server/json-schema/index.ts';
import type { Findings } from './finding.ts';

/** The document behind a schema's address; undefined when it cannot be had. */
export type SchemaLoader = (schema: { readonly id: string; readonly digestSRI?: string }) => Promise<unknown>;

/** Each is evaluated in a thread of its own. */
const maxEntries = 5;

const kindOf = (type: unknown): SchemaKind | undefined =>
  type === 'JsonSchema' || type === 'JsonSchemaCredential' ? type : undefined;

const entriesOf = ({ credentialSchema }: JsonObject): readonly JsonObject[] =>
  (Array.isArray(credentialSchema) ? credentialSchema : [credentialSchema]).filter(isJsonObject);

const checkEntry = async (
  { id, type, digestSRI }: JsonObject,
  credential: JsonObject,
  load: SchemaLoader,
  verifyCredential: (document: unknown) => Promise<Findings>,
): Promise<Findings> => {
  const kind = kindOf(type);
  // A kind that is not known says nothing that could be checked (VCDM 2.0 section 4.11).
  if (kind === undefined || typeof id !== 'string') return [];
  const document = await load({ id, ...(typeof digestSRI === 'string' && { digestSRI }) });
  if (document === undefined) return [{ code: 'schema_unreachable', message: 'The schema cannot be had.' }];
  if (kind === 'JsonSchemaCredential' && (await verifyCredential(document)).length > 0)
    return [{ code: 'schema_unverified', message: 'The credential about the schema does not verify.' }];
  const { outcome, code, message } = await checkCredentialSchema(
    { kind, document, credential },
    evaluateApart,
  );
  return outcome === 'success' ? [] : [{ code, message }];
};

/** What the schemas of a credential speak against it; what could not be checked speaks against it too. */
export const checkSchemas = async (
  credential: JsonObject,
  load: SchemaLoader,
  verifyCredential: (document: unknown) => Promise<Findings>,
): Promise<Findings> => {
  const entries = entriesOf(credential);
  if (entries.length > maxEntries)
    return [{ code: 'schema_too_many', message: 'The credential names more schemas than are looked at.' }];
  const found = await Promise.all(
    entries.map((entry) => checkEntry(entry, credential, load, verifyCredential)),
  );
  return found.flat();
};
