/** Papers and pictures that somebody meddled with: the file itself, or what is attached to it or drawn in it. */
import PdfDocument from 'pdfkit';
import qrcode from 'qrcode';
import { concatBytes, toUtf8 } from '../../core/bytes.ts';
import { type CredentialReport, verifyReceived } from '../../core/verify/index.ts';
import { receiveFile } from '../../verifier/receive/index.ts';
import type { Genuine, Subject } from './genuine.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateCompact } from './mutate-compact.ts';
import { mutateSdJwt } from './mutate-sd-jwt.ts';
import { mutateJsonText } from './mutate-text.ts';
import { mutateSome } from './mutation.ts';
import { findBreachIn } from './promises.ts';
import type { Random } from './random.ts';
import { type Attempt, type Checked, type Target, worldOf } from './target.ts';

/** A PDF of one page with these files attached; small, so that thousands can be made. */
const pdfWith = (attachments: readonly Uint8Array[]): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const document = new PdfDocument({ compress: false });
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => resolve(concatBytes(...chunks)));
    document.on('error', reject);
    document.text('KlusCV');
    for (const [index, bytes] of attachments.entries()) {
      document.file(Buffer.from(bytes), { name: `kluscv-${index}.json` });
    }
    document.end();
  });

const checkFile = async (
  bytes: Uint8Array,
  genuine: Genuine,
  originals: readonly CredentialReport[],
): Promise<Checked> => {
  const received = await receiveFile({ bytes });
  if (!received.ok) return { outcome: 'not read' };
  const { context, fetched } = worldOf(genuine);
  const report = await verifyReceived(received.value, context);
  return { outcome: report.outcome, breach: findBreachIn(report, originals, fetched) };
};

const attempt = (
  target: string,
  steps: readonly string[],
  input: Uint8Array,
  check: () => Promise<Checked>,
): Attempt => ({ target, steps, input, check });

/** The bytes of a PDF: what a mail server, a scanner or a liar makes of it. */
const damagedPdf =
  (pdf: Uint8Array, donor: Uint8Array, genuine: Genuine, originals: readonly CredentialReport[]): Target =>
  (random) => {
    const { value, steps } = mutateSome(mutateBytes)(pdf, [donor], random);
    return attempt('PDF', steps, value, () => checkFile(value, genuine, originals));
  };

/** A sound PDF around a credential, or several, that somebody changed. */
const attachedCredential =
  (subjects: readonly Subject[], genuine: Genuine, originals: readonly CredentialReport[]): Target =>
  (random) => {
    const subject = random.pick(subjects);
    const mutation = subject.kind === 'sd-jwt' ? mutateSdJwt : mutateJsonText;
    const { value, steps } = mutateSome(mutation)(subject.text, subject.donors, random);
    const beside = random.chance(0.2) ? [random.pick(subject.donors)] : [];
    return attempt(`PDF with ${subject.name}`, steps, value, async () =>
      checkFile(await pdfWith([value, ...beside]), genuine, originals),
    );
  };

const picture = (text: string): Promise<Uint8Array> =>
  qrcode.toBuffer(text, { errorCorrectionLevel: 'L', scale: 2, margin: 4 });

/** A picture of a code: damaged, or drawn anew with another text in it. */
const photographedCode =
  (subject: Subject, drawn: Uint8Array, genuine: Genuine, originals: readonly CredentialReport[]): Target =>
  (random: Random) => {
    if (random.chance(0.5)) {
      const { value, steps } = mutateSome(mutateBytes)(drawn, [drawn], random);
      return attempt('picture', steps, value, () => checkFile(value, genuine, originals));
    }
    const { value, steps } = mutateSome(mutateCompact)(subject.text, subject.donors, random);
    return attempt('picture of a code', steps, value, async () => {
      const text = new TextDecoder().decode(value).slice(0, 2_900);
      const png = await picture(text || ' ').catch(() => undefined);
      return png === undefined ? { outcome: 'no code holds it' } : checkFile(png, genuine, originals);
    });
  };

/** Throws when the untouched files are not found to be valid. */
export const createFileTargets = async (
  genuine: Genuine,
  originals: readonly CredentialReport[],
): Promise<readonly Target[]> => {
  const attached = genuine.credentials.filter(({ kind }) => kind !== 'compact');
  const link = genuine.credentials.find(({ name }) => name === 'compact link');
  const [first] = attached;
  if (first === undefined || link === undefined) throw new Error('there is nothing to attach');
  const pdf = await pdfWith(attached.map(({ text }) => text));
  const donor = await pdfWith(first.donors);
  const drawn = await picture(new TextDecoder().decode(link.text));
  for (const [name, bytes] of Object.entries({ PDF: pdf, picture: drawn })) {
    const { outcome } = await checkFile(bytes, genuine, originals);
    if (outcome !== 'valid') throw new Error(`the untouched ${name} is ${outcome}`);
  }
  // The paper's own text beside it, so that an odd attachment is met with more than one.
  const plain = await pdfWith([toUtf8('{}')]);
  return [
    damagedPdf(pdf, donor, genuine, originals),
    damagedPdf(donor, plain, genuine, originals),
    attachedCredential(attached, genuine, originals),
    photographedCode(link, drawn, genuine, originals),
  ];
};
