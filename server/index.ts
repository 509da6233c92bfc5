export { createApiRules } from './api-rules.ts';
export { inheritCompiledCanonicalization, setCompiledCanonicalization } from './canonicalization.ts';
export { showCanonicalizations } from './canonicalization-metrics.ts';
export { createServer, type ServerOptions } from './create-server.ts';
export { createGuardedLookup, type ResolveAddresses } from './guarded-lookup.ts';
export {
  type ChainProblem,
  type ChainReport,
  hashEntry,
  verifyChain,
} from './hash-chain.ts';
export { checkPortsFree, type Listening, listen, type Tls } from './listen.ts';
export { createLog, type Log } from './log.ts';
export { createMetrics, type Metrics, routePattern } from './metrics.ts';
export { parseJsonBody } from './parse-json-body.ts';
export { isPrivateAddress } from './private-address.ts';
export { isPublicUrl } from './public-url.ts';
export {
  BaseUrl,
  isLoopbackHttp,
  KeySecrets,
  readConfig,
  sharedSettings,
  wholeNumber,
} from './read-config.ts';
export { noteRefusal } from './refusals.ts';
export { type Repeated, repeat } from './repeat.ts';
export { allowCors, bearerToken, noStore, parseInput } from './route.ts';
export { createSafeFetch } from './safe-fetch.ts';
export { createProblem, sendError } from './send-error.ts';
export { serveDocs } from './serve-docs.ts';
export { preferPacked } from './serve-packed.ts';
export { holdMemorySteady } from './steady-memory.ts';
export { backoffSeconds, hasArrived, nextAttemptAt, postWebhook, signDelivery } from './webhooks.ts';
