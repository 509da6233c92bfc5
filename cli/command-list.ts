/**
 * Every command, as the help names it. What a command needs is loaded when it runs: to look something up must not take
 * as long as to start three services. Held to what the commands themselves say by `test/cli/command-list.test.ts`.
 */
import type { Command } from 'commander';

export type ListedCommand = {
  /** As in the help: name, `[options]` where it has any, arguments. */
  readonly usage: string;
  readonly description: string;
  readonly load: () => Promise<{ readonly register: (program: Command) => void }>;
};

const backup = () => import('./commands/backup.ts');
const erase = () => import('./commands/erase.ts');

export const commandList: readonly ListedCommand[] = [
  {
    usage: 'start [options]',
    description: 'start the demo: two issuers, a verifier and a wallet',
    load: () => import('./commands/start.ts'),
  },
  {
    usage: 'demo [options]',
    description: 'go the whole way without a hand, in services of its own or in those that run',
    load: () => import('./commands/demo.ts'),
  },
  {
    usage: 'build [options]',
    description: 'build the pages of verifier, issuer and wallet, when their sources have changed',
    load: () => import('./commands/build.ts'),
  },
  {
    usage: 'serve',
    description: 'start one service from its settings (docs/configuration.md)',
    load: () => import('./commands/serve.ts'),
  },
  {
    usage: 'try [options] <file>',
    description: "read a platform's own export, propose a mapping, and show three work records made with it",
    load: () => import('./commands/try.ts'),
  },
  {
    usage: 'import [options] <mapping> <file>',
    description: "read a platform's export into the store (KLUSCV_DATABASE_URL)",
    load: () => import('./commands/import.ts'),
  },
  {
    usage: 'skills <mapping> <file>',
    description: 'list completed gigs without a skill, with ESCO skills that their description may be about',
    load: () => import('./commands/skills.ts'),
  },
  {
    usage: 'sources',
    description:
      'endpoints of the platform that gigs are fetched from (a mapping in KLUSCV_MAPPINGS with a source)',
    load: () => import('./commands/sources.ts'),
  },
  {
    usage: 'records [worker]',
    description: 'print the work record of every worker, or of one (KLUSCV_DATABASE_URL)',
    load: () => import('./commands/records.ts'),
  },
  {
    usage: 'offer [options] <worker>',
    description: "make a worker an offer: a link to the worker's page, and one for a wallet",
    load: () => import('./commands/offer.ts'),
  },
  {
    usage: 'issue [options] [worker]',
    description: 'sign a KlusCV without a wallet, or make the paper',
    load: () => import('./commands/issue.ts'),
  },
  {
    usage: 'revoke [options] <credential>',
    description: 'withdraw an issued credential or paper for good',
    load: () => import('./commands/revoke.ts'),
  },
  {
    usage: 'copies [options] <worker>',
    description: "list a worker's papers, or turn one off for good (KLUSCV_DATABASE_URL)",
    load: () => import('./commands/copies.ts'),
  },
  {
    usage: 'erase [options] <worker>',
    description: 'erase all that is kept of a worker, for good',
    load: erase,
  },
  {
    usage: 'erase-review <gig>',
    description: "remove the review of a gig for good, on its writer's objection",
    load: erase,
  },
  {
    usage: 'api-keys',
    description: "make, list and withdraw the keys of the platform's own systems",
    load: () => import('./commands/api-keys.ts'),
  },
  {
    usage: 'keys',
    description: 'list, renew and retire the keys that the platform signs with (KLUSCV_DATABASE_URL)',
    load: () => import('./commands/keys.ts'),
  },
  {
    usage: 'audit',
    description: 'read the audit log, or check that it is whole',
    load: () => import('./commands/audit.ts'),
  },
  {
    usage: 'webhooks',
    description: 'be told what happens, by signed HTTP calls',
    load: () => import('./commands/webhooks.ts'),
  },
  {
    usage: 'verifier-keys',
    description: 'make, list and withdraw the keys of programs that call the verifier',
    load: () => import('./commands/verifier-keys.ts'),
  },
  {
    usage: 'backup <file>',
    description: 'write everything that is kept to a new file, while services go on working',
    load: backup,
  },
  {
    usage: 'restore <file>',
    description: 'fill an empty store with what a backup holds, whichever engine it came from',
    load: backup,
  },
  {
    usage: 'trust-list',
    description:
      "make, sign, serve and read the scheme's list of issuers; test a platform that wants to join",
    load: () => import('./commands/trust-list.ts'),
  },
  {
    usage: 'configuration',
    description: 'print every setting of the services as Markdown (docs/configuration.md)',
    load: () => import('./commands/configuration.ts'),
  },
  {
    usage: 'conformance [options]',
    description: 'start the HTTPS server for the public W3C test suites',
    load: () => import('./commands/conformance.ts'),
  },
];
