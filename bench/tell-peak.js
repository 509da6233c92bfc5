/**
 * Loaded before a measured program: at its end it says how much memory it took at most, threads included. Plain
 * JavaScript, so that measuring does not load Node's TypeScript, which takes 18 MB.
 */
import { isMainThread } from 'node:worker_threads';

if (isMainThread)
  process.on('exit', () => {
    process.stderr.write(`peak ${process.resourceUsage().maxRSS} kB\n`);
  });
