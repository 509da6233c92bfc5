/** Skills, occupation and sector: what is not in the scheme that a work record uses is left out, with a warning. */
import type { GigRecord } from '../../core/credential/gig-record.ts';
import { ok } from '../../core/result.ts';
import type { Mapping } from './mapping.ts';
import { readLine } from './read-text.ts';
import { type Outcome, quote, refuse, type Warning } from './refusal.ts';
import type { Row } from './row.ts';

type Warn = (warning: Warning) => void;

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const skillUri = new RegExp(`^https?://data\\.europa\\.eu/esco/skill/(${uuid})/?$`, 'i');
const occupationUri = new RegExp(`^https?://data\\.europa\\.eu/esco/occupation/(${uuid})/?$`, 'i');
const mostSkills = 50;

/** The ESCO skills among these, in ESCO's own spelling, each once. */
export const pickSkills = (values: readonly unknown[], warn: Warn): string[] => {
  const skills = new Set<string>();
  let ignored = 0;
  for (const value of values) {
    const id = typeof value === 'string' ? skillUri.exec(value.trim())?.[1]?.toLowerCase() : undefined;
    if (id === undefined || skills.size >= mostSkills) ignored += 1;
    else skills.add(`http://data.europa.eu/esco/skill/${id}`);
  }
  if (ignored > 0) {
    warn({
      code: 'skill_ignored',
      message: `${ignored} skill(s) left out: not the address of an ESCO skill, or more than ${mostSkills}.`,
    });
  }
  return [...skills];
};

export const pickOccupation = (value: string, warn: Warn): string | undefined => {
  const id = occupationUri.exec(value)?.[1]?.toLowerCase();
  if (id !== undefined) return `http://data.europa.eu/esco/occupation/${id}`;
  warn({
    code: 'occupation_ignored',
    message: `${quote(value)} is left out: not the address of an ESCO occupation.`,
  });
  return undefined;
};

/** A sector in SBI; dots in the code are only a way of writing. */
export const pickSector = (
  { scheme, version, code }: { scheme: string | undefined; version: string | undefined; code: string },
  warn: Warn,
): GigRecord['sector'] => {
  const digits = code.replaceAll('.', '');
  if (
    scheme?.toUpperCase() === 'SBI' &&
    version !== undefined &&
    /^\d{4}$/.test(version) &&
    /^\d{2,5}$/.test(digits)
  ) {
    return { scheme: 'SBI', version, code: digits };
  }
  warn({
    code: 'sector_ignored',
    message: `Sector ${quote(code)} is left out: not a code of SBI with its version.`,
  });
  return undefined;
};

export type SkillMapper = (row: Row, warn: Warn) => Outcome<string[] | undefined>;

/** Compiles how skills are read: ESCO addresses as they stand, or the platform's own categories by its table. */
export const createSkillMapper = ({ skills }: Mapping['gig']): SkillMapper => {
  if (skills === undefined) return () => ok(undefined);
  const { from, separator, table } = skills;
  const byCategory =
    table && new Map(Object.entries(table).map(([category, uris]) => [category.toLowerCase(), uris]));
  return (row, warn) => {
    const parts = readParts(row.get(from), { from, separator });
    if (!parts.ok || parts.value === undefined) return parts.ok ? ok(undefined) : parts;
    if (byCategory === undefined) return ok(pickSkills(parts.value, warn));
    // What is not in the table is no skill yet: `kluscv skills` lists it with suggestions.
    return ok(
      pickSkills(
        parts.value.flatMap((part) => lookUp(part, byCategory)),
        warn,
      ),
    );
  };
};

const lookUp = (part: unknown, byCategory: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  if (typeof part !== 'string' && typeof part !== 'number') return [];
  const text = String(part).trim();
  return byCategory.get(text.toLowerCase()) ?? (skillUri.test(text) ? [text] : []);
};

const readParts = (
  value: unknown,
  { from, separator }: { readonly from: string; readonly separator: string | undefined },
): Outcome<readonly unknown[] | undefined> => {
  if (value === undefined || value === null || value === '') return ok(undefined);
  if (Array.isArray(value)) return ok(value);
  if (typeof value === 'number') return ok([value]);
  if (typeof value !== 'string') return refuse('invalid_value', `${from}: ${quote(value)} is not a list.`);
  const parts = separator === undefined ? [value] : value.split(separator);
  return ok(parts.filter((part) => part.trim() !== ''));
};

export const mapOccupation = (
  row: Row,
  { occupation }: Mapping['gig'],
  warn: Warn,
): Outcome<string | undefined> => {
  const value = readFixedOr(row, occupation);
  if (!value.ok || value.value === undefined) return value;
  return ok(pickOccupation(value.value, warn));
};

export const mapSector = (row: Row, { sector }: Mapping['gig'], warn: Warn): Outcome<GigRecord['sector']> => {
  const code = readFixedOr(row, sector?.code);
  const scheme = readFixedOr(row, sector?.scheme);
  const version = readFixedOr(row, sector?.version);
  if (!code.ok || code.value === undefined) return code.ok ? ok(undefined) : code;
  if (!scheme.ok) return scheme;
  if (!version.ok) return version;
  return ok(pickSector({ scheme: scheme.value, version: version.value, code: code.value }, warn));
};

const readFixedOr = (
  row: Row,
  setting: string | { from: string } | undefined,
): Outcome<string | undefined> =>
  setting === undefined || typeof setting === 'string' ? ok(setting) : readLine(row, setting.from);
