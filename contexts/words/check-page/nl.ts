/** What the page of the one who checks says beside the verdict: who issued it, what was signed, what could not be read. */
export const checkPage = {
  issuer: {
    heading: 'Wie heeft dit uitgegeven?',
    name: 'Uitgever',
    kvkNumber: 'KvK-nummer',
    list: 'Staat op',
    schemeList: (which: string) => `de lijst van uitgevers van KlusCV${which}`,
    ownList: (name: string, which: string) =>
      `de lijst van ${name}${which}. Die lijst is van deze controleur zelf, niet van KlusCV.`,
    which: (version: number, issued: string) => `, versie ${version} van ${issued}`,
    signedOn: 'Ondertekend op',
    stopped: 'Gestopt op',
    stoppedText: (date: string) => `${date}. Wat het platform tot en met die dag ondertekende, blijft echt.`,
  },
  /** Over several certificates at once; each has its own verdict below. */
  several: {
    allGenuine: (count: number) => `Deze ${count} getuigschriften zijn echt`,
    allGenuineText: 'De gegevens zijn niet veranderd. De getuigschriften zijn niet ingetrokken.',
    notAll: (count: number) => `Niet alle ${count} getuigschriften zijn echt en geldig`,
    /** How many of one outcome. */
    of: (label: string, count: number) => `${label}: ${count}.`,
  },
  copyHeading: 'Voor wie is deze kopie?',
  /** Under the technical details. */
  signed: {
    heading: (number: number | undefined) =>
      number === undefined ? 'Wat er is gecontroleerd' : `Wat er is gecontroleerd, deel ${number}`,
    digest: 'Vingerafdruk (SHA-256)',
    size: 'Grootte',
    bytes: (count: string) => `${count} bytes`,
    header: 'Wat over de handtekening is ondertekend',
    payload: 'Wat is ondertekend',
    disclosures: 'Wat ervan is gedeeld',
    raw: 'De bytes zelf',
    hidden:
      'We tonen de bytes niet, omdat we niet weten of de inhoud klopt. Met de vingerafdruk kan een specialist het origineel vergelijken.',
    elsewhere:
      'De wallet stuurde de ondertekende bytes naar de controleur. Die bewaart ze niet. Daarom staan ze hier niet.',
    cut: 'Dit is het begin. De rest is te lang om te tonen.',
  },
  /** Only on paper. */
  printed: (moment: string, address: string) =>
    `Afgedrukt van ${address}. Gecontroleerd op ${moment}. Dit papier bewijst niets: controleer het getuigschrift zelf op dit adres.`,
  /** How the page may be fed, beside a file field and a text field. */
  ways: {
    drop: 'U kunt bestanden ook op deze pagina slepen, of plakken (Ctrl+V).',
    dropHere: 'Laat los om te controleren',
    noLink:
      'Deze link is leeg, of niet compleet. Kopieer de hele link, met alles achter het teken #, en plak die hieronder.',
  },
  /** Beside what was seen in place of a KlusCV: what to try. */
  tips: {
    nothing: 'Het bestand is leeg. Vraag de werker om het opnieuw te sturen.',
    too_large: 'Een KlusCV is zelden groter dan 1 MB. Vraag om de originele PDF, of maak de foto kleiner.',
    too_many: 'Controleer ten hoogste 20 getuigschriften tegelijk uit één bestand.',
    binary: 'Vraag om de originele PDF. Of maak een foto (JPEG of PNG) van de QR-code.',
    text: 'Plak de hele link uit de QR-code, of het hele digitale bewijs. Een gewone tekst is niet te controleren.',
    web_page: 'Een webpagina is niet te controleren. Vraag om de originele PDF, of om de QR-code.',
    link: 'Wij openen geen links. Open de link zelf, bewaar het getuigschrift en geef het bestand hier.',
    wallet_request:
      'Dit is een vraag voor een wallet, geen getuigschrift. De werker opent de link in de wallet. Het antwoord verschijnt op de pagina die de vraag maakte.',
    wallet_offer:
      'Met deze link haalt de werker zelf het getuigschrift op. Gebruik de link niet. Vraag de werker om het getuigschrift, en zeg dat de link alleen voor de werker is.',
    qr_other:
      'Er staat een andere QR-code op. Maak een foto van de QR-code van de KlusCV, die naar een controle-adres gaat.',
    digits: 'Er ontbreken cijfers. Scan de QR-code opnieuw, of kopieer de hele link.',
    broken_json:
      'Het bestand is onderweg beschadigd, of niet helemaal gekopieerd. Vraag om het bestand zelf.',
    other_json: 'Het bestand heeft gegevens, maar geen getuigschrift. Vraag om het bestand uit de wallet.',
    unsigned:
      'Zonder handtekening is niets te controleren. Vraag om de originele PDF, of om het te delen vanuit de wallet.',
    jwt: 'Het is wel een digitaal bewijs, maar geen KlusCV. Vraag de werker om de KlusCV.',
    other_credential: 'Het is wel een digitaal bewijs, maar geen KlusCV. Vraag de werker om de KlusCV.',
    damaged: 'Er ontbreekt een deel. Vraag om het bestand zelf, niet om een kopie van de tekst.',
    base_proof: 'Bewaar dit bestand niet. Vraag de werker om vanuit de wallet te delen, en daar te kiezen.',
    unknown_form: 'Vraag de werker om de KlusCV opnieuw op te halen bij het platform.',
    pdf: 'Geef het bestand zelf, niet een kopie van de tekst.',
    pdf_without:
      'Bij afdrukken of samenvoegen gaat de bijlage verloren. Vraag om de originele PDF, of maak een foto van de QR-code.',
    pdf_broken: 'Vraag om de PDF opnieuw te sturen. Of maak een foto van de QR-code.',
    pdf_locked: 'Vraag om de PDF zonder wachtwoord. Een wachtwoord hebben wij niet nodig.',
    picture_without:
      'Maak een scherpe foto van de hele QR-code, recht van boven, met genoeg licht. De witte rand hoort erbij.',
    heic: 'Bewaar de foto als JPEG, of maak een schermafbeelding. Op een iPhone: Instellingen, Camera, Structuren, Meest compatibel.',
    picture_kind: 'Bewaar het plaatje als PNG of JPEG.',
    office: 'Een KlusCV is een PDF, niet een document van een tekstverwerker. Vraag om de originele PDF.',
    zip: 'Pak het bestand eerst uit. Sleep daarna alle bestanden tegelijk op deze pagina.',
    email: 'Bewaar eerst de bijlage uit de e-mail. Geef die bijlage hier.',
  },
  /** Many files at once. */
  files: {
    progress: (done: number, count: number) => `${done} van ${count} bestanden gecontroleerd`,
    minutesLeft: (minutes: number) =>
      minutes <= 1 ? 'Nog ongeveer een minuut.' : `Nog ongeveer ${minutes} minuten.`,
    secondsLeft: (seconds: number) => `Nog ongeveer ${seconds} seconden.`,
    stop: 'Stop de controle',
    stopped: (done: number, count: number) =>
      `Gestopt. ${done} van ${count} bestanden zijn gecontroleerd, de andere niet.`,
    summary: 'Aantal per uitkomst',
    isReport: 'Rapport van een controle',
    leftOut: (left: number, taken: number) =>
      `We nemen ${taken} bestanden tegelijk. De andere ${left} zijn niet gecontroleerd. Geef die daarna.`,
    waiting: 'wacht',
  },
  /** A report that was handed in where certificates are checked. */
  report: {
    heading: 'Dit is een rapport van een controle',
    ours: 'Wij hebben dit rapport gemaakt, en het is daarna niet veranderd.',
    oursText:
      'Het zegt wat er toen is gevonden, niet wat nu geldt. Controleer het getuigschrift zelf voor wat nu geldt.',
    changed: 'Dit rapport is veranderd nadat het is ondertekend, of nagemaakt. Vertrouw het niet.',
    foreign: 'Dit rapport is niet van ons. Wij kunnen het niet bevestigen.',
    foreignWhere: (host: string) =>
      `In het rapport staat dat ${host} het maakte. Typ dat adres zelf over, als u die controleur kent, en geef het rapport daar.`,
    unchecked: 'Wij konden niet nagaan of dit rapport van ons is. Probeer het later opnieuw.',
  },
  /** Without a network, or with a list whose signature does not hold. */
  lists: {
    age: (days: number) =>
      days < 1
        ? 'De lijsten zijn minder dan een dag oud.'
        : `De lijsten zijn ${days === 1 ? 'een dag' : `${days} dagen`} oud.`,
  },
};

export type CheckPageWords = typeof checkPage;
