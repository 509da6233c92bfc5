/** PDF/A-3 (ISO 19005-3), by structure: what a validator would look at first, read from the objects of the file. */
import { describe, expect, test } from 'vitest';
import { readContent } from './page-content.ts';
import { credentialBytes, few, many, render, typical } from './papers.ts';
import { nameOf, type PdfDict, type PdfFile, readPdf, textOf } from './pdf-objects.ts';

const papers = {
  'with little': few,
  'of a typical worker': typical,
  'with very much, in English': { ...many, language: 'en' as const },
};

const dictsOf = (file: PdfFile): PdfDict[] =>
  [...file.objects.values()].flatMap((value) =>
    value !== null && typeof value === 'object' && 'dict' in value ? [value.dict] : [],
  );

const xmpOf = (file: PdfFile): string => file.bytes(file.catalog.Metadata).toString('utf8');

/** Every tag closed by its own name; the names of all elements. */
const elementsOf = (xml: string): string[] => {
  const open: string[] = [];
  const names: string[] = [];
  for (const [, end, name = '', empty] of xml.matchAll(/<(\/?)([a-zA-Z]+:[a-zA-Z]+)[^>]*?(\/?)>/g)) {
    if (end === '/') {
      if (open.pop() !== name) throw new Error(`${name} ends where it did not begin.`);
    } else {
      names.push(name);
      if (empty !== '/') open.push(name);
    }
  }
  if (open.length > 0) throw new Error(`${open.join()} do not end.`);
  return names;
};

const unescapeXml = (text = ''): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

describe.each(Object.entries(papers))('a paper %s', (_which, change) => {
  const opened = render(change).then(readPdf);

  test('begins as a binary PDF 1.7 and has an identifier, no encryption (6.1.2, 6.1.3)', async () => {
    const { text, trailer, list } = await opened;
    expect(text).toMatch(/^%PDF-1\.7\n%[\x80-\xff]{4}/);
    expect(list(trailer.ID)).toHaveLength(2);
    expect(trailer.Encrypt).toBeUndefined();
  });

  test('has no stream outside itself, and none packed by LZW (6.1.7)', async () => {
    for (const dict of dictsOf(await opened)) {
      expect(dict.FFilter).toBeUndefined();
      expect(nameOf(dict.Filter)).not.toBe('LZWDecode');
    }
  });

  test('names its colours by one output intent with an RGB profile (6.2.3, 6.2.4)', async () => {
    const file = await opened;
    const intents = file.list(file.catalog.OutputIntents).map(file.dict);
    expect(intents.map(({ S }) => nameOf(S))).toEqual(['GTS_PDFA1']);
    const [intent] = intents;
    const profile = file.bytes(intent?.DestOutputProfile);
    expect(file.dict(intent?.DestOutputProfile).N).toBe(3);
    expect(profile.toString('latin1', 36, 40)).toBe('acsp');
    expect(profile.toString('latin1', 16, 20)).toBe('RGB ');
    for (const page of file.pages) {
      const { operators, colourSpaces } = readContent(file, page);
      for (const operator of ['k', 'K', 'ri', 'sh', 'Do', 'BI']) expect(operators).not.toContain(operator);
      for (const space of colourSpaces) expect(space).toBe('DeviceRGB');
    }
  });

  test('is nowhere transparent (6.2.10)', async () => {
    const file = await opened;
    for (const dict of dictsOf(file)) {
      for (const key of ['SMask', 'CA', 'ca', 'BM', 'Group']) expect(dict[key]).toBeUndefined();
    }
    for (const page of file.pages) {
      expect(file.dict(file.dict(page.Resources).ExtGState)).toEqual({});
      expect(readContent(file, page).operators).not.toContain('gs');
    }
  });

  test('has all its fonts inside, as subsets with Unicode and true widths, and shows no .notdef (6.2.11)', async () => {
    const file = await opened;
    const shown = new Map<PdfDict, Set<number>>();
    for (const page of file.pages) {
      for (const { font, codes } of readContent(file, page).painted) {
        if (font === undefined) continue;
        const dict = file.dict(font);
        const all = shown.get(dict) ?? new Set();
        for (const code of codes) all.add(code);
        shown.set(dict, all);
      }
    }
    expect(shown.size).toBe(3);
    for (const [font, codes] of shown) {
      expect(nameOf(font.BaseFont)).toMatch(/^[A-Z]{6}\+SourceSans3-(Regular|Semibold|Bold)$/);
      expect(nameOf(font.Encoding)).toBe('Identity-H');
      expect(codes).not.toContain(0);
      const [descendant = null] = file.list(font.DescendantFonts);
      const cid = file.dict(descendant);
      expect(nameOf(cid.CIDToGIDMap)).toBe('Identity');
      const program = file.bytes(file.dict(cid.FontDescriptor).FontFile2);
      const [first, widths = null] = file.list(cid.W);
      expect(first).toBe(0);
      const advances = advancesOf(program);
      const cmap = file.bytes(font.ToUnicode).toString('latin1');
      const mapped = (cmap.match(/\[[^\]]*\]/g) ?? []).flatMap((range) => range.match(/<[0-9a-f ]*>/g) ?? []);
      for (const code of codes) {
        expect(Number(file.list(widths)[code])).toBeCloseTo(advances(code), 0);
        expect(mapped[code]).toMatch(/^<(?!0000|feff|fffe|>)/);
      }
    }
  });

  test('runs nothing and opens nothing by itself (6.5, 6.6.1)', async () => {
    const file = await opened;
    expect(file.catalog.OpenAction).toBeUndefined();
    expect(file.catalog.AcroForm).toBeUndefined();
    for (const dict of dictsOf(file)) {
      expect(dict.AA).toBeUndefined();
      expect(dict.JS).toBeUndefined();
      if (nameOf(dict.Type) === 'Annot') {
        expect(nameOf(dict.Subtype)).toBe('Link');
        // Printed, and nothing else: not hidden, invisible or unprintable.
        expect(dict.F).toBe(4);
        expect(nameOf(file.dict(dict.A).S)).toBe('URI');
      }
    }
  });

  test('says in its XMP packet that it is PDF/A-3b and PDF/UA-1, and describes the schema that says the latter (6.6.2)', async () => {
    const file = await opened;
    const metadata = file.dict(file.catalog.Metadata);
    expect(metadata.Filter).toBeUndefined();
    const xmp = xmpOf(file);
    expect(xmp).toMatch(/^<\?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"\?>/);
    expect(xmp).toMatch(/<\?xpacket end="w"\?>$/);
    const elements = elementsOf(xmp);
    for (const once of ['pdfaid:part', 'pdfaid:conformance', 'pdfuaid:part', 'dc:title', 'pdf:Producer']) {
      expect(elements.filter((name) => name === once)).toHaveLength(1);
    }
    expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(xmp).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(xmp).toContain(
      '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>',
    );
  });

  test('says the same in its information dictionary (6.6.3)', async () => {
    const file = await opened;
    const info = file.dict(file.trailer.Info);
    const xmp = xmpOf(file);
    const said = (name: string): string =>
      unescapeXml(new RegExp(`<${name}>(?:<rdf:(?:Alt|Seq)><rdf:li[^>]*>)?([^<]*)<`).exec(xmp)?.[1]);
    expect(said('dc:title')).toBe(textOf(file.get(info.Title)));
    expect(said('dc:creator')).toBe(textOf(file.get(info.Author)));
    expect(said('xmp:CreatorTool')).toBe(textOf(file.get(info.Creator)));
    expect(said('pdf:Producer')).toBe(textOf(file.get(info.Producer)));
    expect(textOf(file.get(info.CreationDate))).toBe('D:20261114100000Z');
    expect(textOf(file.get(info.ModDate))).toBe('D:20261114100000Z');
    expect(said('xmp:CreateDate')).toBe('2026-11-14T10:00:00Z');
    expect(said('xmp:ModifyDate')).toBe('2026-11-14T10:00:00Z');
  });

  test('has the signed credential as an associated file, the source of what it shows (6.8)', async () => {
    const file = await opened;
    const associated = file.list(file.catalog.AF);
    expect(associated).toHaveLength(1);
    const spec = file.dict(associated[0]);
    expect(nameOf(spec.AFRelationship)).toBe('Source');
    expect([textOf(spec.F), textOf(spec.UF)]).toEqual(['kluscv.vc.json', 'kluscv.vc.json']);
    expect(textOf(spec.Desc)).not.toBe('');
    const embedded = file.dict(spec.EF).F;
    expect(nameOf(file.dict(embedded).Subtype)).toBe('application/vc');
    expect(textOf(file.dict(file.dict(embedded).Params).ModDate)).toBe('D:20261114100000Z');
    expect(new Uint8Array(file.bytes(embedded))).toEqual(credentialBytes);
    const named = file.list(file.dict(file.dict(file.catalog.Names).EmbeddedFiles).Names);
    expect(named.map(textOf)[0]).toBe('kluscv.vc.json');
    expect(named[1]).toEqual(associated[0]);
  });
});

