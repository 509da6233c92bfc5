/** `<kluscv-button>`: a custom element around the flow; what surrounds it is handed in by `main.ts`. */
import { button as en } from '../../contexts/words/button/en.ts';
import { button as nl } from '../../contexts/words/button/nl.ts';
import { drawState, sayState, timeLeft } from './draw.ts';
import { type ButtonFlow, createButtonFlow, type FlowPorts } from './flow.ts';
import type { ButtonState, Device } from './state.ts';
import { style } from './style.ts';

export type ElementPorts = FlowPorts & {
  /** Of the verifier that the script came from, unless the tag names another. */
  readonly verifier: string;
  /** Takes the wallet's code out of the page's address: the first button that asks gets it, once. */
  readonly takeResponseCode: () => string | undefined;
  /** Held in a hand: the wallet is most likely on it. */
  readonly isPhone: () => boolean;
};

const events: ReadonlyMap<ButtonState['name'], string> = new Map([
  ['received', 'kluscv-received'],
  ['refused', 'kluscv-refused'],
  ['failed', 'kluscv-refused'],
  ['expired', 'kluscv-expired'],
]);

/** The class of the element, to be defined once in a page. */
export const createButtonElement = (ports: ElementPorts): CustomElementConstructor =>
  class extends HTMLElement {
    #flow: ButtonFlow | undefined;
    #stopTicking = () => {};
    readonly #status = this.ownerDocument.createElement('p');
    readonly #content = this.ownerDocument.createElement('div');

    connectedCallback(): void {
      if (this.#flow !== undefined) return;
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      root.adoptedStyleSheets = [sheet];
      const box = this.ownerDocument.createElement('div');
      box.className = 'box';
      box.lang = this.#language();
      this.#status.className = 'heard';
      this.#status.setAttribute('role', 'status');
      box.append(this.#content, this.#status);
      root.replaceChildren(box);
      this.#flow = createButtonFlow(this.#settings(), ports, (state) => this.#show(state));
      this.#show(this.#flow.state());
      const responseCode = ports.takeResponseCode();
      if (responseCode !== undefined) void this.#flow.comeBack(responseCode);
      else this.#flow.resume();
    }

    disconnectedCallback(): void {
      this.#stopTicking();
      this.#flow?.cancel();
      this.#flow = undefined;
    }

    #settings() {
      return {
        endpoint: (this.getAttribute('endpoint') ?? '/kluscv').replace(/\/+$/, ''),
        verifier: (this.getAttribute('verifier') ?? ports.verifier).replace(/\/+$/, ''),
        purpose: this.getAttribute('purpose') ?? 'employer',
      };
    }

    #language(): 'nl' | 'en' {
      const lang = this.closest('[lang]')?.getAttribute('lang') ?? '';
      return /^en\b/i.test(lang) ? 'en' : 'nl';
    }

    #show(state: ButtonState): void {
      const words = this.#language() === 'en' ? en : nl;
      const device: Device = ports.isPhone() ? 'same-device' : 'cross-device';
      const hadFocus = this.shadowRoot?.activeElement !== null;
      const flow = this.#flow;
      const actions = {
        start: (chosen: Device) => void flow?.start(chosen),
        cancel: () => flow?.cancel(),
      };
      const tools = { document: this.ownerDocument, words, actions };
      this.#content.replaceChildren(...drawState(tools, state, { now: ports.now(), device }));
      // Where the focus goes along, its new place is read out anyway.
      this.#status.textContent = hadFocus ? '' : sayState(state, words);
      // Who pressed something that is gone now goes on where its result stands.
      if (hadFocus) this.#content.querySelector<HTMLElement>('.title, button')?.focus();
      this.#stopTicking();
      if (state.name === 'waiting') this.#tick(state.expiresAt);
      const event = events.get(state.name);
      if (event === undefined) return;
      const detail = { id: 'id' in state ? state.id : '', state: state.name };
      this.dispatchEvent(new CustomEvent(event, { bubbles: true, composed: true, detail }));
    }

    #tick(expiresAt: number): void {
      this.#stopTicking = ports.later(1_000, () => {
        const words = this.#language() === 'en' ? en : nl;
        const left = this.#content.querySelector('.left');
        if (left !== null) left.textContent = timeLeft(words, expiresAt, ports.now());
        this.#tick(expiresAt);
      });
    }
  };
