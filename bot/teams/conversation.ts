/**
 * What the companion answers in chat: sentences, presses on cards, and being installed. Each verb has one place in the table.
 */
import { randomUUID } from 'node:crypto';
import { renderDanger } from '../../cards/danger/card.ts';
import { renderHelp } from '../../cards/help/card.ts';
import { renderNotUnderstood } from '../../cards/not-understood/card.ts';
import { parsePress, parseRecordRead } from '../../cards/parse.ts';
import { renderPlainAnswer, type PlainAnswerData } from '../../cards/plain-answer/card.ts';
import { parseVerb, VERBS, type CardVerb } from '../../cards/verbs.ts';
import { renderWelcome } from '../../cards/welcome/card.ts';
import { londonDateOf, type CivilInstant } from '../../src/calendar/instants.ts';
import { rolesIn, type BookedConference } from '../../src/conference/state.ts';
import { may, type Role } from '../../src/people/access.ts';
import type { PersonKey } from '../../src/people/person.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import type { Authority } from '../authority.ts';
import type { BookingFlow } from '../booking/booking-flow.ts';
import { prefilled } from '../booking/prefill.ts';
import { openCard, type ChannelRecord } from '../channel-cards.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import type { Desk } from '../desk.ts';
import type { ChatReferences } from './chat-references.ts';
import { understand, type BookingHints, type Intent } from './intents.ts';
import type { Answer, Asker, Heard, Listener, Press, Pressed } from './turn.ts';

export type ConversationParts = {
  readonly authority: Authority;
  readonly pack: Pack;
  readonly outOfHours: string;
  readonly desk: Desk;
  readonly booking: BookingFlow;
  readonly chats: ChatReferences;
  readonly rulesOf: (state: BookedConference) => ConferenceRules;
  /** What else has buttons of its own: the conferences of a person, and the office. */
  readonly presses: readonly Partial<Record<CardVerb, Press>>[];
  /** What follows when somebody can be reached who perhaps could not before; it never rejects. */
  readonly reachedAgain: (person: PersonKey) => void;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => number;
};

const CONFERENCE_ID = /^[a-z0-9-]{8,64}$/;

export class Conversation implements Listener {
  readonly #parts: ConversationParts;
  readonly #presses: ReadonlyMap<CardVerb, Press>;

