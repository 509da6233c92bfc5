/**
 * What the file says about itself, twice: in the document information dictionary, which pdfkit writes, and in the XMP
 * packet (ISO 16684-1), which is ours, since pdfkit puts text into it unescaped. Both say the same (ISO 19005-3, 6.6.3).
 */

export type DocumentFacts = {
  readonly title: string;
  readonly author: string;
  /** As a language tag: `nl-NL`. */
  readonly language: string;
  /** Counts as the moment of the last change too. */
  readonly createdAt: Date;
};

const tool = 'KlusCV';

/** Without what XML or a title bar cannot have: controls, directions, half surrogates, non-characters. */
const plain = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu, '').normalize('NFC');

/** Facts with names from outside made fit for metadata; both places take these. */
export const parseFacts = (given: DocumentFacts): DocumentFacts => ({
  ...given,
  title: plain(given.title),
  author: plain(given.author),
});

/** The document information dictionary (ISO 32000-1, 14.3.3). */
export const createInfo = ({ title, author, createdAt }: DocumentFacts) => ({
  Title: title,
  Author: author,
  Creator: tool,
  Producer: tool,
  CreationDate: createdAt,
  ModDate: createdAt,
});

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

const escapeXml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** PDF/A has a closed list of XMP schemas; that of PDF/UA is not on it, so the packet describes it (ISO 19005-3, 6.6.2.3). */
const accessibilitySchema = `
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>`;

/** The descriptions of the XMP packet, apart from the PDF/A part and level, which pdfkit adds by its `subset`. */
export const createXmp = ({ title, author, language, createdAt }: DocumentFacts): string => {
  const moment = `${createdAt.toISOString().slice(0, 19)}Z`;
  return `
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
  <xmp:CreateDate>${moment}</xmp:CreateDate>
  <xmp:ModifyDate>${moment}</xmp:ModifyDate>
  <xmp:MetadataDate>${moment}</xmp:MetadataDate>
  <xmp:CreatorTool>${tool}</xmp:CreatorTool>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:format>application/pdf</dc:format>
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>
  <dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>
  <dc:language><rdf:Bag><rdf:li>${escapeXml(language)}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
  <pdf:Producer>${tool}</pdf:Producer>
</rdf:Description>${accessibilitySchema}`;
};

/** Puts our packet in the place of the one that pdfkit would write from its own information dictionary. */
export const replaceMetadata = (doc: PDFKit.PDFDocument, facts: DocumentFacts): void => {
  Object.assign(doc, { _addInfo: () => doc.appendXML(createXmp(facts)) });
};
