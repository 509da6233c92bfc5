/**
 * What every call under `/api/v1` has in common (API Design Rules of the Dutch government, 2.1), read from its own
 * description: no slash at the end, 405 with `Allow`, 406 and 415, and the version in each answer.
 */
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../core/errors.ts';

const Content = z.record(z.string(), z.unknown());
const Operation = z.looseObject({
  security: z.array(z.record(z.string(), z.unknown())).optional(),
  requestBody: z.looseObject({ content: Content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: Content.optional() })),
});
type Operation = z.infer<typeof Operation>;
const Document = z.looseObject({
  info: z.looseObject({ version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const prefix = '/api/v1';
const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;
type Method = (typeof methods)[number];

type Described = { readonly pattern: RegExp; readonly operations: ReadonlyMap<Method, Rules> };

/** What is asked of a call, as its description says it. */
type Rules = {
  /** Media types of the answers; empty when nothing is said of them. */
  readonly given: readonly string[];
  /** Media types of the body; empty when any will do, or when it is looked at behind the key only. */
  readonly taken: readonly string[];
};

/** To be mounted at `/api/v1`, before the calls. Throws when the document is not an OpenAPI document. */
export function createApiRules(openApi: object): RequestHandler {
  const { info, paths } = Document.parse(openApi);
  const described = Object.entries(paths).flatMap(([path, item]): Described[] => {
    if (!path.startsWith(`${prefix}/`)) return [];
    const known = methods.flatMap((method) =>
      item[method] === undefined ? [] : [[method, rulesOf(Operation.parse(item[method]))] as const],
    );
    return [{ pattern: patternOf(path.slice(prefix.length)), operations: new Map(known) }];
  });
  const find = (path: string): Described['operations'] | undefined => {
    const here = described.filter(({ pattern }) => pattern.test(path));
    return here.length === 0 ? undefined : new Map(here.flatMap((one) => [...one.operations]));
  };
  // Addresses without a part of their own are few, and looked up once.
  const fixed = new Map(
    Object.keys(paths)
      .filter((path) => path.startsWith(`${prefix}/`) && !path.includes('{'))
      .map((path) => [path.slice(prefix.length), find(path.slice(prefix.length))] as const),
  );
  return (req, res, next) => {
    res.setHeader('API-Version', info.version);
    const { path } = req;
    // Two addresses for one thing would be one too many.
    if (path.length > 1 && path.endsWith('/')) throw new KlusCVError('not_found');
    const operations = fixed.get(path) ?? find(path);
    if (operations !== undefined && req.method !== 'OPTIONS') {
      const method = methodOf(req);
      const rules = method && operations.get(method);
      if (rules === undefined) {
        res.set('Allow', allowed(operations).join(', '));
        throw new KlusCVError('method_not_allowed');
      }
      checkTypes(req, rules);
    }
    next();
  };
}

/** `{id}` is one part of a path. */
const patternOf = (path: string): RegExp => {
  const parts = path.split('/').map((part) => {
    return /^\{\w+\}$/.test(part) ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
};

const methodOf = ({ method }: Request): Method | undefined => {
  const name = method === 'HEAD' ? 'get' : method.toLowerCase();
  return methods.find((one) => one === name);
};

const allowed = (operations: Described['operations']): readonly string[] =>
  [...operations.keys()].flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));

const hasBody = (req: Request): boolean =>
  req.headers['transfer-encoding'] !== undefined || Number(req.get('content-length') ?? 0) > 0;

/** Anybody may call it. Of what needs a key, nothing of the body is looked at before the key. */
const isOpen = ({ security }: Operation): boolean =>
  security === undefined || security.some((scheme) => Object.keys(scheme).length === 0);

const rulesOf = (operation: Operation): Rules => {
  const { requestBody, responses } = operation;
  const given = Object.values(responses).flatMap(({ content }) => Object.keys(content ?? {}));
  const taken = Object.keys(requestBody?.content ?? {});
  return {
    // Problems come as they are: who asked for something else gets them all the same.
    given: given.length === 0 ? [] : [...given, 'application/problem+json'],
    taken: isOpen(operation) && !taken.includes('*/*') ? taken : [],
  };
};

/** Who names no type, or any, is given ours. */
const acceptsAll = ({ headers: { accept } }: Request): boolean => accept === undefined || accept === '*/*';

function checkTypes(req: Request, { given, taken }: Rules): void {
  if (given.length > 0 && !acceptsAll(req) && req.accepts([...given]) === false)
    throw new KlusCVError('not_acceptable');
  if (taken.length > 0 && hasBody(req) && !req.is([...taken]))
    throw new KlusCVError('unsupported_media_type');
}
