/** How JSON-LD processors ask for a context (JSON-LD 1.1 API section 9.4); rejects for what it does not know. */
export type DocumentLoader = (
  url: string,
) => Promise<{ readonly contextUrl: null; readonly documentUrl: string; readonly document: unknown }>;
