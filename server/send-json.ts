/** An answer in JSON, written in one go with its headers. */
import type { ServerResponse } from 'node:http';

/** Ends the answer with the value as JSON, as `res.json` does where there is no ETag and nobody else looks at the body. */
export function sendJson(res: ServerResponse, value: unknown): void {
  const text = JSON.stringify(value);
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(text));
  res.end(text);
}
