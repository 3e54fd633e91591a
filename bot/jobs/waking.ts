/**
 * Waking a conference: settle a claim left half-way, close its form, send what is owed now, see to the online meeting; then,
 * with the other conferences woken beside it, what goes to one person in one message; and at the end renew the lists, plant
 * the next pointer, and only then take this one away. A crash anywhere in between leaves a pointer that makes it happen again.
 */
import { addHours, isoUtc, type CivilInstant, type MachineInstant } from '../../src/calendar/instants.ts';
import type { BookedConference, ConferenceState } from '../../src/conference/state.ts';
import { goesTogether, nextNoticeAt, startOf, stepsDue, type NoticeRules, type NoticeStep, type SendStep } from '../../src/notices/owed.ts';
import type { ConferenceLog } from '../../src/store/conference-log.ts';
import type { WakePointer, WakePointers } from '../../src/store/wake-pointers.ts';
import type { ConferenceLists } from '../conference-lists.ts';
import type { Desk } from '../desk.ts';
import type { FormCloser } from '../booking/close-form.ts';
import type { ClaimSettler } from './claim-settler.ts';
import type { MeetingPlacing } from './meeting-placing.ts';
import { outcomeEvents, type NoticeSender } from './notice-sender.ts';
import type { Log } from '../log.ts';
import type { RulesMover } from './rules-mover.ts';
import { tellTogether } from './telling-together.ts';

export type WakingParts = {
  readonly authority: string;
  readonly desk: Desk;
  readonly log: ConferenceLog;
  readonly wakes: WakePointers;
  readonly lists: ConferenceLists;
  readonly claims: ClaimSettler;
  readonly moveRules: RulesMover;
  /** Closes the form that the conference was booked with. */
  readonly closeForm: FormCloser;
  readonly meetings: MeetingPlacing;
  readonly sender: NoticeSender;
  readonly noticeRules: (state: BookedConference) => NoticeRules;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => MachineInstant;
  readonly logs: Pick<Log, 'noticeHandedOver'>;
  /** Whether this process still holds the dispatcher's lease; asked before everything that leaves the building. */
  readonly stillHolding: () => boolean;
};

/** A conference between its own work and the end of its waking. `state` follows what is recorded meanwhile; `overtaken` once others changed it. */
export type Woken = { readonly conferenceId: string; readonly pointers: readonly WakePointer[]; readonly together: readonly SendStep[]; state: BookedConference; overtaken: boolean };

/** An open conference with nothing due is looked at again after a day at most, so that it never sleeps for good. */
const LONGEST_SLEEP_HOURS = 24;
/** One conference with much to say leaves the others their turn; what is left is woken for again. */
const MOST_SENDINGS_A_WAKING = 200;

export class Waking {
  readonly #parts: WakingParts;

  constructor(parts: WakingParts) {
    this.#parts = parts;
  }

  /** All that one conference does by itself. Undefined when there is nothing to conclude. */
  async begin(conferenceId: string, pointers: readonly WakePointer[]): Promise<Woken | undefined> {
    const { desk, claims, closeForm, moveRules, meetings, stillHolding } = this.#parts;
    for (const pointer of pointers) if (pointer.payload.claim !== undefined) await claims.settle(conferenceId, pointer.payload.claim);
    const found = await desk.look(conferenceId);
    if (found.kind !== 'booked') {
      await this.#removeAll(pointers);
      return undefined;
    }
    if (pointers.some(({ payload }) => payload.claim !== undefined)) await closeForm(conferenceId, found);
    const sent = await this.#sendDue(conferenceId, await moveRules(conferenceId, found));
    // After what people wait for: Outlook may be slow, or away.
    const state = stillHolding() ? await this.#sendDue(conferenceId, await meetings.place(conferenceId, sent)) : sent;
    if (!stillHolding()) return undefined;
    return { conferenceId, pointers, state, overtaken: false, together: this.#steps(state).filter(goesTogether) };
  }

  /** Says what several conferences have to say to the same people, one message to each; the conferences that could not, with why. */
  tellTogether(woken: readonly Woken[]): Promise<ReadonlyMap<string, unknown>> {
    return tellTogether(this.#parts, woken);
  }

  /** The lists, the next pointer, and away with those that were due. */
  async conclude({ conferenceId, pointers, state }: Woken): Promise<void> {
    const { desk, log, stillHolding } = this.#parts;
    if (!stillHolding()) return;
    await this.#project(conferenceId, state);
    await log.settleReaction(desk.addressOf(conferenceId), state.version);
    await this.#removeAll(pointers);
  }

  async #removeAll(pointers: readonly WakePointer[]): Promise<void> {
    for (const pointer of pointers) await this.#parts.wakes.remove(pointer);
  }

  async #project(conferenceId: string, state: BookedConference): Promise<void> {
    const { authority, wakes, lists, civilNow } = this.#parts;
    const next = this.#nextWake(state);
    await lists.project(conferenceId, state, next !== null);
    if (next !== null) await wakes.plant(authority, isoUtc(Math.max(next, civilNow() + 1) as CivilInstant), conferenceId);
  }

