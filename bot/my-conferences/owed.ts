/**
 * What somebody owes a conference next, as codes with dates: a list must not read the record of every conference it
 * names, so this is computed when the lists are renewed. Which of them still stands is for the moment of looking.
 */
import { z } from 'zod';
import { isoUtc, londonDateOf, londonTimeOf, parseIsoUtc, type CivilInstant } from '../../src/calendar/instants.ts';
import { parsePlainDate, shortDate } from '../../src/calendar/plain-date.ts';
import { awaitingAgreement, listStands } from '../../src/conference/arranging.ts';
import { assessmentStanding, awaitsApproval, PRACTICE_LEAD, unraised } from '../../src/conference/child-assessment.ts';
import type { Invitee } from '../../src/conference/events.ts';
import { reportIsOffTheirHands } from '../../src/conference/reports.ts';
import { inviteeOf, type BookedConference } from '../../src/conference/state.ts';
import { outOfReach } from '../../src/notices/notice.ts';
import { startOf } from '../../src/notices/owed.ts';
import type { PersonKey } from '../../src/people/person.ts';

const OWED_CODES = [
  'acknowledgeFlags', 'agreeObservers', 'confirmList', 'agreeLegal', 'changeList', 'giveContacts', 'approveAssessment', 'answerInvitation',
  'giveAssessment', 'handOnAssessment', 'seeFamily', 'sendReport', 'raiseStandDown', 'leadConference', 'releaseDecisions',
] as const;

type OwedCode = (typeof OWED_CODES)[number];

/** `by`: a plain date, or an instant in UTC; null where the record holds none. */
export const owed = z.object({ code: z.enum(OWED_CODES), by: z.string().nullable() });
export type Owed = z.infer<typeof owed>;

/** Everything this person owes, the first thing first; nothing once the decisions are released. */
export function owedBy(state: BookedConference, person: PersonKey): readonly Owed[] {
  if (state.released !== null) return [];
  const { chair, socialWorker, agreed } = state.booking;
  const invitee = inviteeOf(state, person);
  return [
    ...(chair.person === person ? ofChair(state) : []),
    ...(agreed?.by.person === person ? ofTeamManager(state) : []),
    ...(socialWorker.person === person ? ofSocialWorker(state, invitee) : invitee === undefined ? [] : ofInvited(state, invitee)),
  ].toSorted((a, b) => RANK[a.code] - RANK[b.code]);
}

/** What waits for a click comes first, then what has a day of its own, then the conference itself. */
const RANK = Object.fromEntries(OWED_CODES.map((code, place) => [code, place])) as Record<OwedCode, number>;

function ofChair(state: BookedConference): Owed[] {
  const unseen = state.booking.preparation.chairFlags.some((flag) => !state.flagsAcknowledged.has(flag));
  return [
    ...(unseen ? [beforeIt(state, 'acknowledgeFlags')] : []),
    ...(awaitingAgreement(state, 'chair').length > 0 ? [beforeIt(state, 'agreeObservers')] : []),
    ...(unraised(state).length > 0 ? [{ code: 'raiseStandDown', by: null } as const] : []),
    beforeIt(state, 'leadConference'),
    { code: 'releaseDecisions', by: dueOf(state, 'outlinePlan') },
  ];
}

function ofTeamManager(state: BookedConference): Owed[] {
  return [
    ...(listStands(state) || state.listReturned !== null ? [] : [beforeIt(state, 'confirmList')]),
    ...(awaitingAgreement(state, 'teamManager').length > 0 ? [beforeIt(state, 'agreeLegal')] : []),
  ];
}

function ofSocialWorker(state: BookedConference, own: Invitee | undefined): Owed[] {
  return [
    ...(state.listReturned === null ? [] : [beforeIt(state, 'changeList')]),
    ...(outOfReach(state).length > 0 ? [beforeIt(state, 'giveContacts')] : []),
    ...ofAssessment(state),
    { code: 'seeFamily', by: dueOf(state, 'familyVisit') },
    ...(owesReport(state, own) ? [{ code: 'sendReport', by: dueOf(state, 'socialWorkerReport') } as const] : []),
  ];
}

