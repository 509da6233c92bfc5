/** Looks for a QR code in what the camera sees, on this device; no picture is kept. */
import { toUtf8 } from '../../../core/bytes.ts';
import { parseReceived } from '../../../core/verify/index.ts';
import type { PageFetch } from '../../../ui/call-api.ts';
import { readCodes } from './read-codes.ts';

const lookEveryMs = 150;
/** Another code on the same paper or screen may be seen first: so often is looked for one that carries a credential. */
const looksForBetter = 12;
const maxSide = 1_280;

/**
 * Calls back once, with the text of a code that carries a credential; with that of another code when there is no such one
 * to be seen. The returned function stops looking.
 */
export function watchCamera(
  video: HTMLVideoElement,
  fetch: PageFetch,
  on: { readonly code: (text: string) => void; readonly broken: () => void },
): () => void {
  let isStopped = false;
  let looksWithOther = 0;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const look = async (): Promise<void> => {
    const points = context === null ? undefined : takePicture(video, canvas, context);
    const texts = points === undefined ? [] : await readCodes(points, fetch);
    if (isStopped) return;
    const [other] = texts;
    if (other !== undefined) looksWithOther += 1;
    const text = texts.find(carriesCredential) ?? (looksWithOther > looksForBetter ? other : undefined);
    if (text === undefined) setTimeout(next, lookEveryMs);
    else on.code(text);
  };
  const next = (): void => {
    if (!isStopped) look().catch(() => isStopped || on.broken());
  };
  next();
  return () => {
    isStopped = true;
  };
}

const carriesCredential = (text: string): boolean => parseReceived({ bytes: toUtf8(text) }).ok;

function takePicture(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
): ImageData | undefined {
  const { videoWidth, videoHeight } = video;
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || videoWidth === 0) return undefined;
  const scale = Math.min(1, maxSide / Math.max(videoWidth, videoHeight));
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
