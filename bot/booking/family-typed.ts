/** What was typed on a page of the family screen, over what the draft had. Other pages stay as they were; what is not on a list is no answer. */
import type { BookingFamilySubmission, RelativeTyped } from '../../cards/booking-family/card.ts';
import { oneOf } from './chosen.ts';
import { emptyRelative, type BookingDraft, type Relative } from './draft.ts';
import { practicesIn } from './family-card.ts';
import type { FamilyPage } from './family-pages.ts';
import type { Asking } from './steps/step.ts';

type FamilyPart = BookingDraft['family'];

const YES_NO = ['yes', 'no'];
const RESPONSIBILITY = ['yes', 'no', 'unknown'];

export function familyTyped(draft: BookingDraft, typed: BookingFamilySubmission, page: FamilyPage, asking: Asking): FamilyPart {
  const { family } = draft;
  const { posed, words, assessed } = typed.risk;
  return {
    ...family, ...childrenTyped(draft, typed, page, asking),
    ...(page.relatives === null ? {} : { relatives: relativesTyped(family.relatives, typed, page.relatives.from, asking), responsibilityReason: typed.responsibilityReason === '' ? family.responsibilityReason : typed.responsibilityReason }),
    ...(page.safety ? { advocate: typed.advocate, apart: typed.apart, risk: { posed: oneOf(YES_NO, posed), words, assessed: oneOf(YES_NO, assessed) }, flags: knownFlags(typed.flags, asking) } : {}),
  };
}

function relativesTyped(relatives: readonly Relative[], typed: BookingFamilySubmission, from: number, asking: Asking): Relative[] {
  return relatives.map((before, place) => {
    const row = place < from ? undefined : typed.relatives[place - from];
    return row === undefined ? before : relativeTyped(before, row, asking);
  });
}

/** A name or an address is typed once and not shown again: an empty field keeps it, unless the whole row was emptied. */
function relativeTyped(before: Relative, row: RelativeTyped, asking: Asking): Relative {
  const { invited, fullName, address, ...typed } = row;
  if (before.label !== '' && [row.label, row.reason, fullName, address, row.interpreter, row.supporter].every((text) => text === '')) return emptyRelative('');
  return {
    ...typed, responsibility: oneOf(RESPONSIBILITY, row.responsibility), practice: practiceOf(row.practice, asking),
    fullName: fullName === '' ? before.fullName : fullName, address: address === '' ? before.address : address,
    invited: invited === 'post' || invited === 'byHand' ? 'yes' : oneOf(['no'], invited), sendBy: invited === 'byHand' ? 'byHand' : invited === 'post' ? 'post' : before.sendBy,
  };
}

function childrenTyped({ family, case: { children } }: BookingDraft, typed: BookingFamilySubmission, page: FamilyPage, asking: Asking): Pick<FamilyPart, 'names' | 'participation' | 'childrensPractice' | 'childRisk'> {
  const shown = page.children;
  const ways = asking.book.pack.booking.participation.options.map(({ value }) => value);
  const rows = children.map((_, place) => ({ row: shown !== null && place >= shown.from && place < shown.from + shown.count ? typed.children[place] : undefined, before: family.names[place] ?? { fullName: '', bornOn: '' }, way: family.participation[place] ?? '' }));
  return {
    names: rows.map(({ row, before }) => (row === undefined ? before : { fullName: row.fullName === '' ? before.fullName : row.fullName, bornOn: row.bornOn === '' ? before.bornOn : row.bornOn })),
    participation: rows.map(({ row, way }) => (row === undefined ? way : oneOf(ways, row.participation))),
    childrensPractice: shown === null ? family.childrensPractice : practiceOf(typed.childrensPractice, asking),
    childRisk: shown === null ? family.childRisk : oneOf(YES_NO, typed.childRisk),
  };
}

/** What was answered elsewhere and the chair has to know is flagged by itself; nothing that was ticked is taken away. */
export function flagsThatFollow({ family }: BookingDraft, asking: Asking): string[] {
  const comes = family.participation.some((way) => way === 'comesToAll' || way === 'comesToPart');
  const needs = family.advocate !== '' || family.relatives.some(({ interpreter }) => interpreter !== '');
  return knownFlags([...family.flags, ...(comes ? ['childAttending'] : []), ...(needs ? ['specialNeeds'] : []), ...(family.apart !== '' ? ['exclusion'] : [])], asking);
}

/** Each flag of the pack once. */
function knownFlags(flags: readonly string[], { book: { pack } }: Asking): string[] {
  return [...new Set(flags)].filter((flag) => pack.booking.chairFlags.some(({ value }) => value === flag));
}

function practiceOf(chosen: string, asking: Asking): string {
  return oneOf(practicesIn(asking).map(({ value }) => value), chosen);
}
