/** What a service worker is given beside what a page is; TypeScript has the two in libraries that exclude each other. */
interface ExtendableEvent extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  readonly respondWith: (answer: Promise<Response>) => void;
}
interface WindowEventMap {
  install: ExtendableEvent;
  activate: ExtendableEvent;
  fetch: FetchEvent;
}
declare const clients: { readonly claim: () => Promise<void> };
declare const skipWaiting: () => Promise<void>;
