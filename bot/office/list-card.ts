/** Who is invited, as the team manager stands by it (NOT-017): people in their need, and everybody who is left out with the reason. */
import { randomUUID } from 'node:crypto';
import { renderListToConfirm, type ListToConfirmData } from '../../cards/list-to-confirm/card.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import { awaitingAgreement, listIsBack, listStands } from '../../src/conference/arranging.ts';
import type { FamilyMember, Invitee } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { instant } from '../../src/notices/notice.ts';
import { startOf } from '../../src/notices/owed.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import { firstThatFits } from '../fitting.ts';
import { short, typeWords } from './conference-words.ts';

export type ListAbout = {
  readonly note: string;
  readonly faults: Readonly<Record<string, string>>;
  readonly values: { readonly inviteeId: string; readonly reason: string };
  readonly viewers: readonly string[];
};

const ROUTES: Record<Invitee['route'], string> = { teams: '', email: ', by secure e-mail', post: ', by letter', byHand: ', by hand', missing: ', not reachable yet' };
/** Enough for a long name and job; a list of sixty with the longest names has to do with less. */
const LONGEST_LINES = [180, 60];

export function listCard(conferenceId: string, state: BookedConference, { pack }: ConferenceRules, about: ListAbout): object {
  const { booking, listConfirmed } = state;
  const changed = listConfirmed !== null && !listStands(state);
  const drawn = (longest: number): object => renderListToConfirm({
    conferenceId, op: randomUUID(), viewers: [...about.viewers],
    state: standing(state),
    note: [about.note, ...(changed ? [`It has changed since it was confirmed on ${longMoment(instant(listConfirmed.at))}.`] : [])].filter((words) => words !== '').join(' '),
    caseReference: booking.caseReference, typeWords: typeWords(booking.conferenceType, pack), when: longMoment(startOf(state)), socialWorkerName: booking.socialWorker.name,
    sections: sections(state, pack).filter(({ lines }) => lines.length > 0).map(({ title, lines }) => ({ title, lines: lines.map((words) => short(words, longest)) })),
    toAgree: awaitingAgreement(state, 'teamManager').map(({ inviteeId, name, designation }) => ({ inviteeId, words: short(`${name}, ${designation}`, 200) })),
    statusLine: statusLine(state), open: state.released === null, values: about.values, faults: about.faults,
  });
  return firstThatFits(LONGEST_LINES.map((longest) => () => drawn(longest)));
}

function standing(state: BookedConference): ListToConfirmData['state'] {
  if (listIsBack(state)) return 'returned';
  return listStands(state) ? 'confirmed' : 'pending';
}

function statusLine({ listConfirmed, listReturned, released }: BookedConference): string {
  if (released !== null) return 'The decisions are released, so the list stays as it is.';
  if (listReturned !== null) return `Returned on ${longMoment(instant(listReturned.at))}: ${short(listReturned.reason, 1_200)}`;
  return listConfirmed === null ? '' : `You confirmed it on ${longMoment(instant(listConfirmed.at))}.`;
}

type Section = { readonly title: string; readonly lines: readonly string[] };

function sections(state: BookedConference, pack: Pack): readonly Section[] {
  const { invitees, family, notNamed } = state.booking;
  const ofNeed = (need: Invitee['need']): readonly string[] => invitees.filter((invitee) => invitee.need === need).map((invitee) => invitedLine(state, invitee));
  const leftOut = family.filter(({ invited }) => !invited);
  const holders = leftOut.filter(({ responsibility }) => responsibility !== 'no');
  const roles = (notNamed?.roleCodes ?? []).map((code) => pack.invitees.find(({ roleCode }) => roleCode === code)?.display ?? code);
  return [
    { title: 'Required', lines: ofNeed('required') },
    { title: 'Advised', lines: ofNeed('advised') },
    { title: 'Considered', lines: ofNeed('consider') },
    { title: 'With parental responsibility, and not invited (NOT-020, NOT-021)', lines: holders.map(leftOutLine) },
    { title: 'Others of the family, not invited', lines: leftOut.filter((member) => !holders.includes(member)).map(leftOutLine) },
    { title: 'Required, and nobody named yet', lines: roles.length === 0 ? [] : [`${roles.join(', ')}. ${notNamed?.reason ?? ''}`] },
    { title: 'Not reachable yet: a contact is missing (NOT-039)', lines: invitees.filter(({ route }) => route === 'missing').map(({ name, designation }) => `${name}, ${designation}`) },
    { title: 'Taken off the list', lines: [...state.removed.values()].map(({ invitee, reason }) => `${invitee.name}, ${invitee.designation}: ${reason}`).slice(-10) },
  ];
}

function invitedLine(state: BookedConference, invitee: Invitee): string {
  const { name, designation, agency, party, route, rule, inviteeId } = invitee;
  const added = state.listConfirmed !== null && !state.listConfirmed.inviteeIds.includes(inviteeId) ? '. New since you confirmed' : '';
  const who = party === 'family' ? name : `${name}, ${designation}, ${agency}`;
  return `${who}${ROUTES[route]}${agreementWords(state, invitee)}${added} (${rule})`;
}

function agreementWords({ attendanceAgreed }: BookedConference, { inviteeId, waitsFor }: Invitee): string {
  if (waitsFor === null) return '';
  const answer = attendanceAgreed.get(inviteeId);
  if (answer === undefined) return waitsFor === 'chair' ? '; waits for the chair' : '; waits for you';
  return answer.agreed ? '; agreed' : `; not agreed: ${answer.reason}`;
}

function leftOutLine({ label, responsibility, notInvitedReason }: FamilyMember): string {
  const known = responsibility === 'unknown' ? ' (not known whether they hold it)' : '';
  return `${label}${known}: ${notInvitedReason === '' ? 'no reason was given' : notInvitedReason}`;
}