/** Advance widths in thousandths of an em, from the tables of a TrueType program. */
const advancesOf = (program: Buffer): ((glyph: number) => number) => {
  const tables = new Map<string, number>();
  for (let index = 0; index < program.readUInt16BE(4); index++) {
    const at = 12 + index * 16;
    tables.set(program.toString('latin1', at, at + 4), program.readUInt32BE(at + 8));
  }
  const table = (name: string): number => tables.get(name) ?? Number.NaN;
  const unitsPerEm = program.readUInt16BE(table('head') + 18);
  const count = program.readUInt16BE(table('hhea') + 34);
  return (glyph) =>
    (program.readUInt16BE(table('hmtx') + 4 * Math.min(glyph, count - 1)) * 1000) / unitsPerEm;
};

test('Mark-up in a name is text in the metadata too', async () => {
  const name = `O'Brien & <b>"Zonen"</b> ]]> Łódź`;
  const file = readPdf(await render({ claims: { name, gigsCompleted: 2 }, issuerName: 'A & B <c>' }));
  const xmp = xmpOf(file);
  expect(() => elementsOf(xmp)).not.toThrow();
  expect(xmp).toContain('KlusCV van O&apos;Brien &amp; &lt;b&gt;&quot;Zonen&quot;&lt;/b&gt; ]]&gt; Łódź<');
  const info = file.dict(file.trailer.Info);
  expect(textOf(file.get(info.Title))).toBe(`KlusCV van ${name}`);
  expect(textOf(file.get(info.Author))).toBe('A & B <c>');
});

test('Characters that XML forbids never reach the metadata', async () => {
  const file = readPdf(await render({ claims: { name: 'A\u0000b\u0008c\ud800d\ufffee', gigsCompleted: 2 } }));
  expect(xmpOf(file).replaceAll(/[\r\n\ufeff]/g, '')).not.toMatch(/[\p{Cc}\p{Cs}\ufffd-\uffff]/u);
  expect(textOf(file.get(file.dict(file.trailer.Info).Title))).toBe('KlusCV van Abcde');
});
