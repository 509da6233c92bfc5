/** The form in which a page gets what was signed, to show it. */

/** What was handed in, down to its bytes. `parts` are left out where the content could not be trusted. */
export type SignedBytes = {
  /** SHA-256 over the bytes, hexadecimal. */
  readonly digest: string;
  readonly size: number;
  readonly parts?: readonly {
    readonly kind: 'header' | 'payload' | 'disclosures' | 'raw';
    readonly text: string;
    readonly isCut?: boolean;
  }[];
};
