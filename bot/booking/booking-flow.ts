/**
 * Booking by cards: what each press does to the draft, and which card comes next. The last press books.
 * A press whose operation id is not the one on the card now shown changes nothing and gets the current card.
 */
import { randomUUID } from 'node:crypto';
import { parseBookingCase, type BookingCaseSubmission } from '../../cards/booking-case/card.ts';
import { parseBookingDate } from '../../cards/booking-date/card.ts';
import { parseBookingPeople } from '../../cards/booking-people/card.ts';
import { parseDraftPress, type Faults, type Submitted } from '../../cards/parse.ts';
import { londonDateOf, type CivilInstant, type MachineInstant } from '../../src/calendar/instants.ts';
import { checkCase, MOST_CHILDREN, type CheckedCase } from '../../src/conference/booking.ts';
import type { Refusal } from '../../src/conference/commands.ts';
import type { Rulebook } from '../../src/procedures/duties.ts';
import type { Drafts } from '../../src/store/drafts.ts';
import { sha256 } from '../../src/store/operation-key.ts';
import type { PersonKey } from '../../src/people/person.ts';
import type { Authority } from '../authority.ts';
import { refusalWords } from '../words.ts';
import { closedDraft, emptyChild, newDraft, parseDraft, type BookingDraft } from './draft.ts';
import type { BookingCards, Shown } from './booking-cards.ts';
import type { Confirmation } from './confirm.ts';
import { invitableRows, openQuestions } from './invitable.ts';

export type BookingFlowParts = {
  readonly authority: Authority;
  readonly book: Rulebook;
  readonly drafts: Drafts;
  readonly cards: BookingCards;
  readonly confirm: (draft: BookingDraft, checked: CheckedCase, owner: PersonKey, chosen: { readonly slot: string; readonly lateReason: string }) => Promise<Confirmation>;
  /** Whether the conference of a draft is on record. */
  readonly isBooked: (conferenceId: string) => Promise<boolean>;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => MachineInstant;
};

/** `gone`: the draft is not this person's, or more than a fortnight old. `notOurs`: the card was not made by us. */
export type BookingAnswer = Shown | { readonly kind: 'gone' } | { readonly kind: 'notOurs' };

type Step = (draft: BookingDraft, input: unknown, owner: PersonKey) => Promise<BookingAnswer>;

const MOST_FAMILY = 10;
const LONGEST_FAMILY_LABEL = 40;

export class BookingFlow {
  readonly #parts: BookingFlowParts;
  readonly #steps: Readonly<Record<string, { readonly on: readonly BookingDraft['step'][]; readonly take: Step }>>;

