/** What a target is: something that makes one mutated input by chance, and can say what came of checking it. */
import type { TrustState } from '../../core/verify/index.ts';
import { createWorld, type World } from '../core/verify/a-world.ts';
import type { Genuine } from './genuine.ts';
import type { Random } from './random.ts';

export type Checked = {
  /** An outcome of a report, or why there was nothing to report on. */
  readonly outcome: string;
  /** The promise that was broken. */
  readonly breach?: string | undefined;
};

export type Attempt = {
  readonly target: string;
  readonly steps: readonly string[];
  readonly input: Uint8Array;
  readonly check: () => Promise<Checked>;
};

export type Target = (random: Random) => Attempt;

/** Both platforms listed, and everything genuine where it belongs, but for what is changed. */
export const worldOf = (
  { poetsmaat, dagploeg, bodies }: Genuine,
  changed: ReadonlyMap<string, Uint8Array> = new Map(),
  change: { readonly trust?: TrustState } = {},
): World => createWorld([poetsmaat, dagploeg], new Map([...bodies, ...changed]), change);
