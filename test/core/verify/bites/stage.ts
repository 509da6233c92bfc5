/** Who takes part where one thing is broken at a time, what a case says, and how it is judged. */
import { expect, test } from 'vitest';
import { toUtf8 } from '../../../../core/bytes.ts';
import type { Platform } from '../../../../core/trust/index.ts';
import {
  type Asked,
  type CheckCode,
  type Outcome,
  parseReceived,
  type Received,
  type Report,
  type TrustState,
  verifyPresentation,
  verifyReceived,
} from '../../../../core/verify/index.ts';
import { createTestPlatform } from '../a-platform.ts';
import { createHolder, createWorld, derive, trustList } from '../a-world.ts';

export const audience = 'x509_hash:Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyMDE';
export const nonce = 'n-0S6_WzA2Mj_n-0S6_WzA2Mj';
const asked: Asked = { audience, nonce, requiredClaims: ['gigsCompleted'] };

/** Beside what is mandatory. */
export const shownClaims = ['name', 'nameBasis', 'hoursWorked', 'hoursByYear', 'skills', 'rating'];

export type Stage = Awaited<ReturnType<typeof setStage>>;

/** Two listed platforms and a stranger, a worker and a thief; one genuine credential of each format, the worker's own. */
export const setStage = async () => {
  const poetsmaat = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  const dagploeg = await createTestPlatform('Dagploeg', 'https://dagploeg.example');
  const stranger = await createTestPlatform('Vreemd', 'https://vreemd.example');
  const [worker, thief] = [createHolder(), createHolder()];
  const ldpSd = await poetsmaat.ldpSd({}, worker.did);
  return {
    poetsmaat,
    dagploeg,
    stranger,
    worker,
    thief,
    lists: await poetsmaat.lists(),
    sdJwt: await poetsmaat.sdJwt({}, worker.signer.publicJwk),
    ldp: await poetsmaat.ldp({}, worker.did),
    jwt: await poetsmaat.jwt({}, worker.did),
    ldpSd,
    /** What the worker shows of it. */
    derived: await derive(ldpSd, shownClaims),
    compact: await poetsmaat.compact(),
  };
};

/** What is handed in, and what of the world around it is not as it should be. */
export type Broken = {
  /** Text and bytes as a person hands them in; or already taken apart. */
  readonly handedIn: Received | string | Uint8Array;
  /** True when a reader asked for it, with `audience` and `nonce`. */
  readonly asked?: boolean;
  /** What else the scheme's list says of the platform; null when it does not name it. */
  readonly entry?: Partial<Platform> | null;
  /** What lies at an address instead; null when it does not answer. */
  readonly lying?: Readonly<Record<string, string | null>>;
  readonly now?: Date;
  readonly trust?: 'missing' | 'outdated';
};

/** The one thing that is not as it should be, the outcome and the code that must come out. */
export type Case = readonly [
  thing: string,
  outcome: Outcome,
  code: CheckCode,
  breakIt: (stage: Stage) => Broken | Promise<Broken>,
];

/** Cases that must come out alike. */
export const each = (
  outcome: Outcome,
  code: CheckCode,
  things: Readonly<Record<string, Case[3]>>,
): readonly Case[] => Object.entries(things).map(([thing, breakIt]) => [thing, outcome, code, breakIt]);

const receive = (handedIn: Broken['handedIn']): readonly Received[] => {
  if (typeof handedIn !== 'string' && !(handedIn instanceof Uint8Array)) return [handedIn];
  const parsed = parseReceived({ bytes: typeof handedIn === 'string' ? toUtf8(handedIn) : handedIn });
  return parsed.ok ? parsed.value : [];
};

export const judge = async (
  { poetsmaat, dagploeg, lists }: Stage,
  broken: Broken,
): Promise<{
  readonly report: Report;
  readonly satisfied: boolean;
  readonly fetched: readonly string[];
}> => {
  const platforms = broken.entry === null ? [] : [{ ...poetsmaat.listed, ...broken.entry }];
  const list = trustList([...platforms, dagploeg.listed]);
  const trust: TrustState =
    broken.trust === 'missing' ? { state: 'missing' } : { state: broken.trust ?? 'current', list };
  const world = createWorld([poetsmaat, dagploeg], lists, {
    trust,
    ...(broken.now !== undefined && { now: broken.now }),
  });
  for (const [url, body] of Object.entries(broken.lying ?? {})) {
    if (body === null) world.bodies.delete(url);
    else world.bodies.set(url, toUtf8(body));
  }
  const received = receive(broken.handedIn);
  if (broken.asked !== true) {
    const report = await verifyReceived(received, world.context);
    return { report, satisfied: false, fetched: world.fetched };
  }
  const { report, satisfied } = await verifyPresentation(received, asked, world.context);
  return { report, satisfied, fetched: world.fetched };
};

/** Outcomes after which nothing of the content is shown. */
const shut: readonly Outcome[] = ['malformed', 'unknown_issuer', 'changed'];

/** Codes after which nobody may say that the signature holds. */
const unsigned: readonly CheckCode[] = [
  ...(['signature_invalid', 'signature_too_heavy', 'issuer_unreachable', 'base_proof_shown'] as const),
  ...([
    'issuer_key_foreign',
    'issuer_key_compromised',
    'issuer_not_listed',
    'issuer_not_listed_then',
  ] as const),
];

/** Every case as a test: its outcome, its code alone of all that may fail, and what no case may ever bring about. */
export const proveEachBites = (cases: readonly Case[], stage: () => Stage): void => {
  test.each(cases)('%s: %s, %s', async (_thing, outcome, code, breakIt) => {
    const { report, satisfied, fetched } = await judge(stage(), await breakIt(stage()));
    const checks = report.credentials.flatMap((credential) => credential.checks);
    const failing = checks.filter((check) => check.outcome === 'fail' || check.outcome === 'undetermined');
    expect(report.outcome).toBe(outcome);
    if (checks.length > 0) expect(failing.map((check) => check.code)).toEqual([code]);
    else expect(code).toBe('format_unreadable');
    for (const credential of report.credentials) {
      if (shut.includes(outcome)) expect(credential.record).toBeNull();
      if (outcome === 'changed')
        expect(credential.issuer).toMatchObject({ id: expect.any(String), name: 'Poetsmaat', listed: true });
      if (outcome === 'unknown_issuer')
        expect(credential.issuer).toMatchObject({ name: null, listed: false });
      if (outcome === 'not_bound') expect(credential.holder).toBe('not_proved');
    }
    expect(satisfied).toBe(false);
    const codes: readonly string[] = checks.map((check) => check.code);
    if (code === 'content_unknown') expect(codes).toEqual([code, codes[1], 'signature_valid']);
    if (unsigned.includes(code)) expect(codes).not.toContain('signature_valid');
    if (outcome === 'not_bound') expect(fetched.filter((url) => url.includes('/status/'))).toEqual([]);
    expect(fetched.filter((url) => !url.startsWith('https://poetsmaat.example/'))).toEqual([]);
  });
  test('every case breaks another thing', () => {
    const things = cases.map(([thing]) => thing);
    expect(things.filter((thing, index) => things.indexOf(thing) !== index)).toEqual([]);
  });
};
