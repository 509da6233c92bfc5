/** Why a line is refused, or taken with a warning: a stable code, and a sentence for the platform's employee. */
import type { Result } from '../../core/result.ts';

export type RefusalCode =
  | 'bad_quotes'
  | 'wrong_column_count'
  | 'too_long'
  | 'duplicate_column'
  | 'missing_column'
  | 'empty_file'
  | 'invalid_json'
  | 'truncated'
  | 'no_records'
  | 'not_an_object'
  | 'unknown_member'
  | 'missing_gig_id'
  | 'missing_value'
  | 'invalid_value'
  | 'damaged_id'
  | 'unknown_status'
  | 'invalid_date'
  | 'date_out_of_range'
  | 'invalid_number'
  | 'negative_duration'
  | 'duration_too_long'
  | 'completed_in_future'
  | 'rating_outside_scale'
  | 'erased_worker';

export type WarningCode =
  | 'damaged_name'
  | 'text_shortened'
  | 'skill_ignored'
  | 'occupation_ignored'
  | 'sector_ignored'
  | 'client_ignored'
  | 'skipped_hour'
  | 'update_in_future'
  | 'no_show_in_future';

export type Refusal = { readonly code: RefusalCode; readonly message: string };
export type Warning = { readonly code: WarningCode; readonly message: string };

/** A line number, or in nested JSON a path such as `sitters[3].bookings[2]`. */
export type Place = number | string;

export type Outcome<T> = Result<T, Refusal>;

export const refuse = (code: RefusalCode, message: string) =>
  ({ ok: false, error: { code, message } }) as const;

/** A short piece of a value for a sentence, as text that no terminal or page could take for anything else. */
export const quote = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const plain = text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, ' ').replace(/[<>&]/g, ' ');
  return `"${plain.length > 40 ? `${plain.slice(0, 39)}…` : plain}"`;
};
