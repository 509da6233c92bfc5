/** The report on what was handed in and could not even be read. */
import { createCheck } from './check-codes.ts';
import { seenMessage } from './messages.ts';
import type { CredentialReport, Message } from './report.ts';
import { describeVerdict } from './verdict.ts';

/**
 * A report with the outcome `malformed`.
 *
 * @param failure what we saw instead of a KlusCV, as `parseReceived` tells it; data of another kind when left out
 */
export const verifyMalformed = (
  { seen }: { readonly seen: Message } = { seen: seenMessage('other_json') },
): CredentialReport => ({
  outcome: 'malformed',
  message: describeVerdict({ outcome: 'malformed', code: 'format_unreadable', seen }),
  format: null,
  issuer: { id: null, name: null, kvkNumber: null, listed: false },
  validFrom: null,
  validUntil: null,
  record: null,
  holder: 'not_proved',
  checks: [createCheck('format_unreadable')],
});
