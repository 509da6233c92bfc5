/** Which key signed what, read from the credentials and from the audit log, which has all changes in one order. */
import type { AuditEntry, Store } from '../../store/index.ts';

/** The whole log. */
export async function readLog({ audit }: Pick<Store, 'audit'>): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  for (;;) {
    const page = await audit.listEntries({ after: all.at(-1)?.seq ?? 0, limit: 1_000 });
    if (page.length === 0) return all;
    all.push(...page);
  }
}

/** The fragment of the key in the proof of a W3C credential, without what tells two forms of one key apart. */
export const keyIdIn = (credential: unknown): string => {
  const { proof } = credential as { proof: { verificationMethod: string } };
  return proof.verificationMethod.replace(/^.*#/, '').replace(/-multikey$/, '');
};

/**
 * Credentials that the log has behind a rotation and that another key signed than the one that signed from then on; there
 * must be none. Also counts those of each key, so that a test sees that there was something to see.
 */
export async function findWrongKeys(
  store: Pick<Store, 'audit'>,
  issued: ReadonlyMap<string, unknown>,
): Promise<{ readonly wrong: readonly string[]; readonly byKey: ReadonlyMap<string, number> }> {
  const signing = new Set(['p256-1', 'ed25519-1']);
  const wrong: string[] = [];
  const byKey = new Map<string, number>();
  for (const { seq, action, subject = '', details } of await readLog(store)) {
    if (action === 'key_rotated') {
      signing.delete(JSON.parse(details).before);
      signing.add(subject);
    }
    const credential = action === 'credential_issued' ? issued.get(subject) : undefined;
    if (credential === undefined) continue;
    const keyId = keyIdIn(credential);
    byKey.set(keyId, (byKey.get(keyId) ?? 0) + 1);
    if (!signing.has(keyId)) wrong.push(`entry ${seq}: ${keyId} did not sign any more, or not yet`);
  }
  return { wrong, byKey };
}
