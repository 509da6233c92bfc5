/** Which views the page has, and what each of them knows. */
import type { Report } from '../../core/verify/report.ts';
import type { Checked } from './check-document.ts';

export const purposes = ['employer', 'platform', 'uwv', 'lender'] as const;
export type Purpose = (typeof purposes)[number];

export const flows = ['cross-device', 'same-device', 'digital-credentials'] as const;
export type Flow = (typeof flows)[number];

/** A question to a wallet, as the service answers it. */
export type RequestView = {
  readonly id: string;
  readonly state: 'waiting' | 'received' | 'refused' | 'expired';
  readonly purpose?: Purpose;
  /** How asker and wallet meet. */
  readonly flow?: Flow;
  readonly expiresAt?: string;
  readonly requestUri?: string;
  /** A web wallet that can open it. */
  readonly walletUrl?: string;
  /** The wallet's error code; `access_denied` when the worker said no, `answer_not_accepted` when the answer was wrong. */
  readonly reason?: string;
  readonly report?: Report;
};

export type View =
  | { readonly name: 'home' }
  | { readonly name: 'checking' }
  /** Where reports for the file are checked. */
  | { readonly name: 'report' }
  | { readonly name: 'request'; readonly id: string; readonly request?: RequestView }
  | ResultOfCheck
  | TableView;

export type ResultOfCheck = {
  readonly name: 'result';
  readonly report: Report;
  readonly purpose?: Purpose;
  /** What was checked, when it was handed in here. */
  readonly document?: string | File;
  /** When the lists were fetched, where they are those of an earlier visit. */
  readonly keptSince?: Date;
  /** The table of files that it is one of. */
  readonly table?: TableView;
};

/** Many files at once: one row each, in their order, as far as they are done. */
export type TableView = {
  readonly name: 'table';
  readonly files: readonly string[];
  readonly rows: readonly Checked[];
};

/** The view that an address leads to. A fragment of digits is the QR code of a paper, to be checked at once. */
export function viewOfAddress(path: string, fragment: string): View {
  const id = /^\/requests\/([A-Za-z0-9_-]{1,100})$/.exec(path)?.[1];
  if (id !== undefined) return { name: 'request', id };
  if (path === '/report') return { name: 'report' };
  return isPaperLink(fragment) ? { name: 'checking' } : { name: 'home' };
}

/** What the wallet gave the browser to come back with (OpenID4VP 1.0 section 8.2); stands in the fragment once. */
export const responseCodeOf = (fragment: string): string | undefined =>
  /^#response_code=([A-Za-z0-9_-]{43})$/.exec(fragment)?.[1];

export const isPaperLink = (fragment: string): boolean => /^#\d{20,}$/.test(fragment);
