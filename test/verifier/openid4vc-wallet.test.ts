/** A wallet that is not ours: the client of @openid4vc with the dcql library, as it comes. */
import { DcqlQuery } from 'dcql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { kluscvVct } from '../../contexts/index.ts';
import { look, open } from './calls.ts';
import { createForeignWallet } from './foreign-wallet.ts';
import { createWorld, facts, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  // The client looks at the wall clock for "exp".
  vi.useFakeTimers({ now: world.now(), toFake: ['Date'] });
});
afterAll(async () => {
  vi.useRealTimers();
  await world.close();
});

const client = createForeignWallet();

describe('a wallet on @openid4vc 0.4', () => {
  it('resolves the request, finds the credential by DCQL, presents and is believed', async () => {
    const holder = world.newHolder();
    const claims = {
      ...facts,
      sectors: [
        {
          scheme: 'SBI' as const,
          version: '2025',
          code: '96910',
          labelNl: 'Huishoudelijke persoonlijke dienstverlening',
          labelEn: 'Provision of domestic personal service activities',
          gigs: 214,
          hours: 640.5,
        },
      ],
      rating: { ratingValue: 4.81, worstRating: 1, bestRating: 5, ratingCount: 70 },
    };
    const credential = await world.issue(claims, holder);
    const opened = await open(world, 'employer');

    const { params } = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: opened.requestUri });
    const resolved = await client.resolveOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: params,
    });
    expect(resolved.client).toMatchObject({ prefix: 'x509_hash', effective: world.identity.clientId });
    const request = resolved.authorizationRequestPayload;

    const query = DcqlQuery.parse(JSON.parse(JSON.stringify(resolved.dcql?.query)));
    DcqlQuery.validate(query);
    const result = DcqlQuery.query(query, [
      {
        credential_format: 'dc+sd-jwt',
        vct: kluscvVct,
        claims: JSON.parse(JSON.stringify(claims)),
        cryptographic_holder_binding: true,
      },
    ]);
    expect(result.can_be_satisfied).toBe(true);
    expect(result.credential_sets?.[0]?.matching_options).toEqual([['sd']]);
    const [set] = result.credential_matches.sd?.valid_credentials?.[0]?.claims.valid_claim_sets ?? [];
    const presentation = await world.present(
      credential,
      holder,
      { client_id: resolved.client.effective ?? '', nonce: request.nonce },
      Object.keys(set?.output ?? {}),
    );
    const { authorizationResponsePayload } = await client.createOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: request,
      authorizationResponsePayload: { vp_token: { sd: [presentation] } },
    });
    const submitted = await client.submitOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: { response_uri: String(request.response_uri) },
      authorizationResponsePayload,
    });

    expect(submitted.response.status).toBe(200);
    const { state, report } = await look(world, opened);
    expect([state, report?.outcome]).toEqual(['received', 'valid']);
    expect(report?.credentials[0]?.record).toMatchObject({ name: 'Sanne de Vries', hoursWorked: 640.5 });
  });

  it('may ask for the request object by POST', async () => {
    const opened = await open(world, 'employer');
    const authorizationRequest = `${opened.requestUri}&request_uri_method=post`;
    const { params } = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest });
    const resolved = await client.resolveOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: params,
      wallet: { metadata: { vp_formats_supported: { 'dc+sd-jwt': {} } } },
    });
    expect(resolved.jar?.sendBy).toBe('reference');
  });
});
