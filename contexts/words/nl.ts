/** Every sentence that a person reads in Dutch. Level B1; the worker is "je", the reader "u" or no pronoun. */
import { checkPage } from './check-page/nl.ts';
import { fileReport } from './file-report/nl.ts';
import { nl as worker } from './worker/nl.ts';

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
  ...worker,
  fileReport,
  checkPage,

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
    tooHeavy: {
      title: (_facts: OutcomeFacts) => 'We kunnen dit getuigschrift niet controleren.',
      text: (_facts: OutcomeFacts) =>
        'Er staat meer in dan we kunnen nakijken. Controleer elk getuigschrift apart, of vraag om het originele bestand.',
    },
    statusMissing: {
      title: (_facts: OutcomeFacts) => 'We kunnen niet controleren of dit getuigschrift is ingetrokken.',
      text: (_facts: OutcomeFacts) =>
        'De handtekening klopt. In het getuigschrift staat niet waar we dat kunnen nakijken. Vraag om een nieuw getuigschrift.',
    },
    statusUnusable: {
      title: (_facts: OutcomeFacts) => 'We kunnen niet controleren of dit getuigschrift is ingetrokken.',
      text: ({ issuer }: OutcomeFacts) =>
        `De handtekening klopt. De lijst met ingetrokken getuigschriften van ${issuer} is niet goed. Probeer het later opnieuw.`,
    },
  },

  /** Copies on paper, each of which can be turned off by itself, and newer certificates. */
  copies: {
    off: {
      title: (_facts: OutcomeFacts) => 'Deze kopie is uitgezet.',
      /** date: of the status list. */
      text: ({ issuer, date }: OutcomeFacts) =>
        `De werker of ${issuer} heeft deze kopie uitgezet (lijst van ${date}). Gebruik hem niet.`,
    },
    newer: 'Er is een nieuwer getuigschrift, met andere cijfers. Vraag de werker daarom.',
    madeFor: (name: string) => `Gemaakt voor ${name}`,
    madeForNote: 'Bent u dat niet? Vraag de werker dan om een eigen kopie.',
    nameKeptBack:
      'Deze kopie is voor iemand gemaakt. Voor wie, is hier niet te zien. Kijk op het papier of in de originele PDF.',
  },

  /** Platforms that stopped, and keys that were stolen. */
  leaving: {
    /** Behind the verdict on what is genuine; the platform's last day. */
    stopped: (date: string) =>
      `Dit platform stopte op ${date}. Wat het tot die dag ondertekende, blijft echt.`,
    notThen: {
      title: (_facts: OutcomeFacts) => 'Dit platform deed niet mee toen dit werd ondertekend.',
      text: (_facts: OutcomeFacts) => 'We kunnen niet zeggen of dit getuigschrift echt is.',
    },
    keyStolen: {
      title: (_facts: OutcomeFacts) => 'We weten niet wie dit heeft ondertekend.',
      text: (_facts: OutcomeFacts) =>
        'De sleutel van het platform kan gestolen zijn. Vraag de werker om een nieuw getuigschrift.',
    },
  },

  /** The verdict on what the platform made for the wallet alone. */
  walletForm: {
    title: (_facts: OutcomeFacts) => 'Dit is de vorm voor de wallet.',
    text: (_facts: OutcomeFacts) =>
      'De werker heeft nog niet gekozen wat u ziet. Vraag de werker om vanuit de wallet te delen.',
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
    /** One sentence for each answer that a check can give, by its code. */
    codes: {
      format_known: 'Dit is een KlusCV in een vorm die we kennen.',
      format_unreadable: 'Dit is geen KlusCV dat we kunnen lezen.',
      content_unknown: 'De uitgever heeft dit ondertekend, maar niet in de vorm van een KlusCV.',
      base_proof_shown:
        'Dit is de vorm voor de wallet: de werker heeft er nog niet uit gekozen wat u mag zien.',
      issuer_listed: 'De uitgever staat op de lijst van uitgevers.',
      issuer_stopped:
        'De uitgever stond op de lijst van uitgevers toen dit werd ondertekend. Het platform is gestopt.',
      issuer_not_listed: 'De uitgever staat niet op de lijst van uitgevers.',
      issuer_not_listed_then: 'De uitgever deed nog niet of niet meer mee toen dit werd ondertekend.',
      issuer_key_foreign: 'De sleutel waarmee dit is ondertekend, is niet van deze uitgever.',
      issuer_key_compromised: 'De sleutel waarmee dit is ondertekend, kan gestolen zijn.',
      issuer_unreachable: 'De sleutel van de uitgever is nu niet bereikbaar.',
      trust_list_missing: 'We hebben nu geen lijst van uitgevers.',
      trust_list_outdated: 'Onze lijst van uitgevers is te oud.',
      signature_valid: 'De handtekening klopt. De gegevens zijn daarna niet veranderd.',
      signature_invalid: 'De gegevens kloppen niet met de handtekening.',
      signature_too_heavy: 'Er staat meer in dan we kunnen nakijken. De handtekening is niet gecontroleerd.',
      holder_proved: 'De wallet heeft nu bewezen dat dit getuigschrift erin zit.',
      holder_not_asked: 'Er is niet om een bewijs van de wallet gevraagd.',
      holder_key_missing: 'Dit getuigschrift hoort niet bij een wallet.',
      holder_proof_missing: 'Het bewijs van de wallet ontbreekt.',
      holder_signature_invalid: 'Het bewijs komt niet van de wallet waarvoor dit getuigschrift is gemaakt.',
      holder_audience_wrong: 'Het bewijs van de wallet is voor een andere ontvanger gemaakt.',
      holder_nonce_wrong: 'Het bewijs van de wallet is voor een andere vraag gemaakt.',
      holder_content_wrong: 'Het bewijs van de wallet gaat over andere gegevens.',
      holder_proof_old: 'Het bewijs van de wallet is niet van nu.',
      holder_too_heavy: 'De wallet stuurde meer dan we kunnen nakijken. Het bewijs is niet gecontroleerd.',
      validity_current: 'Het getuigschrift is nu geldig.',
      validity_not_yet: 'Het getuigschrift is nog niet geldig.',
      validity_expired: 'De geldigheid is voorbij.',
      status_active: 'De uitgever heeft het niet ingetrokken.',
      status_newer:
        'De uitgever heeft het niet ingetrokken. Er is een nieuwer getuigschrift, met andere cijfers.',
      status_revoked: 'De uitgever heeft het ingetrokken.',
      status_copy_off: 'Deze kopie is uitgezet.',
      status_suspended: 'De uitgever heeft het tijdelijk stopgezet.',
      status_missing: 'Er staat niet in waar we kunnen nakijken of het is ingetrokken.',
      status_foreign: 'De lijst met ingetrokken getuigschriften is niet van deze uitgever.',
      status_unreachable: 'De lijst met ingetrokken getuigschriften is nu niet bereikbaar.',
      status_unreadable: 'De lijst met ingetrokken getuigschriften kunnen we niet lezen.',
      status_expired: 'De lijst met ingetrokken getuigschriften is te oud.',
      status_outside: 'Dit getuigschrift komt niet voor op de lijst van de uitgever.',
      claims_read: 'We konden alle gegevens lezen.',
      claims_incomplete: 'Van sommige gegevens is te weinig gedeeld. Die laten we niet zien.',
      claims_missing: 'Er zijn gegevens niet gedeeld die voor dit doel nodig zijn.',
    },
  },

  /** What was handed in, in place of a KlusCV; fits behind "We zagen:". */
  seen: {
    nothing: 'niets',
    too_large: 'een bestand dat te groot is',
    too_many: 'te veel getuigschriften tegelijk',
    binary: 'een bestand dat geen tekst is',
    text: 'gewone tekst',
    web_page: 'een webpagina',
    link: 'een link naar een website',
    wallet_request: 'een vraag voor een wallet',
    wallet_offer: 'een aanbod voor een wallet',
    digits: 'de cijfers van een QR-code, maar niet allemaal',
    broken_json: 'gegevens die beschadigd zijn',
    other_json: 'gegevens van een andere soort',
    unsigned: 'gegevens zonder handtekening',
    jwt: 'een bewijs van een andere soort',
    other_credential: 'een bewijs van een andere soort',
    damaged: 'een KlusCV dat beschadigd is',
    base_proof: 'een KlusCV zoals die in een wallet hoort, waaruit nog niets is gekozen',
    unknown_form: 'een getuigschrift in een vorm die we niet kennen',
    pdf: 'een PDF',
    pdf_without: 'een PDF zonder getuigschrift erin',
    pdf_broken: 'een PDF die beschadigd is',
    pdf_locked: 'een PDF met een wachtwoord',
    picture_without: 'een plaatje zonder QR-code die we kunnen lezen',
    qr_other: 'een QR-code van iets anders',
    heic: 'een foto in de vorm HEIC',
    picture_kind: 'een plaatje in een vorm die we niet lezen',
    office: 'een document van een tekstverwerker of rekenblad',
    zip: 'een ingepakt bestand (zip)',
    email: 'een e-mail',
  },

  /** The page of the one who checks. The reader is "u". */
  verifier: {
    home: {
      title: 'Een KlusCV controleren',
      intro:
        'Een KlusCV is een digitaal getuigschrift van werk via een platform. Hier ziet u of het echt is. Controleren is gratis. We bewaren het resultaat alleen zolang deze pagina het nodig heeft.',
      ask: 'Vraag het aan de werker',
      askIntro:
        'De werker scant een QR-code met de wallet (de app met zijn of haar bewijzen) en kiest wat u te zien krijgt.',
      purpose: 'Waarvoor hebt u de gegevens nodig?',
      makeCode: 'Maak een QR-code',
      making: 'We maken een QR-code…',
      makeHere: 'De wallet staat op dit apparaat',
      throughBrowser: 'Vraag het via de browser',
      noBrowserWallet: 'De browser kreeg geen antwoord van een wallet. Maak een QR-code.',
      have: 'Controleer wat u al hebt',
      file: 'Bestand: de PDF, een foto van de QR-code, of het digitale bewijs',
      staysHere:
        'Wij controleren in uw eigen browser. Het bestand of de tekst blijft op dit apparaat. U kunt meer bestanden tegelijk kiezen.',
      or: 'of',
      text: 'Tekst: plak het digitale bewijs, of de link uit de QR-code',
      check: 'Echtheid controleren',
      checking: 'We controleren het getuigschrift…',
      nothing: 'Kies een bestand of plak een tekst.',
      camera: 'Scan de QR-code met de camera',
      cameraStop: 'Stop de camera',
      cameraOn: 'Houd de QR-code voor de camera.',
      cameraRefused: 'De camera werkt niet, of u gaf geen toestemming. Kies een foto van de QR-code.',
      tooLarge: 'Het bestand is te groot. Een bestand mag tot 10 MB zijn.',
    },
    table: {
      heading: (count: number) => `Controle van ${count} bestanden`,
      busy: (done: number, count: number) => `${done} van ${count} bestanden gecontroleerd.`,
      done: (genuine: number, count: number) => `${genuine} van ${count} bestanden zijn echt en geldig.`,
      file: 'Bestand',
      outcome: 'Uitkomst',
      issuer: 'Uitgegeven door',
      notRead: 'Niet gelezen',
      show: (file: string) => `${file}: bekijk de controle`,
      save: 'Bewaar als CSV',
      back: 'Terug naar de lijst van bestanden',
      csv: {
        file: 'bestand',
        number: 'nummer',
        outcome: 'uitkomst',
        meaning: 'betekenis',
        issuer: 'uitgegeven door',
        kvkNumber: 'KvK-nummer',
        validUntil: 'geldig tot',
        checkedAt: 'gecontroleerd op',
      },
    },
    keptLists: (day: string) =>
      `Er is geen verbinding met deze website. Wij gebruikten de lijsten van uw vorige bezoek, van ${day}. Wat daarna is ingetrokken, zien wij niet.`,
    purposes: {
      employer: {
        name: 'Werkgever',
        asks: 'Naam, klussen, uren, opdrachtgevers, sectoren, vaardigheden en opkomst. De werker beslist over beoordelingen en recensies.',
      },
      platform: {
        name: 'Ander platform',
        asks: 'Klussen, opdrachtgevers, sectoren, vaardigheden, opkomst en beoordelingen. De werker beslist over recensies.',
      },
      uwv: {
        name: 'UWV of gemeente',
        asks: 'Naam, klussen, uren per maand, gewerkte weken, sectoren en vaardigheden.',
      },
      lender: { name: 'Hypotheekverstrekker', asks: 'Naam, klussen, uren per jaar en opdrachtgevers.' },
    },
    request: {
      heading: 'Laat de werker deze code scannen',
      title: 'QR-code voor de werker',
      headingHere: 'Open de vraag in uw wallet',
      titleHere: 'Vraag voor een wallet op dit apparaat',
      explainHere: 'De wallet laat zien wat er wordt gevraagd. Na het delen komt u terug op deze pagina.',
      waitingHere: 'We wachten op het antwoord van de wallet.',
      comeBack:
        'De wallet heeft geantwoord of is nog bezig. Volg de link in de wallet terug naar deze pagina.',
      waiting: 'We wachten op de werker.',
      explain:
        'De wallet laat de werker zien wat u vraagt. De werker beslist. Het antwoord verschijnt op deze pagina.',
      asks: 'U vraagt',
      qrCode: 'QR-code waarmee de werker uw vraag opent in de wallet',
      link: 'Of geef de werker deze link',
      open: 'Openen in een wallet op dit apparaat',
      onlyYours: 'Geef deze code alleen aan de werker van wie u gegevens wilt zien.',
      lost: 'De QR-code staat alleen in het venster waarin hij is gemaakt.',
      refused: 'De werker deelt deze gegevens niet',
      refusedText: 'Dat mag. U hebt geen gegevens gekregen. Vraag het de werker, of vraag om minder.',
      failed: 'De wallet kon niet antwoorden',
      failedText: 'U hebt geen gegevens gekregen. Maak een nieuwe vraag en probeer het nog een keer.',
      until: (time: string) => `De code werkt tot ${time}.`,
      left: (minutes: number, seconds: number) =>
        minutes > 0 ? `Nog ${minutes} min. en ${seconds} sec.` : `Nog ${seconds} sec.`,
      nothing: 'Gebeurt er niets?',
      nothingTips: [
        'Laat de werker de code scannen in de wallet zelf, niet met de camera.',
        'Kijk of de telefoon internet heeft.',
        'Kopieer de link en plak die in de wallet.',
        'Heeft de werker geen wallet? Vraag dan om de PDF. Die kunt u hier ook controleren.',
      ] as readonly string[],
      notAccepted: 'Het antwoord van de wallet klopte niet',
      tooLittle: 'Uw vraag is niet beantwoord',
      tooLittleText:
        'Gegevens die u nodig hebt, zijn niet gedeeld. U hebt niets gekregen. Vraag het de werker.',
      expired: 'Deze vraag is verlopen',
      expiredText: 'Er kwam geen antwoord op tijd. Maak een nieuwe QR-code.',
      again: 'Maak een nieuwe vraag',
    },
    result: {
      heading: 'Controle van een getuigschrift',
      headingMany: (count: number) => `Controle van ${count} getuigschriften`,
      part: (number: number, platform: string | null) =>
        platform === null ? `Getuigschrift ${number}` : `Getuigschrift ${number}: ${platform}`,
      listed: 'staat op de lijst van uitgevers',
      person: 'Is dit de persoon?',
      /** The name stands between the two. */
      named: ['Het getuigschrift staat op naam van ', '.'] as readonly [string, string],
      unnamed: 'De naam is niet gedeeld.',
      notProved: 'Dat is niet bewezen. Vergelijk de naam met een identiteitsbewijs.',
      notProvedUnnamed: 'Het is dus niet te zien van wie dit getuigschrift is.',
      proved: 'De wallet heeft bewezen dat het getuigschrift hoort bij degene die het toont.',
      folded: 'Toon toch wat er in dit getuigschrift staat',
      noContent: 'We tonen de inhoud niet, omdat we niet weten of die klopt.',
      doesNotProve: 'Wat dit niet bewijst',
      doesNotProveText:
        'Niet dat elk detail klopt, en niet of iemand werknemer of zzp’er is. Het is geen bewijs van inkomen.',
      doesNotProvePerson: 'Ook niet dat de persoon voor u de werker is.',
      purposeNotes: {
        uwv: 'Gewerkte weken: dit telt niet vanzelf mee voor de WW.',
        lender:
          'Een KlusCV laat zien hoelang en hoe regelmatig iemand werkte. Het is geen perspectiefverklaring, geen werkgeversverklaring en geen bewijs van inkomen.',
      },
      overlap: (from: string, until: string) =>
        `Deze getuigschriften gaan deels over dezelfde tijd: ${from} tot en met ${until}. Daarom tellen we de uren niet bij elkaar op.`,
      sideBySide: 'Elk platform heeft zijn eigen cijfers. We maken er geen totaal van.',
      now: 'Wat u nu kunt doen',
      nowTooHeavy:
        'Een KlusCV van een platform is niet zo groot. Lukt het ook apart niet, vertrouw het dan niet en vraag het platform ernaar.',
      nowTexts: {
        valid:
          'Vraag de werker naar de klussen die voor u tellen. Bewaar het rapport als u het later nodig hebt: wij bewaren het niet.',
        expired:
          'De gegevens blijven waar tot en met de datum die erbij staat. Vraag de werker om een nieuw getuigschrift.',
        not_yet_valid: 'Controleer het getuigschrift opnieuw vanaf de datum hierboven.',
        suspended: 'Vraag de werker waarom het is stopgezet, of controleer het later opnieuw.',
        undetermined:
          'Probeer het later opnieuw. Gaat het om een beslissing met gevolgen, wacht dan tot de controle lukt.',
        revoked: 'Gebruik deze gegevens niet. Vraag de werker om een nieuw getuigschrift.',
        not_bound: 'Vraag de werker om het opnieuw te delen vanuit zijn of haar eigen wallet.',
        changed: 'Vraag de werker om het getuigschrift te delen vanuit de wallet, of om de originele PDF.',
        unknown_issuer: 'Vraag de werker om een getuigschrift van een platform op de lijst.',
        malformed: 'Vraag om de originele PDF, of een scherpe foto van de hele QR-code.',
      },
      another: 'Controleer een ander getuigschrift',
      questions: {
        format: 'Kunnen we het lezen?',
        issuer: 'Staat de uitgever op de lijst?',
        signature: 'Klopt de handtekening?',
        holder: 'Is het van degene die het toont?',
        validity: 'Is het geldig op dit moment?',
        status: 'Is het ingetrokken?',
        claims: 'Kloppen de gegevens met de afspraken?',
      },
      outcome: 'Uitkomst',
      checkedAt: 'Gecontroleerd op',
      checkedBy: 'Gecontroleerd door',
      format: 'Vorm',
      issuerId: 'Uitgever (adres)',
      kvkNumber: 'KvK-nummer van de uitgever',
      signedOn: 'Ondertekend op',
      validUntil: 'Geldig tot',
      trustList: 'Lijst van uitgevers',
      trustListText: (version: number, issued: string) => `versie ${version} van ${issued}`,
      codes: 'Codes van de controles',
    },
  },

  /** The worker's app. */
  wallet: {
    title: 'Mijn bewijzen',
    appName: 'KlusCV-wallet',
    /** Said once, on an empty start. */
    whatIsThis: 'Dit is een loopbaanwallet: een app met je bewijzen. Ze staan alleen op dit apparaat.',
    empty: 'Je hebt nog geen bewijs. Vraag het platform waar je werkt om een KlusCV.',
    add: 'Bewijs toevoegen',
    share: 'Gegevens delen',
    home: 'Naar mijn bewijzen',
    back: 'Terug',
    loading: 'Even wachten…',
    noStorage:
      'Deze browser laat ons niets bewaren. Open de wallet in een gewoon venster, niet in een privévenster.',
    noIssuerList: 'We konden de lijst van uitgevers niet ophalen. Daarom is nu iedereen onbekend.',
    link: {
      addHeading: 'Bewijs toevoegen',
      addText: 'Open de link van je platform op dit apparaat. Of plak de link hier.',
      shareHeading: 'Gegevens delen',
      shareText: 'Open de link van de ontvanger op dit apparaat. Of plak de link hier.',
      field: 'Link',
      go: 'Verder',
    },
    /** A credential on the list of what the worker has. */
    card: {
      heading: (issuer: string) => `KlusCV van ${issuer}`,
      gigs: (gigs: string) => (gigs === '1' ? '1 klus' : `${gigs} klussen`),
      open: 'Bekijken',
    },
    offer: {
      title: 'Aanbod',
      heading: (issuer: string) => `${issuer} biedt je een KlusCV aan`,
      listedTitle: 'Bekende uitgever',
      listed: (issuer: string) => `${issuer} staat op de lijst van uitgevers.`,
      unlistedTitle: 'Onbekende uitgever',
      unlisted: (host: string) =>
        `${host} staat niet op de lijst van uitgevers. Anderen zullen dit bewijs niet vertrouwen.`,
      look: 'Je ziet eerst wat erin staat. Daarna kies je of je het bewaart.',
      codeField: 'Code',
      codeText: (issuer: string) => `Vul de code in die je van ${issuer} hebt gekregen.`,
      view: 'Bekijken',
      noThanks: 'Nee, bedankt',
    },
    received: {
      title: 'Wat erin staat',
      heading: 'Dit staat in je KlusCV',
      text: (issuer: string) =>
        `${issuer} heeft dit ondertekend. Klopt er iets niet? Vraag ${issuer} om het te verbeteren.`,
      keep: 'Toevoegen aan wallet',
    },
    kept: (issuer: string) => `De KlusCV van ${issuer} staat in je wallet.`,
    detail: {
      signedBy: 'Ondertekend door',
      signedOn: 'Ondertekend op',
      validUntil: 'Geldig tot',
      remove: 'Verwijderen',
      removeHeading: 'Verwijderen uit je wallet?',
      removeText: 'Je kunt deze KlusCV daarna niet meer delen. Je kunt bij het platform een nieuwe vragen.',
      removeYes: 'Ja, verwijderen',
      removeNo: 'Nee, bewaren',
      removed: 'De KlusCV is verwijderd.',
    },
    request: {
      title: 'Vraag om gegevens',
      heading: (recipient: string) => `${recipient} vraagt om gegevens`,
      unknownRecipient: 'Onbekende ontvanger',
      knownTitle: 'Bekende ontvanger',
      known: (recipient: string, host: string) =>
        `${recipient} staat op de lijst. Je gegevens gaan naar ${host}.`,
      unknown: (host: string) =>
        `Je gegevens gaan naar ${host}. We weten niet wie dat is. Deel alleen als je zelf met deze ontvanger praat.`,
      purposeHeading: 'Waarvoor heeft de ontvanger dit nodig?',
      purposes: {
        platform: 'Je wilt via een ander platform werken. Dat platform wil zien wat je al hebt gedaan.',
        employer: 'Je wilt bij deze werkgever werken. De werkgever wil zien wat je al hebt gedaan.',
        uwv: 'UWV of je gemeente wil zien hoeveel je hebt gewerkt, en wanneer.',
        lender: 'Een hypotheekverstrekker wil zien hoe lang en hoe vaak je hebt gewerkt.',
      },
      purposeNames: {
        platform: 'ander platform',
        employer: 'werkgever',
        uwv: 'UWV of gemeente',
        lender: 'hypotheekverstrekker',
      },
      noPurpose: 'De ontvanger zegt niet waarvoor. Vraag het eerst.',
      notRegistered: 'Let op: deze ontvanger mag dit niet namens zo’n organisatie vragen.',
      beyondPurpose: 'Let op: de ontvanger vraagt meer dan bij dit doel hoort. Dat staat nu uit.',
      chooseCredential: 'Welke KlusCV wil je delen?',
      choose: 'Kies wat je deelt',
      required: 'Dit is verplicht',
      requiredText: 'Zonder deze gegevens heeft de ontvanger er niets aan.',
      optional: 'Dit is niet verplicht',
      optionalText: 'Zet uit wat je niet wilt delen.',
      on: 'aan',
      off: 'uit',
      others: (count: number) => `en nog ${count}`,
      whole:
        'Dit bewijs kun je alleen in zijn geheel delen. De ontvanger krijgt dus ook wat hij niet vroeg, en mag dat niet bewaren.',
      notAsked: 'Dit is niet gevraagd, en gaat toch mee',
      more: 'De ontvanger heeft meer gegevens nodig dan je nu hebt gekozen.',
      agree: 'Delen',
      refuse: 'Weigeren',
    },
    done: {
      title: 'Klaar',
      sharedHeading: 'Gedeeld',
      shared: (recipient: string) => `${recipient} heeft deze gegevens gekregen:`,
      refusedHeading: 'Geweigerd',
      refused: 'Er is niets gedeeld.',
      goOn: (host: string) => `Verder bij ${host}`,
    },
    shares: {
      heading: 'Wie heeft dit gezien?',
      text: 'Deze lijst staat alleen op dit apparaat.',
      empty: 'Je hebt nog niets gedeeld.',
      what: 'Gedeeld',
      from: (issuer: string, claims: string) => `van ${issuer}: ${claims}`,
      purpose: 'Doel',
      sentTo: 'Gegevens naar',
      refused: 'Geweigerd, er is niets gedeeld',
    },
    /** Names of claims that the work record does not name by a word of its own. */
    claims: {
      asOf: 'Cijfers tot en met',
      nameBasis: 'Hoe je naam is gecontroleerd',
      reviewCount: 'Aantal recensies',
    },
    problemHeading: 'Dat lukte niet',
    problems: {
      internal: 'Er ging iets mis in de wallet. Probeer het opnieuw.',
      link_unknown: 'Deze link kennen we niet. Kopieer de hele link, of vraag om een nieuwe.',
      offer_unreadable:
        'In deze link staat geen aanbod dat we kunnen lezen. Vraag het platform om een nieuwe link.',
      offer_gone: 'Dit aanbod is verlopen of al gebruikt. Vraag het platform om een nieuw aanbod.',
      offer_unsupported: 'Deze wallet kan dit aanbod nog niet aan. Vraag het platform om een KlusCV.',
      issuer_unreachable: 'Het platform antwoordt niet. Probeer het later opnieuw.',
      issuer_answer_wrong:
        'Het platform gaf een antwoord dat niet klopt. Vertel het platform dat het niet lukt.',
      code_needed: 'Vul de code in die je hebt gekregen.',
      code_refused: 'De code klopt niet, of het aanbod is verlopen. Kijk de code na en probeer het opnieuw.',
      issuer_refused: 'Het platform geeft dit bewijs niet uit. Vraag het platform waarom.',
      credential_not_right:
        'We kregen een bewijs dat niet klopt. We hebben het niet bewaard. Vertel het platform dat het niet lukt.',
      request_unreadable:
        'In deze link staat geen vraag die we kunnen lezen. Vraag de ontvanger om een nieuwe link.',
      request_gone:
        'Deze vraag is al beantwoord of bestaat niet meer. Vraag de ontvanger om een nieuwe link.',
      request_expired: 'Deze vraag is verlopen. Vraag de ontvanger om een nieuwe link.',
      request_not_genuine: 'We kunnen niet zien van wie deze vraag komt. Er is niets gedeeld.',
      request_unsupported: 'Deze wallet kan deze vraag nog niet aan. Er is niets gedeeld.',
      verifier_unreachable: 'De ontvanger antwoordt niet. Probeer het later opnieuw.',
      verifier_refused: 'De ontvanger kon dit niet aannemen. Vraag de ontvanger om een nieuwe link.',
      nothing_to_share: 'Je hebt geen bewijs dat bij deze vraag past. Er is niets gedeeld.',
      key_missing: 'De sleutel van dit bewijs is weg. Vraag het platform om een nieuwe KlusCV.',
    },
  },

  /** The paper. */
  pdf: {
    title: 'Digitaal getuigschrift van klussen',
    titleOf: (name: string) => `KlusCV van ${name}`,
    issuedBy: (issuer: string, date: string) => `Ondertekend door ${issuer} op ${date}`,
    checkHeading: 'Controleer of dit echt is',
    /** Beside the verifier's address, which follows it. */
    checkType: 'Typ dit adres zelf over:',
    checkWhy:
      'Waarom zelf? Een vervalser maakt ook een QR-code, naar een eigen adres dat dit papier goedkeurt. Scant u toch? Kijk dan of u op dit adres bent.',
    checkHow:
      'Geef daar dit PDF-bestand of een foto van de QR-code. Alleen die controle telt, niet dit papier.',
    validUntil: (date: string) => `Geldig tot ${date}.`,
    codeAlt: 'QR-code met de ondertekende feiten van dit getuigschrift',
    checkContains:
      'De QR-code heeft de belangrijkste feiten, ondertekend: hooguit drie van elke lijst, geen oordelen, een lange naam ingekort.',
    attached: (fileName: string) =>
      `Het ondertekende getuigschrift zit als bijlage in dit bestand: ${fileName}.`,
    attachmentDescription: 'Het ondertekende getuigschrift',
    facts: 'Feiten',
    judgements: 'Beoordelingen en opkomst',
    /** For whom this copy was made, as the worker wrote it. */
    madeFor: (reader: string) => `Gemaakt voor ${reader}`,
    monthsShort: ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
    year: 'Jaar',
    /** What the worker adds in own words: beside the signed record, never part of it. */
    ownWords: {
      heading: 'Eigen woorden, niet gecontroleerd',
      note: (platform: string) =>
        `Dit heeft de werker zelf geschreven. ${platform} heeft dit niet gecontroleerd en niet ondertekend. De controle van dit getuigschrift gaat hier niet over.`,
      education: 'Opleiding',
      earlierJobs: 'Eerder werk',
      explanation: 'Toelichting',
    },
    /** A leaf of its own, for the worker. */
    questionnaire: {
      heading: 'Voor jou: wil je meedoen aan een onderzoek?',
      text: (platform: string) =>
        `${platform} nodigt je uit voor een vragenlijst. Het mag, het hoeft niet. Je KlusCV verandert er niet door.`,
      address: 'Ga naar dit adres:',
      linkText: (platform: string) => `Naar de vragenlijst van ${platform}`,
      code: 'Je onderzoekscode:',
      codeText:
        'De code is toevallig gekozen. Je naam en je gegevens gaan niet mee. Dit blad hoef je niet mee te geven met je KlusCV.',
      footer: 'Los blad, voor de werker zelf',
    },
    notProvedHeading: 'Wat dit niet bewijst',
    notProved:
      'Niet dat elk detail klopt, en niet dat de persoon die dit toont de werker is. Het is geen bewijs van inkomen.',
    page: (page: number, pages: number) => `Pagina ${page} van ${pages}`,
    replaced: 'Tekens die dit lettertype niet heeft, staan als □. De bijlage heeft de volledige tekst.',
  },
};

export type Words = typeof nl;
