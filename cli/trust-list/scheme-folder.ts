/** The scheme's folder: the draft, the keys that must sign, what waits for a second signature, and the list that is published. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KlusCVError } from '../../core/errors.ts';
import { parseSchemeKeys, readTrustList, SchemeKeys, type TrustList } from '../../core/trust/index.ts';
import { type Draft, parseDraft } from './draft.ts';

export type SchemeFolder = {
  readonly path: string;
  readonly loadDraft: () => Draft;
  readonly storeDraft: (draft: Draft) => void;
  /** The keys that hold now. */
  readonly loadKeys: () => SchemeKeys;
  readonly storeKeys: (keys: SchemeKeys) => void;
  /** Signed texts by what they are; undefined when there is none. */
  readonly loadText: (name: TextName) => string | undefined;
  readonly storeText: (name: TextName, text: string) => void;
  readonly dropText: (name: TextName) => void;
  /** The list that is published, as it says itself; its signatures were looked at when it was put there. */
  readonly loadPublished: () => TrustList | undefined;
};

const texts = {
  published: 'trust-list.jwt',
  /** A list that has some of its signatures. */
  toSign: 'trust-list.to-sign',
  /** A change of keys that has some of its signatures. */
  keyChange: 'key-change.to-sign',
} as const;
type TextName = keyof typeof texts;

export function openSchemeFolder(path: string): SchemeFolder {
  const at = (name: string): string => join(path, name);
  const load = (name: string): string | undefined =>
    existsSync(at(name)) ? readFileSync(at(name), 'utf8') : undefined;
  const store = (name: string, text: string): void => {
    mkdirSync(path, { recursive: true });
    writeFileSync(at(name), text);
  };
  const loadJson = (name: string): unknown => {
    const text = load(name);
    if (text === undefined)
      throw new KlusCVError('not_found', `${at(name)} is not there.`, {
        remedy: 'Begin with: kluscv trust-list create.',
      });
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new KlusCVError('invalid_config', `${at(name)} is not JSON.`, { cause });
    }
  };
  const loadText = (name: TextName): string | undefined => load(texts[name])?.trim();
  return {
    path,
    loadDraft: () => parseDraft(loadJson('draft.json')),
    storeDraft: (draft) => store('draft.json', `${JSON.stringify(draft, null, 2)}\n`),
    loadKeys: () => {
      const keys = parseSchemeKeys(loadJson('scheme-keys.json'));
      if (!keys) throw new KlusCVError('invalid_config', `${at('scheme-keys.json')} has no keys.`);
      return keys;
    },
    storeKeys: (keys) => store('scheme-keys.json', `${JSON.stringify(SchemeKeys.parse(keys), null, 2)}\n`),
    loadText,
    storeText: (name, text) => store(texts[name], text),
    dropText: (name) => rmSync(at(texts[name]), { force: true }),
    loadPublished: () => {
      const text = loadText('published');
      const list = text === undefined ? undefined : readTrustList(text);
      if (text !== undefined && list === undefined)
        throw new KlusCVError('invalid_config', `${at(texts.published)} is not a list of issuers.`);
      return list;
    },
  };
}
