/** The calls that a platform's and a verifier's own systems make in the demo, over real HTTP. */
import { z } from 'zod';

type Service = { readonly url: string; readonly apiKey: string };

async function call(
  service: Service,
  path: string,
  init: { method?: string; body?: unknown } = {},
): Promise<Response> {
  const answer = await fetch(`${service.url}${path}`, {
    method: init.method ?? 'GET',
    headers: { authorization: `Bearer ${service.apiKey}`, 'content-type': 'application/json' },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${path} answered with ${answer.status}.`);
  return answer;
}

const Offer = z.object({ offerUri: z.string(), claimUrl: z.string(), txCode: z.string().optional() });
const Workers = z.object({ workers: z.array(z.object({ workerId: z.string() })).min(1) });
const Issued = z.object({ credentials: z.array(z.object({ credentialId: z.string(), status: z.string() })) });
const OpenedRequest = z.object({ id: z.string(), requestUri: z.string() });
const CheckReport = z.object({
  outcome: z.string(),
  credentials: z.array(z.object({ issuer: z.object({ name: z.string().nullable() }), record: z.unknown() })),
});
export type CheckReport = z.infer<typeof CheckReport>;
const AnsweredRequest = z.object({ state: z.string(), report: CheckReport.optional() });

export async function listWorkerIds(issuer: Service): Promise<string[]> {
  const { workers } = Workers.parse(await (await call(issuer, '/api/v1/workers')).json());
  return workers.map(({ workerId }) => workerId);
}

export async function loadRecord(issuer: Service, workerId: string): Promise<unknown> {
  return (await call(issuer, `/api/v1/workers/${encodeURIComponent(workerId)}/record`)).json();
}

export async function orderOffer(
  issuer: Service,
  workerId: string,
  body: object,
): Promise<z.infer<typeof Offer>> {
  const path = `/api/v1/workers/${encodeURIComponent(workerId)}/offers`;
  return Offer.parse(await (await call(issuer, path, { method: 'POST', body })).json());
}

export async function loadPaper(issuer: Service, workerId: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await call(issuer, `/api/v1/workers/${encodeURIComponent(workerId)}/cv.pdf`);
  return new Uint8Array(await answer.arrayBuffer());
}

export async function listCredentialIds(issuer: Service, workerId: string): Promise<string[]> {
  const answer = await call(issuer, `/api/v1/workers/${encodeURIComponent(workerId)}/credentials`);
  const { credentials } = Issued.parse(await answer.json());
  return credentials.filter(({ status }) => status === 'active').map(({ credentialId }) => credentialId);
}

export async function changeStatus(issuer: Service, credentialId: string, status: string): Promise<void> {
  await call(issuer, `/api/v1/credentials/${credentialId}/status`, { method: 'POST', body: { status } });
}

export async function openRequest(
  verifier: Service,
  purpose: string,
): Promise<z.infer<typeof OpenedRequest>> {
  const answer = await call(verifier, '/api/v1/requests', { method: 'POST', body: { purpose } });
  return OpenedRequest.parse(await answer.json());
}

export async function loadAnswer(verifier: Service, id: string): Promise<z.infer<typeof AnsweredRequest>> {
  return AnsweredRequest.parse(await (await call(verifier, `/api/v1/requests/${id}`)).json());
}

export async function checkDocument(
  verifier: Service,
  document: { mediaType: string; body: string | Uint8Array<ArrayBuffer> },
): Promise<CheckReport> {
  const answer = await fetch(`${verifier.url}/api/v1/checks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${verifier.apiKey}`, 'content-type': document.mediaType },
    body: document.body,
  });
  if (!answer.ok) throw new Error(`POST /api/v1/checks answered with ${answer.status}.`);
  return CheckReport.parse(await answer.json());
}
