/** The passphrase of a key: from the environment, or typed where nobody sees it. Never from the command line, which is kept. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { KlusCVError } from '../../core/errors.ts';

const shortest = 12;

/** @throws KlusCVError `invalid_config` when there is none, or it is shorter than twelve letters */
export async function readPassphrase(env: Readonly<Record<string, string | undefined>>): Promise<string> {
  const given = env.KLUSCV_SCHEME_PASSPHRASE ?? (process.stdin.isTTY ? await ask() : '');
  if (given.length >= shortest) return given;
  throw new KlusCVError('invalid_config', `The passphrase of the key has at least ${shortest} letters.`, {
    remedy: 'Type it when asked, or set KLUSCV_SCHEME_PASSPHRASE.',
  });
}

function ask(): Promise<string> {
  process.stderr.write('Passphrase of the key: ');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve) => {
    line.question('', (answer) => {
      line.close();
      process.stderr.write('\n');
      resolve(answer);
    });
  });
}
