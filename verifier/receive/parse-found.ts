/** From what was found in a PDF or a picture to what a verification starts from; the same on a server and in a page. */
import { err, ok, type Result } from '../../core/result.ts';
import { type ParseFailure, parseReceived, type Received, seenMessage } from '../../core/verify/index.ts';

type Found = Result<readonly Received[], ParseFailure>;

/** Every attachment of a PDF that can be read as a credential, or what we saw instead. */
export const parseAttachments = (attachments: readonly Uint8Array[]): Found => {
  const parsed = attachments.map((attachment) => parseReceived({ bytes: attachment }));
  const received = parsed.flatMap((one) => (one.ok ? one.value : []));
  return received.length === 0 ? err({ seen: seenMessage('pdf_without') }) : ok(received);
};

/** What the QR codes of one picture carry: the first that is a credential, or what the first of them was instead. */
export const parseCodes = (texts: readonly string[]): Found => {
  const parsed = texts.map((text) => parseReceived({ bytes: new TextEncoder().encode(text) }));
  return parsed.find((one) => one.ok) ?? parsed[0] ?? err({ seen: seenMessage('picture_without') });
};
