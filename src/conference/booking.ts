/**
 * Booking an initial conference: what the first screen must hold, and the booking itself (NOT-002, NOT-005, NOT-007, NOT-011).
 */
import { addCalendarMonths, parsePlainDate, type PlainDate } from '../calendar/plain-date.ts';
import type { Refusal } from './commands.ts';
import type { Child, ConferenceBooked, ConferenceEvent, ConferenceFormat } from './events.ts';
import type { ConferenceState } from './state.ts';

/** The first screen as typed. */
export type CaseFields = {
  readonly caseReference: string;
  readonly s47InitiatedOn: string;
  readonly format: string;
  readonly children: readonly { readonly label: string; readonly initials: string; readonly age: string }[];
};

export type CheckedCase = {
  readonly caseReference: string;
  readonly s47InitiatedOn: PlainDate;
  readonly format: ConferenceFormat;
  readonly children: readonly Child[];
};

export const MOST_CHILDREN = 10;
const CASE_REFERENCE = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,29}$/u;
const FORMATS: readonly ConferenceFormat[] = ['faceToFace', 'hybrid', 'virtual'];
/** A section 47 date older than this is taken for a slip of the keyboard. */
const OLDEST_S47_MONTHS = 12;

/** Every fault of the first screen at once, each beside its field, or the case in its types. */
export function checkCase(fields: CaseFields, today: PlainDate): CheckedCase | readonly Refusal[] {
  const s47InitiatedOn = parsePlainDate(fields.s47InitiatedOn);
  const format = FORMATS.find((known) => known === fields.format);
  const refusals = [
    ...caseReferenceFaults(fields.caseReference),
    ...s47Faults(fields.s47InitiatedOn, s47InitiatedOn, today),
    ...(format === undefined ? [{ code: 'missing', field: 'format', rule: 'NOT-014' } as const] : []),
    ...childFaults(fields.children),
  ];
  if (refusals.length > 0 || s47InitiatedOn === undefined || format === undefined) return refusals;
  const children = fields.children.map((child, index) => ({ childId: `child-${index + 1}`, label: child.label, initials: child.initials, age: child.age }));
  return { caseReference: fields.caseReference, s47InitiatedOn, format, children };
}

function caseReferenceFaults(reference: string): Refusal[] {
  if (reference === '') return [{ code: 'missing', field: 'caseReference' }];
  return CASE_REFERENCE.test(reference) ? [] : [{ code: 'malformed', field: 'caseReference' }];
}

function s47Faults(typed: string, on: PlainDate | undefined, today: PlainDate): Refusal[] {
  const field = 's47InitiatedOn';
  if (typed === '') return [{ code: 'missing', field, rule: 'NOT-002' }];
  if (on === undefined) return [{ code: 'notADate', field, rule: 'NOT-002' }];
  if (on > today) return [{ code: 'inTheFuture', field, rule: 'NOT-002' }];
  return on < addCalendarMonths(today, -OLDEST_S47_MONTHS) ? [{ code: 'tooLongAgo', field, rule: 'NOT-002' }] : [];
}

function childFaults(children: CaseFields['children']): Refusal[] {
  if (children.length === 0) return [{ code: 'missing', field: 'label-0' }];
  if (children.length > MOST_CHILDREN) return [{ code: 'tooMany', field: 'children' }];
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
