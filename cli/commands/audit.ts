/** `kluscv audit`: reads the audit log, and checks that it is whole. */
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { pseudonymOf } from '../../issuer/audit/index.ts';
import { loadIssuerHashKey } from '../../issuer/hash-key.ts';
import { type ChainReport, verifyChain } from '../../server/index.ts';
import { type AuditEntry, type AuditStore, openStore, type Store } from '../../store/index.ts';
import { findSecrets } from '../key-secret.ts';
import { print } from '../print.ts';

const pageSize = 1_000;

/** Adds the commands to the program. */
export function register(program: Command): void {
  const audit = program.command('audit').description('read the audit log, or check that it is whole');

  audit
    .command('list', { isDefault: true })
    .description('print the entries in order; with --json one object a line')
    .option('--after <seq>', 'from behind this entry on', '0')
    .option('--worker <worker>', 'only of this worker; needs KLUSCV_KEY_SECRET, since the log has pseudonyms')
    .option('--verifier', "the verifier's own log instead of the issuer's")
    .action(async ({ after, worker, verifier }: { after: string; worker?: string; verifier?: boolean }) => {
      await withStore(async (store) => {
        const pseudonym = worker === undefined ? undefined : pseudonymOf(await loadHashKey(store), worker);
        let last = /^\d{1,15}$/.test(after) ? Number(after) : 0;
        for (;;) {
          const page = await logOf(store, verifier).listEntries({ after: last, limit: pageSize });
          for (const entry of page)
            if (pseudonym === undefined || entry.worker === pseudonym)
              print(program, { ...entry, details: JSON.parse(entry.details) }, () => [describe(entry)]);
          const end = page.at(-1);
          if (end === undefined) return;
          last = end.seq;
        }
      });
    });

  audit
    .command('check')
    .description('follow the chain of hashes from the first entry to the last')
    .option('--head <hash>', 'a head that was noted down before; it must still be there')
    .option('--verifier', "the verifier's own log instead of the issuer's")
    .addHelpText(
      'after',
      `
Note the head that this prints somewhere outside the database: only with it can a log that was cut off or written anew
be told from a whole one.

Exit code 1 when the chain is broken.`,
    )
    .action(async ({ head, verifier }: { head?: string; verifier?: boolean }) => {
      const report = await withStore((store) => verifyChain(logOf(store, verifier), head));
      print(program, report, describeReport);
      if (!report.intact) process.exitCode = 1;
    });
}

const logOf = (store: Store, verifier = false): AuditStore => (verifier ? store.verifierAudit : store.audit);

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(process.env.KLUSCV_DATABASE_URL ?? 'sqlite:.data/kluscv.db');
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function loadHashKey(store: Store): Promise<Uint8Array> {
  const secrets = findSecrets(process.env);
  if (secrets === undefined)
    throw new KlusCVError('invalid_config', 'KLUSCV_KEY_SECRET: is needed to make the pseudonym.');
  return loadIssuerHashKey(store, secrets);
}

const describe = ({ seq, at, actor, action, worker, subject, details }: AuditEntry): string =>
  [
    String(seq),
    at.toISOString(),
    actor,
    action,
    ...(worker === undefined ? [] : [`worker ${worker.slice(0, 12)}…`]),
    ...(subject === undefined ? [] : [subject]),
    ...(details === '{}' ? [] : [details]),
  ].join('  ');

const sentences = {
  changed: 'was changed after it was written',
  missing: 'is not there',
  not_chained: 'does not follow the one before',
  head_not_found: 'should follow: the head that was noted down is not in the log any more',
} as const;

const describeReport = (report: ChainReport): string[] =>
  report.intact
    ? [`The log is whole: ${report.entries} entries.`, `Head: ${report.head}`]
    : [`The log is broken: entry ${report.brokenAt} ${sentences[report.problem]}.`];
