/** The vocabulary by name and by URL. See README.md: every document that a verification may need is in this room. */
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
export { type Language, languages, parseLanguage, type Words, words } from './words/index.ts';
