/**
 * What the companion answers in chat: sentences, presses on cards, and being installed. Each verb has one place in the table.
 */
import { randomUUID } from 'node:crypto';
import { parseConferenceChosen, renderConferencesList } from '../../cards/conferences-list/card.ts';
import { renderDanger } from '../../cards/danger/card.ts';
import { renderHelp } from '../../cards/help/card.ts';
import { parseInvitation } from '../../cards/invitation/card.ts';
import { renderNotUnderstood } from '../../cards/not-understood/card.ts';
import { parsePress, parseRecordRead } from '../../cards/parse.ts';
import { renderPlainAnswer, type PlainAnswerData } from '../../cards/plain-answer/card.ts';
import { parseVerb, type CardVerb } from '../../cards/verbs.ts';
import { renderWelcome } from '../../cards/welcome/card.ts';
import { londonDateOf, londonInstant, longMoment, type CivilInstant } from '../../src/calendar/instants.ts';
import { parsePlainDate } from '../../src/calendar/plain-date.ts';
import { inviteeOf, rolesIn, type BookedConference, type ConferenceState } from '../../src/conference/state.ts';
import { may, type Role } from '../../src/people/access.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import type { Authority } from '../authority.ts';
import type { BookingFlow } from '../booking/booking-flow.ts';
import { openCard, type ChannelRecord } from '../channel-cards.ts';
import { bookingCard, invitationCard } from '../conference-cards.ts';
import type { ConferenceLists, ConferenceRow } from '../conference-lists.ts';
import { reportDutyOf, reportUrgency, type ConferenceRules } from '../conference-rules.ts';
import type { Desk } from '../desk.ts';
import { refusalWords } from '../words.ts';
import type { ChatReferences } from './chat-references.ts';
import { understand } from './intents.ts';
import type { Answer, Asker, Heard, Listener } from './turn.ts';

export type ConversationParts = {
  readonly authority: Authority;
  readonly pack: Pack;
  readonly outOfHours: string;
  readonly desk: Desk;
  readonly lists: ConferenceLists;
  readonly booking: BookingFlow;
  readonly chats: ChatReferences;
  readonly rulesOf: (state: BookedConference) => ConferenceRules;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => number;
};

type Pressed = Extract<Heard, { kind: 'pressed' }>;
type Press = (pressed: Pressed) => Promise<Answer>;

const ROLE_WORDS: Record<ConferenceRow['role'], string> = { conferenceChair: 'You chair it', conferenceSocialWorker: 'You booked it', invitedProfessional: 'You are invited' };
const CONFERENCE_ID = /^[a-z0-9-]{8,64}$/;

export class Conversation implements Listener {
  readonly #parts: ConversationParts;
  readonly #presses: Readonly<Record<CardVerb, Press>>;

  constructor(parts: ConversationParts) {
    this.#parts = parts;
    const booking: Press = (pressed) => this.#pressBooking(pressed);
    this.#presses = {
      'help.show': ({ asker }) => Promise.resolve(this.#help(asker)),
      'conferences.list': ({ asker }) => this.#list(asker),
      'conference.show': (pressed) => this.#showConference(pressed),
      'booking.start': (pressed) => this.#pressStart(pressed),
      'booking.case': booking, 'booking.addChild': booking, 'booking.removeChild': booking, 'booking.people': booking,
      'booking.confirm': booking, 'booking.moreSlots': booking, 'booking.back': booking, 'booking.cancel': booking,
      'report.saySent': (pressed) => this.#saySent(pressed),
      'invitation.look': (pressed) => this.#lookAtInvitation(pressed),
      'channel.readDecision': (pressed) => this.#readRecord('decision', pressed),
      'channel.readPlan': (pressed) => this.#readRecord('plan', pressed),
    };
  }

