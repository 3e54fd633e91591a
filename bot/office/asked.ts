/**
 * What every press of the office has in common: who asks, of which conference, and with what right. Whoever lacks the
 * right, and whoever names a conference that is not there, gets the same answer.
 */
import { randomUUID } from 'node:crypto';
import { renderPlainAnswer } from '../../cards/plain-answer/card.ts';
import type { Command } from '../../src/conference/commands.ts';
import type { Actor } from '../../src/conference/decide.ts';
import { rolesIn, type BookedConference } from '../../src/conference/state.ts';
import type { CivilInstant, MachineInstant } from '../../src/calendar/instants.ts';
import type { PlainDate } from '../../src/calendar/plain-date.ts';
import { may, type Verb } from '../../src/people/access.ts';
import type { WakePointers } from '../../src/store/wake-pointers.ts';
import type { Authority } from '../authority.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import type { Desk, Turn } from '../desk.ts';
import type { Answer, Asker, Pressed } from '../teams/turn.ts';
import { refusalWords } from '../words.ts';
import type { OfficeDiary } from './office-diary.ts';

/** A booking that waits for the office, as the lists keep it. */
export type OfficeRequest = { readonly conferenceId: string; readonly caseReference: string; readonly on: PlainDate; readonly from: string; readonly why: 'toConfirm' | 'meetingNotPlaced' };

export type OfficeParts = {
  readonly authority: Authority;
  readonly desk: Pick<Desk, 'look' | 'perform'>;
  readonly diary: OfficeDiary;
  readonly wakes: Pick<WakePointers, 'plant'>;
  readonly rulesOf: (state: BookedConference) => ConferenceRules;
  /** What waits for the office, of today and to come. */
  readonly officeRequests: (today: PlainDate) => Promise<readonly OfficeRequest[]>;
  /** The conferences of a case, the latest first. */
  readonly byReference: (reference: string) => Promise<readonly string[]>;
  /** By when an agreement out of hours is acknowledged (NOT-005); null where it needs none. */
  readonly acknowledgeBy: (agreedAt: CivilInstant) => CivilInstant | null;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => MachineInstant;
};

/** A conference as this person may look at it. */
export type Seen = { readonly conferenceId: string; readonly state: BookedConference; readonly rules: ConferenceRules; readonly asker: Asker };

const CONFERENCE_ID = /^[a-z0-9-]{8,64}$/;

/** The conference, if it is there and this person has the right; undefined for either lack. */
export async function seen(parts: OfficeParts, conferenceId: string, asker: Asker, right: Verb | ((state: BookedConference) => Verb)): Promise<Seen | undefined> {
  if (!CONFERENCE_ID.test(conferenceId)) return undefined;
  const state = await parts.desk.look(conferenceId);
  if (state.kind !== 'booked') return undefined;
  const roles = rolesIn(state, asker.person, parts.authority.rolesOf(asker.person));
  return may(roles, typeof right === 'string' ? right : right(state)) ? { conferenceId, state, rules: parts.rulesOf(state), asker } : undefined;
}

/** Whether the right is theirs across the authority. */
export function mayInOffice({ authority }: OfficeParts, { person }: Asker, right: Verb): boolean {
  return may(authority.rolesOf(person), right);
}

/** Carries out one command of one press. */
export function performed({ authority, desk }: OfficeParts, { conferenceId, asker: { person } }: Seen, { verb }: Pressed, op: string, command: Command): Promise<Turn> {
  const actor: Actor = { kind: 'person', person, authorityRoles: authority.rolesOf(person) };
  return desk.perform(conferenceId, command, actor, { operationId: op, verb });
}

/** What the card then says, at the top or beside a field: nothing when it was done. */
export type Said = { readonly note: string; readonly faults: Readonly<Record<string, string>> };

export const NOTHING_SAID: Said = { note: '', faults: {} };

/** A refusal beside its field where the card has that field, else at the top. */
export function saidOf(turn: Turn, fields: readonly string[]): Said {
  if (turn.kind === 'done') return NOTHING_SAID;
  if (turn.kind === 'changedMeanwhile') return { note: 'This has changed meanwhile; nothing more was done. This is how it stands now.', faults: {} };
  const beside = turn.refusals.flatMap(({ code, field }) => (field !== undefined && fields.includes(field) ? [[field, code === 'needsReason' ? 'Please say why, so that it can be put right.' : refusalWords({ code })]] : []));
  const others = turn.refusals.filter(({ field }) => field === undefined || !fields.includes(field)).map(refusalWords);
  return { note: others.join(' '), faults: Object.fromEntries(beside) as Record<string, string> };
}

/** What was typed comes back only where something is still to be put right. */
export function stillTyped({ faults }: Said, typed: { readonly inviteeId: string; readonly reason: string } | undefined): { readonly inviteeId: string; readonly reason: string } {
  return typed === undefined || Object.keys(faults).length === 0 ? { inviteeId: '', reason: '' } : { inviteeId: typed.inviteeId, reason: typed.reason };
}

export function notTheirs(): Answer {
  return { summary: 'Not available to you', card: renderPlainAnswer({ title: 'Not available to you', lines: ['This is not yours to see or do, or there is no such conference. Nothing was changed.'], tone: 'refused', op: randomUUID(), actions: ['list', 'help'] }) };
}

/** The name behind a person key of the record; a general word for one who is not on the roster any more. */
export function nameOf({ authority }: Pick<OfficeParts, 'authority'>, person: string, otherwise: string): string {
  return authority.people.find((entry) => entry.person === person)?.name ?? otherwise;
}
