/** The part of the description that is about checking on one's own device: the lists that this takes. */
const problem = { $ref: '#/components/responses/Problem' };
const text = { type: 'string' };
const list = { type: 'object' };

const named = (name: string, description: string): object => ({
  name,
  in: 'query',
  required: true,
  description,
  schema: text,
});

const ofListed = { 400: problem, 404: problem, 429: problem, 502: problem };

export const listPaths = {
  '/api/v1/lists/trust-list': {
    get: {
      operationId: 'showTrustList',
      summary: 'Whom this verifier trusts, as it stands now',
      responses: {
        200: {
          description: 'The platforms; none when the list is missing',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['verifier', 'state'],
                properties: {
                  verifier: text,
                  state: { enum: ['current', 'outdated', 'missing'] },
                  list,
                  signed: { type: 'string', description: 'The scheme’s list as the scheme signed it' },
                  schemeKeys: { type: 'object', description: 'The keys that this verifier has pinned' },
                },
              },
            },
          },
        },
      },
    },
  },
  '/api/v1/lists/did-documents': {
    get: {
      operationId: 'showDidDocument',
      summary: 'The DID document of a listed platform',
      parameters: [
        named('did', 'A DID on the list of issuers'),
        { ...named('key', 'The DID URL of a key that the document may name by now'), required: false },
      ],
      responses: {
        200: { description: 'The DID document', content: { 'application/json': { schema: list } } },
        ...ofListed,
      },
    },
  },
  '/api/v1/lists/status-lists': {
    get: {
      operationId: 'showStatusList',
      summary: 'A status list of a listed platform, whole and as that platform signed it',
      parameters: [named('url', 'Where the list lies, at the platform’s own address')],
      responses: {
        200: {
          description: 'The list',
          content: { 'application/statuslist+jwt': { schema: text }, 'application/vc': { schema: list } },
        },
        ...ofListed,
      },
    },
  },
};
