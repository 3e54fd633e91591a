/** The port through which the office's mailbox is read: what calendars and mail servers send back, and nothing that a person wrote. */
import type { CivilInstant } from '../../src/calendar/instants.ts';

/** `raw`: as it came over the line (RFC 5322). */
export type CameIn = { readonly id: string; readonly receivedAt: CivilInstant; readonly read: () => Promise<ReadMessage> };
export type ReadMessage = { readonly kind: 'read'; readonly raw: string } | { readonly kind: 'notRead'; readonly code: string };

export interface Mailbox {
  /** Answers to invitations and delivery reports that came at or after this moment, oldest first; reading one of them is a request of its own. */
  since(from: CivilInstant): Promise<{ readonly kind: 'listed'; readonly messages: readonly CameIn[] } | { readonly kind: 'notRead'; readonly code: string }>;
}
