/** Every sentence that a person reads in Dutch. Level B1; the worker is "je", the reader "u" or no pronoun. */

/** What the sentences of an outcome are filled in with; what is not known is an empty string. */
export type OutcomeFacts = {
  /** The platform's name, from the scheme's list. */
  readonly issuer: string;
  /** A date in words; which date, each outcome says. */
  readonly date: string;
  /** What was received in place of a KlusCV. */
  readonly seen: string;
};

export const nl = {
  common: {
    product: 'KlusCV',
    languageName: 'Nederlands',
    otherLanguages: 'Andere talen',
    certificate: 'getuigschrift',
    yes: 'ja',
    no: 'nee',
    and: 'en',
    skipLink: 'Naar de inhoud',
    months: [
      'januari',
      'februari',
      'maart',
      'april',
      'mei',
      'juni',
      'juli',
      'augustus',
      'september',
      'oktober',
      'november',
      'december',
    ],
    print: 'Afdrukken',
    copyLink: 'Link kopiëren',
    technicalDetails: 'Technische details',
    escoAttribution: 'Deze dienst gebruikt de ESCO-classificatie van de Europese Commissie.',
    notQualified:
      'Een KlusCV is een niet-gekwalificeerde verklaring. Het is niet het getuigschrift van artikel 7:656 van het Burgerlijk Wetboek.',
    notEmployment: 'Het zegt niet of iemand werknemer of zzp’er is.',
  },

  /** Names and sentences of the figures in a work record. */
  record: {
    experience: 'Werkervaring',
    asOf: (date: string) => `Cijfers tot en met ${date}`,
    age: (months: number) => `Deze cijfers zijn ${months} maanden oud. Vraag om een nieuw getuigschrift.`,
    name: 'Naam',
    nameBasis: {
      identity_document: 'Het platform heeft een identiteitsbewijs gezien.',
      not_checked: 'Het platform heeft de naam niet met een identiteitsbewijs vergeleken.',
    },
    birthDate: 'Geboortedatum',
    platform: 'Platform',
    occupations: 'Soort werk',
    firstAndLastGig: 'Eerste en laatste klus',
    firstGigDate: 'Eerste klus',
    lastGigDate: 'Laatste klus',
    twoDates: (first: string, last: string) => `${first} en ${last}`,
    gigsCompleted: 'Klussen gedaan',
    hoursWorked: 'Gewerkte uren',
    hoursByYear: 'Gewerkte uren per jaar',
    hoursByMonth: 'Gewerkte uren per maand',
    hoursOf: (period: string, hours: string) => `${period}: ${hours}`,
    weeksWorked: 'Weken waarin is gewerkt',
    weeksWorkedNote: 'Telt niet vanzelf mee voor de WW.',
    clientCount: 'Opdrachtgevers',
    clients: 'Zakelijke opdrachtgevers',
    sectors: 'Sectoren',
    sectorUnknown: (version: string, code: string) => `SBI ${version}, code ${code}`,
    skills: 'Vaardigheden, gebruikt bij klussen',
    withCount: (label: string, gigs: string) => `${label} (${gigs})`,
    attendance: 'Opkomst',
    attendanceNote: (attended: string, agreed: string) =>
      `bij ${attended} van de ${agreed} afgesproken klussen`,
    rating: 'Gemiddelde beoordeling',
    ratingCount: 'Beoordelingen',
    ratingOnScale: (value: string, worst: string, best: string) =>
      `${value} op een schaal van ${worst} tot en met ${best}`,
    ratingGigs: (count: string) => `bij ${count} klussen`,
    tooFewRatings: 'Nog te weinig beoordelingen voor een gemiddelde',
    noRatings: 'Dit platform geeft geen beoordelingen.',
    satisfaction: 'Percentage tevreden',
    satisfactionCount: 'Tevreden opdrachtgevers',
    satisfactionNote: (satisfied: string, rated: string) =>
      `bij ${satisfied} van de ${rated} beoordeelde klussen`,
    satisfactionOf: (satisfied: string, rated: string) => `bij ${satisfied} van de ${rated} klussen`,
    tooFewSatisfaction: 'Nog te weinig beoordelingen voor een percentage',
    scoresAreHigh:
      'Bijna alle scores op platforms zijn hoog. Kijk ook naar het aantal klussen en de opkomst.',
    reviews: 'Recensies',
    reviewsChosen: (shown: string, total: string) =>
      `${shown} van ${total} recensies, door de werker gekozen`,
    reviewsChosenOfUnknown: (shown: string) =>
      `${shown} door de werker gekozen. Hoeveel recensies er waren, is niet gedeeld.`,
    reviewsNone: (total: string) => `Er waren ${total} recensies. De werker deelt er geen.`,
    reviewer: { client: 'een opdrachtgever' },
    generalSkills: 'Algemene vaardigheden',
    generalSkillsNote: 'Algemene tekst, hetzelfde voor iedereen',
    /** Fixed text, word for word. */
    generalSkillsText: (worker: string, platform: string) =>
      `Werken via een online platform vergt specifieke skills. ${worker} heeft tijdens zijn werk via ${platform} getoond de volgende vaardigheden te bezitten.\n\nEen platformwerker is flexibel in denken en handelen, want voor platformwerk is mentale wendbaarheid vereist om snel te schakelen. Ook vergt dit type werk zelfstandigheid in het aannemen van klussen, het stellen van voorwaarden, het plannen van werk en het zorgen voor goede en gezonde arbeidsomstandigheden. Om platformwerk te doen zijn tevens digitale vaardigheden en marketingskills nodig. Een platformwerker kan zichzelf online presenteren, lezen en schrijven en communiceren met potentiële opdrachtgevers.`,
    /** Who stands in the paragraph when the worker keeps the name out. */
    generalSkillsNobody: 'De platformwerker',
  },

  /** The verdicts: `label` begins a page's title, `title` heads the message, `text` follows it. */
  outcomes: {
    valid: {
      label: 'Echt',
      title: (_facts: OutcomeFacts) => 'Dit getuigschrift is echt.',
      /** date: signed on. */
      text: ({ issuer, date }: OutcomeFacts) =>
        `${issuer} heeft deze gegevens ondertekend op ${date}. De gegevens zijn daarna niet veranderd. Het getuigschrift is niet ingetrokken.`,
    },
    expired: {
      label: 'Echt, en verlopen',
      title: (_facts: OutcomeFacts) => 'Dit getuigschrift is echt, en verlopen.',
      /** date: valid until. */
      text: ({ date }: OutcomeFacts) => `Het was geldig tot ${date}. Vraag om een nieuw getuigschrift.`,
    },
    suspended: {
      label: 'Tijdelijk stopgezet',
      title: ({ issuer }: OutcomeFacts) => `Dit getuigschrift is tijdelijk stopgezet door ${issuer}.`,
      text: (_facts: OutcomeFacts) => 'Vraag de werker waarom, of controleer het later opnieuw.',
    },
    not_yet_valid: {
      label: 'Nog niet geldig',
      /** date: valid from. */
      title: ({ date }: OutcomeFacts) => `Dit getuigschrift geldt pas vanaf ${date}.`,
      text: (_facts: OutcomeFacts) => '',
    },
    not_bound: {
      label: 'Niet bewezen van wie',
      title: (_facts: OutcomeFacts) =>
        'De persoon die dit toont, heeft niet bewezen dat het getuigschrift van hem of haar is.',
      text: (_facts: OutcomeFacts) => 'Vraag opnieuw, of vraag om het origineel.',
    },
    malformed: {
      label: 'Niet te lezen',
      title: (_facts: OutcomeFacts) => 'Dit is geen KlusCV dat we kunnen lezen.',
      text: ({ seen }: OutcomeFacts) =>
        `We zagen: ${seen}. Vraag om het bestand of de QR-code zelf, niet een kopie van de tekst.`,
    },
    undetermined: {
      label: 'Niet te controleren',
      title: (_facts: OutcomeFacts) => 'We kunnen niet controleren of dit getuigschrift is ingetrokken.',
      text: (_facts: OutcomeFacts) =>
        'De handtekening klopt. De lijst met ingetrokken getuigschriften is nu niet bereikbaar. Probeer het later opnieuw.',
    },
    revoked: {
      label: 'Ingetrokken',
      title: (_facts: OutcomeFacts) => 'Dit getuigschrift is ingetrokken.',
      /** date: of the status list. */
      text: ({ issuer, date }: OutcomeFacts) =>
        `${issuer} heeft het ingetrokken (lijst van ${date}). Gebruik het niet.`,
    },
    changed: {
      label: 'Veranderd',
      title: (_facts: OutcomeFacts) => 'Dit getuigschrift is veranderd.',
      text: (_facts: OutcomeFacts) =>
        'De gegevens kloppen niet met de handtekening. Vertrouw dit getuigschrift niet.',
    },
    unknown_issuer: {
      label: 'Onbekende uitgever',
      title: (_facts: OutcomeFacts) => 'We kennen de uitgever niet.',
      text: (_facts: OutcomeFacts) =>
        'Dit getuigschrift komt niet van een platform op onze lijst. We kunnen niet zeggen of het echt is.',
    },
  },

  /** Further reasons for "undetermined". */
  undetermined: {
    trustListOutdated: {
      title: (_facts: OutcomeFacts) => 'We kunnen nu niet controleren wie dit heeft uitgegeven.',
      /** date: of the list of issuers. */
      text: ({ date }: OutcomeFacts) => `Onze lijst van uitgevers is van ${date}. Probeer het later opnieuw.`,
    },
    trustListMissing: {
      title: (_facts: OutcomeFacts) => 'We kunnen nu niet controleren wie dit heeft uitgegeven.',
      text: (_facts: OutcomeFacts) => 'We hebben nu geen lijst van uitgevers. Probeer het later opnieuw.',
    },
    issuerUnreachable: {
      title: (_facts: OutcomeFacts) => 'We kunnen de handtekening nu niet controleren.',
      text: ({ issuer }: OutcomeFacts) =>
        `De sleutel van ${issuer} is nu niet bereikbaar. Probeer het later opnieuw.`,
    },
    statusMissing: {
      title: (_facts: OutcomeFacts) => 'We kunnen niet controleren of dit getuigschrift is ingetrokken.',
      text: (_facts: OutcomeFacts) =>
        'De handtekening klopt. In het getuigschrift staat niet waar we dat kunnen nakijken. Vraag om een nieuw getuigschrift.',
    },
  },

  /** What was found, check by check, below "how was this checked". */
  checks: {
    heading: 'Hoe is dit gecontroleerd?',
    names: {
      format: 'Vorm',
      issuer: 'Uitgever',
      signature: 'Handtekening',
      holder: 'Van wie',
      validity: 'Geldigheid',
      status: 'Ingetrokken of stopgezet',
      claims: 'Gegevens',
    },
    results: {
      pass: 'in orde',
      fail: 'niet in orde',
      undetermined: 'niet te controleren',
      not_applicable: 'niet van toepassing',
    },
  },

  /** Pages of the one who checks. */
  verifier: {
    title: 'Controle van een getuigschrift',
    listed: 'staat op de lijst van uitgevers',
    notListed: 'staat niet op de lijst van uitgevers',
    personHeading: 'Is dit de persoon?',
    personNotProved: (name: string) => ({
      before: 'Het getuigschrift staat op naam van ',
      name,
      after: '. Dat is niet bewezen. Vergelijk de naam met een identiteitsbewijs.',
    }),
    personProved: (name: string) => ({
      before: 'De wallet van ',
      name,
      after: ' heeft bewezen dat het getuigschrift erin zit. Vergelijk de naam met een identiteitsbewijs.',
    }),
    notProvedHeading: 'Wat dit niet bewijst',
    notProved:
      'Niet dat elk detail klopt, en niet of iemand werknemer of zzp’er is. Het is geen bewijs van inkomen.',
  },

  /** The worker's app. */
  wallet: {
    title: 'Mijn bewijzen',
  },

  /** The platform's page where a worker makes a KlusCV. */
  claim: {
    title: 'Maak je KlusCV',
  },

  /** The paper. */
  pdf: {
    title: 'Digitaal getuigschrift van klussen',
    titleOf: (name: string) => `KlusCV van ${name}`,
    issuedBy: (issuer: string, date: string) => `Ondertekend door ${issuer} op ${date}`,
    checkHeading: 'Controleer of dit echt is',
    checkText: (address: string) =>
      `Scan de QR-code met de camera van een telefoon. Of ga naar ${address} en kies dit PDF-bestand. Alleen die controle telt, niet dit papier.`,
    checkContains: 'De QR-code bevat de feiten van dit getuigschrift, ondertekend.',
    attached: (fileName: string) =>
      `Het ondertekende getuigschrift zit als bijlage in dit bestand: ${fileName}.`,
    attachmentDescription: 'Het ondertekende getuigschrift',
    facts: 'Feiten',
    judgements: 'Beoordelingen en opkomst',
    notProvedHeading: 'Wat dit niet bewijst',
    notProved:
      'Niet dat elk detail klopt, en niet dat de persoon die dit toont de werker is. Het is geen bewijs van inkomen.',
    page: (page: number, pages: number) => `Pagina ${page} van ${pages}`,
    replaced: 'Tekens die dit lettertype niet heeft, staan als ▯. De bijlage heeft de volledige tekst.',
  },
};

export type Words = typeof nl;
