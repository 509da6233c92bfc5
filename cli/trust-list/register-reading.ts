/** `trust-list show`, `diff`, `check`, `serve`: what a list says, and whether a platform may come on it. */
import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { fromUtf8 } from '../../core/bytes.ts';
import { KlusCVError } from '../../core/errors.ts';
import {
  createLote,
  openTrustList,
  parseSchemeKeys,
  readTrustList,
  type TrustList,
} from '../../core/trust/index.ts';
import { createLog, createMetrics, listen } from '../../server/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { collect, print } from '../print.ts';
import { untilStopped } from '../until-stopped.ts';
import { withIssuer } from '../with-issuer.ts';
import { type FolderOption, fetchFor, folderOption, parseCount, readCertificates } from './command-parts.ts';
import { describeList, describeTest } from './describe-list.ts';
import { describeChanges, diffLists } from './diff-lists.ts';
import { createDraft, type Draft, draftOf } from './draft.ts';
import { issuerUrlOf, runJoiningTest } from './joining-test/run-joining-test.ts';
import { createListApp } from './list-app.ts';
import { openSchemeFolder } from './scheme-folder.ts';

type ShowOptions = FolderOption & { pin?: string; lote?: boolean };
type CheckOptions = {
  url?: string;
  name?: string;
  kvk?: string;
  anchor?: string[];
  offer?: string;
  txCode?: string;
};

/** Adds the commands to `trust-list`. */
export function registerReadingCommands(trustList: Command, program: Command): void {
  trustList
    .command('show')
    .description('print a list, and whether its signatures hold under a pinned key')
    .argument('[list]', 'file or https address; the published list of the folder unless told')
    .option('--pin <keys>', 'JWK or JWK set, as JSON or in a file; that of the folder for its own list')
    .option('--lote', 'as ETSI TS 119 602 JSON')
    .addOption(folderOption())
    .action(async (location: string | undefined, given: ShowOptions) => {
      const folder = openSchemeFolder(given.folder);
      const text = location === undefined ? folder.loadText('published') : await loadText(location);
      const pinned =
        given.pin === undefined && location === undefined ? folder.loadKeys() : parsePin(given.pin);
      const list = text === undefined ? undefined : readTrustList(text);
      if (text === undefined || list === undefined)
        throw new KlusCVError('not_found', 'There is no list of issuers there.');
      const opened = pinned && (await openTrustList(text, pinned, nodeCrypto, list.scheme));
      const signed = opened === undefined ? 'not checked' : opened.ok ? 'holds' : opened.error.message;
      if (given.lote) {
        console.log(JSON.stringify(lote(list), null, 2));
        return;
      }
      print(program, { ...list, signed }, () => [...describeList(list, new Date()), `Signature: ${signed}`]);
      if (opened && !opened.ok) process.exitCode = 1;
    });

  trustList
    .command('diff')
    .description('print what differs between two lists, or what the draft would change')
    .argument('[before]', 'file or https address; the published list unless told')
    .argument('[after]', 'the same; the draft unless told')
    .addOption(folderOption())
    .action(async (before: string | undefined, after: string | undefined, given: FolderOption) => {
      const folder = openSchemeFolder(given.folder);
      const read = async (location: string): Promise<Draft> => draftOf(await loadList(location));
      const published = folder.loadPublished();
      const old =
        before === undefined ? (published ? draftOf(published) : createDraft()) : await read(before);
      const fresh = after === undefined ? folder.loadDraft() : await read(after);
      print(program, { changes: diffLists(old, fresh) }, ({ changes }) => describeChanges(changes));
    });

  trustList
    .command('check')
    .description(
      'the joining test of a platform: what a wallet or verifier would trip over, and what to mend',
    )
    .argument('<did>', 'its DID')
    .option('--url <url>', "the issuer's address; that of the DID unless told")
    .option('--name <name>', 'the trade name as it will stand on the list')
    .option('--kvk <number>', 'its number in the trade register')
    .option('--anchor <files>', 'certificates that its chains end in, PEM or DER', collect)
    .option('--offer <uri>', 'an offer of a test credential; it is used up')
    .option('--tx-code <code>', 'the transaction code of the offer')
    .addHelpText('after', '\nExit code 1 when something must be mended first.')
    .action(async (did: string, given: CheckOptions) => {
      const url = given.url ?? issuerUrlOf(did) ?? '';
      const test = await runJoiningTest(
        {
          did,
          url,
          name: given.name,
          kvkNumber: given.kvk,
          anchors: (given.anchor ?? []).flatMap(readCertificates),
          offer:
            given.offer === undefined
              ? undefined
              : { offerUri: given.offer, ...(given.txCode !== undefined && { txCode: given.txCode }) },
          now: new Date(),
        },
        fetchFor(url),
      );
      print(program, test, describeTest);
      if (!test.passed) process.exitCode = 1;
    });

  trustList
    .command('entry')
    .description("print what a platform's own issuer sends to the scheme to come on the list")
    .action(async () => {
      const entry = await withIssuer(async ({ settings, keys }) => {
        const { did, certificateAnchors } = keys.known();
        return { name: settings.name, url: settings.url, did, certificateAnchors };
      });
      console.log(JSON.stringify(entry, null, 2));
    });

  trustList
    .command('serve')
    .description('serve the published list, the keys to pin, and the documents of platforms that are no more')
    .option('--port <port>', 'where to listen', '4400')
    .option(
      '--public',
      'on every address of this machine, behind a proxy with https; else on this machine only',
    )
    .addOption(folderOption())
    .action(async (given: FolderOption & { port: string; public?: boolean }) => {
      const log = createLog({ name: 'trust-list', level: 'info' });
      const app = createListApp({
        folder: openSchemeFolder(given.folder),
        log,
        metrics: createMetrics('trust-list'),
      });
      const listening = await listen(app, {
        port: parseCount('--port', given.port, 65_535),
        loopbackOnly: given.public !== true,
      });
      print(program, { port: listening.port }, () => [
        `The list is on http://localhost:${listening.port}/trust-list.jwt.`,
      ]);
      await untilStopped(listening.close);
    });
}

const lote = (list: TrustList) =>
  createLote(list, { operator: list.scheme, informationUri: 'https://kluscv.nl/afsprakenstelsel' });

async function loadText(location: string): Promise<string> {
  if (!/^https?:/.test(location)) return readFile(location);
  const answer = await fetchFor(location).fetch({ url: location });
  if (answer.status !== 200) throw new KlusCVError('fetch_failed', 'There is no list at this address.');
  return fromUtf8(answer.body);
}

function readFile(path: string): string {
  if (!existsSync(path)) throw new KlusCVError('not_found', `${path} is not there.`);
  return readFileSync(path, 'utf8');
}

async function loadList(location: string): Promise<TrustList> {
  const list = readTrustList(await loadText(location));
  if (list === undefined) throw new KlusCVError('not_found', `${location} is not a list of issuers.`);
  return list;
}

function parsePin(given: string | undefined): ReturnType<typeof parseSchemeKeys> {
  if (given === undefined) return undefined;
  try {
    const keys = parseSchemeKeys(JSON.parse(given.startsWith('{') ? given : readFile(given)));
    if (keys) return keys;
  } catch (error) {
    if (error instanceof KlusCVError) throw error;
  }
  throw new KlusCVError('invalid_request', '--pin: a public JWK, or a JWK set with threshold.');
}
