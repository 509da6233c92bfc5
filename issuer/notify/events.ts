/** What a platform can be told of, and which changes tell it. */
import type { Change } from '../audit/change.ts';

export const events = ['credential.claimed', 'credential.withdrawn', 'correction.asked'] as const;
export type EventName = (typeof events)[number];
/** `webhook.test` is sent on demand, to whoever subscribes to anything. */
export type Event = {
  readonly event: EventName | 'webhook.test';
  readonly data: Readonly<Record<string, string>>;
};

/** The event of a change, or undefined when nobody is told of it. */
export function eventOf({ action, actor, workerId, subject, details = {} }: Change): Event | undefined {
  if (workerId === undefined || subject === undefined) return undefined;
  const credential = { workerId, credentialId: subject };
  switch (action) {
    case 'credential_issued':
      // A credential that the platform itself asked for is no news to it.
      return actor === 'wallet' || actor === 'worker'
        ? {
            event: 'credential.claimed',
            data: { ...credential, configuration: String(details.configuration) },
          }
        : undefined;
    case 'status_changed':
      return details.to === 'revoked' ? { event: 'credential.withdrawn', data: credential } : undefined;
    case 'copy_turned_off':
      return { event: 'credential.withdrawn', data: credential };
    case 'correction_asked':
      return { event: 'correction.asked', data: { workerId, correctionId: subject } };
    default:
      return undefined;
  }
}
