/**
 * Booking a conference: what the first screen must hold, and the booking itself (NOT-002, NOT-005, NOT-007, NOT-011).
 */
import type { PlainDate } from '../calendar/plain-date.ts';
import { CONFERENCE_TYPES } from '../procedures/conference-type.ts';
import { checkDates, type DateField } from './case-dates.ts';
import type { Refusal } from './commands.ts';
import type { CaseDates, Child, ConferenceBooked, ConferenceEvent, ConferenceFormat, ConferenceType } from './events.ts';
import type { ConferenceState } from './state.ts';

/** The first screen as typed. */
export type CaseFields = {
  readonly conferenceType: string;
  readonly caseReference: string;
  readonly dates: Readonly<Partial<Record<DateField, string>>>;
  /** Whether the plan under review was made before the birth: 'no', 'born', 'notBornYet' or ''. */
  readonly planBeforeBirth: string;
  readonly format: string;
  readonly children: readonly { readonly label: string; readonly initials: string; readonly age: string; readonly part: string }[];
};

export type CheckedCase = {
  readonly conferenceType: ConferenceType;
  readonly caseReference: string;
  readonly dates: CaseDates;
  readonly format: ConferenceFormat;
  readonly children: readonly Child[];
};

export const MOST_CHILDREN = 10;
const CASE_REFERENCE = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,29}$/u;
const FORMATS: readonly ConferenceFormat[] = ['faceToFace', 'hybrid', 'virtual'];

/** Every fault of the first screen at once, each beside its field, or the case in its types. */
export function checkCase(fields: CaseFields, today: PlainDate): CheckedCase | readonly Refusal[] {
  const conferenceType = CONFERENCE_TYPES.find((known) => known === fields.conferenceType);
  const format = FORMATS.find((known) => known === fields.format);
  const dates = conferenceType === undefined ? [] : checkDates(conferenceType, fields.dates, fields.planBeforeBirth, today);
  const refusals: readonly Refusal[] = [
    ...(conferenceType === undefined ? [{ code: 'missing', field: 'conferenceType' } as const] : []),
    ...caseReferenceFaults(fields.caseReference),
    ...(isFaults(dates) ? dates : []),
    ...(format === undefined ? [{ code: 'missing', field: 'format', rule: 'NOT-014' } as const] : []),
    ...childFaults(fields.children),
  ];
  if (refusals.length > 0 || conferenceType === undefined || format === undefined || isFaults(dates)) return refusals;
  const children = fields.children.map(({ label, initials, age, part }, index): Child => ({ childId: `child-${index + 1}`, label, initials, age, part: part === 'considered' ? 'considered' : 'subject' }));
  return { conferenceType, caseReference: fields.caseReference, dates, format, children };
}

function isFaults(dates: CaseDates | readonly Refusal[]): dates is readonly Refusal[] {
  return Array.isArray(dates);
}

function caseReferenceFaults(reference: string): Refusal[] {
  if (reference === '') return [{ code: 'missing', field: 'caseReference' }];
  return CASE_REFERENCE.test(reference) ? [] : [{ code: 'malformed', field: 'caseReference' }];
}

function childFaults(children: CaseFields['children']): Refusal[] {
  if (children.length === 0) return [{ code: 'missing', field: 'label-0' }];
  if (children.length > MOST_CHILDREN) return [{ code: 'tooMany', field: 'children' }];
  if (children.every(({ part }) => part === 'considered')) return [{ code: 'noSubjectChild', field: 'children' }];
  return children.flatMap((child, index) => {
    const faults: Refusal[] = [];
    if (child.label === '') faults.push({ code: 'missing', field: `label-${index}` });
    else if (children.slice(0, index).some((earlier) => sameLabel(earlier.label, child.label))) faults.push({ code: 'duplicateLabel', field: `label-${index}` });
    if (child.initials === '') faults.push({ code: 'missing', field: `initials-${index}` });
    if (child.age === '') faults.push({ code: 'missing', field: `age-${index}` });
    return faults;
  });
}

/** Labels that a reader would take for one another are the same: case and spaces do not tell children apart. */
function sameLabel(a: string, b: string): boolean {
  const plain = (label: string): string => label.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim().toLocaleLowerCase('en-GB');
  return plain(a) === plain(b);
}

/** The booking itself. A claim that was given up cannot be booked on: its time may already be someone else's. */
export function book(state: ConferenceState, booking: ConferenceBooked): readonly ConferenceEvent[] | readonly Refusal[] {
  if (state.kind === 'booked') return [{ code: 'alreadyBooked' }];
  if (state.claimsGivenUp.includes(booking.claimId)) return [{ code: 'claimGivenUp' }];
  return [{ type: 'conferenceBooked', data: booking }];
}
