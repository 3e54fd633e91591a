/** A booking as the diary co-ordinator looks at it: what to check, what is owed, and what became of it (NOT-011). */
import { randomUUID } from 'node:crypto';
import { renderBookingRequest } from '../../cards/booking-request/card.ts';
import { longMoment, type CivilInstant } from '../../src/calendar/instants.ts';
import { longDate } from '../../src/calendar/plain-date.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { minutesIntoDay } from '../../src/diary/half-hours.ts';
import { instant } from '../../src/notices/notice.ts';
import { startOf } from '../../src/notices/owed.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import { short, typeWords, venueWords } from './conference-words.ts';

/** `confirmedBy`: the name of whoever confirmed it; '' while nobody has. `acknowledgeBy`: see NOT-005. */
export type RequestAbout = { readonly note: string; readonly viewers: readonly string[]; readonly confirmedBy: string; readonly acknowledgeBy: CivilInstant | null };

export function requestCard(conferenceId: string, state: BookedConference, rules: ConferenceRules, about: RequestAbout): object {
  const { booking, bookingConfirmed } = state;
  return renderBookingRequest({
    conferenceId, op: randomUUID(), viewers: [...about.viewers], note: about.note,
    state: bookingConfirmed === null ? 'pending' : 'confirmed',
    caseReference: booking.caseReference, typeWords: typeWords(booking.conferenceType, rules.pack), when: longMoment(startOf(state)), chairName: booking.chair.name,
    venueWords: venueWords(booking, rules.pack),
    childrenWords: short(`${booking.children.length}: ${booking.children.map(({ label }) => label).join(', ')}`, 500),
    limitLine: limitLine(state, rules),
    points: points(state, rules, about),
    confirmedLine: bookingConfirmed === null ? '' : `${about.confirmedBy} confirmed it on ${longMoment(instant(bookingConfirmed.at))}.`,
    reassignable: state.released === null,
  });
}

function limitLine({ booking }: BookedConference, { duties: { limit } }: ConferenceRules): string {
  const last = `the latest lawful date is ${longDate(limit.lastBookableOn ?? limit.dueOn)} (${limit.rule})`;
  if (booking.on > limit.dueOn) return `After the limit: ${last}.`;
  const safeBy = limit.safeBy ?? limit.dueOn;
  return booking.on <= safeBy ? `Inside the limit: ${last}.` : `After ${longDate(safeBy)}, the safest reading of the limit: ${last}.`;
}

function points(state: BookedConference, rules: ConferenceRules, about: RequestAbout): string[] {
  const { booking } = state;
  const { risk, chairFlags } = booking.preparation;
  return [
    ...(booking.lateReason === null ? [] : [`Booked late, because: ${short(booking.lateReason, 400)}`]),
    agreedPoint(state, about),
    ...availabilityPoints(state, rules),
    ...notNamedPoint(state, rules),
    ...missingPoint(state),
    risk.posed ? `Risk from a family member: yes, ${risk.assessed ? 'assessed in writing' : 'not yet assessed in writing'} (${rules.pack.booking.riskRule}). What it is, the chair is told.` : `Risk from a family member: none recorded (${rules.pack.booking.riskRule}).`,
    ...(chairFlags.length === 0 ? [] : [`${chairFlags.length === 1 ? 'There is one point' : `There are ${chairFlags.length} points`} for the chair to note beforehand; the chair sees which (${rules.pack.booking.chairFlagsRule}).`]),
    outlookPoint(state),
  ];
}

function agreedPoint({ booking: { agreed } }: BookedConference, { acknowledgeBy }: RequestAbout): string {
  if (agreed === null) return 'Nobody is named who agreed to the conference (NOT-005).';
  const said = `${agreed.by.name} agreed to it on ${longMoment(instant(agreed.at))}${agreed.outOfHours ? ', out of hours' : ''} (NOT-005).`;
  return acknowledgeBy === null ? said : `${said} It is to be acknowledged by ${longMoment(acknowledgeBy)}.`;
}

/** Who was not asked, and who is known not to be able to come at that time; by label or role. */
function availabilityPoints({ booking }: BookedConference, { pack }: ConferenceRules): string[] {
  const { notAsked, cannotCome } = booking.preparation.availability;
  const rule = pack.booking.availabilityRule;
  const then = cannotCome.flatMap((line) => {
    const [, who = '', on = '', from = '', to = ''] = /^(.*) (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) (\d{2}:\d{2})$/.exec(line) ?? [];
    const start = minutesIntoDay(booking.from);
    return on === booking.on && minutesIntoDay(from) < start + booking.minutes && start < minutesIntoDay(to) ? [who] : [];
  });
  return [
    ...(then.length === 0 ? [] : [short(`Cannot come at that time: ${then.join(', ')} (${rule}).`, 500)]),
    ...(notAsked === '' ? [] : [`Not everybody was asked when they can come (${rule}): ${short(notAsked, 400)}`]),
  ];
}

function notNamedPoint({ booking: { notNamed } }: BookedConference, { pack }: ConferenceRules): string[] {
  if (notNamed === null || notNamed.roleCodes.length === 0) return [];
  const roles = notNamed.roleCodes.map((code) => pack.invitees.find(({ roleCode }) => roleCode === code)?.display ?? code);
  return [short(`Required, and nobody is named yet: ${roles.join(', ')}. ${notNamed.reason}`, 500)];
}

function missingPoint({ booking: { invitees } }: BookedConference): string[] {
  const missing = invitees.filter(({ route }) => route === 'missing').length;
  return missing === 0 ? [] : [`${missing === 1 ? 'One person' : `${missing} people`} on the list cannot be reached yet; the social worker is told (NOT-039).`];
}

function outlookPoint({ meeting, booking }: BookedConference): string {
  switch (meeting.kind) {
    case 'placed': return 'Outlook: it is in the chair’s calendar.';
    case 'notTried': return 'Outlook: not yet in the chair’s calendar.';
    case 'notPlaced': return meeting.again === null
      ? `Outlook could not place it (${short(meeting.code, 80)}). Please put it into ${booking.chair.name}’s calendar by hand.`
      : `Outlook could not place it yet (${short(meeting.code, 80)}). It is tried again on ${longMoment(instant(meeting.again))}.`;
  }
}
