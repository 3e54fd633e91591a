/**
 * What every screen of the booking form is: the card for a draft as it stands, and what each of its buttons does to the
 * draft. A screen never saves and never asks who is asking: the flow does both, in one place.
 */
import type { Faults } from '../../../cards/parse.ts';
import type { CivilInstant, MachineInstant } from '../../../src/calendar/instants.ts';
import type { PlainDate } from '../../../src/calendar/plain-date.ts';
import type { Rulebook } from '../../../src/procedures/duties.ts';
import type { PersonKey } from '../../../src/people/person.ts';
import type { Authority } from '../../authority.ts';
import type { BookingDraft } from '../draft.ts';

/** What a screen may look at. `owner` is the verified person whose form it is. */
export type Asking = {
  readonly owner: PersonKey;
  readonly today: PlainDate;
  readonly civilNow: CivilInstant;
  readonly machineNow: MachineInstant;
  readonly book: Rulebook;
  readonly authority: Authority;
};

/** The card, and the draft as it is to be kept with it (the date screen takes a time for the form while it draws). */
export type Drawn = {
  readonly card: object;
  readonly draft: BookingDraft;
  /** Called once the draft is kept, and not at all where another device was quicker: what the draft before it still named may be given back then. */
  readonly onceKept?: () => void;
};

/**
 * What a press leads to: the draft as it now is, on the screen its `step` names, with what is wrong beside each field.
 * `book`: the last press; the flow books. `notOurs`: the card was not made by us.
 */
export type Taken =
  | { readonly kind: 'draft'; readonly draft: BookingDraft; readonly faults: Faults }
  | { readonly kind: 'book'; readonly draft: BookingDraft; readonly slot: string }
  | { readonly kind: 'notOurs' };

export type Press = (draft: BookingDraft, input: unknown, asking: Asking) => Taken | Promise<Taken>;

export interface BookingStep {
  draw(draft: BookingDraft, faults: Faults, asking: Asking): Drawn | Promise<Drawn>;
  /** One page back inside this screen; undefined where Back leaves it. */
  readonly back?: (draft: BookingDraft) => BookingDraft | undefined;
  /** By verb of the card; back and cancel belong to the flow. */
  readonly presses: Readonly<Record<string, Press>>;
}

export function stays(draft: BookingDraft, faults: Faults = {}): Taken {
  return { kind: 'draft', draft, faults };
}

/** On to the next screen where nothing is wrong; else the same screen with what was typed and what is wrong. */
export function goesOn(draft: BookingDraft, next: BookingDraft['step'], faults: Faults): Taken {
  return Object.keys(faults).length > 0 ? stays(draft, faults) : stays({ ...draft, step: next });
}
