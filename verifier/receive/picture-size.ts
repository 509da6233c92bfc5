/** Width and height of a picture before anybody unpacks it: a small file can be a picture of a thousand million points. */

const maxBytes = 10 * 1024 * 1024;
const maxPoints = 25_000_000;

type Size = { readonly width: number; readonly height: number };

const at16 = (bytes: Uint8Array, index: number): number =>
  ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
const at32 = (bytes: Uint8Array, index: number): number =>
  at16(bytes, index) * 65_536 + at16(bytes, index + 2);

const isPng = (bytes: Uint8Array): boolean => at32(bytes, 0) === 0x89504e47;
const isJpeg = (bytes: Uint8Array): boolean => at16(bytes, 0) === 0xffd8;

/** The IHDR chunk comes first (PNG, section 11.2.2). */
const pngSize = (bytes: Uint8Array): Size => ({ width: at32(bytes, 16), height: at32(bytes, 20) });

/** In the first frame header (ITU T.81, section B.2.2); markers C4, C8 and CC are none. */
const jpegSize = (bytes: Uint8Array): Size | undefined => {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: at16(bytes, at + 5), width: at16(bytes, at + 7) };
    if (marker === 0xff) at += 1;
    else at += 2 + Math.max(2, at16(bytes, at + 2));
  }
  return undefined;
};

/** True for bytes that begin like a picture that we read: PNG or JPEG. */
export const isPicture = (bytes: Uint8Array): boolean => isPng(bytes) || isJpeg(bytes);

/** True when unpacking the picture costs no more than a photo of a telephone does. */
export const pictureFits = (bytes: Uint8Array): boolean => {
  if (bytes.length > maxBytes) return false;
  const size = isPng(bytes) ? pngSize(bytes) : isJpeg(bytes) ? jpegSize(bytes) : undefined;
  return size !== undefined && size.width * size.height <= maxPoints;
};
