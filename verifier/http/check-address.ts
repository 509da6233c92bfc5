/** An address that a caller names, to call or to send people to. */
import { KlusCVError } from '../../core/errors.ts';
import { isLoopbackHttp, isPublicUrl } from '../../server/index.ts';
import type { VerifierDeps } from '../deps.ts';

/**
 * An https address without a fragment or a name in it; plain http only between programs on one machine.
 * @throws KlusCVError `invalid_request`, naming the member
 */
export function checkAddress(member: string, address: string, { url }: Pick<VerifierDeps, 'url'>): void {
  const { protocol, hash, username, password } = new URL(address);
  const isSafe = protocol === 'https:' || (isLoopbackHttp(url) && isLoopbackHttp(address));
  if (!isSafe || hash !== '' || username !== '' || password !== '')
    throw new KlusCVError('invalid_request', `${member}: must be an https address without a fragment.`);
}

/**
 * An address that we will call ourselves: as above, and not one in our own network. Refused as soon as it is named;
 * the guarded fetch looks again at every call, since a name may lead elsewhere by then.
 * @throws KlusCVError `invalid_request`, naming the member
 */
export function checkCalledAddress(member: string, address: string, deps: Pick<VerifierDeps, 'url'>): void {
  checkAddress(member, address, deps);
  if (!isPublicUrl(address, { allowInsecureLoopback: isLoopbackHttp(deps.url) }))
    throw new KlusCVError('invalid_request', `${member}: must be an address on the public internet.`);
}
