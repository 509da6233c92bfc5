/** What the worker adds in own words: printed apart, as not checked. */
export const ownWordNames = ['education', 'earlierJobs', 'explanation'] as const;
export type OwnWords = { readonly [name in (typeof ownWordNames)[number]]?: string };

/** As long as the service takes them. */
export const mostLettersOf: Readonly<Record<keyof OwnWords, number>> = {
  education: 500,
  earlierJobs: 500,
  explanation: 1_000,
};

/** Only what was written; nothing when nothing was. */
export function writtenWords(words: OwnWords): OwnWords | undefined {
  const written = ownWordNames.flatMap((name) => {
    const text = words[name]?.trim() ?? '';
    return text === '' ? [] : [[name, text] as const];
  });
  return written.length === 0 ? undefined : Object.fromEntries(written);
}
