/** From files to credentials. See README.md. */
export { receiveFile } from './receive-file.ts';
export { receivePdf } from './receive-pdf.ts';
export { receivePicture } from './receive-picture.ts';
