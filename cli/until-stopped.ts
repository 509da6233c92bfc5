/** Waits for Ctrl-C or a stop signal, then closes in order; a second signal ends at once. */
export async function untilStopped(close: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  process.once('SIGINT', () => process.exit(130));
  await close();
  process.exit(0);
}