  /** Throws a RangeError when a verb has no answer: known at start, not met by somebody pressing it. */
  constructor(parts: ConversationParts) {
    this.#parts = parts;
    const booking: Press = (pressed) => this.#pressBooking(pressed);
    const own: Partial<Record<CardVerb, Press>> = {
      'help.show': ({ asker }) => Promise.resolve(this.#help(asker)),
      ...Object.fromEntries(VERBS.filter((verb) => verb.startsWith('booking.')).map((verb) => [verb, booking])),
      'booking.start': (pressed) => this.#pressStart(pressed),
      'booking.resume': (pressed) => this.#resume(pressed.asker),
      'channel.readDecision': (pressed) => this.#readRecord('decision', pressed),
      'channel.readPlan': (pressed) => this.#readRecord('plan', pressed),
    };
    this.#presses = new Map([own, ...parts.presses].flatMap((group) => Object.entries(group) as [CardVerb, Press][]));
    const unanswered = VERBS.filter((verb) => !this.#presses.has(verb));
    if (unanswered.length > 0) throw new RangeError(`nothing answers ${unanswered.join(', ')}`);
  }

  async hear(heard: Heard): Promise<readonly Answer[]> {
    // Whom to call waits for nothing, not even for a store that is slow or away.
    if (heard.kind === 'said' && understand(heard.text, this.#today()).danger) return this.#sayWhomToCall(heard);
    await this.#remember(heard);
    switch (heard.kind) {
      case 'installed': return heard.place.scope === 'personal' && heard.asker !== undefined ? [this.#welcome(heard.asker)] : [];
      case 'uninstalled': return [];
      case 'meeting': return [];
      case 'said': return this.#answerText(heard);
      case 'pressed': {
        const verb = parseVerb(heard.verb);
        return [verb === undefined ? this.#plain('I do not know this button', ['It may come from an older card. Nothing was done.', this.#whomToCall()], 'refused', ['help']) : await this.#press(verb, heard)];
      }
    }
  }

  #press(verb: CardVerb, pressed: Pressed): Promise<Answer> {
    const press = this.#presses.get(verb);
    return press === undefined ? Promise.resolve(this.#notTheirs()) : press(pressed);
  }

  /** Where people can be reached is learnt from whatever they send; leaving is a bonus that Teams may not tell. */
  async #remember(heard: Heard): Promise<void> {
    const { chats, machineNow } = this.#parts;
    if (heard.kind === 'installed' && heard.place.scope === 'channel') return chats.rememberTeam(heard.place.serviceUrl, machineNow());
    if (heard.kind === 'meeting' || heard.place.scope !== 'personal' || heard.asker === undefined) return;
    if (heard.kind === 'uninstalled') return chats.forget(heard.asker.person);
    const { serviceUrl, conversationId } = heard.place;
    const isNews = await chats.remember(heard.asker.person, { serviceUrl, conversationId, channelUserId: heard.asker.channelUserId }, machineNow());
    // Nobody waits for what they could not be told before.
    if (isNews || heard.kind === 'installed') this.#parts.reachedAgain(heard.asker.person);
  }

  async #answerText(said: Extract<Heard, { kind: 'said' }>): Promise<readonly Answer[]> {
    if (said.place.scope !== 'personal') return [this.#inOurOwnChat()];
    const { intent } = understand(said.text, this.#today());
    return [await this.#answerIntent(intent, said)];
  }

  async #answerIntent(intent: Intent, said: Extract<Heard, { kind: 'said' }>): Promise<Answer> {
    const { asker } = said;
    switch (intent.kind) {
      case 'book': return this.#startBooking(asker, said.activityId === '' ? randomUUID() : said.activityId, intent.hints);
      case 'resume': return this.#resume(asker);
      case 'greeting':
      case 'help': return this.#help(asker);
      case 'myConferences': return this.#as('conferences.list', said);
      case 'search': return this.#as('conferences.search', said, { reference: intent.reference });
      case 'office': return this.#as('office.list', said);
      case 'leave': return this.#as('office.leave', said);
      case 'stopMessages': return intent.reference === '' ? this.#plain('Which case?', ['Please write the case reference too, such as “stop all messages for EX-20417”. You can also open the conference, then “Answers and reports”, and stop them there.'], 'calm', ['list', 'help']) : this.#as('messages.stopping', said, { reference: intent.reference });
      case 'sentMessages': return intent.reference === '' ? this.#plain('Which case?', ['Please write the case reference too, such as “what was sent for EX-20417”.'], 'calm', ['list', 'help']) : this.#as('messages.sent', said, { reference: intent.reference });
      case 'otherSocialWorker': return intent.reference === '' ? this.#plain('Which case?', ['Please write the case reference too, such as “another social worker for EX-20417”.'], 'calm', ['list', 'help']) : this.#as('worker.other', said, { reference: intent.reference });
      case 'whyDate': return this.#as('conferences.list', said);
      case 'notHere': return this.#plain('That is not arranged here', [`Conferences are booked here; ${intent.what} is arranged by the social worker and team manager themselves.`], 'calm', ['book', 'list', 'help']);
      case 'cancel': return this.#plain('Nothing is under way in this message', ['To put a booking aside, press Cancel on its card. A booked conference is changed by the diary co-ordinator.'], 'calm', ['list', 'help']);
      case 'unknown': return this.#notUnderstood(asker);
    }
  }

  /** A sentence that asks for what a button does is answered as the button is. */
  #as(verb: CardVerb, { place, asker }: Extract<Heard, { kind: 'said' }>, input: object = {}): Promise<Answer> {
    return this.#press(verb, { kind: 'pressed', verb, input: { op: randomUUID(), ...input }, trigger: 'manual', place, asker });
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
  async #startBooking(asker: Asker, askedBy: string, hints?: BookingHints): Promise<Answer> {
    if (!this.#canBook(asker)) return this.#plain('Booking is for social workers', ['A conference is booked by the child’s social worker. If you are one and cannot book, please ask the diary co-ordinator.'], 'refused', ['list', 'help']);
    return this.#parts.booking.start(asker.person, askedBy, hints === undefined ? undefined : prefilled(hints));
  }

  async #resume(asker: Asker): Promise<Answer> {
    if (!this.#canBook(asker)) return this.#notTheirs();
    const open = await this.#parts.booking.resume(asker.person);
    return open ?? this.#plain('No form is open', ['A form that you begin is kept for 14 days, on every device you use. You have none open now.'], 'calm', ['book', 'list']);
  }

  async #pressBooking({ verb, input, asker }: Pressed): Promise<Answer> {
    if (!this.#canBook(asker)) return this.#notTheirs();
    const answer = await this.#parts.booking.press(verb, input, asker.person);
    if (answer.kind === 'shown') return answer;
    return this.#plain('This form is no longer open', ['A form is kept for its owner for 14 days. Nothing was changed.'], 'refused', ['book', 'list']);
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

  #today(): ReturnType<typeof londonDateOf> {
    return londonDateOf(this.#parts.civilNow());
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
