/** `trust-list add`, `remove`, `key-stolen`, `hold`, `add-verifier`, `remove-verifier`: what is on the list. */
import type { Command } from 'commander';
import { loadDocument } from '../../contexts/index.ts';
import { publicJwkOf, resolveDid } from '../../core/did/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import { parsePublicJwk } from '../../core/keys/index.ts';
import type { Platform, Verifier } from '../../core/trust/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { collect, print } from '../print.ts';
import {
  type FolderOption,
  fetchFor,
  folderOption,
  parseCount,
  parseDay,
  readCertificates,
  today,
} from './command-parts.ts';
import { describeTest } from './describe-list.ts';
import {
  addCompromisedKeys,
  type Draft,
  dropPlatform,
  findPlatform,
  holdPlatform,
  parseDraft,
  putPlatform,
  stopPlatform,
} from './draft.ts';
import { heldEntry, loadHeld, signHeld, storeHeld, takeOver } from './hold-platform.ts';
import { issuerUrlOf, runJoiningTest } from './joining-test/run-joining-test.ts';
import { openKeyFile } from './key-file.ts';
import { heldFile, heldName } from './list-app.ts';
import { readPassphrase } from './read-passphrase.ts';
import { openSchemeFolder } from './scheme-folder.ts';

type AddOptions = FolderOption & {
  name: string;
  kvk: string;
  url?: string;
  anchor: string[];
  otherDid?: string[];
  from?: string;
  checked: boolean;
};

const done = 'It counts once the list is signed: kluscv trust-list sign.';

/** Adds the commands to `trust-list`. */
export function registerEntryCommands(trustList: Command, program: Command): void {
  const change = (folderPath: string, work: (draft: Draft) => Draft, said: string): void => {
    const folder = openSchemeFolder(folderPath);
    const draft = work(folder.loadDraft());
    folder.storeDraft(draft);
    print(program, draft, () => [said, done]);
  };

  trustList
    .command('add')
    .description('put a platform on the list once it has passed the joining test, or change its entry')
    .argument('<did>', 'its DID, did:web')
    .requiredOption('--name <name>', 'trade name: the only one that readers see')
    .requiredOption('--kvk <number>', 'its number in the trade register')
    .requiredOption('--anchor <files>', 'certificates that its chains end in, PEM or DER', collect)
    .option('--url <url>', "the issuer's address; that of the DID unless told")
    .option('--other-did <dids>', 'further DIDs of the same platform', collect)
    .option('--from <day>', 'first day on which it may sign; today unless told')
    .option('--no-checked', 'without the joining test')
    .addOption(folderOption())
    .action(async (did: string, given: AddOptions) => {
      const url = given.url ?? issuerUrlOf(did) ?? '';
      const platform: Platform = {
        name: given.name,
        kvkNumber: given.kvk,
        url,
        did,
        otherDids: given.otherDid ?? [],
        certificateAnchors: given.anchor.flatMap(readCertificates),
        from: given.from === undefined ? today() : parseDay('--from', given.from),
      };
      const known = given.checked ? await insistOnTest(platform) : [];
      const otherDids = given.otherDid ?? [...known];
      change(
        given.folder,
        (draft) => putPlatform(draft, { ...platform, otherDids }),
        `${given.name} is in the draft.`,
      );
    });

  trustList
    .command('remove')
    .description('let a platform stop: what it signed until that day stays genuine')
    .argument('<platform>', 'DID, address or KvK number')
    .option('--on <day>', 'its last day; today unless told')
    .option('--entirely', 'as if it had never been there: everything it signed is by an unknown issuer')
    .addOption(folderOption())
    .action((platform: string, given: FolderOption & { on?: string; entirely?: boolean }) => {
      const until = given.on === undefined ? today() : parseDay('--on', given.on);
      change(
        given.folder,
        (draft) => (given.entirely ? dropPlatform(draft, platform) : stopPlatform(draft, platform, until)),
        given.entirely ? `${platform} is off the draft.` : `${platform} stops on ${until}.`,
      );
    });

  trustList
    .command('key-stolen')
    .description('let nothing count that this key signed, whatever date it bears')
    .argument('<platform>', 'DID, address or KvK number')
    .argument('<key>', 'the public JWK, or its id in the DID document')
    .addOption(folderOption())
    .action(async (platform: string, key: string, given: FolderOption) => {
      const folder = openSchemeFolder(given.folder);
      const publicJwk = await findKey(findPlatform(folder.loadDraft(), platform), key);
      change(
        given.folder,
        (draft) => addCompromisedKeys(draft, platform, [publicJwk]),
        'Nothing that this key signed will count. The platform must sign it again with another.',
      );
    });

  trustList
    .command('hold')
    .description("take over a platform's DID document and status lists, or sign the held ones anew")
    .argument('<platform>', 'DID, address or KvK number')
    .requiredOption(
      '--key <file>',
      'key file that signs the lists from now on; one for all held lists will do',
    )
    .option('--url <url>', 'where "trust-list serve" can be reached from outside')
    .option('--days <days>', 'the lists hold for so many days, and must be signed anew before', '40')
    .addOption(folderOption())
    .action(async (name: string, given: FolderOption & { key: string; url?: string; days: string }) => {
      const days = parseCount('--days', given.days, 366);
      const folder = openSchemeFolder(given.folder);
      const platform = findPlatform(folder.loadDraft(), name);
      const file = heldFile(folder, heldName(platform.url));
      const signer = await openKeyFile(given.key, await readPassphrase(process.env));
      const now = new Date();
      const before = loadHeld(file);
      if (before === undefined && given.url === undefined)
        throw new KlusCVError('invalid_request', '--url: say where the documents will be served.');
      const held = before ?? (await takeOver(platform, signer, takeOverPorts(platform, now)));
      storeHeld(file, await signHeld(held, signer, { now, days }));
      const url =
        given.url === undefined
          ? platform.held?.url
          : `${given.url.replace(/\/+$/, '')}/held/${heldName(platform.url)}`;
      if (url === undefined)
        throw new KlusCVError('invalid_request', '--url: say where the documents are served.');
      change(
        given.folder,
        (draft) => holdPlatform(draft, platform.did, heldEntry(held, signer, url), today()),
        `${held.lists.length} lists of ${platform.name} are held; they hold for ${days} days.`,
      );
    });

  trustList
    .command('add-verifier')
    .description('register a verifier for purposes that need it')
    .argument('<certificate>', 'SHA-256 of its certificate, base64url: what stands behind x509_hash:')
    .requiredOption('--name <name>', 'as wallets show it')
    .requiredOption('--purpose <purposes>', 'platform, employer, uwv, lender, with commas between', collect)
    .addOption(folderOption())
    .action((certificateSha256: string, given: FolderOption & { name: string; purpose: string[] }) => {
      const verifier = { name: given.name, certificateSha256, purposes: given.purpose };
      change(
        given.folder,
        (draft) =>
          parseDraft({ ...draft, verifiers: [...withoutVerifier(draft, certificateSha256), verifier] }),
        `${given.name} is registered for ${given.purpose.join(', ')}.`,
      );
    });

  trustList
    .command('remove-verifier')
    .description('end the registration of a verifier')
    .argument('<certificate>', 'SHA-256 of its certificate, base64url')
    .addOption(folderOption())
    .action((certificateSha256: string, given: FolderOption) =>
      change(
        given.folder,
        (draft) => ({ ...draft, verifiers: withoutVerifier(draft, certificateSha256) }),
        'The verifier is off the draft.',
      ),
    );
}

