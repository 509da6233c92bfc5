/** The suite's key files: a verification method with both halves of a key, or a JWK alone. */
import {
  type PrivateJwk,
  type PublicJwk,
  parsePrivateJwk,
  parsePublicJwk,
} from '../../../core/keys/index.ts';
import { isJsonObject } from '../../../core/strict-json.ts';

export type KeyFile = {
  /** The URL of the verification method, for `kid`. */
  readonly id: string | undefined;
  readonly privateJwk: PrivateJwk | undefined;
  readonly publicJwk: PublicJwk | undefined;
};

/** Takes the halves of a key out of an unknown value; what is not there is undefined. */
export const parseKeyFile = (value: unknown): KeyFile => {
  const method = isJsonObject(value) ? value : {};
  const whole = method.secretKeyJwk ?? method.privateKeyJwk ?? method;
  const privateJwk = parsePrivateJwk(whole);
  const { d: _, ...publicHalf } = isJsonObject(whole) ? whole : {};
  return {
    id: typeof method.id === 'string' ? method.id : undefined,
    privateJwk,
    publicJwk: parsePublicJwk(method.publicKeyJwk ?? publicHalf),
  };
};
