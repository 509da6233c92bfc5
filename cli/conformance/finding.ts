/** What speaks against something that was sent in: a stable code, and a sentence. */
export type Finding = { readonly code: string; readonly message: string };
export type Findings = readonly Finding[];
