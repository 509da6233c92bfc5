/** An answer in JSON, as bytes. */
import type { ServerResponse } from 'node:http';

/**
 * Ends the answer with the value as JSON, as `res.json` does where there is no ETag and nobody else looks at the body. It is
 * written at the end of this turn, behind what else came in with it: a write wakes its reader, which costs as much as half a
 * signature, and a reader of several is awake for the second.
 */
export function sendJson(res: ServerResponse, value: unknown): void {
  // One sign beyond Latin makes headers and body one wide text otherwise, and that takes longer to write.
  const body = Buffer.from(JSON.stringify(value));
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', body.length);
  setImmediate(() => res.end(body));
}
