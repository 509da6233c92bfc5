/** Reading aloud with the browser's own voice: line by line, so that a long page is not cut off. */
import type { WorkerLanguage } from '../../contexts/index.ts';

export type Speech = {
  /** False when the browser knows its voices and none of them speaks the language: then nobody would understand it. */
  readonly speaks: (language: WorkerLanguage) => boolean;
  /** `onVoices` is called when the voices have become known. */
  readonly onVoices: (callback: () => void) => () => void;
  readonly read: (lines: readonly string[], language: WorkerLanguage, onEnd: () => void) => void;
  readonly stop: () => void;
};

const tags: Readonly<Record<WorkerLanguage, string>> = { nl: 'nl-NL', en: 'en-GB', fr: 'fr-FR', de: 'de-DE' };

/** Over `speechSynthesis`; nothing where the browser has none. */
export function createSpeech(
  synthesis: SpeechSynthesis | undefined,
  createUtterance: (line: string) => SpeechSynthesisUtterance,
): Speech | undefined {
  if (synthesis === undefined) return undefined;
  const voiceFor = (language: WorkerLanguage) =>
    synthesis.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
  return {
    speaks: (language) => synthesis.getVoices().length === 0 || voiceFor(language) !== undefined,
    onVoices: (callback) => {
      synthesis.addEventListener?.('voiceschanged', callback);
      return () => synthesis.removeEventListener?.('voiceschanged', callback);
    },
    read: (lines, language, onEnd) => {
      synthesis.cancel();
      const voice = voiceFor(language);
      lines.forEach((line, index) => {
        const utterance = createUtterance(line);
        utterance.lang = tags[language];
        utterance.rate = 0.9;
        if (voice !== undefined) utterance.voice = voice;
        if (index === lines.length - 1) utterance.onend = onEnd;
        synthesis.speak(utterance);
      });
      if (lines.length === 0) onEnd();
    },
    stop: () => synthesis.cancel(),
  };
}

const blocks = 'h1, h2, h3, p, dt, dd, legend, label, li, q, button, a.button';

/** What stands on the page, in the order in which it is read; folded and silent parts are passed by. */
export function readableLines(root: Element): string[] {
  const lines: string[] = [];
  for (const block of root.querySelectorAll(blocks)) {
    if (block.querySelector(blocks) !== null || block.closest('[data-silent]') !== null) continue;
    if (block.getClientRects().length === 0) continue;
    const line = block.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    if (line !== '') lines.push(line);
  }
  return lines;
}