  async hear(heard: Heard): Promise<readonly Answer[]> {
    // Whom to call waits for nothing, not even for a store that is slow or away.
    if (heard.kind === 'said' && understand(heard.text).danger) return this.#sayWhomToCall(heard);
    await this.#remember(heard);
    switch (heard.kind) {
      case 'installed': return heard.place.scope === 'personal' && heard.asker !== undefined ? [this.#welcome(heard.asker)] : [];
      case 'uninstalled': return [];
      case 'meeting': return [];
      case 'said': return this.#answerText(heard);
      case 'pressed': {
        const verb = parseVerb(heard.verb);
        return [verb === undefined ? this.#plain('I do not know this button', ['It may come from an older card. Nothing was done.', this.#whomToCall()], 'refused', ['help']) : await this.#presses[verb](heard)];
      }
    }
  }

  /** Where people can be reached is learnt from whatever they send; leaving is a bonus that Teams may not tell. */
  async #remember(heard: Heard): Promise<void> {
    const { chats, machineNow } = this.#parts;
    if (heard.kind === 'installed' && heard.place.scope === 'channel') return chats.rememberTeam(heard.place.serviceUrl, machineNow());
    if (heard.kind === 'meeting' || heard.place.scope !== 'personal' || heard.asker === undefined) return;
    if (heard.kind === 'uninstalled') return chats.forget(heard.asker.person);
    const { serviceUrl, conversationId } = heard.place;
    await chats.remember(heard.asker.person, { serviceUrl, conversationId, channelUserId: heard.asker.channelUserId }, machineNow());
  }

  async #answerText({ text, activityId, place, asker }: Extract<Heard, { kind: 'said' }>): Promise<readonly Answer[]> {
    if (place.scope !== 'personal') return [this.#inOurOwnChat()];
    switch (understand(text).intent.kind) {
      case 'book': return [await this.#startBooking(asker, activityId === '' ? randomUUID() : activityId)];
      case 'bookOther': return [this.#plain('Only initial conferences can be booked here so far', ['For a review, a pre-birth or a transfer-in conference, please telephone the diary co-ordinator.', `${this.#parts.pack.contacts.diaryCoordinator.telephone}`], 'calm', ['book', 'help'])];
      case 'greeting':
      case 'help': return [this.#help(asker)];
      case 'myConferences': return [await this.#list(asker)];
      case 'cancel': return [this.#plain('Nothing is under way in this message', ['To put a booking aside, press Cancel on its card. A booked conference is changed by the diary co-ordinator.'], 'calm', ['list', 'help'])];
      case 'unknown': return [this.#notUnderstood(asker)];
    }
  }

  #sayWhomToCall({ place, asker }: Extract<Heard, { kind: 'said' }>): readonly Answer[] {
    const danger = { card: renderDanger({ outOfHours: this.#parts.outOfHours }), summary: 'If a child is in danger, call 999' };
    return [danger, place.scope === 'personal' ? this.#help(asker) : this.#inOurOwnChat()];
  }

  #inOurOwnChat(): Answer {
    return this.#plain('Let us talk in our own chat', ['Booking and conferences are kept to our personal chat, so that nothing about a family is read here.', this.#whomToCall()], 'calm', []);
  }

  #whomToCall(): string {
    return `If a child is in immediate danger, call 999. When offices are closed, call ${this.#parts.outOfHours}.`;
  }

  #welcome(asker: Asker): Answer {
    const { authority, outOfHours } = this.#parts;
    return { summary: 'Welcome to Conference Companion', card: renderWelcome({ authorityName: authority.name, canBook: this.#canBook(asker), outOfHours, op: randomUUID() }) };
  }

  #help(asker: Asker): Answer {
    const { pack, outOfHours } = this.#parts;
    const { diaryCoordinator, meetingSupport } = pack.contacts;
    return { summary: 'What Conference Companion can do', card: renderHelp({ outOfHours, diaryTelephone: diaryCoordinator.telephone, meetingSupportTelephone: meetingSupport.telephone, canBook: this.#canBook(asker), op: randomUUID() }) };
  }

  #notUnderstood(asker: Asker): Answer {
    return { summary: 'Not understood', card: renderNotUnderstood({ canBook: this.#canBook(asker), outOfHours: this.#parts.outOfHours, op: randomUUID() }) };
  }

  async #pressStart({ input, asker }: Pressed): Promise<Answer> {
    const read = parsePress(input);
    return read.kind === 'notOurs' ? this.#notTheirs() : this.#startBooking(asker, read.submission.op);
  }

  /** `askedBy` is the id of the message or press, by which a repeat of it is known. */
  async #startBooking(asker: Asker, askedBy: string): Promise<Answer> {
    if (!this.#canBook(asker)) return this.#plain('Booking is for social workers', ['A conference is booked by the child’s social worker. If you are one and cannot book, please ask the diary co-ordinator.'], 'refused', ['list', 'help']);
    return this.#parts.booking.start(asker.person, askedBy);
  }

  async #pressBooking({ verb, input, asker }: Pressed): Promise<Answer> {
    if (!this.#canBook(asker)) return this.#notTheirs();
    const answer = await this.#parts.booking.press(verb, input, asker.person);
    if (answer.kind === 'shown') return answer;
    return this.#plain('This form is no longer open', ['A form is kept for its owner for 14 days. Nothing was changed.'], 'refused', ['book', 'list']);
  }

  async #list(asker: Asker): Promise<Answer> {
    const rows = await this.#parts.lists.ofPerson(asker.person, londonDateOf(this.#parts.civilNow()));
    const shown = rows.map((row) => {
      const { conferenceId, caseReference, on, from, role } = row;
      const day = parsePlainDate(on);
      return { conferenceId, caseReference, when: day === undefined ? '' : longMoment(londonInstant(day, from)), roleWords: ROLE_WORDS[role], reportsLine: role === 'invitedProfessional' ? '' : `${row.reportsSaidSent} of ${row.reportsAsked} reports said to be sent` };
    });
    return { summary: 'Your conferences', card: renderConferencesList({ rows: shown, canBook: this.#canBook(asker), op: randomUUID() }) };
  }

  async #showConference({ input, asker }: Pressed): Promise<Answer> {
    const read = parseConferenceChosen(input);
    if (read.kind === 'notOurs') return this.#notTheirs();
    const seen = await this.#seen(read.submission.conferenceId, asker);
    if (seen === undefined) return this.#notTheirs();
    const { conferenceId, state, roles } = seen;
    const rules = this.#parts.rulesOf(state);
    if (may(roles, 'conference.seeBooking')) return { summary: 'A conference', card: bookingCard(conferenceId, state, rules, 'status') };
    const invitee = inviteeOf(state, asker.person);
    return invitee === undefined ? this.#notTheirs() : { summary: 'Your invitation', card: invitationCard(conferenceId, state, invitee, rules, { kind: 'invitation', repeat: false }, []) };
  }

  async #saySent({ input, asker }: Pressed): Promise<Answer> {
    const read = parseInvitation(input);
    if (read.kind === 'notOurs' || !CONFERENCE_ID.test(read.submission.conferenceId)) return this.#notTheirs();
    const { conferenceId, inviteeId, op } = read.submission;
    const actor = { kind: 'person', person: asker.person, authorityRoles: this.#parts.authority.rolesOf(asker.person) } as const;
    const turn = await this.#parts.desk.perform(conferenceId, { do: 'sayReportSent', inviteeId }, actor, { operationId: op, verb: 'report.saySent' });
    if (turn.kind === 'refused') {
      const [refusal] = turn.refusals;
      return refusal === undefined || refusal.code === 'notAllowed' || refusal.code === 'notBooked' ? this.#notTheirs() : this.#plain('That could not be done', [refusalWords(refusal)], 'refused', ['list']);
    }
    return this.#ownInvitation(conferenceId, turn.state, asker, input);
  }

  async #lookAtInvitation({ input, asker }: Pressed): Promise<Answer> {
    const read = parseInvitation(input);
    if (read.kind === 'notOurs') return this.#notTheirs();
    const seen = await this.#seen(read.submission.conferenceId, asker);
    return seen === undefined ? this.#notTheirs() : this.#ownInvitation(seen.conferenceId, seen.state, asker, input);
  }

  /** Their own card, as it stands now; a reminder stays a reminder. */
  async #ownInvitation(conferenceId: string, state: ConferenceState, asker: Asker, input: unknown): Promise<Answer> {
    const invitee = state.kind === 'booked' ? inviteeOf(state, asker.person) : undefined;
    if (state.kind !== 'booked' || invitee === undefined) return this.#notTheirs();
    const rules = this.#parts.rulesOf(state);
    const read = parseInvitation(input);
    const reminder = read.kind !== 'notOurs' && read.submission.about === 'reminder';
    const about = reminder ? { kind: 'reminder' as const, urgency: reportUrgency(rules, reportDutyOf(invitee, rules).dueAt, this.#parts.civilNow()), repeat: false } : { kind: 'invitation' as const, repeat: false };
    return { summary: 'Your invitation', card: invitationCard(conferenceId, state, invitee, rules, about, [asker.channelUserId]) };
  }

  async #readRecord(record: ChannelRecord, { input, asker }: Pressed): Promise<Answer> {
    const read = parseRecordRead(input);
    if (read.kind === 'notOurs') return this.#notTheirs();
    const seen = await this.#seen(read.submission.conferenceId, asker);
    if (seen === undefined || !may(seen.roles, 'decisions.read')) return { message: 'Only people who were part of this conference can read this. If you need it for your work, please ask the chair.' };
    const card = openCard(record, seen.conferenceId, seen.state, this.#parts.rulesOf(seen.state), read.submission.part);
    return card === undefined ? this.#notTheirs() : { card, summary: 'Released by the chair' };
  }

  /** The conference, if this person has any part in it. */
  async #seen(conferenceId: string, asker: Asker): Promise<{ conferenceId: string; state: BookedConference; roles: readonly Role[] } | undefined> {
    if (!CONFERENCE_ID.test(conferenceId)) return undefined;
    const state = await this.#parts.desk.look(conferenceId);
    if (state.kind !== 'booked') return undefined;
    const roles = rolesIn(state, asker.person, this.#parts.authority.rolesOf(asker.person));
    return may(roles, 'agenda.follow') || may(roles, 'conference.seeBooking') ? { conferenceId, state, roles } : undefined;
  }

  #canBook(asker: Asker): boolean {
    return may(this.#parts.authority.rolesOf(asker.person), 'conference.book');
  }

  #notTheirs(): Answer {
    return this.#plain('Not available to you', ['This is not yours to see or do, or there is no such conference. Nothing was changed.'], 'refused', ['list', 'help']);
  }

  #plain(title: string, lines: readonly string[], tone: PlainAnswerData['tone'], actions: PlainAnswerData['actions']): Answer {
    return { summary: title, card: renderPlainAnswer({ title, lines: [...lines], tone, op: randomUUID(), actions: [...actions] }) };
  }
}
