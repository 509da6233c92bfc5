/** `kluscv keys`: the keys that the platform signs with. */
import { type Command, InvalidArgumentError } from 'commander';
import {
  type Change,
  type ChangeDeps,
  type DescribedKey,
  describeKeys,
  type KeyPurpose,
  keyPurposes,
  prepareKeys,
  retireKey,
  rotateKeys,
  type SchemeNews,
  tellScheme,
} from '../../issuer/keys/index.ts';
import { changeSecret, type SecretChange, type Service, services } from '../change-secret.ts';
import { print } from '../print.ts';
import { cliActor, withIssuer } from '../with-issuer.ts';

type Given = { purpose: KeyPurpose[] };
type Outcome = { readonly keys: readonly DescribedKey[]; readonly scheme: readonly SchemeNews[] };

const usual: readonly KeyPurpose[] = ['p256', 'ed25519'];

/** Adds the commands to the program. */
export function register(program: Command): void {
  const keys = program
    .command('keys')
    .description('list, renew and retire the keys that the platform signs with (KLUSCV_DATABASE_URL)');

  keys
    .command('list', { isDefault: true })
    .description('list all keys, also those of the past')
    .action(async () => {
      const all = await withIssuer((deps, { secrets }) => describeKeys({ ...deps, secrets }));
      print(program, { keys: all }, ({ keys: each }) => each.map(describe));
    });

  keys
    .command('prepare')
    .description('make the next keys: the DID document names them, and they sign once you rotate')
    .option('--purpose <purposes>', purposeHelp, parsePurposes, [...usual])
    .addHelpText(
      'after',
      `
Verifiers of others may keep a DID document for a day. Who prepares a day ahead is sure that all of them know the new key.`,
    )
    .action(async ({ purpose: purposes }: Given) => {
      const done = await change((deps) => prepareKeys(deps, { purposes, actor: cliActor }));
      print(program, done, (outcome) => [
        ...outcome.keys.map(({ keyId }) => `${keyId} is in place and signs nothing yet.`),
        ...describeNews(outcome),
      ]);
    });

  keys
    .command('rotate')
    .description('let new keys sign from now on; what the old ones signed stays good')
    .option('--purpose <purposes>', purposeHelp, parsePurposes, [...usual])
    .addHelpText(
      'after',
      `
Takes the keys that were prepared, else makes them. Running services sign with them at once, without a restart. The old keys
stay in the DID document until "keys retire".`,
    )
    .action(async ({ purpose: purposes }: Given) => {
      const done = await change((deps) => rotateKeys(deps, { purposes, actor: cliActor }));
      print(program, done, (outcome) => [
        ...outcome.keys.map(({ keyId, signs }) => `${keyId} signs from now on: ${signs.join(', ')}.`),
        ...describeNews(outcome),
      ]);
    });

  keys
    .command('retire')
    .alias('revoke')
    .description('take a key out of the DID document for good')
    .argument('<key>', 'its id, as the list has it')
    .option('--leaked', 'somebody else may have had it')
    .addHelpText(
      'after',
      `
What it signed under the DID (W3C credentials, JWTs, QR codes) does not verify any more: give those workers new ones. What stands
on its certificate (SD-JWT) goes on, unless the scheme's list names the key as stolen.`,
    )
    .action(async (keyId: string, { leaked = false }: { leaked?: boolean }) => {
      const done = await change((deps) => retireKey(deps, { keyId, leaked, actor: cliActor }), leaked);
      print(program, done, (outcome) => [
        ...outcome.keys.map((key) => `${key.keyId} is retired.`),
        ...describeNews(outcome),
      ]);
    });

  keys
    .command('change-secret')
    .description('encrypt everything that is kept with a new KLUSCV_KEY_SECRET')
    .option(
      '--service <service>',
      `whose, when they have different secrets: ${services.join(', ')}`,
      parseService,
    )
    .addHelpText(
      'after',
      `
Give every issuer and verifier on this database both first: the new one as KLUSCV_KEY_SECRET, the one until now as
KLUSCV_KEY_SECRET_PREVIOUS. Then call this with both, until it says that nothing is left. Then take the old one away.`,
    )
    .action(async ({ service }: { service?: Service }) => {
      const done = await changeSecret(process.env, service === undefined ? services : [service]);
      print(program, done, describeSecretChange);
    });
}

const purposeHelp = `which, with commas between: ${keyPurposes.join(', ')}`;

function parsePurposes(text: string): KeyPurpose[] {
  const given = text.split(',').map((part) => part.trim());
  const purposes = keyPurposes.filter((purpose) => given.includes(purpose));
  if (purposes.length !== new Set(given).size)
    throw new InvalidArgumentError(`One or more of ${keyPurposes.join(', ')}.`);
  return purposes;
}

function parseService(text: string): Service {
  const service = services.find((name) => name === text);
  if (service === undefined) throw new InvalidArgumentError(`One of ${services.join(', ')}.`);
  return service;
}

function describeSecretChange({ keys, questions }: SecretChange): string[] {
  const counts = Object.entries(keys).filter(([, count]) => count > 0);
  if (counts.length === 0 && questions === 0)
    return ['Nothing is left under another secret: KLUSCV_KEY_SECRET_PREVIOUS can be taken away.'];
  return [
    ...counts.map(([service, count]) => `${count} ${service} keys are under the new secret.`),
    ...(questions > 0 ? [`${questions} open questions are under the new secret.`] : []),
    'Call this once more in a minute: it says when nothing is left.',
  ];
}

const change = (work: (deps: ChangeDeps) => Promise<Change>, leaked = false): Promise<Outcome> =>
  withIssuer(async (issuer, { secrets }) => {
    const deps = { ...issuer, secrets };
    const { keyIds } = await work(deps);
    const changed = (await describeKeys(deps)).filter(({ keyId }) => keyIds.includes(keyId));
    return { keys: changed, scheme: tellScheme(deps, changed, { leaked }) };
  });

const describeNews = ({ scheme }: Outcome): string[] =>
  scheme.length === 0
    ? ["The scheme's list can stay as it is."]
    : scheme.flatMap(({ text, command }) => [text, ...(command === undefined ? [] : [`  ${command}`])]);

const stateWords = { active: 'signs', next: 'is prepared', former: 'signed', retired: 'retired' } as const;

/** To the minute, in UTC. */
const moment = (date: Date): string => `${date.toISOString().slice(0, 16)}Z`;

function describe({ keyId, verificationMethod, algorithm, signs, ...key }: DescribedKey): string {
  const since =
    key.activeSince === undefined ? `made ${moment(key.createdAt)}` : `since ${moment(key.activeSince)}`;
  const ends = [
    ...(key.endedAt === undefined ? [] : [`until ${moment(key.endedAt)}`]),
    ...(key.retiredAt === undefined ? [] : [`retired ${moment(key.retiredAt)}`]),
  ];
  const state = [stateWords[key.state], since, ...ends].join(', ');
  return `${verificationMethod ?? keyId}  ${algorithm}  ${state}  (${signs.join(', ')})`;
}
