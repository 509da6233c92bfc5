/** Work on what comes in, several pieces at once, with the answers in the order in which it came. */

/**
 * Takes an item only when there is room for it, so that nothing piles up; an answer goes out as soon as those before it
 * have gone. When nobody wants more answers no more items are taken.
 */
export async function* inOrder<Item, Answer>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Answer>,
  atOnce: number,
): AsyncGenerator<Answer, void, undefined> {
  const source = items[Symbol.asyncIterator]();
  const underway: Promise<Answer>[] = [];
  let coming: Promise<IteratorResult<Item>> | undefined;
  let isEnded = false;
  try {
    for (;;) {
      if (!isEnded && underway.length < atOnce) coming ??= source.next();
      const [first] = underway;
      if (coming === undefined) {
        if (first === undefined) return;
        underway.shift();
        yield await first;
        continue;
      }
      const event = await Promise.race([
        coming.then((item) => ({ item })),
        ...(first === undefined ? [] : [first.then((answer) => ({ answer }))]),
      ]);
      if ('answer' in event) {
        underway.shift();
        yield event.answer;
      } else {
        coming = undefined;
        if (event.item.done === true) isEnded = true;
        else underway.push(quietly(work(event.item.value)));
      }
    }
  } finally {
    if (!isEnded) {
      // Whoever waits for an item must not hold up the end.
      coming?.catch(() => undefined);
      source.return?.()?.catch(() => undefined);
    }
  }
}

/** Told when its turn comes, and not before. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
