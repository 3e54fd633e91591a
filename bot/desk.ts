/**
 * One turn with a conference: read, decide, wake, append, tell. Everything that changes a conference goes through here,
 * whether it came from a card, the panel or the companion's own work.
 */
import { isoUtc, type CivilInstant } from '../src/calendar/instants.ts';
import { tenantOf } from '../src/people/person.ts';
import { COMPANION, type Command, type Refusal } from '../src/conference/commands.ts';
import { decide, type Actor, type Rules } from '../src/conference/decide.ts';
import { schemaOf, type ConferenceBooked, type ConferenceEvent, type RecordedConferenceEvent } from '../src/conference/events.ts';
import { fold, UNBOOKED, type ConferenceState } from '../src/conference/state.ts';
import type { Address, ConferenceLog } from '../src/store/conference-log.ts';
import { inputsHash, operationKey } from '../src/store/operation-key.ts';

/** The id that a card or the panel carried with the press; absent for the companion's own work. */
export type Press = { readonly operationId: string; readonly verb: string };

export type Turn =
  | { readonly kind: 'done'; readonly state: ConferenceState }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[]; readonly state: ConferenceState }
  /** The same operation id came with other inputs: nothing was written. */
  | { readonly kind: 'changedMeanwhile'; readonly state: ConferenceState };

export type DeskParts = {
  readonly log: ConferenceLog;
  readonly authority: string;
  readonly civilNow: () => CivilInstant;
  readonly rulesFor: (state: ConferenceState, command: Command) => Rules;
  /** Plants a pointer due so many seconds from now. */
  readonly plantWake: (conferenceId: string, inSeconds: number) => Promise<unknown>;
  /** Told after every append, with whether it left work to do. */
  readonly onAppended: (conferenceId: string, leavesWork: boolean) => void;
};

/** Commands whose events owe something to somebody, or change a list: these leave a reaction and a wake pointer. */
const LEAVES_WORK: ReadonlySet<Command['do']> = new Set(['book', 'sayReportSent', 'moveReport', 'moveAssessment', 'decideOnAssessment', 'raiseStandDown', 'stopMessages', 'resumeMessages', 'openIncident', 'closeIncident', 'release', 'linkMeeting', 'confirmBooking', 'reassignChair', 'reassignSocialWorker', 'confirmList', 'returnList', 'agreeAttendance', 'addInvitee', 'removeInvitee', 'giveContact', 'acknowledgeFlags', 'answerInvitation']);
/**
 * The pointer planted before an append must outlast it: one that came due earlier could be swept, and taken away,
 * before there is anything to find. So it waits a little, and a prompt one follows the append.
 */
const GUARD_SECONDS = 20;
const MOST_TRIES = 12;
const MOST_REMEMBERED = 500;

type Writing = {
  readonly version: number;
  readonly events: readonly ConferenceEvent[];
  readonly actor: Actor;
  readonly react: boolean;
  readonly operation: { readonly key: string; readonly inputs: string } | undefined;
  readonly family: object | undefined;
  /** A prompt pointer stands already. */
  readonly planted?: boolean;
  readonly at?: string;
};

const OWN_WORK = { actor: { kind: 'companion' }, react: false, operation: undefined, family: undefined } as const;

