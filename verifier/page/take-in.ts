/** Files that are dragged onto the page, wherever, and files or a text that are pasted into it. */

/** What is taken at one time. */
export const mostFiles = 2_000;

export type TakeIn = {
  readonly documents: (documents: readonly (string | File)[]) => void;
  /** Whether something is being dragged over the page. */
  readonly dragging: (isOver: boolean) => void;
};

/** Listens until the returned function is called. What is typed or pasted into a field is left to the field. */
export function takeIn(page: Window, on: TakeIn): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  // Going from one element to the next leaves the one after entering the other.
  let depth = 0;
  const drag = (event: DragEvent, step: number) => {
    if (!hasSomething(event.dataTransfer)) return;
    event.preventDefault();
    depth = Math.max(0, depth + step);
    on.dragging(depth > 0);
  };
  page.addEventListener('dragenter', (event) => drag(event, 1), { signal });
  page.addEventListener('dragleave', (event) => drag(event, -1), { signal });
  page.addEventListener('dragover', (event) => drag(event, 0), { signal });
  page.addEventListener(
    'drop',
    (event) => {
      depth = 0;
      on.dragging(false);
      const { dataTransfer } = event;
      if (dataTransfer === null || isField(event.target)) return;
      event.preventDefault();
      dropped(dataTransfer).then((documents) => documents.length > 0 && on.documents(documents));
    },
    { signal },
  );
  page.addEventListener(
    'paste',
    (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      if (files.length === 0 && (isField(event.target) || text === '')) return;
      event.preventDefault();
      on.documents(files.length > 0 ? files : [text]);
    },
    { signal },
  );
  return () => ends.abort();
}

const hasSomething = (transfer: DataTransfer | null): boolean =>
  transfer?.types.some((type) => type === 'Files' || type === 'text/plain') === true;

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select') !== null;

/** Files, those in folders too; a text or a link where there are none. */
async function dropped(transfer: DataTransfer): Promise<(string | File)[]> {
  // Only readable until the event is over.
  const text = transfer.getData('text/plain').trim();
  const files = [...transfer.files];
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.some((entry) => entry.isDirectory)) {
    const all: File[] = [];
    for (const entry of entries) await gather(entry, all);
    return all;
  }
  if (files.length > 0) return files;
  return text === '' ? [] : [text];
}

async function gather(entry: FileSystemEntry, all: File[]): Promise<void> {
  if (all.length > mostFiles) return;
  if (isFile(entry)) {
    const file = await new Promise<File | undefined>((resolve) =>
      entry.file(resolve, () => resolve(undefined)),
    );
    if (file !== undefined && !file.name.startsWith('.')) all.push(file);
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    for (;;) {
      const part = await new Promise<FileSystemEntry[]>((resolve) =>
        reader.readEntries(resolve, () => resolve([])),
      );
      if (part.length === 0 || all.length > mostFiles) return;
      for (const inside of part) await gather(inside, all);
    }
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
