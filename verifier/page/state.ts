/** Which views the page has, and what each of them knows. */
import type { Seen } from '../../core/verify/index.ts';
import type { Report } from '../../core/verify/report.ts';
import type { SignedBytes } from '../../ui/signed-bytes.ts';
import type { FoundReport } from './check/recognise-report.ts';
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
  /** The wallet's error code; `access_denied` when the worker said no, `answer_not_accepted` when the answer was wrong, `claims_missing` when it was too little. */
  readonly reason?: string;
  readonly report?: Report;
};

export type View =
  | { readonly name: 'home'; readonly isLinkBroken?: true }
  | { readonly name: 'checking' }
  /** Where reports for the file are checked. */
  | { readonly name: 'report' }
  /** A report for the file, handed in where certificates are checked. */
  | { readonly name: 'found-report'; readonly found: FoundReport; readonly table?: TableView }
  | { readonly name: 'request'; readonly id: string; readonly request?: RequestView }
  | ResultOfCheck
  | TableView;

export type ResultOfCheck = {
  readonly name: 'result';
  readonly report: Report;
  readonly purpose?: Purpose;
  /** What was checked, when it was handed in here. */
  readonly document?: string | File;
  /** The session in which a wallet showed it; a report for the file is asked for with it. */
  readonly requestId?: string;
  /** What it was taken for, when it could not be read. */
  readonly seen?: Seen;
  /** Takes it apart for specialists; only there when it was judged on this device. */
  readonly describe?: () => Promise<readonly SignedBytes[]>;
  /** When the lists were fetched, where they are those of an earlier visit. */
  readonly keptSince?: Date;
  /** The table of files that it is one of. */
  readonly table?: TableView;
};

/** Many files at once: one row each, in their order, as far as they are done. */
export type TableView = {
  readonly name: 'table';
  readonly files: readonly string[];
  /** How many more were given than are taken at one time. */
  readonly leftOut: number;
  readonly rows: readonly (Checked | undefined)[];
  readonly done: number;
  readonly state: 'running' | 'stopped' | 'done';
  readonly startedAt: Date;
  /** Begins no more files. */
  readonly stop: () => void;
};

/** The view that an address leads to. A fragment with a credential, such as a paper's QR code has, is checked at once. */
export function viewOfAddress(path: string, fragment: string): View {
  const id = /^\/requests\/([A-Za-z0-9_-]{1,100})$/.exec(path)?.[1];
  if (id !== undefined) return { name: 'request', id };
  if (path === '/report') return { name: 'report' };
  if (carriesCredential(fragment)) return { name: 'checking' };
  // `#content` is the page's own, where its skip link leads.
  const isOurs = fragment.length < 2 || fragment === '#content';
  return isOurs ? { name: 'home' } : { name: 'home', isLinkBroken: true };
}

/** What the wallet gave the browser to come back with (OpenID4VP 1.0 section 8.2); stands in the fragment once. */
export const responseCodeOf = (fragment: string): string | undefined =>
  /^#response_code=([A-Za-z0-9_-]{43})$/.exec(fragment)?.[1];

/** By its form only: the digits of a paper, something with dots and tildes as signed texts have, or JSON. */
export const carriesCredential = (fragment: string): boolean =>
  /^#(\d{20,}|((credential|vc|sd-jwt)=)?([\w-]+\.[\w-]+\.[\w.~-]*|(%7B|%5B|\{|\[).+))$/i.test(fragment);
