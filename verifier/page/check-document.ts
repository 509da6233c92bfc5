/** Checking documents on this device: files, a text, or the link of a QR code on paper. Nothing of them is sent. */
import type { Seen } from '../../core/verify/index.ts';
import type { Report } from '../../core/verify/report.ts';
import type { ApiProblem } from '../../ui/call-api.ts';
import type { SignedBytes } from '../../ui/signed-bytes.ts';
import type { FoundReport } from './check/recognise-report.ts';
import type { Round } from './check/start-round.ts';
import type { PagePorts } from './ports.ts';

/** What is read at most. */
export const maxBytes = 10_000_000;

/** How many are looked at side by side: reading a PDF waits for its worker most of the time. */
const lanes = 4;

export type CheckedCredentials = {
  readonly ok: true;
  readonly report: Report;
  /** What was checked; a report for the file is asked for with it. */
  readonly document: string | File;
  /** What it was taken for, when it could not be read. */
  readonly seen?: Seen;
  readonly describe: () => Promise<readonly SignedBytes[]>;
  readonly keptSince?: Date;
};

export type Checked =
  | CheckedCredentials
  | { readonly ok: false; readonly problem: ApiProblem }
  /** It was no certificate, but a signed report of a check. */
  | { readonly ok: false; readonly problem?: never; readonly found: FoundReport };

type Ports = Pick<PagePorts, 'fetch' | 'now' | 'schemeKeys'>;

/** The judging is large, and needed by nobody who only asks a wallet: it comes when there is something to check. */
async function loadJudging() {
  // First: the certificates' library looks for it while it loads.
  await import('reflect-metadata');
  return import('./check/start-round.ts');
}

/** Checks one document. Never rejects. */
export async function checkDocument(document: string | File, ports: Ports): Promise<Checked> {
  let only: Checked = unreachable;
  await checkDocuments([document], ports, {
    checked: (_index, checked) => {
      only = checked;
    },
  });
  return only;
}

/**
 * Checks documents, a few of them side by side, all with the same lists.
 *
 * @param on called with each of them as it is done, in whatever order; nothing more is begun once `isStopped`
 */
export async function checkDocuments(
  documents: readonly (string | File)[],
  ports: Ports,
  on: {
    readonly checked: (index: number, checked: Checked) => void;
    readonly isStopped?: () => boolean;
  },
): Promise<void> {
  const judging = await loadJudging().catch(() => undefined);
  const round = await judging?.startRound(ports);
  const waiting = documents.entries();
  const work = async (): Promise<void> => {
    for (const [index, document] of waiting) {
      if (on.isStopped?.() === true) return;
      on.checked(index, round === undefined ? unreachable : await checkIn(round, document));
      // Judging takes the page's own time: in between, who looks at it can scroll and press.
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, documents.length) }, work));
}

const unreachable: Checked = { ok: false, problem: 'unreachable' };

async function checkIn(round: Round, document: string | File): Promise<Checked> {
  if (typeof document !== 'string' && document.size > maxBytes) return { ok: false, problem: 'too_large' };
  try {
    const bytes =
      typeof document === 'string'
        ? new TextEncoder().encode(document.trim())
        : new Uint8Array(await document.arrayBuffer());
    const judged = await round.check(bytes);
    if (judged.kind === 'report') return { ok: false, found: judged.found };
    const { report, seen, describe } = judged;
    const keptSince = round.keptSince();
    return {
      ok: true,
      report,
      document,
      describe,
      ...(seen !== undefined && { seen }),
      ...(keptSince !== undefined && { keptSince }),
    };
  } catch {
    // Only a part of the page that does not come, or a file that the browser does not give: nothing was judged.
    return unreachable;
  }
}
