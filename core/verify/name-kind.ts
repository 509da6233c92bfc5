/** What somebody handed in by mistake, as far as its first bytes or words give it away. Only a name is wanted of it. */
import type { Seen } from './messages.ts';

const asciiAt = (bytes: Uint8Array, from: number, to: number): string =>
  new TextDecoder('latin1').decode(bytes.subarray(from, to));

/** Packed files name what is in them near their beginning. */
const isOffice = (bytes: Uint8Array): boolean =>
  /\[Content_Types\]\.xml|_rels\/\.rels|mimetypeapplication\/vnd\.oasis/.test(asciiAt(bytes, 0, 4_096));

/** First bytes in hexadecimal, by the specifications of those forms; after the ISO base media files' length, their brand. */
const beginnings: readonly (readonly [RegExp, Seen])[] = [
  // ftyp, and: heic, heix, heim, heis, hevc, hevx, mif1, msf1
  [/^.{8}66747970(686569(63|78|6d|73)|68657663|68657678|6d696631|6d736631)/, 'heic'],
  // ftyp and avif; GIF8, BM, TIFF in both orders, RIFF…WEBP, PNG, JPEG, JPEG XL
  [/^(.{8}66747970617669|47494638|424d|49492a00|4d4d002a|52494646.{8}57454250)/, 'picture_kind'],
  [/^(89504e47|ffd8ff|ff0a|0000000c4a584c20)/, 'picture_kind'],
  // The older office documents
  [/^d0cf11e0/, 'office'],
  // gzip, 7z, rar, bzip2, xz
  [/^(1f8b|377abcaf|52617221|425a68|fd377a58)/, 'zip'],
];

const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Of bytes that are no text. */
export const nameBinary = (bytes: Uint8Array): Seen => {
  const beginning = hexOf(bytes.subarray(0, 16));
  if (beginning.startsWith('504b0304')) return isOffice(bytes) ? 'office' : 'zip';
  return beginnings.find(([form]) => form.test(beginning))?.[1] ?? 'binary';
};

const texts: readonly (readonly [RegExp, Seen])[] = [
  [/^(openid-credential-offer|haip-vci):/i, 'wallet_offer'],
  [/^([\w-]*openid4vp|haip-vp|haip|siopv2|openid):\/\//i, 'wallet_request'],
  // The same behind an ordinary address, as web wallets and the claim page of a platform have it.
  [
    /^https?:\/\/\S*([?&#](credential_offer|credential_offer_uri|offer)=|\/claim(?=[/?#]|$))/i,
    'wallet_offer',
  ],
  [/^https?:\/\/\S*[?&#](request_uri|request|client_id)=/i, 'wallet_request'],
  [/^https?:\/\//i, 'link'],
  [/^\{\\rtf/, 'office'],
  [/^<(!doctype|html|\?xml)/i, 'web_page'],
  [/^(received|return-path|delivered-to|mime-version|from|message-id|x-[\w-]+): /i, 'email'],
];

/** Of a text that is no credential; undefined when it says nothing of itself. */
export const nameText = (text: string): Seen | undefined => texts.find(([form]) => form.test(text))?.[1];
