/**
 * What of a conference is still open, what to do about it and who does it (NOT-011, NOT-017, NOT-018, NOT-037, NOT-039,
 * NOT-053, NOT-076); and what is done.
 */
import { longMoment } from '../../src/calendar/instants.ts';
import { awaitingAgreement, listStands } from '../../src/conference/arranging.ts';
import type { Invitee } from '../../src/conference/events.ts';
import { isOwnReport, reportIsOffTheirHands, reportStanding } from '../../src/conference/reports.ts';
import { requiredRoles } from '../../src/conference/requirements.ts';
import { mayBeInvited, type BookedConference } from '../../src/conference/state.ts';
import { instant, outOfReach } from '../../src/notices/notice.ts';
import { parsePersonKey } from '../../src/people/person.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import type { Authority } from '../authority.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import { short } from '../office/conference-words.ts';
import { unclearReplyWords } from './unclear-reply-card.ts';
import { forecast } from './quorum-words.ts';

export type OpenThing = { readonly what: string; readonly who: string };

/** `names`: how many people one line names before it counts the rest. */
export function openThings(state: BookedConference, rules: Pick<ConferenceRules, 'pack'>, names: number): OpenThing[] {
  if (state.released !== null) return [];
  return [...waitingThings(state, rules, names), ...[...ofAnswers(state, rules.pack, names), ...ofQuorum(state, rules.pack)].map(shortened)];
}

/** What waits for one person's hand, whatever the invited say. */
export function waitingThings(state: BookedConference, { pack }: Pick<ConferenceRules, 'pack'>, names: number): OpenThing[] {
  if (state.released !== null) return [];
  return [...ofIncidents(state), ...ofOffice(state), ...ofTeamManager(state, names), ...ofChair(state, names, pack), ...ofList(state, pack, names)].map(shortened);
}

function shortened({ what, who }: OpenThing): OpenThing {
  return { what: short(what, 600), who: short(who, 200) };
}

const DIARY = 'The diary co-ordinator';

function ofIncidents({ incidents, booking }: BookedConference): OpenThing[] {
  const open = incidents.filter(({ closed }) => closed === null).length;
  if (open === 0) return [];
  return [{ what: `${open === 1 ? 'An incident is' : `${open} incidents are`} open. Add what was done, and close it once it is settled, under “Answers and reports”, “Stop all messages”, “Incidents”.`, who: booking.agreed === null ? 'A service manager' : `${booking.agreed.by.name}, or a service manager` }];
}

function ofOffice({ bookingConfirmed, meeting, booking }: BookedConference): OpenThing[] {
  return [
    ...(bookingConfirmed === null ? [{ what: 'The booking is not confirmed (NOT-011). Look at it and confirm it.', who: DIARY }] : []),
    ...(meeting.kind === 'notPlaced' && meeting.again === null ? [{ what: `Outlook could not place it (${short(meeting.code, 80)}). Put it into ${booking.chair.name}’s calendar by hand.`, who: DIARY }] : []),
  ];
}

/** Whether Outlook has it, and why not. Without Outlook the time is kept all the same. */
export function outlookWords({ meeting }: BookedConference): string {
  switch (meeting.kind) {
    case 'placed': return 'In the chair’s calendar';
    case 'notTried': return 'Not in the chair’s calendar; our own diary keeps the time';
    case 'notPlaced': return meeting.again === null ? `Could not be placed (${short(meeting.code, 80)}); our own diary keeps the time` : `Not placed yet (${short(meeting.code, 80)}); tried again on ${longMoment(instant(meeting.again))}`;
  }
}

function ofTeamManager(state: BookedConference, names: number): OpenThing[] {
  const manager = state.booking.agreed === null ? 'The team manager' : `${state.booking.agreed.by.name}, who agreed to the conference`;
  const legal = awaitingAgreement(state, 'teamManager');
  return [
    ...(listStands(state) ? [] : [listThing(state, manager)]),
    ...(legal.length === 0 ? [] : [{ what: `Nothing goes to ${named(legal, names)} before it is agreed to (NOT-037). Agree, or say no with a reason.`, who: manager }]),
  ];
}

