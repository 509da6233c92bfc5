/** What can be handed to a verifier, told apart by form only: nothing in here has been checked. */
import type { JsonObject } from '../strict-json.ts';

export type ReceivedCredential =
  | { readonly format: 'dc+sd-jwt'; readonly compact: string }
  | { readonly format: 'ldp_vc'; readonly document: JsonObject }
  | { readonly format: 'jwt_vc_json'; readonly compact: string }
  | { readonly format: 'kluscv-compact'; readonly bytes: Uint8Array };

/** A W3C presentation: credentials in an envelope that the holder signed. */
export type ReceivedPresentation =
  | { readonly format: 'ldp_vp'; readonly document: JsonObject }
  | { readonly format: 'jwt_vp_json'; readonly compact: string };

export type Received = ReceivedCredential | ReceivedPresentation;

/** Limits to what anybody may hand in; reasons in the README. */
export const receivedLimits = {
  /** Of text; a KlusCV with a hundred reviews stays under 200 kB. */
  bytes: 512 * 1024,
  /** Of nested JSON. */
  depth: 32,
  /** Credentials in one go. */
  credentials: 20,
} as const;
