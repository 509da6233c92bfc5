/** What can be attacked: each target makes one mutated input by chance, and says what came of checking it. */
import { fromUtf8 } from '../../core/bytes.ts';
import { TrustList, verifyTrustList } from '../../core/trust/index.ts';
import {
  type CredentialReport,
  parseReceived,
  type Report,
  type TrustState,
  verifyPresentation,
  verifyReceived,
} from '../../core/verify/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { bitstringUrl, tokenListUrl } from '../core/verify/a-platform.ts';
import type { World } from '../core/verify/a-world.ts';
import { createFileTargets } from './file-targets.ts';
import { binding, type Genuine, type Kind, type Subject } from './genuine.ts';
import { createHttpTargets } from './http-targets.ts';
import { isSame } from './is-part.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateCompact } from './mutate-compact.ts';
import { mutateJson } from './mutate-json.ts';
import { mutateJwt } from './mutate-jwt.ts';
import { mutateSdJwt } from './mutate-sd-jwt.ts';
import { mutateJsonText } from './mutate-text.ts';
import { type Mutation, mutateSome } from './mutation.ts';
import { findBreachIn } from './promises.ts';
import { type Target, worldOf } from './target.ts';

const textMutation =
  (mutation: Mutation<string>): Mutation<Uint8Array> =>
  (bytes, donors, random) => {
    if (random.chance(0.3)) return mutateBytes(bytes, donors, random);
    const decode = (text: Uint8Array) => new TextDecoder().decode(text);
    const { value, step } = mutation(decode(bytes), donors.map(decode), random);
    return { value: new TextEncoder().encode(value), step };
  };

const mutateToken = textMutation(mutateJwt);

const mutations: Readonly<Record<Kind, Mutation<Uint8Array>>> = {
  'sd-jwt': mutateSdJwt,
  json: mutateJsonText,
  jwt: mutateToken,
  compact: mutateCompact,
};

const reportOn = async (bytes: Uint8Array, { context }: World): Promise<Report | undefined> => {
  const received = parseReceived({ bytes });
  return received.ok ? verifyReceived(received.value, context) : undefined;
};

const answerTo = async (bytes: Uint8Array, { context }: World): Promise<Report | undefined> => {
  const received = parseReceived({ bytes });
  if (!received.ok) return undefined;
  return (await verifyPresentation(received.value, { ...binding, requiredClaims: ['name'] }, context)).report;
};

/** The reports on the untouched ones; none of them may be anything but valid, or nothing here proves a thing. */
const reportsOn = async (
  subjects: readonly Subject[],
  genuine: Genuine,
  check: typeof reportOn,
): Promise<ReadonlyMap<string, CredentialReport>> => {
  const reports = new Map<string, CredentialReport>();
  for (const { name, text } of subjects) {
    const report = await check(text, worldOf(genuine));
    const [only] = report?.credentials ?? [];
    if (only?.outcome !== 'valid')
      throw new Error(`the untouched ${name} is ${only?.outcome ?? 'unreadable'}`);
    reports.set(name, only);
  }
  return reports;
};

const handedIn =
  (
    subject: Subject,
    genuine: Genuine,
    originals: readonly CredentialReport[],
    check: typeof reportOn,
  ): Target =>
  (random) => {
    const { value, steps } = mutateSome(mutations[subject.kind])(subject.text, subject.donors, random);
    return {
      target: subject.name,
      steps,
      input: value,
      check: async () => {
        const world = worldOf(genuine);
        const report = await check(value, world);
        if (report === undefined) return { outcome: 'not read' };
        return { outcome: report.outcome, breach: findBreachIn(report, originals, world.fetched) };
      },
    };
  };

type Withdrawal = 'revoked' | 'suspended' | 'valid';

/** A list that was meddled with must neither bring back what was withdrawn nor withdraw anything. */
const statusList =
  (subject: Subject, withdrawal: Withdrawal, genuine: Genuine): Target =>
  (random) => {
    const bodies = withdrawal === 'valid' ? genuine.bodies : genuine[withdrawal];
    const purpose = withdrawal === 'suspended' ? 'suspension' : 'revocation';
    const isJson = subject.kind === 'json';
    const url = isJson ? bitstringUrl(genuine.poetsmaat.url, purpose) : tokenListUrl(genuine.poetsmaat.url);
    const mutation = isJson ? mutateJsonText : mutateToken;
    const { value, steps } = mutateSome(mutation)(
      bodies.get(url) ?? new Uint8Array(),
      genuine.listDonors,
      random,
    );
    return {
      target: `${isJson ? 'bitstring' : 'token'} list, ${withdrawal}`,
      steps,
      input: value,
      check: async () => {
        const report = await reportOn(subject.text, worldOf(genuine, new Map([...bodies, [url, value]])));
        const outcome = report?.outcome ?? 'not read';
        const isKept = outcome === withdrawal || outcome === 'undetermined';
        return { outcome, breach: isKept ? undefined : `${withdrawal} has become ${outcome}` };
      },
    };
  };

