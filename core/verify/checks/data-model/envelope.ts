/** Enveloped credentials and presentations (VCDM 2.0 sections 4.13.1 and 4.13.2): an object that is all `data:` URL. */
import { isJsonObject, type JsonObject } from '../../../strict-json.ts';
import { type ModelProblems, problem, unless } from './problem.ts';
import { listOf, v2Context } from './values.ts';

const kinds = ['EnvelopedVerifiableCredential', 'EnvelopedVerifiablePresentation'] as const;
export type EnvelopeKind = (typeof kinds)[number];

/** Longest `data:` URL that is looked at, in letters. */
const maxLength = 2_000_000;

const dataUrl = /^data:([a-z0-9.+/-]+)(?:;[^,]*)?,(.+)$/is;

/** The kind of envelope that a document calls itself; undefined for anything else. */
export const envelopeKindOf = (document: unknown): EnvelopeKind | undefined =>
  isJsonObject(document) ? kinds.find((kind) => listOf(document.type).includes(kind)) : undefined;

/** What is in a `data:` URL (RFC 2397): its media type in lower case and the text behind the comma; undefined for none. */
export const parseDataUrl = (
  id: unknown,
): { readonly mediaType: string; readonly text: string } | undefined => {
  const match = typeof id === 'string' && id.length <= maxLength ? dataUrl.exec(id) : null;
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { mediaType: match[1].toLowerCase(), text: match[2] };
};

/** Context, type and id of an envelope; what is inside is read when its signature is verified. */
export const checkEnvelope = (document: unknown, kind: EnvelopeKind): ModelProblems => {
  const section = kind === 'EnvelopedVerifiableCredential' ? '4.13.1' : '4.13.2';
  if (!isJsonObject(document)) return [problem('not_an_object', section, 'The envelope is no JSON object.')];
  const envelope: JsonObject = document;
  const types = listOf(envelope.type);
  return [
    ...unless(
      listOf(envelope['@context'])[0] === v2Context,
      problem('envelope_context', section, 'The @context of the envelope is not that of the data model.'),
    ),
    ...unless(
      types.length === 1 && types[0] === kind,
      problem('envelope_type', section, `The type of the envelope is not ${kind}.`),
    ),
    ...unless(
      parseDataUrl(envelope.id) !== undefined,
      problem('envelope_id', section, 'The id of the envelope is no data: URL.'),
    ),
  ];
};
