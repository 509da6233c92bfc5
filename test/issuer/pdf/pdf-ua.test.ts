/** PDF/UA-1 (ISO 14289-1), by structure: everything painted is in the structure or an artifact, and the structure makes sense. */
import { describe, expect, test } from 'vitest';
import { readContent } from './page-content.ts';
import { few, many, open, render, typical } from './papers.ts';
import { nameOf, type PdfDict, type PdfFile, type PdfValue, readPdf, textOf } from './pdf-objects.ts';

type Element = {
  readonly type: string;
  readonly dict: PdfDict;
  readonly children: readonly Element[];
  /** Marked content of a page: the page's object and the number on it. */
  readonly content: readonly { readonly page: number; readonly mcid: number }[];
  /** Objects, such as links, that belong to it. */
  readonly objects: readonly PdfValue[];
};

const refOf = (value: PdfValue | undefined): number =>
  value !== null && typeof value === 'object' && 'ref' in value ? value.ref : Number.NaN;

const readElement = (file: PdfFile, value: PdfValue): Element => {
  const dict = file.dict(value);
  const kids = file.get(dict.K);
  const children: Element[] = [];
  const content: { page: number; mcid: number }[] = [];
  const objects: PdfValue[] = [];
  for (const kid of Array.isArray(kids) ? kids : [kids]) {
    if (typeof kid === 'number') content.push({ page: refOf(dict.Pg), mcid: kid });
    else {
      const found = file.dict(kid);
      if (nameOf(found.Type) === 'MCR') content.push({ page: refOf(found.Pg), mcid: Number(found.MCID) });
      else if (nameOf(found.Type) === 'OBJR') objects.push(found.Obj ?? null);
      else if (kid !== null) children.push(readElement(file, kid));
    }
  }
  return { type: nameOf(dict.S), dict, children, content, objects };
};

const rootOf = (file: PdfFile): Element => {
  const [root = null, ...more] = file.list(file.dict(file.catalog.StructTreeRoot).K);
  expect(more).toEqual([]);
  return readElement(file, root);
};

const all = (element: Element): Element[] => [element, ...element.children.flatMap(all)];
const ofType = (root: Element, type: string): Element[] => all(root).filter((one) => one.type === type);

const papers = {
  'with little': few,
  'of a typical worker': typical,
  'with very much, in English': { ...many, language: 'en' as const },
};

describe.each(Object.entries(papers))('a paper %s', (_which, change) => {
  const opened = render(change).then(readPdf);

  test('is marked as tagged, has a language, and shows its title (7.1, 7.2)', async () => {
    const { catalog, dict } = await opened;
    expect(dict(catalog.MarkInfo)).toEqual({ Marked: true });
    expect(textOf(catalog.Lang)).toBe(change.language === undefined ? 'nl-NL' : 'en-GB');
    expect(dict(catalog.ViewerPreferences).DisplayDocTitle).toBe(true);
  });

  test('paints nothing outside structure and artifacts, and neither inside the other (7.1)', async () => {
    const file = await opened;
    for (const page of file.pages) {
      for (const { marks, operator } of readContent(file, page).painted) {
        const artifacts = marks.filter(({ tag }) => tag === 'Artifact').length;
        const tagged = marks.filter(({ mcid }) => mcid !== undefined).length;
        expect([artifacts, tagged], operator).toEqual(artifacts === 1 ? [1, 0] : [0, 1]);
      }
    }
  });

  test('has each piece of content in one element, and its parent tree knows it (7.1; ISO 32000-1, 14.7.4.4)', async () => {
    const file = await opened;
    const root = rootOf(file);
    const owners = new Map<string, PdfDict>();
    for (const { content, dict } of all(root)) {
      for (const { page, mcid } of content) {
        expect(owners.has(`${page} ${mcid}`)).toBe(false);
        owners.set(`${page} ${mcid}`, dict);
      }
    }
    const nums = file.list(file.dict(file.dict(file.catalog.StructTreeRoot).ParentTree).Nums);
    const parents = new Map<number, PdfValue>();
    for (let index = 0; index < nums.length; index += 2)
      parents.set(Number(nums[index]), nums[index + 1] ?? null);
    const kids = file.list(file.dict(file.catalog.Pages).Kids);
    let pieces = 0;
    file.pages.forEach((page, index) => {
      const { mcids } = readContent(file, page);
      const parentsHere = file.list(parents.get(Number(page.StructParents)) ?? null);
      expect(mcids).toEqual(mcids.map((_mcid, at) => at));
      for (const mcid of mcids) {
        const owner = owners.get(`${refOf(kids[index])} ${mcid}`);
        expect(owner).toBeDefined();
        expect(file.dict(parentsHere[mcid])).toBe(owner);
        pieces++;
      }
    });
    expect(owners.size).toBe(pieces);
  });

  test('has standard types only, each under the parent that it names', async () => {
    const file = await opened;
    const root = rootOf(file);
    expect(file.dict(file.catalog.StructTreeRoot).RoleMap).toBeUndefined();
    expect(root.type).toBe('Document');
    const known = ['Document', 'Sect', 'H1', 'H2', 'H3', 'P', 'BlockQuote', 'L', 'LI', 'LBody'];
    known.push('Table', 'TR', 'TH', 'TD', 'Figure', 'Link');
    for (const element of all(root)) {
      expect(known).toContain(element.type);
      for (const child of element.children) expect(file.dict(child.dict.P)).toBe(element.dict);
    }
  });

  test('has one first heading, and skips no level below it (7.4)', async () => {
    const file = await opened;
    const levels = all(rootOf(file)).flatMap(({ type }) => (/^H[1-6]$/.test(type) ? [Number(type[1])] : []));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => {
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    });
  });

  test('has tables of even rows, whose headers say what they head (7.5)', async () => {
    const file = await opened;
    const tables = ofType(rootOf(file), 'Table');
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      const widths = new Set(table.children.map(({ children }) => children.length));
      expect(widths.size).toBe(1);
      for (const row of table.children) {
        expect(row.type).toBe('TR');
        for (const cell of row.children) {
          expect(['TH', 'TD']).toContain(cell.type);
          if (cell.type === 'TH') expect(['Row', 'Column']).toContain(nameOf(file.dict(cell.dict.A).Scope));
        }
        expect(row.children[0]?.type).toBe('TH');
      }
    }
  });

  test('has lists of items with bodies (7.6)', async () => {
    const lists = ofType(rootOf(await opened), 'L');
    expect(lists).toHaveLength(1);
    for (const list of lists) {
      for (const item of list.children) {
        expect(item.type).toBe('LI');
        expect(item.children.map(({ type }) => type)).toEqual(['LBody']);
      }
    }
  });

  test('has its QR code as a figure with words, where the page shows it (7.3)', async () => {
    const file = await opened;
    const figures = ofType(rootOf(file), 'Figure');
    expect(figures).toHaveLength(1);
    const [figure] = figures;
    expect(textOf(figure?.dict.Alt)).toMatch(/QR/);
    const [left = 0, bottom = 0, right = 0, top = 0] = file.list(file.dict(figure?.dict.A).BBox).map(Number);
    expect(left).toBeGreaterThan(50);
    expect(bottom).toBeGreaterThan(0);
    expect(right - left).toBeCloseTo(top - bottom, 3);
    expect(top).toBeLessThan(842);
  });

  test('goes from key to key in the order of its structure, and names its links (7.18)', async () => {
    const file = await opened;
    const links = ofType(rootOf(file), 'Link');
    expect(links).toHaveLength(change.questionnaire === undefined ? 0 : 1);
    for (const page of file.pages) expect(nameOf(page.Tabs)).toBe('S');
    const annotations = file.pages.flatMap((page) => file.list(page.Annots));
    expect(links.flatMap(({ objects }) => objects)).toEqual(annotations);
    for (const annotation of annotations) {
      const dict = file.dict(annotation);
      expect(textOf(dict.Contents)).toMatch(/questionnaire/);
      expect(textOf(file.dict(dict.A).URI)).toBe(change.questionnaire?.url);
      expect(typeof dict.StructParent).toBe('number');
    }
  });
});

