/**
 * Answers in JSON, as bytes. Those to calls that came in together are written together: a write wakes its reader, which costs
 * as much as half a signature, and who reads several is awake for the second.
 */
import type { ServerResponse } from 'node:http';

type Answer = { readonly res: ServerResponse; readonly body: Buffer };

/** No answer waits for more than so many others. */
const mostAtOnce = 8;
let waiting: Answer[] = [];

const write = (): void => {
  const answers = waiting;
  waiting = [];
  for (const { res, body } of answers) res.end(body);
};

/**
 * Ends the answer with the value as JSON, as `res.json` does where there is no ETag and nobody else looks at the body: when
 * what came in together is done, or some others are.
 */
export function sendJson(res: ServerResponse, value: unknown): void {
  // One sign beyond Latin makes headers and body one wide text otherwise, and that takes longer to write.
  const body = Buffer.from(JSON.stringify(value));
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', body.length);
  waiting.push({ res, body });
  if (waiting.length === 1) setImmediate(write);
  else if (waiting.length >= mostAtOnce) write();
}
