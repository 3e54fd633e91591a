/** Plain messages about a change between the booking and the day. Whoever has no part in the conference any more reads nothing of it. */
import { randomUUID } from 'node:crypto';
import { renderPlainAnswer, type PlainAnswerData } from '../../cards/plain-answer/card.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import type { Invitee } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { startOf } from '../../src/notices/owed.ts';
import type { PersonKey } from '../../src/people/person.ts';
import { short } from './conference-words.ts';

export type PlainNotice = 'uninvited' | 'listReturned' | 'reportReturned' | 'reportsOverdue' | 'messagesStopped' | 'messagesResumed' | 'chairReleased' | 'chairChanged' | 'withdrawnCard' | 'socialWorkerGiven' | 'socialWorkerReleased' | 'socialWorkerChanged';

type Words = Pick<PlainAnswerData, 'title'> & { readonly lines: readonly string[] };

/** `reader`: whom it goes to; `late`: those whose report is due and not sent; `more`: said at the end, such as that this may come twice. */
export type PlainNoticeAbout = { readonly reader: PersonKey | null; readonly late: readonly Invitee[]; readonly more: readonly string[] };

export function plainNoticeCard(kind: PlainNotice, state: BookedConference, about: PlainNoticeAbout): object {
  const { title, lines } = WORDS[kind](state, about);
  return renderPlainAnswer({ title, lines: [...lines, ...about.more], tone: 'calm', op: randomUUID(), actions: ['list'] });
}

const WORDS: Record<PlainNotice, (state: BookedConference, about: PlainNoticeAbout) => Words> = {
  uninvited: () => ({ title: 'You are no longer invited', lines: ['You were invited to a conference, and are not needed at it any more. There is nothing for you to do. If this surprises you, please telephone the social worker.'] }),
  withdrawnCard: () => ({ title: 'This briefing is withdrawn', lines: ['The conference has another chair now, or a newer briefing has come. What it said has been taken away here.'] }),
  chairReleased: (state) => ({ title: 'You do not chair this conference any more', lines: [`${ofConference(state)}: ${state.booking.chair.name} chairs it now. You need not prepare for it.`] }),
  chairChanged: (state) => ({ title: 'Your conference has another chair', lines: [`${ofConference(state)}: ${state.booking.chair.name} chairs it now. Day, time and place are as before.`] }),
  socialWorkerGiven: (state) => ({ title: 'You are the social worker of a conference now', lines: [`${ofConference(state)}. ${state.socialWorkerChanges.at(-1)?.from.name ?? 'A colleague'} had it before. The booking, the list, answers and reports are yours to look after: please look at what is still open, under “My conferences”.`] }),
  socialWorkerReleased: () => ({ title: 'A conference has another social worker', lines: ['A conference that you booked is somebody else’s now. There is nothing for you to do. If this surprises you, please telephone your team manager.'] }),
  socialWorkerChanged: (state) => ({ title: 'A conference has another social worker', lines: [`${ofConference(state)}: ${state.booking.socialWorker.name} is its social worker now, in place of ${state.socialWorkerChanges.at(-1)?.from.name ?? 'a colleague'}. Reports and answers go to ${state.booking.socialWorker.name} from now on. Day, time and place are as before.`] }),
  messagesStopped: (state) => ({ title: 'All messages are stopped', lines: [`${ofConference(state)}: nothing leaves to anybody, reminders included, until somebody lets them go on. Please tell people yourself what they have to know.`] }),
  messagesResumed: (state) => ({ title: 'Messages leave again', lines: [`${ofConference(state)}: what is still owed is sent now, and what has been overtaken is not.`] }),
  reportReturned: (state) => ({
    title: 'Your report has come back to you',
    lines: [`${ofConference(state)}.`, short(`${state.booking.agreed?.by.name ?? 'The team manager'} asks you to look at it again: ${returnedReason(state)}`, 600), 'When you have sent it anew, say so on your invitation or under “My conferences”.'],
  }),
  reportsOverdue: (state, { reader, late }) => ({ title: 'Reports that are late', lines: [`${ofConference(state)}.`, ...lateLines(state, reader, late)] }),
  listReturned: (state) => ({
    title: 'The list of those invited has come back to you',
    lines: [`${ofConference(state)}.`, short(`${state.booking.agreed?.by.name ?? 'The team manager'} asks you to look at it again: ${state.listReturned?.reason ?? ''}`, 600), 'To change it, open the conference from “My conferences”.'],
  }),
};

function returnedReason({ reports }: BookedConference): string {
  return [...reports.values()].find(({ returned }) => returned !== undefined)?.returned?.reason ?? '';
}

/** Each by what they can do about it: the social worker telephones, the chair prepares for it, a manager asks. */
export function lateLines({ booking }: BookedConference, reader: PersonKey | null, late: readonly Invitee[]): readonly string[] {
  const others = late.filter(({ person }) => person === null || person !== reader).map(({ name, designation }) => (designation === '' ? name : `${name}, ${designation}`));
  const named = others.length === 0 ? [] : [short(`Not sent, and the time has passed: ${others.join('; ')}.`, 600)];
  const own = others.length === late.length ? [] : [`Your own report is late${others.length === 0 ? '' : ' too'}. Please send it, and say so on your invitation or under “My conferences”.`];
  if (others.length === 0) return own;
  if (reader === booking.socialWorker.person) return [...named, ...own, 'They have been reminded. Please telephone them; what has come is recorded under “Answers and reports”.'];
  const asked = `They have been reminded, and ${booking.socialWorker.name}, the social worker, is asked to telephone them.`;
  return [...named, ...own, reader === booking.chair.person ? `${asked} You may do without a report, with your reason, under “Answers and reports”. The conference need not wait for it.` : `${asked} Please see with them what stands in the way.`];
}

function ofConference(state: BookedConference): string {
  return `Case ${state.booking.caseReference}, ${longMoment(startOf(state))}`;
}
