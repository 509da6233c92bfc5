/** Text from people, as text: trimmed, without what could hide or reorder other text. */
import { z } from 'zod';

/** Controls, half letters, lone separators, and marks that nobody sees but that turn the direction of writing. */
const hidden = /[\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\u061C\uFEFF]/u;

/** A text of one line, or of several, from 1 to `most` letters after trimming. */
export const plainText = (most: number, form: 'line' | 'lines' = 'line') =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine(
      (text) => !hidden.test(form === 'line' ? text : text.replace(/[\r\n\t]/g, ' ')),
      'may hold no control characters',
    );
