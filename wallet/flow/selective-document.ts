/** W3C credentials of which the holder shows parts (ecdsa-sd-2023): from what was chosen to a document that says no more. */
import { type ClaimName, claimNames } from '../../core/credential/claims.ts';
import { type DeriveProblem, deriveSdProof } from '../../core/proof/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import type { ClaimPath } from './choose.ts';
import type { FlowPorts } from './flow-ports.ts';

type Derived = Result<JsonObject, DeriveProblem>;
type Ports = Pick<FlowPorts, 'loadDocument'>;

/** True for a document with a base proof, from which others are derived. */
export const isSelective = ({ proof }: JsonObject): boolean =>
  isJsonObject(proof) && proof.cryptosuite === 'ecdsa-sd-2023';

/** Who says it, from when until when, and where its withdrawal would stand: without these no reader takes it. */
const frame = ['issuer', 'validFrom', 'validUntil', 'credentialStatus', 'credentialSchema'];

const pointerStep = (step: string | number): string =>
  `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;

const valueAt = (value: unknown, step: string | number): unknown => {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
};

/** A DCQL path as JSON pointers (RFC 6901): `null` stands for every element. None when it leads to nothing. */
export const pointersFor = (value: unknown, path: ClaimPath): string[] => {
  const [step, ...rest] = path;
  if (step === undefined) return [''];
  const steps = step === null ? (Array.isArray(value) ? [...value.keys()] : []) : [step];
  return steps.flatMap((one) => {
    const inside = valueAt(value, one);
    return inside === undefined
      ? []
      : pointersFor(inside, rest).map((pointer) => `${pointerStep(one)}${pointer}`);
  });
};

const framePointers = (document: JsonObject): string[] =>
  frame.filter((name) => document[name] !== undefined).map(pointerStep);

/** The document with what the paths lead to, its frame, and what the issuer made mandatory. */
export const deriveDocument = (
  document: JsonObject,
  paths: readonly ClaimPath[],
  { loadDocument }: Ports,
): Promise<Derived> => {
  const chosen = paths.flatMap((path) => pointersFor(document, path));
  const selectivePointers = [...new Set([...framePointers(document), ...chosen])];
  return deriveSdProof({ credential: document, selectivePointers }, { loadDocument });
};

/**
 * What a holder must know of such a document: the whole of it as a reader would get it, whose proof can be verified, and which
 * claims go along whatever is chosen.
 */
export const examineSelective = async (
  document: JsonObject,
  ports: Ports,
): Promise<
  Result<{ readonly whole: JsonObject; readonly mandatory: readonly ClaimName[] }, DeriveProblem>
> => {
  const members = Object.keys(document).filter((name) => !['@context', 'type', 'id', 'proof'].includes(name));
  const whole = await deriveDocument(
    document,
    members.map((name) => [name]),
    ports,
  );
  if (!whole.ok) return whole;
  const least = await deriveDocument(document, [], ports);
  if (!least.ok) return least;
  const { credentialSubject } = least.value;
  const mandatory = claimNames.filter(
    (name) => isJsonObject(credentialSubject) && credentialSubject[name] !== undefined,
  );
  return ok({ whole: whole.value, mandatory });
};
