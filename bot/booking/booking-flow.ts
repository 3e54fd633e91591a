/**
 * Booking by cards: what each press does to the draft, and which card comes next. The last press books.
 * A press whose operation id is not the one on the card now shown changes nothing and gets the current card.
 * One step costs a reading and a saving of the draft; what the screen itself asks of the diary comes on top.
 */
import { randomUUID } from 'node:crypto';
import { parseDraftPress, type Faults } from '../../cards/parse.ts';
import { renderBookingSettled } from '../../cards/booking-settled/card.ts';
import { londonDateOf, type CivilInstant, type MachineInstant } from '../../src/calendar/instants.ts';
import type { Rulebook } from '../../src/procedures/duties.ts';
import type { DraftHandle, Drafts } from '../../src/store/drafts.ts';
import { sha256 } from '../../src/store/operation-key.ts';
import type { PersonKey } from '../../src/people/person.ts';
import type { Authority } from '../authority.ts';
import type { Confirmation } from './confirm.ts';
import { closedDraft, newDraft, parseDraft, type BookingDraft, type BookingStepName } from './draft.ts';
import type { Asking, BookingStep, Drawn, Taken } from './steps/step.ts';

export type Shown = { readonly kind: 'shown'; readonly card: object; readonly summary: string };

/** `gone`: the draft is not this person's, or more than a fortnight old. `notOurs`: the card was not made by us. */
export type BookingAnswer = Shown | { readonly kind: 'gone' } | { readonly kind: 'notOurs' };

export type BookingFlowParts = {
  readonly authority: Authority;
  readonly book: Rulebook;
  readonly drafts: Drafts;
  readonly steps: Readonly<Record<BookingStepName, BookingStep>>;
  readonly confirm: (draft: BookingDraft, slot: string, asking: Asking) => Promise<Confirmation>;
  /** Gives back the time that a form holds. */
  readonly release: (draft: BookingDraft) => Promise<void>;
  /** The card of a conference that is on record, for its booker; undefined where it is not. */
  readonly bookedCard: (conferenceId: string) => Promise<object | undefined>;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => MachineInstant;
};

const SUMMARY = 'Booking a conference';
const ORDER: readonly BookingStepName[] = ['case', 'family', 'people', 'date'];

type Kept = { readonly draft: BookingDraft; readonly handle: DraftHandle | undefined };

export class BookingFlow {
  readonly #parts: BookingFlowParts;

  constructor(parts: BookingFlowParts) {
    this.#parts = parts;
  }

  /**
   * A new form for this person; `askedBy`, the id of the press or message that asked, gives the same form when it comes
   * again. `prefill` puts in what a sentence said.
   */
  async start(owner: PersonKey, askedBy: string, prefill: (draft: BookingDraft) => BookingDraft = (draft) => draft): Promise<Shown> {
    const draftId = sha256(`${owner} ${askedBy}`).slice(0, 32);
    const begun = await this.#load(owner, draftId);
    if (begun !== undefined) return this.#current(begun, owner);
    return this.#keep({ draft: prefill(newDraft(draftId, this.#parts.book.pack.booking.defaultFormat)), handle: undefined }, owner);
  }

  /** The form this person was last at, on whatever device; undefined when none is open. */
  async resume(owner: PersonKey): Promise<Shown | undefined> {
    const { drafts, authority, machineNow } = this.#parts;
    const own = await drafts.list(authority.id, owner, machineNow());
    for (const { key, value } of own) {
      const draft = key.startsWith('booking.') ? parseDraft(value) : undefined;
      const open = draft !== undefined && isOpen(draft) ? await this.#load(owner, draft.draftId) : undefined;
      if (open !== undefined) return this.#current(open, owner);
    }
    return undefined;
  }

  /** One press on a booking card. */
  async press(verb: string, input: unknown, owner: PersonKey): Promise<BookingAnswer> {
    const pressed = parseDraftPress(input);
    if (pressed.kind === 'notOurs') return { kind: 'notOurs' };
    const { draftId, op } = pressed.submission;
    const kept = await this.#load(owner, draftId);
    if (kept === undefined) return { kind: 'gone' };
    const { draft } = kept;
    if (op !== draft.op || !isOpen(draft)) return this.#current(kept, owner);
    const taken = await this.#take(verb, draft, input, this.#asking(owner));
    if (taken === undefined) return this.#current(kept, owner);
    if (taken.kind === 'notOurs') return taken;
    if (taken.kind === 'book') return this.#book(kept, taken.draft, taken.slot, owner);
    return this.#keep({ ...kept, draft: taken.draft }, owner, taken.faults);
  }

