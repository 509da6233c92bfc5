/** Where everything of the demo is: addresses from the port base, files under the data folder. */
import { join } from 'node:path';

export type DemoIssuer = {
  readonly name: string;
  readonly kvkNumber: string;
  readonly port: number;
  readonly url: string;
  readonly mapping: string;
  readonly exportFile: string;
  readonly databaseUrl: string;
};

export type DemoLayout = {
  readonly dataDir: string;
  readonly issuers: readonly DemoIssuer[];
  readonly verifier: { readonly port: number; readonly url: string; readonly databaseUrl: string };
  readonly wallet: { readonly port: number; readonly url: string };
  readonly secretsFile: string;
  readonly trustListFile: string;
  readonly demoFile: string;
};

/** The two imaginary platforms of the demo; their numbers in the trade register are not given out. */
const platforms = [
  { name: 'Poetsmaat', kvkNumber: '00000001', mapping: 'poetsmaat', file: 'poetsmaat.csv' },
  { name: 'Dagploeg', kvkNumber: '00000002', mapping: 'dagploeg', file: 'dagploeg.ndjson' },
] as const;

/** @param root the folder of the project, where `examples/` lies */
export function layOutDemo(options: { portBase: number; dataDir: string; root: string }): DemoLayout {
  const { portBase, dataDir, root } = options;
  const url = (port: number): string => `http://localhost:${port}`;
  const database = (name: string): string => `sqlite:${join(dataDir, `${name}.db`)}`;
  return {
    dataDir,
    issuers: platforms.map((platform, index) => ({
      name: platform.name,
      kvkNumber: platform.kvkNumber,
      port: portBase + 1 + index,
      url: url(portBase + 1 + index),
      mapping: join(root, 'examples', 'mappings', `${platform.mapping}.json`),
      exportFile: join(root, 'examples', 'exports', platform.file),
      databaseUrl: database(platform.mapping),
    })),
    verifier: { port: portBase + 100, url: url(portBase + 100), databaseUrl: database('verifier') },
    wallet: { port: portBase + 200, url: url(portBase + 200) },
    secretsFile: join(dataDir, 'secrets.json'),
    trustListFile: join(dataDir, 'trust-list.jwt'),
    demoFile: join(dataDir, 'demo.json'),
  };
}
