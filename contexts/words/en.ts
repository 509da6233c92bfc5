/** Every sentence that a person reads in English; the same places as in `nl.ts`, which defines them. */
import type { Words } from './nl.ts';

export const en: Words = {
  common: {
    product: 'GigCV',
    languageName: 'English',
    otherLanguages: 'Other languages',
    certificate: 'certificate',
    yes: 'yes',
    no: 'no',
    and: 'and',
    skipLink: 'Skip to content',
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    print: 'Print',
    copyLink: 'Copy link',
    technicalDetails: 'Technical details',
    escoAttribution: 'This service uses the ESCO classification of the European Commission.',
    notQualified:
      'A GigCV is a non-qualified attestation. It is not the certificate of section 7:656 of the Dutch Civil Code.',
    notEmployment: 'It does not say whether somebody is an employee or self-employed.',
  },

  record: {
    experience: 'Work experience',
    asOf: (date) => `Figures up to and including ${date}`,
    age: (months) => `These figures are ${months} months old. Ask for a new certificate.`,
    name: 'Name',
    nameBasis: {
      identity_document: 'The platform has seen an identity document.',
      not_checked: 'The platform has not compared the name with an identity document.',
    },
    birthDate: 'Date of birth',
    platform: 'Platform',
    occupations: 'Type of work',
    firstAndLastGig: 'First and most recent gig',
    firstGigDate: 'First gig',
    lastGigDate: 'Most recent gig',
    twoDates: (first, last) => `${first} and ${last}`,
    gigsCompleted: 'Gigs completed',
    hoursWorked: 'Hours worked',
    hoursByYear: 'Hours worked per year',
    hoursByMonth: 'Hours worked per month',
    hoursOf: (period, hours) => `${period}: ${hours}`,
    weeksWorked: 'Weeks worked',
    weeksWorkedNote: 'Does not count for unemployment benefit (WW) by itself.',
    clientCount: 'Clients',
    clients: 'Business clients',
    sectors: 'Sectors',
    sectorUnknown: (version, code) => `SBI ${version}, code ${code}`,
    skills: 'Skills, used in gigs',
    withCount: (label, gigs) => `${label} (${gigs})`,
    attendance: 'Attendance',
    attendanceNote: (attended, agreed) => `at ${attended} of the ${agreed} agreed gigs`,
    rating: 'Average rating',
    ratingCount: 'Ratings',
    ratingOnScale: (value, worst, best) => `${value} on a scale of ${worst} to ${best}`,
    ratingGigs: (count) => `from ${count} gigs`,
    tooFewRatings: 'Too few ratings for an average',
    noRatings: 'This platform gives no ratings.',
    satisfaction: 'Share satisfied',
    satisfactionCount: 'Satisfied clients',
    satisfactionNote: (satisfied, rated) => `at ${satisfied} of the ${rated} rated gigs`,
    satisfactionOf: (satisfied, rated) => `at ${satisfied} of the ${rated} gigs`,
    tooFewSatisfaction: 'Too few ratings for a percentage',
    scoresAreHigh:
      'Nearly all scores on platforms are high. Look at the number of gigs and the attendance as well.',
    reviews: 'Written reviews',
    reviewsChosen: (shown, total) => `${shown} of ${total} reviews, chosen by the worker`,
    reviewsChosenOfUnknown: (shown) =>
      `${shown} chosen by the worker. How many reviews there were has not been shared.`,
    reviewsNone: (total) => `There were ${total} reviews. The worker shares none.`,
    reviewer: { client: 'a client' },
    generalSkills: 'General skills',
    generalSkillsNote: 'General text, the same for everybody',
    generalSkillsText: (worker, platform) =>
      `Working through an online platform takes specific skills. Through their work via ${platform}, ${worker} has shown that they have the following skills.\n\nA platform worker is flexible in thinking and acting, because platform work calls for the mental agility to switch quickly. This kind of work also takes independence: in accepting gigs, setting conditions, planning work and looking after good and healthy working conditions. Platform work also requires digital skills and marketing skills. A platform worker can present themselves online, can read and write, and can communicate with potential clients.`,
    generalSkillsNobody: 'the platform worker',
  },

  outcomes: {
    valid: {
      label: 'Genuine',
      title: () => 'This certificate is genuine.',
      text: ({ issuer, date }) =>
        `${issuer} signed this information on ${date}. It has not changed since. The certificate has not been withdrawn.`,
    },
    expired: {
      label: 'Genuine, and expired',
      title: () => 'This certificate is genuine, and has expired.',
      text: ({ date }) => `It was valid until ${date}. Ask for a new one.`,
    },
    suspended: {
      label: 'Suspended',
      title: ({ issuer }) => `${issuer} has suspended this certificate for now.`,
      text: () => 'Ask the worker why, or check again later.',
    },
    not_yet_valid: {
      label: 'Not valid yet',
      title: ({ date }) => `This certificate is valid only from ${date}.`,
      text: () => '',
    },
    not_bound: {
      label: 'Not proved whose',
      title: () => 'The person who shows this has not proved that the certificate is theirs.',
      text: () => 'Ask again, or ask for the original.',
    },
    malformed: {
      label: 'Cannot be read',
      title: () => 'This is not a KlusCV that we can read.',
      text: ({ seen }) => `We saw: ${seen}. Ask for the file or the QR code itself, not a copy of its text.`,
    },
    undetermined: {
      label: 'Cannot be checked',
      title: () => 'We cannot check whether this certificate has been withdrawn.',
      text: () => 'The signature is correct. The list is not available now. Try again later.',
    },
    revoked: {
      label: 'Withdrawn',
      title: () => 'This certificate has been withdrawn.',
      text: ({ issuer, date }) => `${issuer} withdrew it (list of ${date}). Do not use it.`,
    },
    changed: {
      label: 'Changed',
      title: () => 'This certificate has been changed.',
      text: () => 'The information does not match the signature. Do not trust it.',
    },
    unknown_issuer: {
      label: 'Unknown issuer',
      title: () => 'We do not know the issuer.',
      text: () => 'This certificate is not from a platform on our list. We cannot say whether it is genuine.',
    },
  },

  undetermined: {
    trustListOutdated: {
      title: () => 'We cannot check now who issued this.',
      text: ({ date }) => `Our list of issuers is of ${date}. Try again later.`,
    },
    trustListMissing: {
      title: () => 'We cannot check now who issued this.',
      text: () => 'We have no list of issuers now. Try again later.',
    },
    issuerUnreachable: {
      title: () => 'We cannot check the signature now.',
      text: ({ issuer }) => `The key of ${issuer} is not available now. Try again later.`,
    },
    statusMissing: {
      title: () => 'We cannot check whether this certificate has been withdrawn.',
      text: () =>
        'The signature is correct. The certificate does not say where we can look it up. Ask for a new one.',
    },
  },

  checks: {
    heading: 'How was this checked?',
    names: {
      format: 'Form',
      issuer: 'Issuer',
      signature: 'Signature',
      holder: 'Whose it is',
      validity: 'Validity',
      status: 'Withdrawn or suspended',
      claims: 'Information',
    },
    results: {
      pass: 'in order',
      fail: 'not in order',
      undetermined: 'could not be checked',
      not_applicable: 'does not apply',
    },
  },

  verifier: {
    title: 'Check of a certificate',
    listed: 'is on the list of issuers',
    notListed: 'is not on the list of issuers',
    personHeading: 'Is this the person?',
    personNotProved: (name) => ({
      before: 'The certificate is in the name of ',
      name,
      after: '. That has not been proved. Compare the name with an identity document.',
    }),
    personProved: (name) => ({
      before: 'The wallet of ',
      name,
      after: ' has proved that it holds the certificate. Compare the name with an identity document.',
    }),
    notProvedHeading: 'What this does not prove',
    notProved:
      'Not that each detail is true, and not whether somebody is an employee or self-employed. It is no proof of income.',
  },

  wallet: {
    title: 'My credentials',
  },

  claim: {
    title: 'Make your GigCV',
  },

  pdf: {
    title: 'Digital certificate of gigs',
    titleOf: (name) => `GigCV of ${name}`,
    issuedBy: (issuer, date) => `Signed by ${issuer} on ${date}`,
    checkHeading: 'Check that this is genuine',
    checkText: (address) =>
      `Scan the QR code with the camera of a phone. Or go to ${address} and choose this PDF file. Only that check counts, not this paper.`,
    checkContains: 'The QR code holds the facts of this certificate, signed.',
    attached: (fileName) => `The signed certificate is attached to this file: ${fileName}.`,
    attachmentDescription: 'The signed certificate',
    facts: 'Facts',
    judgements: 'Ratings and attendance',
    notProvedHeading: 'What this does not prove',
    notProved:
      'Not that each detail is true, and not that the person who shows this is the worker. It is no proof of income.',
    page: (page, pages) => `Page ${page} of ${pages}`,
    replaced: 'Characters that this typeface lacks are shown as ▯. The attachment has the full text.',
  },
};
