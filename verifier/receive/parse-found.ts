/** From what was found in a PDF or a picture to what a verification starts from; the same on a server and in a page. */
import { err, ok, type Result } from '../../core/result.ts';
import { type ParseFailure, parseFailure, parseReceived, type Received } from '../../core/verify/index.ts';

type Found = Result<readonly Received[], ParseFailure>;

/** Every attachment of a PDF that can be read as a credential, or what we saw instead. */
export const parseAttachments = (attachments: readonly Uint8Array[]): Found => {
  const parsed = attachments.map((attachment) => parseReceived({ bytes: attachment }));
  const received = parsed.flatMap((one) => (one.ok ? one.value : []));
  return received.length === 0 ? err(parseFailure('pdf_without')) : ok(received);
};

/** What any QR code may carry: of this a reader learns only that it is not the one we need. */
const ordinary: ReadonlySet<ParseFailure['kind']> = new Set([
  'text',
  'link',
  'nothing',
  'other_json',
  'broken_json',
]);

/** What the QR codes of one picture carry: the first that is a credential, or what the first of them was instead. */
export const parseCodes = (texts: readonly string[]): Found => {
  const parsed = texts.map((text) => parseReceived({ bytes: new TextEncoder().encode(text) }));
  const [first] = parsed;
  if (first === undefined) return err(parseFailure('picture_without'));
  const wrong = parsed.find((one) => !one.ok && !ordinary.has(one.error.kind));
  return parsed.find((one) => one.ok) ?? wrong ?? err(parseFailure('qr_other'));
};

/** The same for the pages of a PDF: one without any code is a PDF without a credential. */
export const parsePages = (texts: readonly string[]): Found => {
  const found = parseCodes(texts);
  return found.ok || texts.length > 0 ? found : err(parseFailure('pdf_without'));
};
