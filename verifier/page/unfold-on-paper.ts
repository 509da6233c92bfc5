/** What is folded is unfolded on paper by the stylesheet; for browsers that do not know how, it is opened while they print. */
export function unfoldOnPaper(page: Window): void {
  let opened: readonly HTMLDetailsElement[] = [];
  page.addEventListener('beforeprint', () => {
    const closed = page.document.querySelectorAll<HTMLDetailsElement>(
      'details:not([open], .kept, .no-print *)',
    );
    opened = [...closed];
    for (const one of opened) one.open = true;
  });
  page.addEventListener('afterprint', () => {
    for (const one of opened) one.open = false;
    opened = [];
  });
}