/** Where the review needs none, its duties are not among those that were dated. */
function ofAssessment(state: BookedConference): Owed[] {
  const [toLead, toUnit] = [dueOf(state, 'assessmentToPracticeLead'), dueOf(state, 'assessmentToUnit')];
  const standing = assessmentStanding(state);
  if (toLead === null || toUnit === null || standing === 'toUnit') return [];
  return standing === 'awaited' || standing === 'returned' ? [{ code: 'giveAssessment', by: toLead }] : [{ code: 'handOnAssessment', by: toUnit }];
}

function ofInvited(state: BookedConference, invitee: Invitee): Owed[] {
  return [
    ...(invitee.roleCode === PRACTICE_LEAD && awaitsApproval(state) ? [beforeIt(state, 'approveAssessment')] : []),
    ...(state.answers.has(invitee.inviteeId) ? [] : [beforeIt(state, 'answerInvitation')]),
    ...(owesReport(state, invitee) ? [{ code: 'sendReport', by: dueOf(state, 'agencyReport') } as const] : []),
  ];
}

function owesReport(state: BookedConference, invitee: Invitee | undefined): boolean {
  return invitee !== undefined && !reportIsOffTheirHands(state, invitee);
}

function beforeIt(state: BookedConference, code: OwedCode): Owed {
  return { code, by: isoUtc(startOf(state)) };
}

/** The date a duty has under the rules that hold now; null where an older record does not hold it. */
function dueOf({ booking, ruleMoves }: BookedConference, duty: string): string | null {
  const duties = ruleMoves.at(-1)?.duties ?? booking.duties;
  return duties.find((each) => each.duty === duty)?.due ?? null;
}

/** Late is not the same as over: these are still owed when their day has passed. */
const STAYS: ReadonlySet<OwedCode> = new Set(['sendReport', 'releaseDecisions', 'giveAssessment', 'handOnAssessment']);

/** The first that still stands at that moment. */
export function nextOwed(owes: readonly Owed[], now: CivilInstant): Owed | undefined {
  return owes.find(({ code, by }) => STAYS.has(code) || by === null || !isPast(by, now));
}

function isPast(by: string, now: CivilInstant): boolean {
  const on = parsePlainDate(by);
  if (on !== undefined) return on < londonDateOf(now);
  return (parseIsoUtc(by) ?? now) <= now;
}

const WORDS: Record<OwedCode, string> = {
  acknowledgeFlags: 'Acknowledge the flags',
  agreeObservers: 'Say whether the observers may come',
  confirmList: 'Confirm the list',
  agreeLegal: 'Say whether Legal Services may come',
  changeList: 'Change the list that came back to you',
  giveContacts: 'Find the contacts that are missing',
  approveAssessment: 'Approve the Child Assessment, or send it back',
  answerInvitation: 'Say whether you are coming',
  giveAssessment: 'Give the Child Assessment to the Practice Lead',
  handOnAssessment: 'Hand on the Child Assessment to the parents and the Safeguarding Unit',
  raiseStandDown: 'Raise the stand-down with the Principal Manager',
  seeFamily: 'See the family',
  sendReport: 'Send your report',
  leadConference: 'Lead the conference',
  releaseDecisions: 'Record and release the decisions',
};

/** "Send your report by Mon 30 Nov 2026 at 10:00."; says so where that has passed. */
export function owedWords({ code, by }: Owed, now: CivilInstant): string {
  if (by === null) return `${WORDS[code]}.`;
  if (code === 'leadConference') return `${WORDS[code]} on ${momentShort(by)}.`;
  return isPast(by, now) ? `${WORDS[code]}: it was due by ${momentShort(by)}.` : `${WORDS[code]} by ${momentShort(by)}.`;
}

function momentShort(by: string): string {
  const on = parsePlainDate(by);
  if (on !== undefined) return shortDate(on);
  const at = parseIsoUtc(by);
  return at === undefined ? '' : `${shortDate(londonDateOf(at))} at ${londonTimeOf(at)}`;
}
