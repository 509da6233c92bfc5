/** Every format that this verifier reads; one that is not here does not exist for it. */
import type { Result } from '../../result.ts';
import type { Seen } from '../messages.ts';
import type { ReceivedCredential } from '../received.ts';
import { readCompact } from './compact.ts';
import type { OpenedCredential } from './format.ts';
import { readJwtVc } from './jwt-vc.ts';
import { readLdpVc } from './ldp-vc.ts';
import { readSdJwt } from './sd-jwt.ts';

/** Takes a credential of any format apart; nothing is checked, nothing fetched. */
export const openCredential = (received: ReceivedCredential): Result<OpenedCredential, Seen> => {
  switch (received.format) {
    case 'dc+sd-jwt':
      return readSdJwt(received);
    case 'ldp_vc':
      return readLdpVc(received);
    case 'jwt_vc_json':
      return readJwtVc(received);
    case 'kluscv-compact':
      return readCompact(received);
  }
};

export type { Holder, OpenedCredential, SignedContent, StatusReference } from './format.ts';
