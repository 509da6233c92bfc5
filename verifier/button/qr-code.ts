/** The QR code of a link as one SVG path, made without markup from text. */
import { create } from 'qrcode';

const namespace = 'http://www.w3.org/2000/svg';
/** Modules of white around the code, as ISO/IEC 18004 asks. */
const quietZone = 4;

export function drawQrCode(document: Document, { text, label }: { text: string; label: string }): SVGElement {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const size = modules.size + 2 * quietZone;
  let path = '';
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1)
      if (modules.get(y, x)) path += `M${x + quietZone} ${y + quietZone}h1v1h-1z`;
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  svg.setAttribute('shape-rendering', 'crispEdges');
  for (const [fill, d] of [
    ['#fff', `M0 0h${size}v${size}H0z`],
    ['#000', path],
  ] as const) {
    const shape = document.createElementNS(namespace, 'path');
    shape.setAttribute('fill', fill);
    shape.setAttribute('d', d);
    svg.append(shape);
  }
  return svg;
}
