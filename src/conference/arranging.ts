/**
 * Between the booking and the day: the diary co-ordinator's look at it, another chair, the team manager's word on the
 * list, changes of the list, the chair's acknowledgement, and what the invited say (NOT-011, NOT-017, NOT-037, NOT-053, NOT-076).
 * Nothing here holds up a conference that is booked; what is not yet agreed stays visible as owed.
 */
import type { Pack } from '../procedures/pack-schema.ts';
import { LONGEST_TEXT, type Command, type Refusal } from './commands.ts';
import type { ConferenceEvent, InvitationAnswer, Invitee } from './events.ts';
import { inviteeOf, type BookedConference } from './state.ts';

type Outcome = readonly ConferenceEvent[] | readonly Refusal[];
type Arranging = Extract<Command, { do: 'confirmBooking' | 'reassignChair' | 'reassignSocialWorker' | 'confirmList' | 'returnList' | 'agreeAttendance' | 'addInvitee' | 'removeInvitee' | 'giveContact' | 'acknowledgeFlags' | 'answerInvitation' }>;

const ARRANGING: ReadonlySet<Command['do']> = new Set<Arranging['do']>(['confirmBooking', 'reassignChair', 'reassignSocialWorker', 'confirmList', 'returnList', 'agreeAttendance', 'addInvitee', 'removeInvitee', 'giveContact', 'acknowledgeFlags', 'answerInvitation']);

/** What the pack says of those who cannot come. */
type Absence = Pack['booking']['absence'];

export function isArranging(command: Command): command is Arranging {
  return ARRANGING.has(command.do);
}

/** Nothing changes once the decisions are released: the conference has been. */
export function arrange(state: BookedConference, command: Arranging, absence: Absence): Outcome {
  if (state.released !== null) return [{ code: 'alreadyReleased' }];
  switch (command.do) {
    case 'confirmBooking': return state.bookingConfirmed === null ? [{ type: 'bookingConfirmed', data: {} }] : [];
    case 'reassignChair': return reassignChair(state, command);
    case 'reassignSocialWorker': return reassignSocialWorker(state, command);
    case 'confirmList': return confirmList(state);
    case 'returnList': return withReason(command.reason, (reason) => [{ type: 'listReturned', data: { reason } }]);
    case 'agreeAttendance': return agreeAttendance(state, command);
    case 'addInvitee': return addInvitee(state, command.invitee);
    case 'removeInvitee': return removeInvitee(state, command);
    case 'giveContact': return giveContact(state, command);
    case 'acknowledgeFlags': return acknowledgeFlags(state);
    case 'answerInvitation': return answerInvitation(state, command, absence);
  }
}

function withReason(typed: string, events: (reason: string) => readonly ConferenceEvent[]): Outcome {
  const reason = typed.trim();
  if (reason === '') return [{ code: 'needsReason', field: 'reason' }];
  return reason.length > LONGEST_TEXT ? [{ code: 'tooLong', field: 'reason' }] : events(reason);
}

/** The claim of the new chair's time is made before; `claimId` names it. A claim that is already the conference's own is this same change again. */
function reassignChair(state: BookedConference, { to, claimId, conflictOfInterest, reason }: Extract<Arranging, { do: 'reassignChair' }>): Outcome {
  if (state.booking.claimId === claimId) return [];
  if (state.claimsGivenUp.includes(claimId)) return [{ code: 'claimGivenUp', field: 'chair' }];
  if (state.booking.chair.person === to.person) return [{ code: 'sameChair', field: 'chair' }];
  if (inviteeOf(state, to.person) !== undefined) return [{ code: 'alreadyInvited', field: 'chair' }];
  return withReason(reason, (told) => [{ type: 'chairReassigned', data: { from: state.booking.chair, to, claimId, conflictOfInterest, reason: told } }]);
}

/** As with another chair, the claim of the new one's time is made before. */
function reassignSocialWorker(state: BookedConference, { to, email, claimId, reason }: Extract<Arranging, { do: 'reassignSocialWorker' }>): Outcome {
  const { booking } = state;
  if (booking.claimId === claimId) return [];
  if (state.claimsGivenUp.includes(claimId)) return [{ code: 'claimGivenUp', field: 'worker' }];
  if (booking.socialWorker.person === to.person) return [{ code: 'sameSocialWorker', field: 'worker' }];
  if (booking.chair.person === to.person) return [{ code: 'chairsIt', field: 'worker' }];
  if (inviteeOf(state, to.person) !== undefined) return [{ code: 'alreadyInvited', field: 'worker' }];
  return withReason(reason, (told) => [{ type: 'socialWorkerReassigned', data: { from: booking.socialWorker, to, email, claimId, reason: told } }]);
}

function confirmList(state: BookedConference): Outcome {
  const inviteeIds = state.booking.invitees.map(({ inviteeId }) => inviteeId);
  return listStands(state) ? [] : [{ type: 'listConfirmed', data: { inviteeIds } }];
}

/** Whether the team manager has confirmed the list as it is now: nobody was added since. */
export function listStands(state: BookedConference): boolean {
  const confirmed = new Set(state.listConfirmed?.inviteeIds ?? []);
  return state.listConfirmed !== null && state.booking.invitees.every(({ inviteeId }) => confirmed.has(inviteeId));
}

/** Whether a returned list lies with the social worker: it has not been changed since. */
export function listIsBack({ listReturned, listChangedAt }: BookedConference): boolean {
  return listReturned !== null && (listChangedAt === null || listChangedAt <= listReturned.at);
}

