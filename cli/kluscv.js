/**
 * The begin of the command line in plain JavaScript: what was compiled once is read the next time, types and all, so that
 * Node's TypeScript (18 MB, 30 ms) is loaded only where the folder cannot be written or a source has changed.
 */
import module from 'node:module';
import { fileURLToPath } from 'node:url';

module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/kluscv/', import.meta.url)));
await import('./main.ts');
