export { createServer, type ServerOptions } from './create-server.ts';
export { checkPortsFree, type Listening, listen, type Tls } from './listen.ts';
export { createLog, type Log } from './log.ts';
export { createMetrics, type Metrics, routePattern } from './metrics.ts';
export { BaseUrl, isLoopbackHttp, readConfig } from './read-config.ts';
export { allowCors, bearerToken, noStore, parseInput } from './route.ts';
export { createSafeFetch, isPrivateAddress } from './safe-fetch.ts';
export { createProblem, sendError } from './send-error.ts';
export { holdMemorySteady } from './steady-memory.ts';
