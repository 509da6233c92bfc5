/** ESCO concepts and SBI sectors by their identifiers, with the official labels. */
import esco from './esco.json' with { type: 'json' };
import sbi2025 from './sbi-2025.json' with { type: 'json' };

/** An ESCO concept: `id` is its URI, `code` its place in the classification. */
export type Concept = {
  readonly id: string;
  readonly code: string;
  readonly nl: string;
  readonly en: string;
};
/** A class of the Dutch standard industrial classification; `section` is its letter. */
export type Sector = {
  readonly code: string;
  readonly section: string;
  readonly nl: string;
  readonly en: string;
};

export const escoSkills: readonly Concept[] = esco.skills;
export const escoOccupations: readonly Concept[] = esco.occupations;
export const sbiSectors: readonly Sector[] = sbi2025.sectors;
/** The sentence that ESCO asks its users to show. */
export const escoAttribution = esco.attribution;

const skillsByUri = new Map(escoSkills.map((concept) => [concept.id, concept]));
const occupationsByUri = new Map(escoOccupations.map((concept) => [concept.id, concept]));
const sectorsByVersion = new Map([
  [sbi2025.version, new Map(sbiSectors.map((sector) => [sector.code, sector]))],
]);

/** The skill with this URI, or nothing when it is not in the table. */
export const escoSkill = (uri: string): Concept | undefined => skillsByUri.get(uri);

/** The occupation with this URI, or nothing when it is not in the table. */
export const escoOccupation = (uri: string): Concept | undefined => occupationsByUri.get(uri);

/** The sector of a code in a version of SBI ("2025"); the same number means another sector in another version. */
export const sbiSector = (version: string, code: string): Sector | undefined =>
  sectorsByVersion.get(version)?.get(code);
