/** The signed report for the file: on its pages, and where one asks for it or has it checked. */
export const fileReport = {
  /** On paper. */
  paper: {
    title: (reference: string) => `Rapport ${reference}`,
    kind: 'Rapport van een controle',
    about: 'Dit rapport',
    reference: 'Referentienummer',
    checkedAt: 'Gecontroleerd op',
    checkedBy: 'Gecontroleerd door',
    purpose: 'Doel, zoals opgegeven door de aanvrager',
    purposeNone: 'niet opgegeven',
    trustList: 'Lijst van uitgevers',
    trustListNone: 'die was er niet',
    document: 'Digitale vingerafdruk van het bestand (SHA-256)',
    documentSize: (bytes: string) => `${bytes} bytes`,
    presentedAt: 'Getoond uit een wallet op',
    presentedNote: 'De wallet bewees toen van wie het getuigschrift is.',
    kept: 'Bewaard',
    keptUntil: (day: string) => `in het register van de controleur, tot ${day}`,
    credential: (number: number) => `Vingerafdruk van wat de uitgever ondertekende, getuigschrift ${number}`,
    outcome: 'Uitkomst',
    issuer: 'Uitgever',
    issuerUnknown: 'niet op de lijst van uitgevers',
    kvk: (number: string) => `KvK-nummer ${number}`,
    vouchedBy: (list: string) => `op de lijst van ${list}`,
    name: 'Naam',
    content: 'Wat erin staat',
    contentLeftOut:
      'De gegevens staan niet op dit papier, omdat de uitkomst niet goed is. Ze zitten in de bijlage.',
    since: 'Wat er veranderde sinds het vorige rapport',
    sinceWhich: (reference: string, moment: string) => `Vergeleken met rapport ${reference} van ${moment}.`,
    sinceNothing: 'Er is niets veranderd.',
    sinceOther: 'Het vorige rapport gaat over een ander getuigschrift. Daarom is er niets vergeleken.',
    changed: (before: string, after: string) => `Eerst: ${before} Nu: ${after}`,
    issuerName: 'Naam van de uitgever',
    stopped: 'Platform gestopt op',
    newer: 'Nieuwer getuigschrift',
    newerYes: 'Er is nu een nieuwer getuigschrift, met andere cijfers.',
    newerNo: 'Er is geen nieuwer getuigschrift meer bekend.',
    nothing: 'niets.',
    checkHeading: 'Controleer dit rapport',
    checkType: 'Typ dit adres zelf over:',
    checkHow:
      'Geef daar dit PDF-bestand. Dan ziet u of het rapport van deze controleur is en niet is veranderd.',
    checkCode:
      'De QR-code laat alleen het nummer, de tijd en de uitkomst zien. Alleen de controle telt, niet dit papier.',
    codeAlt: 'QR-code waarmee dit rapport is te controleren',
    attached: (fileName: string) => `Het ondertekende rapport zit als bijlage in dit bestand: ${fileName}.`,
    attachmentDescription: 'Het ondertekende rapport',
    moment:
      'Dit rapport zegt wat er op dat moment is gevonden. Daarna kan het getuigschrift zijn ingetrokken. Controleer het getuigschrift opnieuw als dat voor u telt.',
    page: (page: number, pages: number) => `Pagina ${page} van ${pages}`,
  },
  /** On the page, where a report is asked for. */
  ask: {
    heading: 'Rapport voor uw dossier',
    intro:
      'U krijgt een ondertekend rapport met een referentienummer. Als u het vraagt, gaat het getuigschrift naar onze server. Die controleert het opnieuw, ondertekent het rapport en bewaart het getuigschrift niet.',
    introAnswer:
      'U krijgt een ondertekend rapport met een referentienummer. Onze server controleert wat de wallet toonde opnieuw en ondertekent het rapport. Wat de wallet toonde, verdwijnt samen met deze vraag.',
    kept: (days: number) =>
      `Let op: deze controleur bewaart het rapport ${days} dagen, versleuteld. U kunt vragen om het eerder te wissen.`,
    purpose: 'Waarvoor is het rapport?',
    purposeNone: 'Dat geef ik niet op',
    earlier: 'Hebt u al een rapport over dit getuigschrift? Dan zeggen we wat er sindsdien is veranderd.',
    pdf: 'Verstuur en maak een rapport (PDF)',
    json: 'Verstuur en maak een rapport (JSON)',
    making: 'We maken het rapport…',
    done: 'Het rapport is gemaakt en staat bij uw downloads.',
  },
  /** On the page, where a report is checked. */
  check: {
    title: 'Een rapport controleren',
    intro:
      'Hebt u een rapport van een controle gekregen? Hier ziet u of het van ons is en niet is veranderd.',
    file: 'Bestand: het rapport als PDF of JSON',
    button: 'Rapport controleren',
    checking: 'We controleren het rapport…',
    link: 'Een rapport controleren',
    good: 'Dit rapport is van ons',
    bad: 'We kunnen dit rapport niet bevestigen',
    says: 'Dit staat in het rapport',
  },
  /** What comes of checking a report, by its code. */
  answers: {
    report_genuine:
      'Wij hebben dit rapport gemaakt en het is daarna niet veranderd. Het zegt wat er toen is gevonden, niet wat nu geldt.',
    note_genuine:
      'Wij hebben een rapport met dit nummer gemaakt. Vergelijk nummer, tijd en uitkomst met het papier. Of de rest van het papier klopt, ziet u alleen met het bestand.',
    report_changed: 'Dit rapport is veranderd nadat het is ondertekend, of nagemaakt. Vertrouw het niet.',
    report_foreign: 'Dit rapport is niet van ons. Controleer het bij de controleur die erop staat.',
    report_unreadable: 'Dit is geen rapport dat we kunnen lezen. Geef het PDF- of JSON-bestand zelf.',
  },
};

export type FileReportWords = typeof fileReport;
