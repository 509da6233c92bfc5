/** Everything that the page uses of its browser, handed in by `main.tsx`. */
import type { Clock } from '../../core/ports.ts';
import type { PageFetch } from '../../ui/call-api.ts';
import type { Device } from './device.ts';
import type { Speech } from './speech.ts';

export type ClaimPorts = {
  readonly fetch: PageFetch;
  readonly now: Clock;
  readonly device: Device;
  /** Absent where the browser cannot read aloud. */
  readonly speech: Speech | undefined;
  /** The link's token as it stood in the fragment; empty when there was none. */
  readonly token: string;
  readonly search: () => string;
  /** Writes the address without the token. */
  readonly forgetToken: () => void;
  readonly writeSearch: (search: string) => void;
  /** The browser's own way back goes from step to step. */
  readonly steps: {
    readonly go: (step: string) => void;
    readonly onBack: (callback: (step: string | undefined) => void) => () => void;
  };
};
