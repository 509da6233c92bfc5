/** The whole way, step by step, each with what must come out: the demo's promise, run over real HTTP. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { publicJwkFrom } from '../../core/keys/index.ts';
import { type TrustList, verifyTrustList } from '../../core/trust/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import type { FlowPorts, HeldCredential } from '../../wallet/flow/index.ts';
import type { DemoLayout } from './layout.ts';
import {
  type CheckReport,
  changeStatus,
  checkDocument,
  listCredentialIds,
  listWorkerIds,
  loadAnswer,
  loadPaper,
  loadRecord,
  openRequest,
  orderOffer,
} from './platform-calls.ts';
import { createDemoWallet, present, receive } from './present.ts';
import { loadOrCreateSecrets } from './secrets.ts';
import { type DemoAddresses, projectRoot } from './services.ts';

/** One step: what is done, and what came out; a step that does not come out as told throws. */
type Step = { readonly name: string; readonly run: () => Promise<string> };

type Issuer = DemoAddresses['issuers'][number];
type Verifier = DemoAddresses['verifier'];

const configurations = ['kluscv-sd-jwt', 'kluscv-ldp', 'kluscv-ldp-sd', 'kluscv-jwt'] as const;

/** The steps in order, for both issuers, every format and the paper. */
export async function createSteps(addresses: DemoAddresses, layout: DemoLayout): Promise<Step[]> {
  const wallet = createDemoWallet(await loadTrustList(addresses, layout));
  return addresses.issuers.flatMap((issuer, index) =>
    stepsOf(issuer, addresses.verifier, wallet, exportName(layout, index)),
  );
}

function stepsOf(issuer: Issuer, verifier: Verifier, wallet: FlowPorts, platform: string): Step[] {
  const held = new Map<string, readonly HeldCredential[]>();
  let workerId = '';
  let paper = new Uint8Array();
  return [
    {
      name: `${issuer.name}: every work record equals the expected one`,
      run: async () => {
        const count = await compareRecords(issuer, platform);
        workerId = (await listWorkerIds(issuer))[0] ?? '';
        return `${count} workers`;
      },
    },
    ...configurations.flatMap((configuration): Step[] => [
      {
        name: `${issuer.name}: ${configuration} goes into the wallet`,
        run: async () => {
          const txCode = configuration === 'kluscv-sd-jwt';
          const offer = await orderOffer(issuer, workerId, { configurations: [configuration], txCode });
          const credentials = await receive(offer, wallet);
          held.set(configuration, credentials);
          return `${credentials.length} credential, bound to a key of the wallet`;
        },
      },
      {
        name: `${issuer.name}: an employer asks, the wallet answers with ${configuration}`,
        run: async () => ask(verifier, 'valid', issuer.name, held.get(configuration) ?? [], wallet),
      },
    ]),
    {
      name: `${issuer.name}: the PDF is checked`,
      run: async () => {
        paper = await loadPaper(issuer, workerId);
        return expectReport(
          await checkDocument(verifier, { mediaType: 'application/pdf', body: paper }),
          'valid',
          issuer.name,
        );
      },
    },
    {
      name: `${issuer.name}: everything is withdrawn`,
      run: async () => {
        const ids = await listCredentialIds(issuer, workerId);
        for (const id of ids) await changeStatus(issuer, id, 'revoked');
        return `${ids.length} credentials`;
      },
    },
    ...configurations.map((configuration) => ({
      name: `${issuer.name}: ${configuration} is asked for again`,
      run: async () =>
        untilSeen(() => ask(verifier, 'revoked', issuer.name, held.get(configuration) ?? [], wallet)),
    })),
    {
      name: `${issuer.name}: the PDF is checked again`,
      run: async () =>
        untilSeen(async () =>
          expectReport(
            await checkDocument(verifier, { mediaType: 'application/pdf', body: paper }),
            'revoked',
            issuer.name,
          ),
        ),
    },
  ];
}

async function compareRecords(issuer: Issuer, platform: string): Promise<number> {
  const file = join(projectRoot, 'examples', 'exports', 'expected', `${platform}.json`);
  const expected: Record<string, Record<string, unknown>> = JSON.parse(await readFile(file, 'utf8'));
  for (const workerId of await listWorkerIds(issuer)) {
    const answer = await loadRecord(issuer, workerId);
    const record = isObject(answer) && isObject(answer.record) ? answer.record : {};
    for (const [figure, value] of Object.entries(expected[workerId] ?? {})) {
      if (figure === 'name') continue;
      // The expected records leave out scheme and version, which are the same for every sector.
      const found = figure === 'sectors' ? withoutScheme(record.sectors) : record[figure];
      if (!isDeepStrictEqual(found, value))
        throw new Error(`${figure} of a worker is not what was expected.`);
    }
  }
  return Object.keys(expected).length;
}

async function ask(
  verifier: Verifier,
  outcome: string,
  issuerName: string,
  credentials: readonly HeldCredential[],
  wallet: FlowPorts,
): Promise<string> {
  const request = await openRequest(verifier, 'employer');
  await present(request.requestUri, credentials, wallet);
  const { report } = await loadAnswer(verifier, request.id);
  if (report === undefined) throw new Error('The verifier has no report.');
  return expectReport(report, outcome, issuerName);
}

function expectReport(report: CheckReport, outcome: string, issuerName: string): string {
  const name = report.credentials[0]?.issuer.name;
  if (report.outcome !== outcome) throw new Error(`The verifier says ${report.outcome}, not ${outcome}.`);
  if (name !== issuerName) throw new Error('The verifier names another issuer.');
  return `${report.outcome}, issued by ${name}`;
}

/** A withdrawal is seen within seconds, not at once: lists are cached for a moment. */
async function untilSeen(attempt: () => Promise<string>): Promise<string> {
  const begin = performance.now();
  for (;;) {
    try {
      const result = await attempt();
      return `${result}, ${((performance.now() - begin) / 1000).toFixed(1)} s after the withdrawal`;
    } catch (error) {
      if (performance.now() - begin > 8_000) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function loadTrustList(addresses: DemoAddresses, layout: DemoLayout): Promise<TrustList | null> {
  const secrets = loadOrCreateSecrets(layout.secretsFile, layout.issuers.length);
  const jws = await (await fetch(`${addresses.verifier.url}/trust-list.jwt`)).text();
  const list = await verifyTrustList(jws, publicJwkFrom(secrets.schemeKey), nodeCrypto);
  return list.ok ? list.value : null;
}

const exportName = (layout: DemoLayout, index: number): string =>
  layout.issuers[index]?.mapping.replace(/^.*[/\\]|\.json$/g, '') ?? '';

const withoutScheme = (sectors: unknown): unknown =>
  Array.isArray(sectors) ? sectors.map(({ code, gigs, hours }) => ({ code, gigs, hours })) : sectors;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
