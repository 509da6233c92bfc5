/** Where the button is, and what it knows there. */
export type Device = 'cross-device' | 'same-device';

export type Waiting = {
  readonly name: 'waiting';
  readonly id: string;
  readonly device: Device;
  /** `openid4vp://…`, at the verifier that the tag names. */
  readonly requestUri: string;
  /** A web wallet with the link in its fragment. */
  readonly webWallet?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
};

export type End = 'received' | 'refused' | 'failed' | 'expired';

export type ButtonState =
  | { readonly name: 'idle' | 'opening' }
  | Waiting
  | { readonly name: End; readonly id: string }
  /** Nothing was asked: the site does not answer, or is not set up as it should. */
  | { readonly name: 'unreachable' | 'broken' };
