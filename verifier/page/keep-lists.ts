/** Asks for the lists that a check may need, so that they are here when there is no network; `service-worker.ts` keeps them. */
import type { PageFetch } from '../../ui/call-api.ts';

const most = 50;

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string').slice(0, most) : [];

/** Never rejects: what cannot be had now is asked for again when it is needed. */
export async function keepLists(fetch: PageFetch): Promise<void> {
  const ask = (path: string) =>
    fetch(`/api/v1/lists/${path}`, { credentials: 'omit' }).catch(() => undefined);
  const trusted: unknown = await (await ask('trust-list'))?.json().catch(() => undefined);
  if (typeof trusted !== 'object' || trusted === null) return;
  const dids = 'dids' in trusted ? textsIn(trusted.dids) : [];
  const lists = 'statusLists' in trusted ? textsIn(trusted.statusLists) : [];
  for (const did of dids) await ask(`did-documents?did=${encodeURIComponent(did)}`);
  for (const url of lists) await ask(`status-lists?url=${encodeURIComponent(url)}`);
}
