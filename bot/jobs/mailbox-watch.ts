/**
 * Watches the office's mailbox for what comes back: answers from calendars, and letters that did not arrive. Each is put on
 * record in its conference, which is woken for what follows. Read at least once: what was on record already changes nothing,
 * so a crash half-way, or a second process that looks too, does no harm.
 */
import { addMinutes, isoUtc, type CivilInstant, type MachineInstant } from '../../src/calendar/instants.ts';
import type { ConferenceEvent } from '../../src/conference/events.ts';
import { ofMailedAnswer } from '../../src/conference/mailed-answers.ts';
import { ofLetterCameBack } from '../../src/conference/reaching.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { startOf } from '../../src/notices/owed.ts';
import type { Documents } from '../../src/store/documents.ts';
import type { WakePointers } from '../../src/store/wake-pointers.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import type { Desk } from '../desk.ts';
import { labelOf, type Log } from '../log.ts';
import type { CameIn, Mailbox } from '../mail/mailbox.ts';
import { whatCame, type WhatCame } from '../mail/what-came.ts';

export type MailboxWatchParts = {
  readonly authority: string;
  readonly mailbox: Mailbox;
  /** The one that our message and calendar ids end in. */
  readonly domain: string;
  /** Up to when it has been read: a UTC instant. */
  readonly readUpTo: Documents<string>;
  readonly desk: Pick<Desk, 'look' | 'recordAt'>;
  readonly wakes: Pick<WakePointers, 'plant'>;
  readonly rulesOf: (state: BookedConference) => ConferenceRules;
  readonly nudge: () => void;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => MachineInstant;
  readonly log: Pick<Log, 'mailboxNotRead' | 'mailFailed'>;
  readonly everyMs?: number;
};

export interface MailboxWatch {
  /** Looks in the background, at most every quarter of a minute and never twice at once. */
  look(): void;
  /** What is under way has ended. */
  settled(): Promise<void>;
}

const EVERY_MS = 15_000;
/** A mailbox may list a message a little after the time that it bears. */
const OVERLAP_MINUTES = 10;
/** Where nothing is on record yet: answers to what went out before this was switched on are read too. */
const FIRST_LOOK_BACK_MINUTES = 14 * 24 * 60;
const MOST_FAILURES = 5;
const MOST_TRIES = 5;
/** The pointer planted before the record must outlast it. In minutes. */
const GUARD_MINUTES = 0.5;

export function mailboxWatch(parts: MailboxWatchParts): MailboxWatch {
  const seen = new Seen();
  let lookAgainAt = 0;
  let looking: Promise<void> | undefined;
  return {
    look: () => {
      if (looking !== undefined || parts.machineNow() < lookAgainAt) return;
      lookAgainAt = parts.machineNow() + (parts.everyMs ?? EVERY_MS);
      looking = lookThrough(parts, seen).catch((error: unknown) => parts.log.mailboxNotRead(labelOf(error).code)).finally(() => { looking = undefined; });
    },
    settled: async () => looking,
  };
}

/** In the order in which they came. What fails is tried again at the next look, with all that came after it, and at last left to people. */
async function lookThrough(parts: MailboxWatchParts, seen: Seen): Promise<void> {
  const { mailbox, authority, readUpTo, civilNow, log } = parts;
  const upTo = (await readUpTo.get(authority, UP_TO))?.version as CivilInstant | undefined;
  const listed = await mailbox.since(upTo === undefined ? addMinutes(civilNow(), -FIRST_LOOK_BACK_MINUTES) : addMinutes(upTo, -OVERLAP_MINUTES));
  if (listed.kind === 'notRead') return log.mailboxNotRead(listed.code);
  seen.keepOnly(listed.messages);
  for (const message of listed.messages.filter(({ id }) => !seen.isDone(id))) {
    const handled = await handle(parts, message);
    if (handled.kind === 'failed') {
      const failures = seen.failures(message.id);
      log.mailFailed(failures, labelOf(handled.error));
      if (failures < MOST_FAILURES) return;
    }
    if (handled.kind === 'notRead') return log.mailboxNotRead(handled.code);
    seen.done(message.id);
    await readUpTo.put(authority, { row: UP_TO, version: message.receivedAt, value: isoUtc(message.receivedAt) });
  }
}

const UP_TO = 'upTo';

type Handled = { readonly kind: 'done' } | { readonly kind: 'notRead'; readonly code: string } | { readonly kind: 'failed'; readonly error: unknown };

async function handle(parts: MailboxWatchParts, { read, receivedAt }: CameIn): Promise<Handled> {
  try {
    const message = await read();
    if (message.kind === 'notRead') return message;
    for (const [conferenceId, eventsOf] of effectsOf(parts, await whatCame(message.raw, parts.domain), receivedAt)) await record(parts, conferenceId, eventsOf);
    return { kind: 'done' };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

/** On the version that was looked at, so that a person's word meanwhile is seen. */
async function record({ authority, desk, wakes, nudge, civilNow }: MailboxWatchParts, conferenceId: string, eventsOf: EventsOf): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const state = await desk.look(conferenceId);
    const events = state.kind === 'booked' ? eventsOf(state) : [];
    if (events.length === 0) return;
    await wakes.plant(authority, isoUtc(addMinutes(civilNow(), GUARD_MINUTES)), conferenceId);
    if ((await desk.recordAt(conferenceId, state.version, events)) === 'conflict') continue;
    await wakes.plant(authority, isoUtc(civilNow()), conferenceId);
    return nudge();
  }
  throw new Error('the conference kept changing');
}

type EventsOf = (state: BookedConference) => readonly ConferenceEvent[];

/** What it is to each conference that it is about. An answer that came after the conference began answers nothing any more. */
function effectsOf({ rulesOf }: MailboxWatchParts, came: WhatCame, receivedAt: CivilInstant): readonly (readonly [conferenceId: string, EventsOf])[] {
  switch (came.kind) {
    case 'forPeople': return [];
    case 'cameBack': return came.letters.map(({ conferenceId, noticeId }) => [conferenceId, (state) => ofLetterCameBack(state, noticeId, came.code)] as const);
    case 'answer': return [[came.conferenceId, (state) => (receivedAt >= startOf(state) || state.released !== null ? [] : ofMailedAnswer(state, { ...came.answer, received: isoUtc(receivedAt) }, rulesOf(state).pack.booking.absence))]];
  }
}

/** What this process has been through already, of what the mailbox still lists, and how often one failed. */
class Seen {
  readonly #done = new Set<string>();
  readonly #failures = new Map<string, number>();

  isDone(id: string): boolean {
    return this.#done.has(id);
  }

  done(id: string): void {
    this.#done.add(id);
    this.#failures.delete(id);
  }

  /** How often it has failed, this time counted. */
  failures(id: string): number {
    const count = (this.#failures.get(id) ?? 0) + 1;
    this.#failures.set(id, count);
    return count;
  }

  keepOnly(listed: readonly CameIn[]): void {
    const ids = new Set(listed.map(({ id }) => id));
    for (const id of this.#done) if (!ids.has(id)) this.#done.delete(id);
  }
}
