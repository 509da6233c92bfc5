/** Looks for a QR code in what the camera sees, on this device; no picture is kept. */
import type { PageFetch } from '../../../ui/call-api.ts';
import { readCodes } from './read-codes.ts';

const lookEveryMs = 150;
const maxSide = 1_280;

/** Calls back once with the text of the first code. The returned function stops looking. */
export function watchCamera(
  video: HTMLVideoElement,
  fetch: PageFetch,
  on: { readonly code: (text: string) => void; readonly broken: () => void },
): () => void {
  let isStopped = false;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const look = async (): Promise<void> => {
    const points = context === null ? undefined : takePicture(video, canvas, context);
    const [text] = points === undefined ? [] : await readCodes(points, fetch);
    if (isStopped) return;
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
