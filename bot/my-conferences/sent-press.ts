/** What was sent about a conference, for those who may stop its messages: opened from there, or asked for by the case. */
import { randomUUID } from 'node:crypto';
import { parseConferenceSearch } from '../../cards/conferences-list/card.ts';
import type { Faults } from '../../cards/parse.ts';
import { LINES_A_PAGE, parseSentMessages, renderSentMessages, type SentMessagesAsked } from '../../cards/sent-messages/card.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import { startOf } from '../../src/notices/owed.ts';
import { may } from '../../src/people/access.ts';
import { notTheirs } from '../office/asked.ts';
import { short } from '../office/conference-words.ts';
import type { Answer, Press } from '../teams/turn.ts';
import { seen, seenOfCase, type MyConferencesParts, type Seen } from './asking.ts';
import { sentLines } from './sent-lines.ts';

const MOST_PAGES = 99;

export function sentPress(parts: MyConferencesParts): { readonly 'messages.sent': Press } {
  return {
    'messages.sent': async ({ input, asker }) => {
      const said = parseConferenceSearch(input);
      const read = parseSentMessages(input);
      const found = said.kind !== 'notOurs' && said.submission.reference !== '' ? await seenOfCase(parts, said.submission.reference, asker, 'messages.seeSent') : read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, asker, 'messages.seeSent');
      return found === undefined ? notTheirs() : sentAnswer(parts, found, read.kind === 'notOurs' ? { page: 1, ...NOTHING_TYPED } : { ...NOTHING_TYPED, page: read.submission.page }, {});
    },
  };
}

const NOTHING_TYPED = { item: '', kind: '', words: '' };

/** `faults`: beside the fields in which something went wrong is reported. */
export function sentAnswer({ authority }: MyConferencesParts, { conferenceId, state, roles }: Seen, { page: asked, item, kind, words }: Pick<SentMessagesAsked, 'page' | 'item' | 'kind' | 'words'>, faults: Faults): Answer {
  const all = sentLines(state, authority);
  const pages = Math.min(Math.max(1, Math.ceil(all.length / LINES_A_PAGE)), MOST_PAGES);
  const page = Math.min(asked, pages);
  const shown = all.slice((page - 1) * LINES_A_PAGE, page * LINES_A_PAGE);
  return {
    summary: 'What was sent',
    card: renderSentMessages({
      op: randomUUID(), conferenceId, caseReference: state.booking.caseReference, when: longMoment(startOf(state)), page, pages,
      lines: shown.map(({ at, what }) => ({ at, what })),
      items: may(roles, 'messages.stop') ? shown.filter(({ mayBeOut }) => mayBeOut).map(({ noticeId, at, title }) => ({ value: noticeId, title: short(`${at}: ${title}`, 200) })) : [],
      incidents: may(roles, 'incident.note') ? state.incidents.length : 0, values: { item, kind, words }, faults,
    }),
  };
}
