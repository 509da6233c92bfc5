/** `POST /api/v1/requests/{id}/signed-report`: the report for the file on what a wallet showed, for who asked. */
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { toUtf8 } from '../../core/bytes.ts';
import { parseStrictJson } from '../../core/strict-json.ts';
import { parseInput } from '../../server/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { makeAnswerReport } from '../report/make-answer-report.ts';
import { bodyBytes, readForm, readPart } from './read-form.ts';
import { readEarlierReport, sendFileReport } from './send-file-report.ts';
import { loadForViewer } from './show-request.ts';

/**
 * 201 with the report, as JSON or by `Accept` as a PDF. It takes the cookie of the browser that asked, or an API key of
 * scope `read`. No body, JSON or a form with `language` and `previous` (an earlier report). 409 while nothing was received.
 */
export function createAnswerReport(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const stored = await loadForViewer(req, String(req.params.id), deps);
    const { language, previous } = await readOptions(req);
    const earlier = previous && (await readEarlierReport(previous, deps));
    const signed = await makeAnswerReport(stored, earlier, deps);
    res.status(201);
    await sendFileReport({ req, res, signed }, language, deps);
  };
}

type Options = { readonly language?: string; readonly previous?: Uint8Array };

const JsonOptions = z.strictObject({
  language: z.string().max(10).optional(),
  previous: z.looseObject({}).optional(),
});

/** Programs say it in JSON, a page in a form that can carry a file. */
async function readOptions(req: Request): Promise<Options> {
  if (req.is('application/json')) {
    const text = new TextDecoder().decode(bodyBytes(req));
    const parsed = parseStrictJson(text.trim() === '' ? '{}' : text);
    const { language, previous } = parseInput(JsonOptions, parsed.ok ? parsed.value : undefined);
    return {
      ...(language === undefined ? {} : { language }),
      ...(previous === undefined ? {} : { previous: toUtf8(JSON.stringify(previous)) }),
    };
  }
  const form = await readForm(req);
  const [language, previous] = [form?.get('language'), form?.get('previous')];
  const bytes = previous == null ? undefined : (await readPart(previous)).bytes;
  return {
    ...(typeof language === 'string' && language !== '' ? { language } : {}),
    // A form of a page has the part also when no file was chosen.
    ...(bytes === undefined || bytes.length === 0 ? {} : { previous: bytes }),
  };
}
