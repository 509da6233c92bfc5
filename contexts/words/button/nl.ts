/** The button that other sites put on their page: `<kluscv-button>`. */
export const button = {
  ask: 'Laat uw KlusCV zien',
  opening: 'Even geduld…',
  scan: {
    title: 'Scan deze code met uw wallet',
    text: 'Uw wallet laat zien wat deze site vraagt. U kiest zelf of u het deelt.',
    code: 'QR-code om met uw wallet te scannen',
    other: 'De wallet staat op dit apparaat',
  },
  here: {
    title: 'Open uw wallet',
    text: 'Uw wallet laat zien wat deze site vraagt. Daarna komt u hier terug.',
    open: 'Open de wallet-app',
    web: 'Open de webwallet',
    other: 'De wallet staat op een ander apparaat',
  },
  left: (minutes: number, seconds: number) =>
    minutes === 0 ? `Nog ${seconds} seconden` : `Nog ${minutes} min ${seconds} s`,
  cancel: 'Stoppen',
  again: 'Probeer het opnieuw',
  received: 'Gelukt. Deze site heeft uw KlusCV ontvangen.',
  refused: 'U hebt niets gedeeld.',
  failed: 'Het is niet gelukt. Er is niets gedeeld.',
  expired: 'De tijd is om. Er is niets gedeeld.',
  unreachable: 'Deze site is nu niet te bereiken. Probeer het later opnieuw.',
  broken: 'Deze knop werkt niet goed. Meld het aan de site.',
};

export type ButtonWords = typeof button;
