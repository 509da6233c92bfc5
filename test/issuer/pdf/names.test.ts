/** Names as people have them stand on the paper with all their letters. */
import { expect, test } from 'vitest';
import { readContent } from './page-content.ts';
import { open } from './papers.ts';
import { readPdf } from './pdf-objects.ts';

const names = [
  'Łukasz Wojciechowski',
  'Thuỳ Nguyễn Thị Dương',
  'Youssef Öztürk',
  'İbrahim Şahin Yıldız Doğan',
  'Ștefan Țăran',
  'Zoë Čapková Ľuboš Ødegård',
  'Þórður Ðorđe Ŋobi',
  'Đặng Hữu Phước',
  'Tomás Peñarrubia Gonçalves',
  'Ilze Ķēniņa Ģirts',
  'Ákos Őry-Űrhegyi',
  'Раиса Щербакова',
  'Αλέξανδρος Παπαδόπουλος',
  "Sjoerd D’Angelo-'t Hooft",
];

test.each(names)('%s', async (name) => {
  const { text, document, pdf } = await open({
    claims: { name, gigsCompleted: 3, clients: [{ name: `Café ${name}`, gigs: 3 }] },
  });
  // As heading (bold), in a row and in the general paragraph (regular).
  expect(text).toContain(`Digitaal getuigschrift van klussen ${name} Ondertekend`);
  expect(text).toContain(`Café ${name}`);
  expect(text).toContain(`${name} heeft tijdens zijn werk`);
  expect(text).not.toContain('□');
  expect((await document.getMetadata()).info).toMatchObject({ Title: `KlusCV van ${name}` });
  const file = readPdf(pdf);
  for (const page of file.pages) {
    for (const { codes } of readContent(file, page).painted) expect(codes).not.toContain(0);
  }
});

test('A name in letters with marks apart comes together', async () => {
  const { text } = await open({ claims: { name: 'Thuỳ Öztürk'.normalize('NFD'), gigsCompleted: 3 } });
  expect(text).toContain('Thuỳ Öztürk Ondertekend');
});

test('White space in a name is one space, so that nobody makes lines of a heading', async () => {
  const { text } = await open({
    claims: { name: 'Li\n\n\nOndertekend door de Koning\t Wu', gigsCompleted: 3 },
    madeFor: 'Hotel\n\nWerkervaring',
  });
  expect(text).toContain('klussen Li Ondertekend door de Koning Wu Ondertekend door Poetsmaat');
  expect(text).toContain('Gemaakt voor Hotel Werkervaring');
});

test('Marks piled upon marks do not run over the page', async () => {
  const { text } = await open({
    claims: { name: `Za${'\u0301'.repeat(30)}lgo`, gigsCompleted: 3 },
  });
  expect(text).toContain('Z□lgo');
  expect(text).toContain('Tekens die dit lettertype niet heeft');
});
