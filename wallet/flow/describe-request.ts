/** What a request asks and for whom, however it came: the part that the worker sees, and that an answer is made from. */
import type { DcqlQuery } from 'dcql';
import { z } from 'zod';
import type { ClaimName } from '../../core/credential/claims.ts';
import { askedClaims, Purpose, policyOf, purposeInfoFormat } from '../../core/openid/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { verifierByCertificate } from '../../core/trust/index.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import { parseDcqlQuery } from './request-object.ts';
import { parseResponseEncryption, type ResponseEncryption } from './response-encryption.ts';

export type AskedPresentation = {
  /** Whom the presentation is made out to: the full client id, or `origin:` and the origin of the page that asks. */
  readonly audience: string;
  /** Who asks. `name` stands on the scheme's list, for this certificate and purpose; null for an unknown recipient. */
  readonly verifier: { readonly name: string | null; readonly host: string };
  /** What for, as the verifier says; null when it does not say. */
  readonly purpose: Purpose | null;
  /** False when the purpose is one for registered verifiers and this one is not registered for it. */
  readonly purposeAllowed: boolean;
  /** The claims that belong to the purpose; null when no purpose was stated. */
  readonly allowedClaims: readonly ClaimName[] | null;
  readonly nonce: string;
  readonly dcqlQuery: DcqlQuery;
  /** To which key the answer is closed; null when it goes in the open. */
  readonly encryption: ResponseEncryption | null;
};

/** The members that count here, of whatever kind of request. */
type RequestMembers = {
  readonly response_mode: string;
  readonly nonce: string;
  readonly dcql_query: Record<string, unknown>;
  readonly client_metadata?: Record<string, unknown> | undefined;
  readonly verifier_info?: readonly { readonly format: string; readonly data?: unknown }[] | undefined;
};

/** Reads query, purpose and encryption, and looks the asker up in the scheme's list. */
export function describeRequest(
  request: RequestMembers,
  asker: {
    readonly audience: string;
    readonly host: string;
    readonly certificateSha256: string | null;
  },
  ports: FlowPorts,
): Result<AskedPresentation, FlowProblem> {
  const dcqlQuery = parseDcqlQuery(request.dcql_query);
  if (dcqlQuery === undefined) return problem('request_unsupported', 'The query is not one in DCQL.');
  const encryption = parseResponseEncryption(request.response_mode, request.client_metadata);
  if (!encryption.ok) return encryption;
  const purpose = parsePurpose(request);
  const { certificateSha256 } = asker;
  const listed =
    ports.trust === null || certificateSha256 === null
      ? undefined
      : verifierByCertificate(ports.trust, certificateSha256);
  // A verifier may also ask for anybody who uses its public page: then its own name would say too much.
  const registered = listed?.purposes.find((one) => one === purpose) === undefined ? undefined : listed;
  return ok({
    audience: asker.audience,
    verifier: { name: registered?.name ?? null, host: asker.host },
    purpose,
    purposeAllowed: purpose === null || !policyOf(purpose).registeredOnly || registered !== undefined,
    allowedClaims: purpose === null ? null : askedClaims(purpose),
    nonce: request.nonce,
    dcqlQuery,
    encryption: encryption.value,
  });
}

const PurposeInfo = z.object({ format: z.literal(purposeInfoFormat), data: z.object({ purpose: Purpose }) });

function parsePurpose({ verifier_info }: RequestMembers): Purpose | null {
  for (const info of verifier_info ?? []) {
    const parsed = PurposeInfo.safeParse(info);
    if (parsed.success) return parsed.data.data.purpose;
  }
  return null;
}
