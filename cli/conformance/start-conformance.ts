/** Puts the conformance server together: keys, certificate, port, and the file that says that it is ready. */
import { createPrivateKey } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KlusCVError } from '../../core/errors.ts';
import { createCertificateChain } from '../../core/keys/certificates.ts';
import { checkPortsFree, createLog, createMetrics, listen, type Tls } from '../../server/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../server/node-crypto.ts';
import { createConformanceApp } from './app.ts';
import { loadConformanceDocument } from './load-document.ts';
import { createOwnStatusList } from './status-list.ts';
import { createSuites, type Suites } from './suites.ts';

export type RunningConformance = {
  readonly url: string;
  readonly dids: Suites['dids'];
  /** Of the root that signed the server's certificate, for clients that check it. */
  readonly rootCertificate: string;
  readonly close: () => Promise<void>;
};

const day = 86_400_000;

const toPem = (der: string): string =>
  `-----BEGIN CERTIFICATE-----\n${der.replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;

/** For localhost, under a root of its own; both are thrown away with the process. */
const createTls = async (now: Date): Promise<{ readonly tls: Tls; readonly root: string }> => {
  const privateJwk = generatePrivateJwk('ES256');
  const { anchor, x5c } = await createCertificateChain(
    {
      root: { commonName: 'KlusCV conformance', privateJwk: generatePrivateJwk('ES256') },
      leaf: {
        commonName: 'localhost',
        publicJwk: createNodeSigner(privateJwk).publicJwk,
        dnsNames: ['localhost'],
      },
      notBefore: new Date(now.getTime() - day),
      notAfter: new Date(now.getTime() + 365 * day),
    },
    nodeCrypto,
  );
  const key = createPrivateKey({ key: privateJwk, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' });
  return { tls: { key: String(key), cert: toPem(x5c[0]) + toPem(anchor) }, root: toPem(anchor) };
};

/**
 * Starts the server on this machine's own addresses; `dataDir/conformance.json` is there once it answers.
 * @param port 0 for any free one
 * @throws KlusCVError `port_in_use`
 */
export const startConformance = async ({
  port,
  dataDir,
  logLevel,
}: {
  readonly port: number;
  readonly dataDir: string;
  readonly logLevel: string;
}): Promise<RunningConformance> => {
  // Before the file goes: it may be that of the one who has the port.
  await checkPortsFree([port]);
  const file = join(dataDir, 'conformance.json');
  mkdirSync(dataDir, { recursive: true });
  rmSync(file, { force: true });
  const suites = await createSuites(loadConformanceDocument);
  const statusIssuer = suites.issuers.get('eddsa-rdfc-2022');
  if (statusIssuer === undefined) throw new KlusCVError('internal');
  let url = '';
  const statusList = createOwnStatusList(statusIssuer, () => url);
  const { tls, root } = await createTls(new Date());
  const app = createConformanceApp({
    suites,
    statusList,
    crypto: nodeCrypto,
    loadDocument: loadConformanceDocument,
    clock: () => new Date(),
    log: createLog({ name: 'conformance', level: logLevel }),
    metrics: createMetrics('conformance'),
  });
  const listening = await listen(app, { port, loopbackOnly: true, tls });
  url = `https://localhost:${listening.port}`;
  writeFileSync(file, `${JSON.stringify({ url, dids: suites.dids }, null, 2)}\n`);
  const close = async (): Promise<void> => {
    rmSync(file, { force: true });
    await listening.close();
  };
  return { url, dids: suites.dids, rootCertificate: root, close };
};