function listThing({ listReturned, listConfirmed, booking }: BookedConference, manager: string): OpenThing {
  if (listReturned !== null) return { what: `The list came back (NOT-017): ${listReturned.reason} Change it.`, who: `${booking.socialWorker.name}, who booked it` };
  const changed = listConfirmed === null ? 'The list is not confirmed' : 'The list has changed since it was confirmed';
  return { what: `${changed} (NOT-017). Confirm it, or return it with a reason.`, who: manager };
}

/** How many flags there are is for everybody here; which, the card says only to those who may know. */
function ofChair(state: BookedConference, names: number, { booking: { chairFlagsRule } }: Pack): OpenThing[] {
  const { preparation, chair } = state.booking;
  const unseen = preparation.chairFlags.filter((flag) => !state.flagsAcknowledged.has(flag)).length;
  const observers = awaitingAgreement(state, 'chair');
  const who = `${chair.name}, the chair`;
  return [
    ...(unseen === 0 ? [] : [{ what: `${unseen === 1 ? 'One flag is' : `${unseen} flags are`} not acknowledged (${chairFlagsRule}). Look at the briefing and acknowledge.`, who }]),
    ...(observers.length === 0 ? [] : [{ what: `Nothing goes to ${named(observers, names)} before it is agreed to (NOT-076). Agree, or say no with a reason.`, who }]),
  ];
}

/** Everybody who cannot be reached, and every required role that nobody is named for. */
function ofList(state: BookedConference, pack: Pack, names: number): OpenThing[] {
  const { invitees, socialWorker } = state.booking;
  const who = `${socialWorker.name}, who booked it`;
  const missing = invitees.filter(({ route }) => route === 'missing');
  const unreached = outOfReach(state).filter(({ route }) => route !== 'missing');
  const [inTeams, cameBack] = [unreached.filter(({ person }) => person !== null), unreached.filter(({ person }) => person === null)];
  const roles = requiredRoles(pack, state.booking).filter((code) => !invitees.some(({ roleCode }) => roleCode === code)).map((code) => pack.invitees.find(({ roleCode }) => roleCode === code)?.display ?? code);
  return [
    ...(missing.length === 0 ? [] : [{ what: `No contact is known for ${named(missing, names)} (NOT-039). Find it, and give it under “Change the list”.`, who }]),
    ...(cameBack.length === 0 ? [] : [{ what: `What was written to ${named(cameBack, names)} came back. Telephone them, and give another address under “Change the list”.`, who }]),
    ...(inTeams.length === 0 ? [] : [{ what: `Not reached in Teams: ${named(inTeams, names)}. Telephone them. If they have left, take them off and add whoever takes their place, or give a secure address, under “Change the list”.`, who }]),
    ...(roles.length === 0 ? [] : [{ what: `Required, and nobody is named: ${roles.join(', ')} (${pack.booking.checklistRule}). Add somebody under “Change the list”.`, who }]),
  ];
}