test('Reviews are marked as Dutch on a paper in another language, and only there', async () => {
  const quotesOf = async (language: 'nl' | 'en') => {
    const quotes = ofType(rootOf(readPdf(await render({ ...typical, language }))), 'BlockQuote');
    return quotes.map(({ children }) => children.map(({ dict }) => textOf(dict.Lang)));
  };
  expect(await quotesOf('en')).toEqual([
    ['nl', ''],
    ['nl', ''],
  ]);
  expect(await quotesOf('nl')).toEqual([
    ['', ''],
    ['', ''],
  ]);
});

test('Own words are in the language that they are said to be in', async () => {
  const file = readPdf(
    await render({ language: 'en', ownWords: { explanation: 'Ik werk graag.', language: 'nl' } }),
  );
  expect(all(rootOf(file)).filter(({ dict }) => textOf(dict.Lang) === 'nl')).toHaveLength(3);
});

test('Short month names say which month they are', async () => {
  const file = readPdf(await render(typical));
  const heads = ofType(rootOf(file), 'TH').filter(({ dict }) => nameOf(file.dict(dict.A).Scope) === 'Column');
  expect(heads.map(({ dict }) => textOf(dict.E)).slice(0, 4)).toEqual(['', 'januari', 'februari', 'maart']);
});

/** Text in the order of the structure, which is the order in which it is read aloud. */
const readAloud = async (paper: Awaited<ReturnType<typeof open>>): Promise<string> => {
  const said: string[] = [];
  for (const page of paper.pages) {
    const texts = new Map<string, string>();
    let id = '';
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
      if ('str' in item) texts.set(id, `${texts.get(id) ?? ''}${item.str} `);
      else if (item.type === 'beginMarkedContentProps') id = item.id ?? '';
      else if (item.type === 'endMarkedContent') id = '';
    }
    const visit = (node: unknown): void => {
      const { type, id: content, children = [], alt } = Object(node);
      if (type === 'content') said.push(texts.get(content) ?? '');
      if (typeof alt === 'string') said.push(`[${alt}]`);
      else for (const child of children) visit(child);
    };
    visit(await page.getStructTree());
  }
  return said.join(' ').replaceAll(/\s+/g, ' ');
};

test('It is read aloud in the order in which it makes sense', async () => {
  const said = await readAloud(await open(typical));
  const order = [
    'Digitaal getuigschrift van klussen',
    'Samira de Vries',
    'Ondertekend door Poetsmaat',
    'Gemaakt voor Hotel De Vier Linden, Utrecht',
    'Controleer of dit echt is',
    'Typ dit adres zelf over: controle.example',
    '[QR-code met',
    'Werkervaring, cijfers tot en met',
    'Klussen gedaan 214',
    'Platform Poetsmaat',
    'Bijna alle scores',
    'Wat dit niet bewijst',
    'Gewerkte uren per maand Jaar jan feb',
    '2022',
    'Recensies',
    'Altijd op tijd',
    'Algemene vaardigheden',
  ];
  const places = order.map((words) => said.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((first, second) => first - second));
  // What repeats on each page is not read.
  expect(said).not.toContain('Pagina 1');
});
