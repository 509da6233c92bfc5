/** A form (multipart) with files and texts, out of the bytes of a request. */
import type { Request } from 'express';
import { KlusCVError } from '../../core/errors.ts';

export type FormPart = { readonly bytes: Uint8Array; readonly contentType: string };

/** The body as it came, when it is no form. */
export const bodyBytes = (req: Request): Uint8Array => {
  const body: unknown = req.body;
  return body instanceof Uint8Array ? body : new Uint8Array();
};

/**
 * The parts of a form, or undefined when the request is none.
 * @throws KlusCVError `invalid_request` when it says that it is one and cannot be read
 */
export async function readForm(req: Request): Promise<FormData | undefined> {
  const contentType = (req.get('content-type') ?? '').trim();
  if (!/^multipart\/form-data\b/i.test(contentType)) return undefined;
  return new Response(new Uint8Array(bodyBytes(req)), { headers: { 'content-type': contentType } })
    .formData()
    .catch((cause: unknown) => {
      throw new KlusCVError('invalid_request', 'The form cannot be read.', { cause });
    });
}

/** Without parameters; a browser that does not know a file says application/octet-stream, which says nothing. */
export const mediaTypeOf = (contentType: string): string =>
  contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** A text or a file of a form as bytes. */
export async function readPart(part: FormDataEntryValue): Promise<FormPart> {
  if (typeof part === 'string') return { bytes: new TextEncoder().encode(part), contentType: 'text/plain' };
  return { bytes: new Uint8Array(await part.arrayBuffer()), contentType: mediaTypeOf(part.type) };
}
