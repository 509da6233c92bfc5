import type { Response } from 'express';

/** Sends a paper as a download. `KlusCV-Credential-Id` names it for whoever may withdraw it. */
export function sendPdf(res: Response, pdf: Uint8Array, credentialId?: string): void {
  res.set({
    'Cache-Control': 'no-store',
    'Content-Type': 'application/pdf',
    'Content-Disposition': 'attachment; filename="kluscv.pdf"',
    ...(credentialId === undefined ? {} : { 'KlusCV-Credential-Id': credentialId }),
  });
  res.end(pdf);
}
