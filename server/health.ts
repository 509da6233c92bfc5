/** Health as orchestrators ask it: alive (the process answers) and ready (what it needs is there). */
import type { RequestHandler } from 'express';

export const serveLive: RequestHandler = (_req, res) => {
  res.json({ status: 'pass' });
};

/** 200 while every named part says true, 503 with the names of those that do not. */
export function serveReady(parts: Readonly<Record<string, () => Promise<boolean>>>): RequestHandler {
  return async (_req, res) => {
    const failing: string[] = [];
    for (const [name, ready] of Object.entries(parts)) {
      if (!(await ready().catch(() => false))) failing.push(name);
    }
    res
      .status(failing.length === 0 ? 200 : 503)
      .json({ status: failing.length === 0 ? 'pass' : 'fail', failing });
  };
}
