/** What a wallet showed in a session, for a report on it: kept encrypted, for one session, and gone with it. */
import { z } from 'zod';
import { type PresentationFormat, type Presented, presentationFormats } from '../../core/openid/index.ts';
import { decryptText, encryptText } from '../../server/text-vault.ts';
import type { VerifierDeps } from '../deps.ts';

const use = 'kluscv-answer';

const Kept = z.strictObject({
  requestId: z.string(),
  format: z.enum(presentationFormats),
  presentation: z.string(),
});

export type PresentedAnswer = { readonly format: PresentationFormat; readonly presentation: string };

/** The presentation as text: an SD-JWT or JWT as it came, a W3C presentation as JSON. */
export const textOfPresented = ({ presentation }: Presented): string =>
  typeof presentation === 'string' ? presentation : JSON.stringify(presentation);

/** As it is kept. */
export const keepPresented = async (
  requestId: string,
  presented: Presented,
  { vault }: Pick<VerifierDeps, 'vault'>,
): Promise<string> =>
  encryptText(
    JSON.stringify({ requestId, format: presented.format, presentation: textOfPresented(presented) }),
    use,
    await vault.presentSecret(),
  );

/** What was kept for this request; undefined for anything else. */
export async function openPresented(
  requestId: string,
  kept: string,
  { vault }: Pick<VerifierDeps, 'vault'>,
): Promise<PresentedAnswer | undefined> {
  const text = await decryptText(kept, use, vault.secrets);
  const read = Kept.safeParse(text === undefined ? undefined : JSON.parse(text));
  return read.data?.requestId === requestId ? read.data : undefined;
}
