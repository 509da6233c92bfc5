/** Checking documents on this device: files, a text, or the link of a QR code on paper. Nothing of them is sent. */
import type { Report } from '../../core/verify/report.ts';
import type { ApiProblem } from '../../ui/call-api.ts';
import type { PagePorts } from './ports.ts';

/** What is read at most. */
export const maxBytes = 10_000_000;

export type Checked =
  | {
      readonly ok: true;
      readonly report: Report;
      /** What was checked; a report for the file is asked for with it. */
      readonly document: string | File;
      readonly keptSince?: Date;
    }
  | { readonly ok: false; readonly problem: ApiProblem };

type Ports = Pick<PagePorts, 'fetch' | 'now'>;

/** The judging is large, and needed by nobody who only asks a wallet: it comes when there is something to check. */
async function loadJudging() {
  // First: the certificates' library looks for it while it loads.
  await import('reflect-metadata');
  return import('./check/start-round.ts');
}

/** Checks one document. Never rejects. */
export async function checkDocument(document: string | File, ports: Ports): Promise<Checked> {
  const [checked] = await checkDocuments([document], ports, () => {});
  return checked ?? { ok: false, problem: 'internal' };
}

/**
 * Checks documents one after the other, all with the same lists.
 *
 * @param onChecked called after each of them
 */
export async function checkDocuments(
  documents: readonly (string | File)[],
  ports: Ports,
  onChecked: (checked: Checked) => void,
): Promise<readonly Checked[]> {
  const judging = await loadJudging().catch(() => undefined);
  const round = await judging?.startRound(ports);
  const all: Checked[] = [];
  for (const document of documents) {
    const checked = round === undefined ? unreachable : await checkIn(round, document);
    all.push(checked);
    onChecked(checked);
  }
  return all;
}

const unreachable: Checked = { ok: false, problem: 'unreachable' };

async function checkIn(
  round: {
    readonly check: (bytes: Uint8Array<ArrayBuffer>) => Promise<Report>;
    readonly keptSince: () => Date | undefined;
  },
  document: string | File,
): Promise<Checked> {
  if (typeof document !== 'string' && document.size > maxBytes) return { ok: false, problem: 'too_large' };
  try {
    const bytes =
      typeof document === 'string'
        ? new TextEncoder().encode(document.trim())
        : new Uint8Array(await document.arrayBuffer());
    const report = await round.check(bytes);
    const keptSince = round.keptSince();
    return { ok: true, report, document, ...(keptSince !== undefined && { keptSince }) };
  } catch {
    // Only a part of the page that does not come, or a file that the browser does not give: nothing was judged.
    return unreachable;
  }
}
