/** What stands in the button's box, made of elements and texts only: no markup from text, no inline style. */
import type { ButtonWords } from '../../contexts/words/button/nl.ts';
import { drawQrCode } from './qr-code.ts';
import type { ButtonState, Device, Waiting } from './state.ts';

export type Actions = {
  readonly start: (device: Device) => void;
  readonly cancel: () => void;
};
type Tools = { readonly document: Document; readonly words: ButtonWords; readonly actions: Actions };

const make = <K extends keyof HTMLElementTagNameMap>(
  { document }: Pick<Tools, 'document'>,
  tag: K,
  attributes: Readonly<Record<string, string>>,
  ...inside: readonly (string | Node)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
};

const press = (tools: Tools, kind: 'main' | 'side', text: string, onPress: () => void): HTMLElement => {
  const button = make(tools, 'button', { type: 'button', class: kind, part: kind }, text);
  button.addEventListener('click', onPress);
  return button;
};
const link = (
  tools: Tools,
  kind: 'main' | 'side',
  text: string,
  href: string,
  isApart: boolean,
): HTMLElement =>
  make(
    tools,
    'a',
    { class: kind, part: kind, href, ...(isApart ? { target: '_blank', rel: 'noopener noreferrer' } : {}) },
    text,
  );
const title = (tools: Tools, text: string): HTMLElement =>
  make(tools, 'p', { class: 'title', tabindex: '-1' }, text);

/** How long it still waits; the element keeps the class by which it is found again each second. */
export const timeLeft = (words: ButtonWords, expiresAt: number, now: number): string => {
  const seconds = Math.max(0, Math.ceil((expiresAt - now) / 1000));
  return words.left(Math.floor(seconds / 60), seconds % 60);
};

function drawWaiting(tools: Tools, waiting: Waiting, now: number): readonly Node[] {
  const { words, actions } = tools;
  const isHere = waiting.device === 'same-device';
  const text = isHere ? words.here : words.scan;
  const ways = isHere
    ? [
        link(tools, 'main', words.here.open, waiting.requestUri, false),
        ...(waiting.webWallet === undefined
          ? []
          : [link(tools, 'side', words.here.web, waiting.webWallet, false)]),
      ]
    : [drawQrCode(tools.document, { text: waiting.requestUri, label: words.scan.code })];
  const timer = { class: 'left', role: 'timer', 'aria-live': 'off' };
  return [
    title(tools, text.title),
    make(tools, 'p', {}, text.text),
    ...ways,
    make(tools, 'p', timer, timeLeft(words, waiting.expiresAt, now)),
    press(tools, 'side', text.other, () => actions.start(isHere ? 'cross-device' : 'same-device')),
    press(tools, 'side', words.cancel, actions.cancel),
  ];
}

/** The content for a state; `device` is what the first press begins with. */
export function drawState(
  tools: Tools,
  state: ButtonState,
  { now, device }: { readonly now: number; readonly device: Device },
): readonly Node[] {
  const { words, actions } = tools;
  const begin = (text: string) => press(tools, 'main', text, () => actions.start(device));
  switch (state.name) {
    case 'idle':
      return [begin(words.ask)];
    case 'opening': {
      const button = press(tools, 'main', words.opening, () => {});
      button.setAttribute('aria-disabled', 'true');
      return [button];
    }
    case 'waiting':
      return [make(tools, 'div', { class: 'panel', part: 'panel' }, ...drawWaiting(tools, state, now))];
    case 'received':
      return [make(tools, 'div', { class: 'panel', part: 'panel' }, title(tools, words.received))];
    default:
      return [
        make(
          tools,
          'div',
          { class: 'panel', part: 'panel' },
          title(tools, words[state.name]),
          begin(words.again),
        ),
      ];
  }
}

/** What a screen reader hears of a change that it did not make itself. */
export const sayState = (state: ButtonState, words: ButtonWords): string =>
  state.name === 'idle'
    ? ''
    : state.name === 'waiting'
      ? (state.device === 'same-device' ? words.here : words.scan).title
      : words[state.name];
