/** The points of a picture in a form that only the browser can read. */

const maxPoints = 25_000_000;

/** Undefined when the browser cannot read it either, or when it is too large. */
export async function drawPicture(bytes: Uint8Array<ArrayBuffer>): Promise<ImageData | undefined> {
  const picture = await createImageBitmap(new Blob([bytes])).catch(() => undefined);
  if (picture === undefined) return undefined;
  const { width, height } = picture;
  if (width * height > maxPoints) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  context?.drawImage(picture, 0, 0);
  picture.close();
  return context?.getImageData(0, 0, width, height);
}