function ofAnswers(state: BookedConference, { booking: { chairFlagsRule } }: Pack, names: number): OpenThing[] {
  const { invitees, socialWorker } = state.booking;
  const who = `${socialWorker.name}, who booked it`;
  const asked = invitees.filter((invitee) => invitee.party === 'professional' && invitee.person !== socialWorker.person && mayBeInvited(state, invitee));
  const unanswered = asked.filter(({ inviteeId }) => !state.answers.has(inviteeId));
  const lacking = asked.filter(({ inviteeId, need }) => need === 'required' && ['reportOnly', 'cannotCome'].includes(state.answers.get(inviteeId)?.answer ?? ''));
  const outside = unanswered.filter(({ person }) => person === null);
  const reports = invitees.filter((invitee) => invitee.reportRequired && !reportIsOffTheirHands(state, invitee));
  const onTheirWay = invitees.filter((invitee) => reportStanding(state, invitee) === 'saidSent' && !isOwnReport(state, invitee));
  const unclear = invitees.flatMap((invitee) => [state.unclearReplies.get(invitee.inviteeId)].flatMap((reply) => (reply === undefined ? [] : [`${named([invitee], 1)} ${unclearReplyWords(reply.why)}`])));
  return [
    ...(unclear.length === 0 ? [] : [{ what: `An answer by e-mail that nobody can go by: ${unclear.slice(0, names).join('; ')}. Ask them, and record it under “Answers and reports”.`, who }]),
    ...(unanswered.length === 0 ? [] : [{ what: `No answer yet from ${named(unanswered, names)}. If the day is close, ask them yourself${outside.length === 0 ? '' : ', and record it under “Answers and reports”'}.`, who }]),
    ...(lacking.length === 0 ? [] : [{ what: `Required, and not coming: ${named(lacking, names)} (${chairFlagsRule}). Ask for a deputy, and tell the chair.`, who }]),
    ...(reports.length === 0 ? [] : [{ what: `Reports not yet sent: ${named(reports, names)}. The companion reminds them.`, who: 'Each of them' }]),
    ...(onTheirWay.length === 0 ? [] : [{ what: `Said to be sent, and not yet recorded as received: ${named(onTheirWay, names)}. Record it under “Answers and reports” when it has come.`, who }]),
    ...(unvalidated(state) ? [{ what: 'The social worker’s report is not validated (NOT-068). Validate it, or send it back with reasons, under “Answers and reports”.', who: state.booking.agreed?.by.name ?? 'The team manager' }] : []),
  ];
}

/** The social worker says that it is sent, and nobody has looked at it yet. */
function unvalidated(state: BookedConference): boolean {
  return state.booking.invitees.some((invitee) => isOwnReport(state, invitee) && reportStanding(state, invitee) === 'saidSent');
}

function ofQuorum(state: BookedConference, pack: Pack): OpenThing[] {
  const { kind } = forecast(state, pack);
  return kind === 'short' ? [{ what: `Too few agencies will be there (${pack.quorum.rule}). Ask for deputies, and tell the chair.`, who: `${state.booking.socialWorker.name}, who booked it` }] : [];
}

/** "A, health visitor; B, GP; and 3 more". The family by label. */
function named(invitees: readonly Invitee[], names: number): string {
  const shown = invitees.slice(0, names).map(({ name, designation }) => short(designation === '' ? name : `${name}, ${designation}`, 90));
  return [...shown, ...(invitees.length > names ? [`and ${invitees.length - names} more`] : [])].join('; ');
}

/** What is done and by whom. */
export function doneLines(state: BookedConference, authority: Pick<Authority, 'find'>): string[] {
  const { bookingConfirmed, listConfirmed, flagsAcknowledged, booking } = state;
  const by = (key: string, otherwise: string): string => nameOf(key, authority) ?? otherwise;
  const flags = booking.preparation.chairFlags;
  const seenAt = flags.map((flag) => flagsAcknowledged.get(flag)).filter((at) => at !== undefined).toSorted().at(-1);
  return [
    ...(bookingConfirmed === null ? [] : [`${by(bookingConfirmed.by, 'A diary co-ordinator')} confirmed the booking on ${longMoment(instant(bookingConfirmed.at))}.`]),
    ...(listConfirmed === null || !listStands(state) ? [] : [`${by(listConfirmed.by, 'The team manager')} confirmed the list on ${longMoment(instant(listConfirmed.at))}.`]),
    ...(seenAt === undefined || flags.some((flag) => !flagsAcknowledged.has(flag)) ? [] : [`The chair acknowledged the flags on ${longMoment(instant(seenAt))}.`]),
  ].map((line) => short(line, 600));
}

function nameOf(key: string, authority: Pick<Authority, 'find'>): string | undefined {
  const person = parsePersonKey(key);
  return person === undefined ? undefined : authority.find(person)?.name;
}
