/** Lines as bytes, one behind the other: as texts they would stay until the chunk is done, for the collector to carry about. */

export type LineRoom = {
  /** Puts a text behind the last one, and says where it ends. */
  readonly add: (text: string) => number;
  /** All of it; nothing can be added any more. */
  readonly take: () => Uint8Array<ArrayBuffer>;
};

/** UTF-8 takes no more bytes for a unit of UTF-16. */
const maxBytesPerUnit = 3;

/**
 * Gives back the memory of bytes that nobody reads any more. Left to the collector, a megabyte here and there has it go
 * through all that lives.
 */
export function release({ buffer }: Uint8Array<ArrayBuffer>): void {
  buffer.transfer(0);
}

export function createLineRoom(): LineRoom {
  let room = Buffer.allocUnsafeSlow(1 << 20);
  let end = 0;
  return {
    add: (text) => {
      const most = end + text.length * maxBytesPerUnit;
      if (most > room.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(most, 2 * room.length));
        room.copy(larger, 0, 0, end);
        room = larger;
      }
      end += room.write(text, end);
      return end;
    },
    take: () => new Uint8Array(room.buffer.transfer(end)),
  };
}