  /** Undefined for a verb that the screen now shown does not have. */
  async #take(verb: string, draft: BookingDraft, input: unknown, asking: Asking): Promise<Taken | undefined> {
    if (!isStep(draft.step)) return undefined;
    if (verb === 'booking.cancel') {
      await this.#parts.release(draft);
      return { kind: 'draft', draft: closedDraft(draft, 'cancelled'), faults: {} };
    }
    const inside = verb === 'booking.back' ? this.#parts.steps[draft.step].back?.(draft) : undefined;
    if (inside !== undefined) return { kind: 'draft', draft: inside, faults: {} };
    if (verb === 'booking.back') return { kind: 'draft', draft: { ...draft, step: ORDER[Math.max(0, ORDER.indexOf(draft.step) - 1)] ?? 'case' }, faults: {} };
    const { presses } = this.#parts.steps[draft.step];
    const press = Object.hasOwn(presses, verb) ? presses[verb] : undefined;
    return press?.(draft, input, asking);
  }

  async #book(kept: Kept, draft: BookingDraft, slot: string, owner: PersonKey): Promise<BookingAnswer> {
    const confirmed = await this.#parts.confirm(draft, slot, this.#asking(owner));
    if (confirmed.kind === 'booked') return shown(confirmed.card);
    // Whether the time kept for the form still stands is seen as the screen is drawn.
    return this.#keep({ ...kept, draft: { ...draft, step: confirmed.step ?? draft.step, date: { ...draft.date, page: 0 } } }, owner, confirmed.faults);
  }

  async #load(owner: PersonKey, draftId: string): Promise<Kept | undefined> {
    const found = await this.#parts.drafts.open(this.#place(owner, draftId), this.#parts.machineNow());
    const draft = parseDraft(found?.value);
    return draft === undefined || found === undefined ? undefined : { draft, handle: found.handle };
  }

  /** Draws the draft under a new operation id and keeps it so; if another device was quicker, theirs is shown. */
  async #keep({ draft, handle }: Kept, owner: PersonKey, faults: Faults = {}): Promise<Shown> {
    const { drafts, machineNow } = this.#parts;
    const drawn = await this.#draw({ ...draft, op: randomUUID() }, faults, owner);
    const saved = await drafts.keep(this.#place(owner, draft.draftId), drawn.draft, handle, machineNow());
    if (saved.kind === 'kept') {
      drawn.onceKept?.();
      return shown(drawn.card);
    }
    const theirs = await this.#load(owner, draft.draftId);
    return theirs === undefined ? shown(drawn.card) : this.#current(theirs, owner);
  }

  /** The card as it stands, for a press that is a repeat or came from a stale card; saved again only where drawing changed something. */
  async #current(kept: Kept, owner: PersonKey): Promise<Shown> {
    const drawn = await this.#draw(kept.draft, {}, owner);
    const saved = drawn.draft === kept.draft ? undefined : await this.#parts.drafts.keep(this.#place(owner, kept.draft.draftId), drawn.draft, kept.handle, this.#parts.machineNow());
    if (saved?.kind === 'kept') drawn.onceKept?.();
    return shown(drawn.card);
  }

  async #draw(draft: BookingDraft, faults: Faults, owner: PersonKey): Promise<Drawn> {
    if (isStep(draft.step)) return this.#parts.steps[draft.step].draw(draft, faults, this.#asking(owner));
    const booked = draft.step === 'booked' ? await this.#parts.bookedCard(draft.conferenceId) : undefined;
    return { draft, card: booked ?? renderBookingSettled({ outcome: 'cancelled', caseReference: draft.case.caseReference, op: draft.op }) };
  }

  #asking(owner: PersonKey): Asking {
    const { book, authority, civilNow, machineNow } = this.#parts;
    const now = civilNow();
    return { owner, book, authority, civilNow: now, machineNow: machineNow(), today: londonDateOf(now) };
  }

  #place(owner: PersonKey, draftId: string): { authority: string; personKey: string; key: string } {
    return draftPlace(this.#parts.authority.id, owner, draftId);
  }
}

/** Where a form lies. */
export function draftPlace(authority: string, owner: PersonKey, draftId: string): { authority: string; personKey: string; key: string } {
  return { authority, personKey: owner, key: `booking.${draftId}` };
}

function isOpen({ step }: BookingDraft): boolean {
  return isStep(step);
}

function isStep(step: BookingDraft['step']): step is BookingStepName {
  return step !== 'booked' && step !== 'cancelled';
}

function shown(card: object): Shown {
  return { kind: 'shown', card, summary: SUMMARY };
}
