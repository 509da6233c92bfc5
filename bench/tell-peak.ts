/** Loaded before a measured program: at its end it says how much memory it took at most, threads included. */
import { isMainThread } from 'node:worker_threads';

if (isMainThread)
  process.on('exit', () => {
    process.stderr.write(`peak ${process.resourceUsage().maxRSS} kB\n`);
  });
