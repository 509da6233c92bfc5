/** The cookie that ties an answer to the browser that asked (OpenID4VP 1.0 section 13.3): one per request, for its address only. */
import type { Request, Response } from 'express';
import type { VerifierDeps } from '../deps.ts';

const cookieName = 'kluscv_viewer';

export function setViewerCookie(
  res: Response,
  viewer: {
    readonly id: string;
    readonly token: string;
    readonly deps: Pick<VerifierDeps, 'url' | 'requestSeconds' | 'keepSeconds'>;
  },
): void {
  const { url, requestSeconds, keepSeconds } = viewer.deps;
  res.cookie(cookieName, viewer.token, {
    httpOnly: true,
    sameSite: 'strict',
    secure: url.startsWith('https:'),
    path: `${new URL(url).pathname.replace(/\/$/, '')}/api/v1/requests/${viewer.id}`,
    maxAge: (requestSeconds + keepSeconds) * 1000,
  });
}

/** The viewer's token of a request, or undefined. */
export function readViewerCookie(req: Request): string | undefined {
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === cookieName && value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  }
  return undefined;
}
