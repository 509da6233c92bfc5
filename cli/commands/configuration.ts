import type { Command } from 'commander';
import { z } from 'zod';
import { IssuerConfig } from '../../issuer/config.ts';
import { VerifierConfig } from '../../verifier/config.ts';

const Settings = z.object({
  properties: z.record(
    z.string(),
    z.object({ description: z.string().default(''), default: z.unknown().optional() }),
  ),
  required: z.array(z.string()).default([]),
});

/** `kluscv configuration`: the page docs/configuration.md, made from the schemas that the services read. */
export function register(program: Command): void {
  program
    .command('configuration')
    .description('print every setting of the services as Markdown (docs/configuration.md)')
    .action(() => {
      process.stdout.write(renderConfiguration());
    });
}

/** Every environment variable with its meaning and default, as Markdown. */
export function renderConfiguration(): string {
  return [
    '# Configuration',
    '',
    'Services read environment variables, check them all at once, and do not start when something is wrong. This page is made from the schemas (`npm run -s kluscv -- configuration`), and a test holds the two together.',
    '',
    'On this machine only (an address on `localhost`), a missing `KLUSCV_KEY_SECRET` is made at the first start and kept in `.data/key-secret`. Anywhere else it must be given: `openssl rand 32 | basenc --base64url | tr -d =`.',
    '',
    ...renderService('serve issuer', IssuerConfig),
    ...renderService('serve verifier', VerifierConfig),
  ].join('\n');
}

function renderService(command: string, schema: z.ZodType): string[] {
  const settings = Settings.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const rows = Object.entries(settings.properties).map(([name, { description, default: preset }]) => {
    const presetText =
      preset === undefined ? (settings.required.includes(name) ? 'required' : '') : `\`${preset}\``;
    return `| \`${name}\` | ${description.replaceAll('|', '\\|')} | ${presetText} |`;
  });
  return [`## kluscv ${command}`, '', '| variable | meaning | default |', '|---|---|---|', ...rows, ''];
}
