/**
 * Text without U+0000, anything else as it is: PostgreSQL cannot keep that one, so neither engine does, and a search
 * for it finds what was kept.
 */
export const withoutNul = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value;
