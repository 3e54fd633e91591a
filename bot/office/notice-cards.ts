/** Plain messages about a change between the booking and the day. Whoever has no part in the conference any more reads nothing of it. */
import { randomUUID } from 'node:crypto';
import { renderPlainAnswer, type PlainAnswerData } from '../../cards/plain-answer/card.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { overdueReports } from '../../src/notices/of-the-office.ts';
import { startOf } from '../../src/notices/owed.ts';
import { short } from './conference-words.ts';

export type PlainNotice = 'uninvited' | 'listReturned' | 'reportReturned' | 'reportsOverdue' | 'messagesStopped' | 'messagesResumed' | 'chairReleased' | 'chairChanged' | 'withdrawnCard';

/** `more`: said at the end, such as that this may come twice. */
export function plainNoticeCard(kind: PlainNotice, state: BookedConference, more: readonly string[]): object {
  const { title, lines } = WORDS[kind](state);
  return renderPlainAnswer({ title, lines: [...lines, ...more], tone: 'calm', op: randomUUID(), actions: ['list'] });
}

type Words = Pick<PlainAnswerData, 'title'> & { readonly lines: readonly string[] };

const WORDS: Record<PlainNotice, (state: BookedConference) => Words> = {
  uninvited: () => ({ title: 'You are no longer invited', lines: ['You were invited to a conference, and are not needed at it any more. There is nothing for you to do. If this surprises you, please telephone the social worker.'] }),
  withdrawnCard: () => ({ title: 'This briefing is withdrawn', lines: ['The conference has another chair now, or a newer briefing has come. What it said has been taken away here.'] }),
  chairReleased: (state) => ({ title: 'You do not chair this conference any more', lines: [`${ofConference(state)}: ${state.booking.chair.name} chairs it now. You need not prepare for it.`] }),
  chairChanged: (state) => ({ title: 'Your conference has another chair', lines: [`${ofConference(state)}: ${state.booking.chair.name} chairs it now. Day, time and place are as before.`] }),
  messagesStopped: (state) => ({ title: 'All messages are stopped', lines: [`${ofConference(state)}: nothing leaves to anybody, reminders included, until somebody lets them go on. Please tell people yourself what they have to know.`] }),
  messagesResumed: (state) => ({ title: 'Messages leave again', lines: [`${ofConference(state)}: what is still owed is sent now, and what has been overtaken is not.`] }),
  reportReturned: (state) => ({
    title: 'Your report has come back to you',
    lines: [`${ofConference(state)}.`, short(`${state.booking.agreed?.by.name ?? 'The team manager'} asks you to look at it again: ${returnedReason(state)}`, 600), 'When you have sent it anew, say so on your invitation or under “My conferences”.'],
  }),
  reportsOverdue: (state) => ({
    title: 'Reports that are not sent',
    lines: [`${ofConference(state)}.`, short(`The day for them has passed: ${overdueReports(state).map(({ name, designation }) => (designation === '' ? name : `${name}, ${designation}`)).join('; ')}.`, 600), 'They have been reminded. Please telephone them; what has come is recorded under “Answers and reports”.'],
  }),
  listReturned: (state) => ({
    title: 'The list of those invited has come back to you',
    lines: [`${ofConference(state)}.`, short(`${state.booking.agreed?.by.name ?? 'The team manager'} asks you to look at it again: ${state.listReturned?.reason ?? ''}`, 600), 'To change it, open the conference from “My conferences”.'],
  }),
};

function returnedReason({ reports }: BookedConference): string {
  return [...reports.values()].find(({ returned }) => returned !== undefined)?.returned?.reason ?? '';
}

function ofConference(state: BookedConference): string {
  return `Case ${state.booking.caseReference}, ${longMoment(startOf(state))}`;
}