/** Keys that were meddled with may be no keys; they never make other content valid. */
const didDocument =
  (subject: Subject, genuine: Genuine, originals: readonly CredentialReport[]): Target =>
  (random) => {
    const { value, steps } = mutateSome(mutateJsonText)(genuine.didDocument, genuine.didDonors, random);
    return {
      target: 'DID document',
      steps,
      input: value,
      check: async () => {
        const world = worldOf(genuine);
        world.bodies.set(`${genuine.poetsmaat.url}/.well-known/did.json`, value);
        const report = await reportOn(subject.text, world);
        if (report === undefined) return { outcome: 'not read' };
        return { outcome: report.outcome, breach: findBreachIn(report, originals, world.fetched) };
      },
    };
  };

/** The scheme's list as it is published: only the very list that was signed is ever taken. */
const signedTrustList =
  (genuine: Genuine): Target =>
  (random) => {
    const { value, steps } = mutateSome(mutateToken)(genuine.signedList, [genuine.listOfOthers], random);
    return {
      target: 'trust list, signed',
      steps,
      input: value,
      check: async () => {
        const text = new TextDecoder().decode(value);
        const verified = await verifyTrustList(text, genuine.schemeKey, nodeCrypto);
        if (!verified.ok) return { outcome: verified.error.code };
        const breach = isSame(verified.value, genuine.list)
          ? undefined
          : 'another list was taken for the signed one';
        return { outcome: 'taken', breach };
      },
    };
  };

/** A list with odd content that the scheme did sign: nothing may break, and nobody is on it who was not put there. */
const oddTrustList =
  (genuine: Genuine): Target =>
  (random) => {
    const { value, steps } = mutateSome(mutateJson)(genuine.list, [genuine.list], random);
    const [subject] = random.chance(0.5) ? [undefined] : [random.pick(genuine.credentials)];
    const text = subject?.text ?? genuine.stranger;
    return {
      target: 'trust list, odd',
      steps,
      input: new TextEncoder().encode(JSON.stringify(value)),
      check: async () => {
        const parsed = TrustList.safeParse(value);
        if (!parsed.success) return { outcome: 'not a list' };
        const trust: TrustState = { state: 'current', list: parsed.data };
        const report = await reportOn(text, worldOf(genuine, new Map(), { trust }));
        const outcome = report?.outcome ?? 'not read';
        const isBreach = subject === undefined && outcome === 'valid';
        return { outcome, breach: isBreach ? 'a stranger is taken for a listed platform' : undefined };
      },
    };
  };

export type Targets = { readonly targets: readonly Target[]; readonly close: () => Promise<void> };

/** Every target, over one set of genuine things. Throws when something genuine is not found to be valid. */
export const createTargets = async (genuine: Genuine): Promise<Targets> => {
  const { credentials, presentations } = genuine;
  const originals = [...(await reportsOn(credentials, genuine, reportOn)).values()];
  await reportsOn(presentations, genuine, reportOn);
  const answers = await reportsOn(presentations, genuine, answerTo);
  const withdrawals: readonly Withdrawal[] = ['revoked', 'suspended', 'valid'];
  const http = await createHttpTargets(genuine);
  const targets = [
    ...credentials.flatMap((subject) => {
      const target = handedIn(subject, genuine, originals, reportOn);
      return [target, target, target];
    }),
    ...presentations.map((subject) => handedIn(subject, genuine, originals, reportOn)),
    ...presentations.map((subject) => {
      const answer = answers.get(subject.name);
      const named = { ...subject, name: `${subject.name}, asked` };
      return handedIn(named, genuine, answer === undefined ? [] : [answer], answerTo);
    }),
    ...withdrawals.flatMap((withdrawal) =>
      credentials.slice(0, 3).map((subject) => statusList(subject, withdrawal, genuine)),
    ),
    ...credentials.slice(1, 3).map((subject) => didDocument(subject, genuine, originals)),
    signedTrustList(genuine),
    oddTrustList(genuine),
    ...(await createFileTargets(genuine, originals)),
    ...http.targets,
  ];
  return { targets, close: http.close };
};

/** Bytes as one can paste them into a report. */
export const printable = (bytes: Uint8Array): string => {
  try {
    return fromUtf8(bytes);
  } catch {
    return `base64:${Buffer.from(bytes).toString('base64')}`;
  }
};