const withoutVerifier = (draft: Draft, certificateSha256: string): Verifier[] =>
  draft.verifiers.filter((verifier) => verifier.certificateSha256 !== certificateSha256);

/** The further DIDs that the test found. */
async function insistOnTest(platform: Platform): Promise<readonly string[]> {
  const test = await runJoiningTest(
    { ...platform, anchors: platform.certificateAnchors, now: new Date() },
    fetchFor(platform.url),
  );
  if (test.passed) return test.otherDids;
  throw new KlusCVError('conflict', describeTest(test).join('\n'), {
    remedy: 'Mend it, or put it on the list all the same with --no-checked.',
  });
}

const takeOverPorts = (platform: Platform, now: Date) => {
  const { fetch, allowInsecureLoopback } = fetchFor(platform.url);
  const list = {
    scheme: 'KlusCV',
    version: 1,
    issued: now.toISOString(),
    nextUpdate: now.toISOString(),
    platforms: [platform],
    verifiers: [],
  };
  return {
    fetch,
    context: {
      now,
      clockSkewSeconds: 60,
      crypto: nodeCrypto,
      loadDocument,
      trust: { state: 'current' as const, list },
      resolveDid: (did: string) => resolveDid(did, { fetch, allowInsecureLoopback }),
      loadStatusList: async () => ({ status: 'unreachable' as const }),
      verifierName: 'KlusCV',
    },
  };
};

async function findKey(platform: Platform, key: string) {
  const given = key.startsWith('{') ? parsePublicJwk(JSON.parse(key)) : undefined;
  if (given !== undefined) return given;
  const { didDocument } = await resolveDid(platform.did, fetchFor(platform.url));
  const id = key.startsWith('#') ? platform.did + key : key;
  const method = didDocument?.verificationMethod?.find((one) => one.id === id);
  const found = method && publicJwkOf(method);
  if (found) return found;
  throw new KlusCVError('not_found', 'There is no such key in the DID document.', {
    remedy: 'Give the public key as a JWK.',
  });
}
