/** `kluscv issue WORKER`: one credential without a wallet, or the paper; `kluscv issue --all`: one for everybody. */
import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import type { IssuerDeps } from '../../issuer/deps.ts';
import { configurationIds } from '../../issuer/issue/configuration-ids.ts';
import type { Summary } from '../issue-all.ts';
import { collect, print } from '../print.ts';

type Options = {
  all?: true;
  configuration: string;
  include?: string[];
  out?: string;
  paper?: true;
  language: string;
};
type Issued = { credentialId: string; credential?: unknown; file?: string };

/** Adds the command to the program. */
export function register(program: Command): void {
  program
    .command('issue')
    .description('sign a KlusCV without a wallet, or make the paper')
    .argument('[worker]', "the platform's own number of the worker")
    .option('--all', 'every worker, as lines of JSON into --out; the same command again goes on where it was')
    .addOption(
      new Option('--configuration <id>', 'in which form')
        .choices([...configurationIds])
        .default('kluscv-sd-jwt'),
    )
    .option(
      '--include <claims>',
      'claims with commas between; facts without judgements when left out',
      collect,
    )
    .option('--paper', 'the paper (PDF) in place of a bare credential; needs --out')
    .addOption(new Option('--language <language>', 'of the paper').choices(['nl', 'en']).default('nl'))
    .option('--out <file>', 'write it here; standard output when left out')
    .addHelpText(
      'after',
      `
Nobody can prove to be the holder of such a credential: it is as good as a paper. For a wallet, make an offer.
The id is what "kluscv revoke" takes.

Exit code 1 when there is no such worker, or no gig was completed yet.

  kluscv issue W-1042 --paper --out cv.pdf
  kluscv issue W-1042 --configuration kluscv-ldp --json
  kluscv issue --all --configuration kluscv-ldp --out everybody.ndjson

With --all each line is {"credentialId", "workerId", "credential"}. Workers without a completed gig are skipped and
counted. A run that was broken off, be it by kill -9, goes on with the same command: nothing is issued twice.`,
    )
    .action(async (workerId: string | undefined, options: Options) => {
      if (options.all === true) {
        print(program, await issueToAll(workerId, options), describeAll);
        return;
      }
      if (workerId === undefined)
        throw new KlusCVError('invalid_request', 'Give the number of a worker, or --all.');
      if (options.paper && options.out === undefined)
        throw new KlusCVError('invalid_request', 'A paper needs --out.');
      const { withIssuer } = await import('../with-issuer.ts');
      print(program, await withIssuer((deps) => issue(deps, workerId, options)), describe);
    });
}

async function issueToAll(workerId: string | undefined, options: Options): Promise<Summary> {
  const { configuration, out: file } = options;
  if (workerId !== undefined || options.paper || options.include)
    throw new KlusCVError('invalid_request', '--all goes with --configuration and --out, and nothing else.');
  if (file === undefined) throw new KlusCVError('invalid_request', '--all needs --out.');
  const { beginSmall, holdMemorySmall } = await import('../../server/steady-memory.ts');
  beginSmall();
  const { roomForThreads, startThread } = await import('../../issuer/bulk/start-thread.ts');
  // A thread gets going while the rest of the program is read.
  const started = roomForThreads() > 0 ? startThread() : undefined;
  try {
    const { withIssuer } = await import('../with-issuer.ts');
    const { issueAll } = await import('../issue-all.ts');
    holdMemorySmall();
    return await withIssuer((deps) => issueAll(deps, { configuration, file }, started), { mappings: false });
  } finally {
    await started?.destroy();
  }
}

const describeAll = ({ issued, issuedNow, skipped, file, seconds, perSecond }: Summary): string[] => [
  `${issued} credentials in ${file}, ${issuedNow} of them now, in ${seconds} s (${perSecond} a second).`,
  ...Object.entries(skipped).map(([code, count]) => `${count} workers skipped: ${code}.`),
];

async function issue(deps: IssuerDeps, workerId: string, options: Options): Promise<Issued> {
  const { configurations } = await import('../../issuer/issue/configurations.ts');
  const { issueCredential, loadSignable } = await import('../../issuer/issue/issue-credential.ts');
  const { cliActor } = await import('../with-issuer.ts');
  const signable = await loadSignable(deps, workerId, options.include);
  if (!signable) throw new KlusCVError('not_found', 'There is no such worker.');
  const { out } = options;
  if (options.paper && out !== undefined) {
    const { issuePaper } = await import('../../issuer/issue/issue-paper.ts');
    const { parseLanguage } = await import('../../contexts/index.ts');
    const language = parseLanguage(options.language);
    const { credentialId, pdf } = await issuePaper(deps, { signable, language, actor: cliActor });
    await writeFile(out, pdf, { mode: 0o600 });
    return { credentialId, file: out };
  }
  const configuration = configurations.get(options.configuration);
  if (!configuration) throw new KlusCVError('invalid_request', 'There is no such configuration.');
  const issued = await issueCredential(deps, { configuration, signable, actor: cliActor });
  if (out === undefined) return issued;
  const text = typeof issued.credential === 'string' ? issued.credential : JSON.stringify(issued.credential);
  await writeFile(out, text, { mode: 0o600 });
  return { credentialId: issued.credentialId, file: out };
}

const describe = ({ credentialId, credential, file }: Issued): string[] => [
  ...(credential === undefined
    ? []
    : [typeof credential === 'string' ? credential : JSON.stringify(credential, null, 2)]),
  `Id: ${credentialId}`,
  ...(file === undefined ? [] : [`Written to ${file}.`]),
];
