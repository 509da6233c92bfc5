/** What a middleware writes into every answer alike. */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

type Header = readonly [name: string, value: number | string | readonly string[]];

class WritingDown extends ServerResponse {
  readonly written: Header[] = [];

  override setHeader(...header: Header): this {
    this.written.push(header);
    return this;
  }
}

/** The headers that it sets, asked of it once: writing them is quicker than going through a dozen functions each time. */
export function headersOf(
  middleware: (req: IncomingMessage, res: ServerResponse, next: () => void) => void,
): readonly Header[] {
  const req = new IncomingMessage(new Socket());
  const res = new WritingDown(req);
  middleware(req, res, () => undefined);
  return res.written;
}
