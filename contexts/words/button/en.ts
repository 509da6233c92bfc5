import type { ButtonWords } from './nl.ts';

export const button: ButtonWords = {
  ask: 'Show your KlusCV',
  opening: 'One moment…',
  scan: {
    title: 'Scan this code with your wallet',
    text: 'Your wallet shows what this site asks for. You decide whether to share it.',
    code: 'QR code to scan with your wallet',
    other: 'The wallet is on this device',
  },
  here: {
    title: 'Open your wallet',
    text: 'Your wallet shows what this site asks for. After that you come back here.',
    open: 'Open the wallet app',
    web: 'Open the web wallet',
    other: 'The wallet is on another device',
  },
  left: (minutes, seconds) =>
    minutes === 0 ? `${seconds} seconds left` : `${minutes} min ${seconds} s left`,
  cancel: 'Stop',
  again: 'Try again',
  received: 'Done. This site has received your KlusCV.',
  refused: 'You have shared nothing.',
  failed: 'It did not work. Nothing was shared.',
  expired: 'Time is up. Nothing was shared.',
  unreachable: 'This site cannot be reached now. Try again later.',
  broken: 'This button does not work as it should. Please tell the site.',
};
