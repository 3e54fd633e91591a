/**
 * What a sentence says of a conference to be booked. Hints, not facts: the form shows them for confirmation. Everything here
 * is a number, a day, a case reference or a word of our own lists; names and other words of the message are dropped.
 */
import type { PlainDate } from '../../../src/calendar/plain-date.ts';
import type { ConferenceFormat, ConferenceType } from '../../../src/conference/events.ts';
import { childrenSaid } from './children-said.ts';
import { conferenceTypeSaid, formatSaid, urgentSaid } from './conference-said.ts';
import { COVER, dateHints, withoutDates, type DateHint } from './date-hints.ts';
import { interpretersSaid, relativesSaid, type InterpreterSaid } from './family-said.ts';
import { caseReference, withoutReferences } from './references.ts';

export type BookingHints = {
  readonly conferenceType: ConferenceType | null;
  readonly caseReference: string | null;
  /** The day said with the section 47 enquiry or the strategy discussion. */
  readonly s47InitiatedOn: DateHint | null;
  /** Days said of something else: said back, never filled in. */
  readonly otherDates: readonly DateHint[];
  /** 1 to 10. */
  readonly childCount: number | null;
  /** '3' for years, '7 months' for a baby; in the order said. */
  readonly ages: readonly string[];
  readonly unborn: boolean;
  readonly format: ConferenceFormat | null;
  /** `who` is a label. */
  readonly interpreter: readonly InterpreterSaid[];
  /** Labels of family members spoken of. */
  readonly relatives: readonly string[];
  readonly urgent: boolean;
};

/** `text` as `readable` gives it; `today` is the date in London. */
export function bookingHints(text: string, today: PlainDate): BookingHints {
  const unnumbered = withoutReferences(text, COVER);
  const undated = withoutDates(unnumbered);
  const children = childrenSaid(undated);
  const bornAndUnborn = children.unborn && (children.ages.length > 0 || (children.childCount ?? 1) > 1);
  return {
    ...dateHints(unnumbered, today),
    ...children,
    conferenceType: conferenceTypeSaid(undated, bornAndUnborn),
    caseReference: caseReference(text),
    format: formatSaid(undated),
    interpreter: interpretersSaid(undated),
    relatives: relativesSaid(undated),
    urgent: urgentSaid(undated),
  };
}
