/** The look of the button; a site sets `--kluscv-colour` and `--kluscv-text` to its own. */
export const style = `
:host { display: block; color: #17212b; font: 1rem/1.5 system-ui, sans-serif; }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
.box { max-width: 24rem; }
.panel { border: 1px solid #6b7a87; border-radius: .5rem; padding: 1rem; background: #fff; }
p { margin: 0 0 .75rem; overflow-wrap: anywhere; }
.title { font-size: 1.125rem; font-weight: 600; }
.title:focus { outline: none; }
button, a { font: inherit; display: block; width: 100%; min-height: 2.75rem; padding: .625rem 1rem; margin: 0 0 .5rem;
  border-radius: .375rem; border: 2px solid var(--kluscv-colour, #0b3a5b); cursor: pointer; text-align: center;
  text-decoration: none; }
.main { background: var(--kluscv-colour, #0b3a5b); color: var(--kluscv-text, #fff); font-weight: 600; }
.side { background: #fff; color: #0b3a5b; border-color: #0b3a5b; }
button:focus-visible, a:focus-visible { outline: 3px solid #0a5591; outline-offset: 3px; }
button[aria-disabled='true'] { cursor: progress; opacity: .85; }
svg { display: block; width: 100%; max-width: 16rem; height: auto; margin: 0 auto .75rem; }
.heard { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
@media (forced-colors: active) { .main, .side { border-color: ButtonText; } }
@media print { :host { display: none; } }
`;