  constructor(parts: BookingFlowParts) {
    this.#parts = parts;
    this.#steps = {
      'booking.case': { on: ['case'], take: (draft, input, owner) => this.#takeCase(draft, input, owner) },
      'booking.addChild': { on: ['case'], take: (draft, input, owner) => this.#resize(draft, input, owner, 1) },
      'booking.removeChild': { on: ['case'], take: (draft, input, owner) => this.#resize(draft, input, owner, -1) },
      'booking.people': { on: ['people'], take: (draft, input, owner) => this.#takePeople(draft, input, owner) },
      'booking.moreSlots': { on: ['date'], take: (draft, input, owner) => this.#moreSlots(draft, input, owner) },
      'booking.confirm': { on: ['date'], take: (draft, input, owner) => this.#takeDate(draft, input, owner) },
      'booking.back': { on: ['people', 'date'], take: (draft, _input, owner) => this.#show({ ...draft, step: draft.step === 'date' ? 'people' : 'case', page: 0 }, owner) },
      'booking.cancel': { on: ['case', 'people', 'date'], take: (draft, _input, owner) => this.#show(closedDraft(draft, 'cancelled'), owner) },
    };
  }

  /** A new form for this person; `askedBy`, the id of the press or message that asked, gives the same form when it comes again. */
  async start(owner: PersonKey, askedBy: string): Promise<Shown> {
    const draftId = sha256(`${owner} ${askedBy}`).slice(0, 32);
    const begun = await this.#draft(owner, draftId);
    return begun === undefined ? this.#show(newDraft(draftId, this.#parts.book.pack.booking.defaultFormat), owner) : this.#shown(begun, {});
  }

  /** One press on a booking card. */
  async press(verb: string, input: unknown, owner: PersonKey): Promise<BookingAnswer> {
    const pressed = parseDraftPress(input);
    if (pressed.kind === 'notOurs') return { kind: 'notOurs' };
    const { draftId, op } = pressed.submission;
    const draft = await this.#draft(owner, draftId);
    if (draft === undefined) return { kind: 'gone' };
    const step = Object.hasOwn(this.#steps, verb) ? this.#steps[verb] : undefined;
    if (step === undefined || op !== draft.op || !step.on.includes(draft.step)) return this.#shown(draft, {});
    return step.take(draft, input, owner);
  }

  async #takeCase(draft: BookingDraft, input: unknown, owner: PersonKey): Promise<BookingAnswer> {
    const read = parseBookingCase(input);
    if (read.kind === 'notOurs') return { kind: 'notOurs' };
    const filled = withCase(draft, read.submission);
    const checked = checkCase(filled, this.#today());
    const faults = { ...refusalFaults(isRefusals(checked) ? checked : []), ...faultsOf(read) };
    return Object.keys(faults).length > 0 ? this.#show(filled, owner, faults) : this.#show({ ...filled, step: 'people' }, owner);
  }

  /** Another child's row, or one fewer; what was typed stays and is not judged yet. */
  async #resize(draft: BookingDraft, input: unknown, owner: PersonKey, by: 1 | -1): Promise<BookingAnswer> {
    const read = parseBookingCase(input);
    if (read.kind === 'notOurs') return { kind: 'notOurs' };
    const filled = withCase(draft, read.submission);
    const fits = by === 1 ? filled.children.length < MOST_CHILDREN : filled.children.length > 1;
    const children = !fits ? filled.children : by === 1 ? [...filled.children, emptyChild(filled.children.length)] : filled.children.slice(0, -1);
    return this.#show({ ...filled, children }, owner, faultsOf(read));
  }

  async #takePeople(draft: BookingDraft, input: unknown, owner: PersonKey): Promise<BookingAnswer> {
    const { book: { pack }, authority } = this.#parts;
    const asked = openQuestions(pack, draft).map(({ fact }) => fact);
    const read = parseBookingPeople(input, pack.invitees.map((row) => row.roleCode), asked);
    if (read.kind === 'notOurs') return { kind: 'notOurs' };
    const { chosen, answers, reason, family } = read.submission;
    // The answers decide who is needed, so the rows are looked at again with them.
    const rows = invitableRows(pack, authority, { ...draft, answers });
    const filled = { ...draft, answers, chosen: knownOnly(chosen, rows), reason, family: familyLabels(family) };
    const unnamed = rows.filter((row) => row.need === 'required' && (filled.chosen[row.roleCode] ?? []).length === 0);
    const gate = unnamed.length > 0 && reason === ''
      ? { reason: `${unnamed.map((row) => `${row.title} (${row.rule})`).join(', ')}: nobody is chosen. Choose somebody, or say why not yet.` } : {};
    const faults = { ...gate, ...faultsOf(read) };
    return Object.keys(faults).length > 0 ? this.#show(filled, owner, faults) : this.#show({ ...filled, step: 'date', page: 0 }, owner);
  }

  async #takeDate(draft: BookingDraft, input: unknown, owner: PersonKey): Promise<BookingAnswer> {
    const read = parseBookingDate(input);
    if (read.kind === 'notOurs') return { kind: 'notOurs' };
    const checked = checkCase(draft, this.#today());
    if (isRefusals(checked)) return this.#show({ ...draft, step: 'case' }, owner, refusalFaults(checked));
    const { slot, lateReason } = read.submission;
    const filled = { ...draft, lateReason };
    if (slot === '') return this.#show(filled, owner, { slot: 'Choose a time.', ...faultsOf(read) });
    const confirmed = await this.#parts.confirm(filled, checked, owner, { slot, lateReason });
    return confirmed.kind === 'booked' ? this.#show(closedDraft(filled, 'booked'), owner) : this.#show({ ...filled, page: 0 }, owner, confirmed.faults);
  }

  #moreSlots(draft: BookingDraft, input: unknown, owner: PersonKey): Promise<BookingAnswer> {
    const read = parseBookingDate(input);
    return this.#show({ ...draft, lateReason: read.kind === 'notOurs' ? draft.lateReason : read.submission.lateReason, page: draft.page + 1 }, owner);
  }

  /** The draft as kept; but when the conference is on record, the record is right, even if the draft could not be saved after it. */
  async #draft(owner: PersonKey, draftId: string): Promise<BookingDraft | undefined> {
    const draft = parseDraft(await this.#parts.drafts.load(this.#place(owner, draftId), this.#parts.machineNow()));
    if (draft === undefined || draft.step === 'booked') return draft;
    return (await this.#parts.isBooked(draft.conferenceId)) ? { ...draft, step: 'booked' } : draft;
  }

  /** Saves the draft as it now is, under a new operation id, and shows its card. */
  async #show(draft: BookingDraft, owner: PersonKey, faults: Faults = {}): Promise<Shown> {
    const next = { ...draft, op: randomUUID() };
    await this.#parts.drafts.save(this.#place(owner, draft.draftId), next, this.#parts.machineNow());
    return this.#shown(next, faults);
  }

  #shown(draft: BookingDraft, faults: Faults): Promise<Shown> {
    return this.#parts.cards.show(draft, faults, this.#today());
  }

  #place(owner: PersonKey, draftId: string): { authority: string; personKey: string; key: string } {
    return { authority: this.#parts.authority.id, personKey: owner, key: `booking.${draftId}` };
  }

  #today(): ReturnType<typeof londonDateOf> {
    return londonDateOf(this.#parts.civilNow());
  }
}

type CaseTyped = Pick<BookingCaseSubmission, 'caseReference' | 's47InitiatedOn' | 'format' | 'children'>;

/** What was typed, over what the draft had. A name is typed once and not shown again: an empty field keeps it. */
function withCase(draft: BookingDraft, typed: CaseTyped): BookingDraft {
  const children = typed.children.map((child, index) => ({ ...child, fullName: child.fullName === '' ? (draft.children[index]?.fullName ?? '') : child.fullName }));
  return { ...draft, caseReference: typed.caseReference, s47InitiatedOn: typed.s47InitiatedOn, format: typed.format, children };
}

function knownOnly(chosen: Readonly<Record<string, readonly string[]>>, rows: ReturnType<typeof invitableRows>): Record<string, string[]> {
  return Object.fromEntries(rows.map((row) => [row.roleCode, (chosen[row.roleCode] ?? []).filter((objectId) => row.choices.some((choice) => choice.value === objectId))]));
}

function familyLabels(typed: string): string[] {
  const labels = typed.split('\n').map((label) => label.trim().slice(0, LONGEST_FAMILY_LABEL)).filter((label) => label !== '');
  return [...new Set(labels)].slice(0, MOST_FAMILY);
}

function faultsOf(read: Submitted<unknown>): Faults {
  return read.kind === 'faulty' ? read.faults : {};
}

function refusalFaults(refusals: readonly Refusal[]): Faults {
  return Object.fromEntries(refusals.map((refusal) => [refusal.field ?? 'form', refusalWords(refusal)]));
}

function isRefusals(checked: CheckedCase | readonly Refusal[]): checked is readonly Refusal[] {
  return Array.isArray(checked);
}
