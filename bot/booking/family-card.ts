/** The family screen as its card takes it: labels and answers; of names and addresses only whether they are kept. */
import { renderBookingFamily, type BookingFamilyData } from '../../cards/booking-family/card.ts';
import type { Faults } from '../../cards/parse.ts';
import { outOfHoursNote } from './case-card.ts';
import type { BookingDraft, Relative } from './draft.ts';
import { pageNumber, pageOf, pagesOf } from './family-pages.ts';
import { contactValue, GP_ROLE } from './invitable.ts';
import type { Asking } from './steps/step.ts';

/** Surgeries that a card has room for; others are named on the next screen. */
const MOST_PRACTICES = 5;
const LONGEST_TITLE = 40;

export function familyCard(draft: BookingDraft, faults: Faults, asking: Asking): object {
  const { draftId, op, family, case: { children } } = draft;
  const { book: { pack }, today } = asking;
  const { booking } = pack;
  const page = pageOf(draft);
  const pages = pagesOf(draft);
  const lastRelatives = page.relatives !== null && page.relatives.from + page.relatives.count >= family.relatives.length;
  return renderBookingFamily({
    draftId, op, faults, today,
    page: pages.length === 1 ? '' : `page ${pageNumber(draft)} of ${pages.length}`,
    note: pageNumber(draft) === 1 ? outOfHoursNote(draft.case, asking.book) : '',
    relatives: page.relatives === null ? null : family.relatives.slice(page.relatives.from, page.relatives.from + page.relatives.count).map((relative, index) => relativeShown(relative, (page.relatives?.from ?? 0) + index)),
    relativeCount: family.relatives.length, changes: lastRelatives,
    responsibilityReason: lastRelatives && (family.responsibilityReason !== '' || 'responsibilityReason' in faults) ? family.responsibilityReason : null,
    children: page.children === null ? null : children.slice(page.children.from, page.children.from + page.children.count).map(({ label }, index) => childShown(draft, label, (page.children?.from ?? 0) + index)),
    childrensPractice: family.childrensPractice, childRisk: family.childRisk, practices: practicesIn(asking), ways: booking.participation.options.map(({ value, label }) => ({ value, title: label })),
    safety: page.safety ? { advocate: family.advocate, apart: family.apart, ...family.risk, flags: family.flags, flagChoices: booking.chairFlags.map(({ value, label }) => ({ value, title: label })) } : null,
    rules: { responsibility: booking.parentalResponsibilityRule, participation: booking.participation.rule, gp: booking.gpRule, childRisk: booking.childRiskRule, risk: booking.riskRule, flags: booking.chairFlagsRule },
  });
}

function relativeShown({ label, responsibility, invited, reason, fullName, address, sendBy, interpreter, supporter, practice }: Relative, index: number): NonNullable<BookingFamilyData['relatives']>[number] {
  return { index, label, responsibility, invited: invited === 'yes' ? sendBy : invited, reason, nameKept: fullName !== '', addressKept: address !== '', interpreter, supporter, practice };
}

function childShown({ family }: BookingDraft, label: string, index: number): NonNullable<BookingFamilyData['children']>[number] {
  return { index, label, participation: family.participation[index] ?? '', nameKept: (family.names[index]?.fullName ?? '') !== '', birthKept: (family.names[index]?.bornOn ?? '') !== '' };
}

/** The surgeries to choose from. */
export function practicesIn({ authority }: Asking): BookingFamilyData['practices'] {
  const known = [
    ...authority.people.filter(({ invitedAs }) => invitedAs.includes(GP_ROLE)).map(({ objectId, name, designation }) => ({ value: objectId, title: `${name}, ${designation}` })),
    ...authority.contacts.filter(({ invitedAs }) => invitedAs.includes(GP_ROLE)).map((contact) => ({ value: contactValue(contact), title: `${contact.name}, ${contact.designation}` })),
  ];
  return [...known.slice(0, MOST_PRACTICES).map(({ value, title }) => ({ value, title: title.slice(0, LONGEST_TITLE) })), { value: 'unknown', title: 'Not listed, or not known yet' }];
}
