/** Why a request was refused, for the metrics: noted where the refusal is written, counted when the answer is out. */
import type { Response } from 'express';

const codes = new WeakMap<Response, string>();

/** Notes the code of a refusal; a fixed word, never anything of the request. */
export const noteRefusal = (res: Response, code: string): void => void codes.set(res, code);

/** The code that was noted, or undefined when the request was not refused. */
export const refusalOf = (res: Response): string | undefined => codes.get(res);
