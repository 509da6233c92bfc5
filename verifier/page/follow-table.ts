/** Many files at once: what the table shows of them, as far as they are done. */
import { type Checked, checkDocuments } from './check-document.ts';
import type { PagePorts } from './ports.ts';
import type { TableView, View } from './state.ts';

/** What is drawn anew for every file would take longer than to check them. */
const drawEveryMs = 100;

/** The view on one thing that was checked, or what went wrong; undefined when there is nothing to show. */
export function viewOfChecked(
  checked: Checked,
  table?: TableView,
): Extract<View, { name: 'result' | 'found-report' }> | { readonly problem: ProblemOf<Checked> } | undefined {
  const within = table === undefined ? {} : { table };
  if (checked.ok) return { ...checked, ...within, name: 'result' };
  return checked.problem === undefined
    ? { name: 'found-report', found: checked.found, ...within }
    : { problem: checked.problem };
}
type ProblemOf<Of> = Of extends { readonly problem: infer Problem } ? Problem : never;

/** Checks them all, and tells of each change of the table; resolves at the end, or when it was stopped. */
export async function followTable(
  documents: readonly (string | File)[],
  options: {
    readonly ports: Pick<PagePorts, 'fetch' | 'now' | 'schemeKeys'>;
    readonly files: readonly string[];
    /** How many more were given than are taken at one time. */
    readonly leftOut: number;
    readonly begin: (table: TableView) => void;
    readonly update: (table: TableView) => void;
  },
): Promise<void> {
  const { files, leftOut, ports } = options;
  const rows: (Checked | undefined)[] = documents.map(() => undefined);
  const startedAt = ports.now();
  let done = 0;
  let isStopped = false;
  let drawnAt = startedAt.getTime();
  const stop = () => {
    isStopped = true;
  };
  const tableIn = (state: TableView['state']): TableView => ({
    name: 'table',
    files,
    leftOut,
    rows: [...rows],
    done,
    state,
    startedAt,
    stop,
  });
  options.begin(tableIn('running'));
  await checkDocuments(documents, ports, {
    isStopped: () => isStopped,
    checked: (index, checked) => {
      rows[index] = checked;
      done += 1;
      const now = ports.now().getTime();
      if (now - drawnAt < drawEveryMs) return;
      drawnAt = now;
      options.update(tableIn('running'));
    },
  });
  options.update(tableIn(done < files.length ? 'stopped' : 'done'));
}
