/**
 * Text, alone or in a list, without U+0000, anything else as it is: PostgreSQL cannot keep that one, so neither engine does, and a search
 * for it finds what was kept.
 */
export const withoutNul = (value: unknown): unknown => {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '') : value;
  return Array.isArray(value) ? value.map(withoutNul) : value;
};