/** Those who wait for somebody's agreement and have no answer yet. */
export function awaitingAgreement(state: BookedConference, of: NonNullable<Invitee['waitsFor']>): readonly Invitee[] {
  return state.booking.invitees.filter(({ inviteeId, waitsFor }) => waitsFor === of && !state.attendanceAgreed.has(inviteeId));
}

function agreeAttendance(state: BookedConference, { inviteeId, agreed, reason }: Extract<Arranging, { do: 'agreeAttendance' }>): Outcome {
  const invitee = state.booking.invitees.find((entry) => entry.inviteeId === inviteeId);
  if (invitee === undefined) return [{ code: 'unknownInvitee', field: 'inviteeId' }];
  if (invitee.waitsFor === null) return [{ code: 'nothingToAgree' }];
  if (state.attendanceAgreed.get(inviteeId)?.agreed === agreed) return [];
  if (!agreed && reason.trim() === '') return [{ code: 'needsReason', field: 'reason' }];
  if (reason.length > LONGEST_TEXT) return [{ code: 'tooLong', field: 'reason' }];
  return [{ type: 'attendanceAgreed', data: { inviteeId, agreed, reason: reason.trim() } }];
}

const MOST_INVITEES = 60;

function addInvitee(state: BookedConference, invitee: Omit<Invitee, 'inviteeId'>): Outcome {
  if (state.booking.invitees.length >= MOST_INVITEES) return [{ code: 'tooMany', field: 'invitee' }];
  if (state.booking.invitees.some((other) => sameSomebody(other, invitee))) return [{ code: 'alreadyInvited', field: 'invitee' }];
  if (invitee.person === state.booking.chair.person && invitee.person !== null) return [{ code: 'alreadyInvited', field: 'invitee' }];
  return [{ type: 'inviteeAdded', data: { invitee: { ...invitee, inviteeId: nextInviteeId(state) } } }];
}

/** Ids are never used twice, so that what was recorded of somebody who left stays theirs. */
function nextInviteeId(state: BookedConference): string {
  const used = [...state.booking.invitees.map(({ inviteeId }) => inviteeId), ...state.removed.keys()];
  return `invitee-${Math.max(0, ...used.map((inviteeId) => Number(inviteeId.split('-')[1]))) + 1}`;
}

/** The same account or the same address is the same person, whatever else is said of them. */
export function sameSomebody(a: Pick<Invitee, 'person' | 'email'>, b: Pick<Invitee, 'person' | 'email'>): boolean {
  if (a.person !== null && a.person === b.person) return true;
  return a.email !== null && b.email !== null && a.email.toLowerCase() === b.email.toLowerCase();
}

function removeInvitee(state: BookedConference, { inviteeId, reason }: Extract<Arranging, { do: 'removeInvitee' }>): Outcome {
  const invitee = state.booking.invitees.find((entry) => entry.inviteeId === inviteeId);
  if (invitee === undefined) return state.removed.has(inviteeId) ? [] : [{ code: 'unknownInvitee', field: 'inviteeId' }];
  if (invitee.person === state.booking.socialWorker.person) return [{ code: 'notAllowed' }];
  return withReason(reason, (told) => [{ type: 'inviteeRemoved', data: { inviteeId, reason: told } }]);
}

function giveContact(state: BookedConference, { inviteeId, email, route }: Extract<Arranging, { do: 'giveContact' }>): Outcome {
  const invitee = state.booking.invitees.find((entry) => entry.inviteeId === inviteeId);
  if (invitee === undefined) return [{ code: 'unknownInvitee', field: 'inviteeId' }];
  if (invitee.email === email && invitee.route === route) return [];
  return [{ type: 'contactGiven', data: { inviteeId, email, route } }];
}

function acknowledgeFlags(state: BookedConference): Outcome {
  const { chairFlags } = state.booking.preparation;
  if (chairFlags.length === 0) return [{ code: 'nothingToAcknowledge' }];
  const flags = chairFlags.filter((flag) => !state.flagsAcknowledged.has(flag));
  return flags.length === 0 ? [] : [{ type: 'chairFlagsAcknowledged', data: { flags } }];
}

export function answerInvitation(state: BookedConference, { inviteeId, answer }: Extract<Arranging, { do: 'answerInvitation' }>, absence: Absence): Outcome {
  const invitee = state.booking.invitees.find((entry) => entry.inviteeId === inviteeId);
  if (invitee === undefined) return [{ code: 'unknownInvitee' }];
  if (state.answers.get(inviteeId)?.answer === answer && !state.unclearReplies.has(inviteeId)) return [];
  const instead = reportInstead(invitee, answer, absence);
  return [{ type: 'invitationAnswered', data: { inviteeId, answer, ...(instead === undefined ? {} : { reportInstead: instead }) } }];
}

/** A professional who cannot come sends a report where the pack wants one of them (STK-028), and one who says so where it does not; undefined where one is asked of them anyhow. */
function reportInstead({ party, reportRequired, reportInstead: already }: Invitee, answer: InvitationAnswer, { rule, report }: Absence): string | undefined {
  if (party !== 'professional' || (reportRequired && already === undefined)) return undefined;
  const required = report === 'required' && (answer === 'cannotCome' || answer === 'reportOnly');
  return required ? rule : answer === 'reportOnly' ? '' : undefined;
}
