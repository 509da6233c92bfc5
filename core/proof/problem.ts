/** Why a proof was refused: a stable code for programs, a sentence in English for logs and developers. Never personal data. */
export type Problem<Code extends string> = { readonly code: Code; readonly message: string };
