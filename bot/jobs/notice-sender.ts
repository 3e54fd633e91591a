/** What became of one sending, as the dispatcher records it. */
import type { Notice } from '../../src/notices/owed.ts';
import type { BookedConference } from '../../src/conference/state.ts';

export type SendResult =
  | { readonly kind: 'sent'; readonly activityId: string; readonly conversationId: string }
  /** By secure e-mail. */
  | { readonly kind: 'mailed'; readonly address: string; readonly joinUrl: string | null }
  /** It surely never left: try again later, and not before so many seconds where that was said. */
  | { readonly kind: 'returned'; readonly afterSeconds?: number }
  /** Nobody knows: once more, marked as a repeat, at the next waking. */
  | { readonly kind: 'ambiguous' }
  /** Nobody can be reached there: a person must be told. */
  | { readonly kind: 'needsPerson'; readonly code: string };

/** The port through which notices leave. */
export interface NoticeSender {
  send(conferenceId: string, notice: Notice, state: BookedConference, repeat: boolean): Promise<SendResult>;
}