  /** When to look again; null once it is over, released, and everything owed is settled. */
  #nextWake(state: BookedConference): CivilInstant | null {
    const { civilNow, noticeRules } = this.#parts;
    const next = earlier(nextNoticeAt(state, noticeRules(state), civilNow()), this.#parts.meetings.againAt(state));
    const over = state.released !== null && civilNow() >= startOf(state);
    if (next === null) return over ? null : addHours(civilNow(), LONGEST_SLEEP_HOURS);
    return Math.min(next, addHours(civilNow(), LONGEST_SLEEP_HOURS)) as CivilInstant;
  }

  /** Sends one after the other, each recorded before and after, until nothing is due or others changed the conference. */
  async #sendDue(conferenceId: string, from: BookedConference): Promise<BookedConference> {
    let state = from;
    const tried = new Set<string>();
    for (let sendings = 0; sendings < MOST_SENDINGS_A_WAKING; sendings += 1) {
      const step = this.#steps(state).find((due) => !tried.has(due.notice.noticeId) && !goesTogether(due));
      if (step === undefined || !this.#parts.stillHolding()) return state;
      tried.add(step.notice.noticeId);
      state = booked(await this.#take(conferenceId, state, step)) ?? state;
    }
    return state;
  }

  #steps(state: BookedConference): readonly NoticeStep[] {
    return stepsDue(state, this.#parts.noticeRules(state), this.#parts.civilNow());
  }

  async #take(conferenceId: string, state: BookedConference, step: NoticeStep): Promise<ConferenceState> {
    const { desk, sender } = this.#parts;
    const { noticeId } = step.notice;
    if (step.do === 'suppress') return desk.record(conferenceId, [{ type: 'noticeSettled', data: { noticeId, outcome: { kind: 'suppressed', reason: step.reason } } }]);
    if (step.do === 'handOver') {
      this.#parts.logs.noticeHandedOver(conferenceId, step.notice.kind, step.code);
      return desk.record(conferenceId, [{ type: 'noticeSettled', data: { noticeId, outcome: { kind: 'needsPerson', code: step.code } } }]);
    }
    // Only on the version this was decided on: whoever slept through a change must look again before speaking.
    const attempted = await desk.recordAt(conferenceId, state.version, [{ type: 'noticeAttempted', data: { noticeId, attempt: step.attempt } }]);
    if (attempted === 'conflict') return desk.look(conferenceId);
    const result = await sender.send(conferenceId, step.notice, state, step.repeat);
    if (result.kind === 'needsPerson') this.#parts.logs.noticeHandedOver(conferenceId, step.notice.kind, result.code);
    const events = outcomeEvents(noticeId, result, this.#parts.civilNow());
    return events.length === 0 ? attempted : desk.record(conferenceId, events);
  }
}

function earlier(a: CivilInstant | null, b: CivilInstant | null): CivilInstant | null {
  return a === null || b === null ? (a ?? b) : (Math.min(a, b) as CivilInstant);
}

function booked(state: ConferenceState): BookedConference | undefined {
  return state.kind === 'booked' ? state : undefined;
}
