/** Source Sans 3 (OFL-1.1) as static files: pdfkit takes no woff2, and the paper embeds only the glyphs it uses. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const load = (weight: string): Buffer =>
  readFileSync(require.resolve(`source-sans/TTF/SourceSans3-${weight}.ttf`));

export const fontFiles = {
  regular: load('Regular'),
  semibold: load('Semibold'),
  bold: load('Bold'),
} as const;

export type FontName = keyof typeof fontFiles;
