/** The port through which notices leave, and what became of one, as the dispatcher records it. */
import { addMinutes, isoUtc, type CivilInstant } from '../../src/calendar/instants.ts';
import type { ConferenceEvent } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import type { Notice } from '../../src/notices/owed.ts';

export type SendResult =
  /** `together`: in one message with what other conferences had to say to the same person. */
  | { readonly kind: 'sent'; readonly activityId: string; readonly conversationId: string; readonly together?: true }
  /** By secure e-mail. */
  | { readonly kind: 'mailed'; readonly address: string; readonly joinUrl: string | null }
  /** It surely never left: try again later, and not before so many seconds where that was said. */
  | { readonly kind: 'returned'; readonly afterSeconds?: number }
  /** Nobody knows: once more, marked as a repeat, at the next waking. */
  | { readonly kind: 'ambiguous' }
  /** Nobody can be reached there: a person must be told. */
  | { readonly kind: 'needsPerson'; readonly code: string };

/** What one conference has to say to somebody. */
export type Saying = { readonly conferenceId: string; readonly notice: Notice; readonly state: BookedConference };

export interface NoticeSender {
  send(conferenceId: string, notice: Notice, state: BookedConference, repeat: boolean): Promise<SendResult>;
  /** What several conferences say to one person, in one message; a result for each, in their order. */
  together(sayings: readonly Saying[], repeat: boolean): Promise<readonly SendResult[]>;
}

/** What is put on record of it; nothing of what nobody knows. */
export function outcomeEvents(noticeId: string, result: SendResult, now: CivilInstant): readonly ConferenceEvent[] {
  switch (result.kind) {
    case 'sent':
    case 'mailed': return [{ type: 'noticeSettled', data: { noticeId, outcome: result } }];
    case 'needsPerson': return [{ type: 'noticeSettled', data: { noticeId, outcome: { kind: 'needsPerson', code: result.code } } }];
    case 'returned': return [{ type: 'noticeReturned', data: { noticeId, ...(result.afterSeconds === undefined ? {} : { again: isoUtc(addMinutes(now, result.afterSeconds / 60)) }) } }];
    case 'ambiguous': return [];
  }
}
