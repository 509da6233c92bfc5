/** Bodies of calls: strict JSON objects; everything else is a bad request, whatever the headers call it. */
import express, { type Request, type RequestHandler } from 'express';
import { fromUtf8 } from '../../core/bytes.ts';
import { KlusCVError } from '../../core/errors.ts';
import { isJsonObject, type JsonObject, parseStrictJson } from '../../core/strict-json.ts';

/** Takes the bytes as they are; `readBody` reads them. */
export const takeBytes: RequestHandler = express.raw({ type: () => true, limit: '2mb' });

const parse = (body: unknown): unknown => {
  try {
    const parsed = body instanceof Uint8Array ? parseStrictJson(fromUtf8(body)) : undefined;
    return parsed?.ok ? parsed.value : undefined;
  } catch {
    return undefined;
  }
};

/** @throws KlusCVError `invalid_request` when the body is no JSON object, or its `options` are none */
export const readBody = (req: Request): { readonly body: JsonObject; readonly options: JsonObject } => {
  const body = parse(req.body);
  if (!isJsonObject(body)) throw new KlusCVError('invalid_request', 'The body is no JSON object.');
  const options = body.options ?? {};
  if (!isJsonObject(options)) throw new KlusCVError('invalid_request', 'options is no JSON object.');
  return { body, options };
};
