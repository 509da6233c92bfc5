import { resolve } from 'node:path';
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { startConformance } from '../conformance/start-conformance.ts';
import { untilStopped } from '../until-stopped.ts';
import { registerFileCalls } from './conformance-files.ts';

/** `kluscv conformance`: the HTTPS server that the public W3C test suites run against, until Ctrl-C; below it, their calls on files. */
export function register(program: Command): void {
  const command = program
    .command('conformance')
    .description('start the HTTPS server for the public W3C test suites')
    .option('--port <number>', 'where it listens, on this machine only', '4443')
    .option('--data <folder>', 'where conformance.json is written', '.data')
    .action(async (given: { port: string; data: string }) => {
      const port = Number(given.port);
      if (!Number.isInteger(port) || port < 0 || port > 65_535) {
        throw new KlusCVError('invalid_config', '--port must be a whole number from 0 to 65535.');
      }
      const server = await startConformance({ port, dataDir: resolve(given.data), logLevel: 'error' });
      const { url, dids } = server;
      const isJson = program.opts<{ json?: boolean }>().json === true;
      console.log(isJson ? JSON.stringify({ url, dids }) : `The conformance server is on ${url}.`);
      await untilStopped(server.close);
    });
  registerFileCalls(command, program);
}
