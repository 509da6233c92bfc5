/** What the page of the one who checks says beside the verdict: who issued it, what was signed, what could not be read. */
import type { CheckPageWords } from './nl.ts';

export const checkPage: CheckPageWords = {
  issuer: {
    heading: 'Who issued this?',
    name: 'Issuer',
    kvkNumber: 'Chamber of Commerce number (KvK)',
    list: 'Is on',
    schemeList: (which) => `the list of issuers of GigCV${which}`,
    ownList: (name, which) =>
      `the list of ${name}${which}. That list is this verifier’s own, not that of GigCV.`,
    which: (version, issued) => `, version ${version} of ${issued}`,
    signedOn: 'Signed on',
    stopped: 'Stopped on',
    stoppedText: (date) => `${date}. What the platform signed up to and including that day stays genuine.`,
  },
  several: {
    allGenuine: (count) => `These ${count} certificates are genuine`,
    allGenuineText: 'The information has not changed. The certificates have not been withdrawn.',
    notAll: (count) => `Not all ${count} certificates are genuine and valid`,
    of: (label, count) => `${label}: ${count}.`,
  },
  copyHeading: 'For whom is this copy?',
  signed: {
    heading: (number) => (number === undefined ? 'What was checked' : `What was checked, part ${number}`),
    digest: 'Fingerprint (SHA-256)',
    size: 'Size',
    bytes: (count) => `${count} bytes`,
    header: 'What was signed about the signature',
    payload: 'What was signed',
    disclosures: 'What of it was shared',
    raw: 'The bytes themselves',
    hidden:
      'We do not show the bytes, because we do not know whether the content is right. With the fingerprint a specialist can compare the original.',
    elsewhere:
      'The wallet sent the signed bytes to the verifier, which does not keep them. That is why they are not here.',
    cut: 'This is the beginning. The rest is too long to show.',
  },
  printed: (moment, address) =>
    `Printed from ${address}. Checked on ${moment}. This paper proves nothing: check the certificate yourself at this address.`,
  ways: {
    drop: 'You can also drag files onto this page, or paste them (Ctrl+V).',
    dropHere: 'Let go to check',
    noLink:
      'This link is empty, or not complete. Copy the whole link, with all that follows the # sign, and paste it below.',
  },
  tips: {
    nothing: 'The file is empty. Ask the worker to send it again.',
    too_large: 'A GigCV is seldom larger than 1 MB. Ask for the original PDF, or make the photo smaller.',
    too_many: 'Check at most 20 certificates from one file at a time.',
    binary: 'Ask for the original PDF. Or take a photo (JPEG or PNG) of the QR code.',
    text: 'Paste the whole link from the QR code, or the whole digital proof. Plain text cannot be checked.',
    web_page: 'A web page cannot be checked. Ask for the original PDF, or for the QR code.',
    link: 'We open no links. Open the link yourself, save the certificate and give the file here.',
    wallet_request:
      'This is a question for a wallet, not a certificate. The worker opens the link in the wallet. The answer appears on the page that made the question.',
    wallet_offer:
      'With this link the worker collects the certificate. Do not use the link. Ask the worker for the certificate, and say that the link is for the worker alone.',
    qr_other:
      'It shows another QR code. Take a photo of the QR code of the GigCV, which leads to an address for checking.',
    digits: 'Digits are missing. Scan the QR code again, or copy the whole link.',
    broken_json: 'The file was damaged on its way, or not copied as a whole. Ask for the file itself.',
    other_json: 'The file has data, but no certificate. Ask for the file from the wallet.',
    unsigned:
      'Without a signature nothing can be checked. Ask for the original PDF, or for sharing from the wallet.',
    jwt: 'It is a digital proof, but not a GigCV. Ask the worker for the GigCV.',
    other_credential: 'It is a digital proof, but not a GigCV. Ask the worker for the GigCV.',
    damaged: 'A part is missing. Ask for the file itself, not for a copy of its text.',
    base_proof: 'Do not keep this file. Ask the worker to share from the wallet, and to choose there.',
    unknown_form: 'Ask the worker to collect the GigCV from the platform again.',
    pdf: 'Give the file itself, not a copy of its text.',
    pdf_without:
      'Printing or merging loses the attachment. Ask for the original PDF, or take a photo of the QR code.',
    pdf_broken: 'Ask for the PDF to be sent again. Or take a photo of the QR code.',
    pdf_locked: 'Ask for the PDF without a password. We need no password.',
    picture_without:
      'Take a sharp photo of the whole QR code, straight from above, with enough light. The white edge belongs to it.',
    heic: 'Save the photo as JPEG, or take a screenshot. On an iPhone: Settings, Camera, Formats, Most Compatible.',
    picture_kind: 'Save the picture as PNG or JPEG.',
    office: 'A GigCV is a PDF, not a document of a word processor. Ask for the original PDF.',
    zip: 'Unpack the file first. Then drag all files onto this page at once.',
    email: 'Save the attachment of the e-mail first. Give that attachment here.',
  },
  files: {
    progress: (done, count) => `${done} of ${count} files checked`,
    minutesLeft: (minutes) => (minutes <= 1 ? 'About a minute left.' : `About ${minutes} minutes left.`),
    secondsLeft: (seconds) => `About ${seconds} seconds left.`,
    stop: 'Stop checking',
    stopped: (done, count) => `Stopped. ${done} of ${count} files were checked, the others were not.`,
    summary: 'Number by outcome',
    isReport: 'Report of a check',
    leftOut: (left, taken) =>
      `We take ${taken} files at a time. The other ${left} were not checked. Give those afterwards.`,
    waiting: 'waiting',
  },
  report: {
    heading: 'This is a report of a check',
    ours: 'We made this report, and it has not been changed since.',
    oursText:
      'It says what was found then, not what holds now. Check the certificate itself for what holds now.',
    changed: 'This report was changed after it was signed, or is a fake. Do not trust it.',
    foreign: 'This report is not ours. We cannot confirm it.',
    foreignWhere: (host) =>
      `The report says that ${host} made it. Type that address yourself, if you know that verifier, and give the report there.`,
    unchecked: 'We could not find out whether this report is ours. Try again later.',
  },
  lists: {
    age: (days) =>
      days < 1
        ? 'The lists are less than a day old.'
        : `The lists are ${days === 1 ? 'one day' : `${days} days`} old.`,
  },
};
