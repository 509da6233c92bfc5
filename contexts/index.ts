/** The vocabulary by name and by URL. See README.md: every document that a verification may need is in this room. */
export { documentDigests } from './document-digests.ts';
export {
  contextDocuments,
  kluscvContextUrl,
  kluscvSchema,
  kluscvSchemaUrl,
  kluscvType,
  kluscvVct,
  type LoadedDocument,
  loadDocument,
  publishedDocuments,
  typeMetadata,
} from './documents.ts';
export {
  type Concept,
  escoAttribution,
  escoOccupation,
  escoOccupations,
  escoSkill,
  escoSkills,
  type Sector,
  sbiSector,
  sbiSectors,
} from './tables.ts';
export {
  generalSkillsNobody,
  generalSkillsText,
  type Language,
  languageNames,
  languages,
  loadWords,
  notProofread,
  parseLanguage,
  tableLanguage,
  type Words,
  type WorkerLanguage,
  type WorkerWords,
  words,
  workerLanguages,
} from './words/index.ts';