export class Desk {
  readonly #parts: DeskParts;
  /** Folded states by conference, least recently used first; a read then fetches only the tail. */
  readonly #folded = new Map<string, ConferenceState>();
  /** The last turn under way of each conference: turns of one process queue up, so that only other replicas conflict. */
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  addressOf(conferenceId: string): Address {
    return { authority: this.#parts.authority, conferenceId };
  }

  /** The state as the record has it now: one query for the tail. */
  async look(conferenceId: string): Promise<ConferenceState> {
    const known = this.#folded.get(conferenceId) ?? UNBOOKED;
    const { events } = await this.#parts.log.read(this.addressOf(conferenceId), known.version);
    // What was read back was authenticated and brought to today's schema by the log.
    const state = fold(known, events as unknown as readonly RecordedConferenceEvent[]);
    this.#remember(conferenceId, state);
    return state;
  }

  /**
   * Carries out one command, at most once for one press by one person. `family` is the restricted family record as it
   * is to be from this command on; written with the events or not at all.
   */
  perform(conferenceId: string, command: Command, actor: Actor, press?: Press, family?: object): Promise<Turn> {
    return this.#inTurn(conferenceId, () => this.#perform(conferenceId, command, actor, press, family));
  }

  /**
   * Books a conference that should not be there yet, in one request to the store: nothing is read first, because the
   * first append fails by itself where something is on record; then it is decided as any other command. The pointer that
   * finishes or undoes the booking is planted by the caller, before it takes the time.
   */
  begin(conferenceId: string, booking: ConferenceBooked, actor: Actor & { readonly kind: 'person' }, press: Press, family: object): Promise<Turn> {
    return this.#inTurn(conferenceId, async () => {
      const command = { do: 'book', booking } as const;
      const outcome = decide(UNBOOKED, command, actor, this.#parts.rulesFor(UNBOOKED, command));
      if (outcome.kind === 'refused') return { kind: 'refused', refusals: outcome.refusals, state: UNBOOKED };
      const at = isoUtc(this.#parts.civilNow());
      const appended = await this.#append(conferenceId, { version: 0, events: outcome.events, actor, react: true, operation: operationOf(command, actor, press), family, planted: true, at });
      if (appended !== 'appended') return this.#perform(conferenceId, command, actor, press, family);
      const state = fold(UNBOOKED, outcome.events.map((event, place) => ({ ...event, version: place + 1, at, by: actor.person })));
      this.#remember(conferenceId, state);
      return { kind: 'done', state };
    });
  }

  /** Appends facts that the companion's own work found out (sendings and their outcomes); retried against newer versions. */
  record(conferenceId: string, events: readonly ConferenceEvent[]): Promise<ConferenceState> {
    return this.#inTurn(conferenceId, () => this.#record(conferenceId, events));
  }

  /** Appends only if nothing was written since `version`: what makes a paused older holder of the lease harmless. */
  async recordAt(conferenceId: string, version: number, events: readonly ConferenceEvent[]): Promise<ConferenceState | 'conflict'> {
    const at = isoUtc(this.#parts.civilNow());
    const appended = await this.#append(conferenceId, { ...OWN_WORK, version, events, at });
    return appended === 'conflict' ? 'conflict' : this.#withOwn(conferenceId, version, events, at);
  }

  async #perform(conferenceId: string, command: Command, actor: Actor, press: Press | undefined, family: object | undefined): Promise<Turn> {
    const operation = operationOf(command, actor, press);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const state = await this.look(conferenceId);
      const outcome = decide(state, command, actor, this.#parts.rulesFor(state, command));
      if (outcome.kind === 'refused') return this.#refusedOrRepeated(conferenceId, state, outcome.refusals, operation);
      if (outcome.events.length === 0) return { kind: 'done', state };
      const leavesWork = LEAVES_WORK.has(command.do);
      if (leavesWork) await this.#parts.plantWake(conferenceId, GUARD_SECONDS);
      const appended = await this.#append(conferenceId, { version: state.version, events: outcome.events, actor, react: leavesWork, operation, family });
      if (appended === 'conflict') continue;
      if (appended === 'changedInputs') return { kind: 'changedMeanwhile', state: await this.look(conferenceId) };
      return { kind: 'done', state: await this.look(conferenceId) };
    }
    throw new TurnConflict(conferenceId);
  }

  async #record(conferenceId: string, events: readonly ConferenceEvent[]): Promise<ConferenceState> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      // Facts do not depend on what else happened: the append tells whether what is remembered is the newest.
      const state = (tries === 0 ? this.#folded.get(conferenceId) : undefined) ?? (await this.look(conferenceId));
      const at = isoUtc(this.#parts.civilNow());
      const appended = await this.#append(conferenceId, { ...OWN_WORK, version: state.version, events, at });
      if (appended !== 'conflict') return this.#withOwn(conferenceId, state.version, events, at);
    }
    throw new TurnConflict(conferenceId);
  }

  /** The state after the companion's own events: they follow that version, since the append went through, so nothing has to be read. */
  async #withOwn(conferenceId: string, version: number, events: readonly ConferenceEvent[], at: string): Promise<ConferenceState> {
    const known = this.#folded.get(conferenceId);
    if (known?.version !== version) return this.look(conferenceId);
    const state = fold(known, events.map((event, place) => ({ ...event, version: version + place + 1, at, by: COMPANION })));
    this.#remember(conferenceId, state);
    return state;
  }

  /** Does the work when the turns before it on this conference are over, however they ended. */
  async #inTurn<Result>(conferenceId: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.#underWay.get(conferenceId) ?? Promise.resolve()).then(work, work);
    this.#underWay.set(conferenceId, turn);
    try {
      return await turn;
    } finally {
      if (this.#underWay.get(conferenceId) === turn) this.#underWay.delete(conferenceId);
    }
  }

  async #append(conferenceId: string, { version, events, actor, react, operation, family, planted = false, at = isoUtc(this.#parts.civilNow()) }: Writing): Promise<'appended' | 'repeated' | 'conflict' | 'changedInputs'> {
    const appended = await this.#parts.log.append(this.addressOf(conferenceId), {
      expectedVersion: version,
      at,
      by: actor.kind === 'person' ? actor.person : COMPANION,
      events: events.map(({ type, data }) => ({ type, schema: schemaOf(type), data })),
      react,
      ...(operation === undefined ? {} : { operation }),
      ...(family === undefined ? {} : { family }),
    });
    if (appended.kind === 'conflict' || appended.kind === 'changedInputs') return appended.kind;
    if (react && !planted) await this.#parts.plantWake(conferenceId, 0);
    this.#parts.onAppended(conferenceId, react);
    return appended.kind;
  }

  /** A press that was carried out before must not look refused when it comes again. */
  async #refusedOrRepeated(conferenceId: string, state: ConferenceState, refusals: readonly Refusal[], operation: { key: string; inputs: string } | undefined): Promise<Turn> {
    const recorded = operation === undefined ? undefined : await this.#parts.log.recordedOperation(this.addressOf(conferenceId), operation.key);
    if (recorded === undefined) return { kind: 'refused', refusals, state };
    return recorded.inputs === operation?.inputs ? { kind: 'done', state } : { kind: 'changedMeanwhile', state };
  }

  #remember(conferenceId: string, state: ConferenceState): void {
    if (state.version === 0) return;
    const known = this.#folded.get(conferenceId);
    this.#folded.delete(conferenceId);
    this.#folded.set(conferenceId, known !== undefined && known.version > state.version ? known : state);
    const oldest = this.#folded.keys().next();
    if (this.#folded.size > MOST_REMEMBERED && oldest.done !== true) this.#folded.delete(oldest.value);
  }
}

function operationOf(command: Command, actor: Actor, press: Press | undefined): Writing['operation'] {
  if (press === undefined || actor.kind !== 'person') return undefined;
  return { key: operationKey({ ...press, tenant: tenantOf(actor.person), person: actor.person }), inputs: inputsHash(command) };
}

/** Too many others wrote to the conference at the same moment. */
export class TurnConflict extends Error {
  readonly conferenceId: string;
  constructor(conferenceId: string) {
    super('the conference kept changing; try again');
    this.name = 'TurnConflict';
    this.conferenceId = conferenceId;
  }
}
