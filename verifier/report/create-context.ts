/** What every verification in this service is given: one moment, the scheme's list, and the guarded ways out. */
import type { VerifyContext } from '../../core/verify/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { clockSkewSeconds } from './clock-skew.ts';

export type ContextDeps = Pick<
  VerifierDeps,
  | 'clock'
  | 'crypto'
  | 'name'
  | 'trustList'
  | 'resolveDid'
  | 'loadStatusList'
  | 'loadDocument'
  | 'verifiedLists'
  | 'issuerChains'
>;

/** The context of one verification; its `now` is the moment of the call. */
export async function createContext(deps: ContextDeps): Promise<VerifyContext> {
  return {
    now: deps.clock(),
    clockSkewSeconds,
    crypto: deps.crypto,
    loadDocument: deps.loadDocument,
    trust: await deps.trustList.load(),
    resolveDid: deps.resolveDid,
    loadStatusList: deps.loadStatusList,
    verifiedLists: deps.verifiedLists,
    issuerChains: deps.issuerChains,
    verifierName: deps.name,
  };
}
