/** From an offer link to everything the worker must know before saying yes. */
import { ok, type Result } from '../../core/result.ts';
import { platformByUrl } from '../../core/trust/index.ts';
import { createWellKnownAddress, parseAddress } from './address.ts';
import type { FlowPorts } from './flow-ports.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import { CredentialConfiguration, IssuerMetadata, ServerMetadata } from './issuer-metadata.ts';
import { CredentialOffer, type OfferLink, parseOfferLink, preAuthorizedGrant } from './parse-offer.ts';
import { fetchAnswer, parseJsonAnswer } from './read-json.ts';

export type OfferedCredential = {
  readonly configurationId: string;
  readonly configuration: CredentialConfiguration;
};

/** An offer with its issuer's metadata: complete, checked, nothing used up yet. */
export type ResolvedOffer = {
  readonly issuerUrl: string;
  /** As on the scheme's list; `listed` is false when the issuer is not on it, and then `name` is its host. */
  readonly issuer: { readonly name: string; readonly listed: boolean };
  readonly offered: readonly OfferedCredential[];
  readonly preAuthorizedCode: string;
  readonly txCode: { readonly inputMode: 'numeric' | 'text'; readonly length: number | null } | null;
  readonly endpoints: { readonly token: string; readonly credential: string; readonly nonce: string | null };
};

const maxOfferBytes = 64 * 1024;
const maxMetadataBytes = 1024 * 1024;

/**
 * Reads an offer link, fetches the offer when it is by reference, and the metadata of issuer and authorization server.
 * Only issuers whose metadata names them byte for byte as the offer does get through (OpenID4VCI 1.0, sections 4.1 and 12.2).
 */
export async function resolveOffer(
  offerUri: string,
  ports: FlowPorts,
): Promise<Result<ResolvedOffer, FlowProblem>> {
  const link = parseOfferLink(offerUri, ports.allowInsecureLoopback);
  if (!link.ok) return link;
  const offer = await fetchOffer(link.value, ports);
  if (!offer.ok) return offer;
  const grant = offer.value.grants?.[preAuthorizedGrant];
  if (grant === undefined) return problem('offer_unsupported', 'The offer has no pre-authorized code.');
  const issuerUrl = offer.value.credential_issuer;
  const metadata = await fetchIssuerMetadata(issuerUrl, ports);
  if (!metadata.ok) return metadata;
  const server = await fetchServerMetadata(metadata.value, grant.authorization_server, ports);
  if (!server.ok) return server;
  const endpoints = checkEndpoints(metadata.value, server.value.token_endpoint, ports.allowInsecureLoopback);
  if (!endpoints.ok) return endpoints;
  const offered = chooseOffered(offer.value, metadata.value);
  if (offered.length === 0)
    return problem('offer_unsupported', 'None of the offered credentials is in a known format.');
  const platform = ports.trust === null ? undefined : platformByUrl(ports.trust, issuerUrl);
  return ok({
    issuerUrl,
    issuer: { name: platform?.name ?? new URL(issuerUrl).host, listed: platform !== undefined },
    offered,
    preAuthorizedCode: grant['pre-authorized_code'],
    txCode:
      grant.tx_code === undefined
        ? null
        : { inputMode: grant.tx_code.input_mode, length: grant.tx_code.length ?? null },
    endpoints: endpoints.value,
  });
}

async function fetchOffer(link: OfferLink, ports: FlowPorts): Promise<Result<CredentialOffer, FlowProblem>> {
  if (link.kind === 'value') return ok(link.offer);
  const answer = await fetchAnswer(ports.fetch, {
    url: link.url,
    headers: { accept: 'application/json' },
    maxBytes: maxOfferBytes,
  });
  if (answer === undefined) return problem('issuer_unreachable', 'The offer could not be fetched.');
  if (answer.status !== 200) return problem('offer_gone', `The offer was answered with ${answer.status}.`);
  const offer = parseJsonAnswer(answer, CredentialOffer);
  return offer.ok ? offer : problem('offer_unreadable', offer.error);
}

async function fetchIssuerMetadata(
  issuerUrl: string,
  ports: FlowPorts,
): Promise<Result<IssuerMetadata, FlowProblem>> {
  const address = parseAddress(issuerUrl, ports.allowInsecureLoopback);
  if (address === undefined || address.search !== '') {
    return problem('offer_unreadable', 'The issuer of the offer is not an https address.');
  }
  const answer = await fetchAnswer(ports.fetch, {
    url: createWellKnownAddress(address, 'openid-credential-issuer'),
    headers: { accept: 'application/json' },
    maxBytes: maxMetadataBytes,
  });
  if (answer?.status !== 200)
    return problem('issuer_unreachable', 'The metadata of the issuer could not be fetched.');
  const metadata = parseJsonAnswer(answer, IssuerMetadata);
  if (!metadata.ok) return problem('issuer_answer_wrong', `Issuer metadata: ${metadata.error}`);
  if (metadata.value.credential_issuer !== issuerUrl) {
    return problem('issuer_answer_wrong', 'The metadata is of another issuer than the offer.');
  }
  return metadata;
}

async function fetchServerMetadata(
  metadata: IssuerMetadata,
  wanted: string | undefined,
  ports: FlowPorts,
): Promise<Result<ServerMetadata, FlowProblem>> {
  const servers = metadata.authorization_servers ?? [metadata.credential_issuer];
  const server = wanted === undefined ? servers[0] : servers.find((candidate) => candidate === wanted);
  const address = server === undefined ? undefined : parseAddress(server, ports.allowInsecureLoopback);
  if (address === undefined)
    return problem('issuer_answer_wrong', 'The issuer names no usable authorization server.');
  const answer = await fetchAnswer(ports.fetch, {
    url: createWellKnownAddress(address, 'oauth-authorization-server'),
    headers: { accept: 'application/json' },
    maxBytes: maxMetadataBytes,
  });
  if (answer?.status !== 200)
    return problem('issuer_unreachable', 'The authorization server did not answer.');
  const parsed = parseJsonAnswer(answer, ServerMetadata);
  if (!parsed.ok) return problem('issuer_answer_wrong', `Authorization server metadata: ${parsed.error}`);
  if (parsed.value.issuer !== server) {
    return problem('issuer_answer_wrong', 'The authorization server calls itself by another name.');
  }
  return parsed;
}

function checkEndpoints(
  metadata: IssuerMetadata,
  token: string,
  allowInsecureLoopback: boolean,
): Result<ResolvedOffer['endpoints'], FlowProblem> {
  const { credential_endpoint: credential, nonce_endpoint: nonce } = metadata;
  const addresses = nonce === undefined ? [token, credential] : [token, credential, nonce];
  if (addresses.some((address) => parseAddress(address, allowInsecureLoopback) === undefined)) {
    return problem('issuer_answer_wrong', 'An endpoint of the issuer is not an https address.');
  }
  return ok({ token, credential, nonce: nonce ?? null });
}

function chooseOffered(offer: CredentialOffer, metadata: IssuerMetadata): OfferedCredential[] {
  const configurations = new Map(Object.entries(metadata.credential_configurations_supported));
  return [...new Set(offer.credential_configuration_ids)].flatMap((configurationId) => {
    const configuration = CredentialConfiguration.safeParse(configurations.get(configurationId));
    return configuration.success ? [{ configurationId, configuration: configuration.data }] : [];
  });
}
