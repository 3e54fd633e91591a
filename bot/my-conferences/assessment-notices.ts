/** The messages about a Child Assessment: its own card with what it is about on top, and a plain one for the diary co-ordinators, who do not see it. */
import { randomUUID } from 'node:crypto';
import { renderPlainAnswer } from '../../cards/plain-answer/card.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import { longDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { isStoodDown } from '../../src/conference/child-assessment.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import type { NoticeKind } from '../../src/notices/notice.ts';
import { startOf } from '../../src/notices/owed.ts';
import type { Role } from '../../src/people/access.ts';
import { TWICE } from '../conference-cards.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import { assessmentCard } from './assessment-card.ts';
import { newDateWords } from './assessment-words.ts';

type OfTheAssessment = Extract<NoticeKind, 'assessmentReminder' | 'assessmentToApprove' | 'assessmentReturned' | 'assessmentMissing' | 'assessmentDecided' | 'stoodDown'>;

export type AssessmentNoticeAbout = { readonly repeat: boolean; readonly today: PlainDate };

export function assessmentNoticeCard(kind: OfTheAssessment, conferenceId: string, state: BookedConference, rules: ConferenceRules, { repeat, today }: AssessmentNoticeAbout): object {
  if (kind === 'stoodDown') return officeCard(state, rules, repeat);
  const note = [NOTES[kind](state, rules), repeat ? TWICE : ''].filter((words) => words !== '').join(' ');
  return assessmentCard(conferenceId, state, rules, [READERS[kind]], { note, faults: {}, values: {}, today, noLead: false });
}

const READERS: Record<Exclude<OfTheAssessment, 'stoodDown'>, Role> = {
  assessmentReminder: 'conferenceSocialWorker', assessmentReturned: 'conferenceSocialWorker', assessmentDecided: 'conferenceSocialWorker',
  assessmentToApprove: 'conferencePracticeLead', assessmentMissing: 'conferenceChair',
};

const NOTES: Record<Exclude<OfTheAssessment, 'stoodDown'>, (state: BookedConference, rules: ConferenceRules) => string> = {
  assessmentReminder: (_state, { duties: { assessmentToPracticeLead: duty } }) => `Please give the Child Assessment to the Practice Lead${duty === undefined ? '' : ` by ${longDate(duty.dueOn)} (${duty.rule})`}, and say so here.`,
  assessmentToApprove: () => 'The social worker says that you have this Child Assessment. Please approve it, or send it back with reasons, before it is shared (PST-006).',
  assessmentReturned: () => 'The Practice Lead has sent the Child Assessment back to you; the reasons are below. When you have given it to them again, say so here.',
  assessmentMissing: () => 'The Safeguarding Unit’s day has passed, and the Child Assessment did not come in time. Please decide what becomes of the review, and say why (PST-008).',
  assessmentDecided: (state, rules) => (isStoodDown(state)
    ? `The chair has stood the review down; the reason is below. ${newDateWords(state, rules)} Please tell those invited: the companion does not.`
    : 'The chair holds the review on its day; the reason is below. Ending the plan is not to be decided until the Child Assessment is in.'),
};

/** What the diary co-ordinators need to act on, and no more. */
function officeCard(state: BookedConference, rules: ConferenceRules, repeat: boolean): object {
  const about = `Case ${state.booking.caseReference}, ${longMoment(startOf(state))}.`;
  const lines = isStoodDown(state)
    ? [
      `${state.booking.chair.name} has stood this review down, because the Child Assessment it needs is not in, or came late (PST-008).`,
      newDateWords(state, rules),
      'The companion does not move it: the time stays in the chair’s calendar, and those invited are not told. Please see to both with the social worker.',
    ]
    : [`${state.booking.chair.name} holds this review on its day after all. The stand-down you were told of does not stand any more.`];
  return renderPlainAnswer({ title: isStoodDown(state) ? 'A review is stood down' : 'A review is held after all', lines: [about, ...lines, ...(repeat ? [TWICE] : [])], tone: 'calm', op: randomUUID(), actions: ['list'] });
}
