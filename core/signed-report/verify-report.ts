/** Is this report ours, and as we signed it? */
import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { PublicJwk } from '../keys/jwk.ts';
import type { CryptoPort } from '../ports.ts';
import { parseJws, verifyJws } from '../proof/index.ts';
import { err, ok, type Result } from '../result.ts';
import { parseStrictJson } from '../strict-json.ts';
import { ReportContent, ReportNote } from './content.ts';
import { noteType, reportType } from './sign-report.ts';

export type ReportProblem = 'report_unreadable' | 'report_foreign' | 'report_changed';

export type VerifiedReport =
  | { readonly kind: 'report'; readonly content: ReportContent; readonly jws: string }
  | { readonly kind: 'note'; readonly note: ReportNote };

/** Whose reports count, and by which key. */
export type ReportAuthor = { readonly did: string; readonly keyId: string; readonly publicJwk: PublicJwk };

const File = z.strictObject({ content: z.unknown(), jws: z.string() });

type Taken = { readonly jws: string; readonly content?: unknown };

/** The JSON file, the JWS alone, or the link of the QR code. */
const take = (text: string): Taken | undefined => {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) {
    const json = parseStrictJson(trimmed);
    const file = File.safeParse(json.ok ? json.value : undefined);
    return file.data;
  }
  const behind = /^https?:\/\/[^\s#]+#(.+)$/.exec(trimmed);
  return { jws: behind?.[1] ?? trimmed };
};

/**
 * Verifies a report or the note on one. `report_foreign` when another verifier made it, `report_changed` when signature
 * or readable content do not match, `report_unreadable` for anything else. Never throws.
 */
export const verifyReport = async (
  text: string,
  author: ReportAuthor,
  crypto: Pick<CryptoPort, 'verifySignature'>,
): Promise<Result<VerifiedReport, ReportProblem>> => {
  const taken = take(text);
  const parsed = taken && parseJws(taken.jws);
  if (!taken || !parsed?.ok) return err('report_unreadable');
  const { typ, kid } = parsed.value.header;
  if (typ !== reportType && typ !== noteType) return err('report_unreadable');
  if (kid !== author.keyId) return err('report_foreign');
  const verified = await verifyJws(taken.jws, author.publicJwk, crypto);
  if (!verified.ok) return err('report_changed');
  const { payload } = verified.value;
  if (payload.iss !== author.did) return err('report_foreign');
  if ('content' in taken && canonicalize(taken.content) !== canonicalize(payload))
    return err('report_changed');
  if (typ === noteType) {
    const note = ReportNote.safeParse(payload);
    return note.success ? ok({ kind: 'note', note: note.data }) : err('report_unreadable');
  }
  const content = ReportContent.safeParse(payload);
  return content.success
    ? ok({ kind: 'report', content: content.data, jws: taken.jws })
    : err('report_unreadable');
};
