/** What was understood, in sentences for the form to show: each says what was heard, or asks for what is missing. */
import { longDate } from '../../../src/calendar/plain-date.ts';
import type { ConferenceFormat, ConferenceType } from '../../../src/conference/events.ts';
import type { BookingHints } from './booking-hints.ts';
import type { DateHint } from './date-hints.ts';
import { SOMEBODY, type InterpreterSaid } from './family-said.ts';
import { countInWords } from './numbers.ts';

const TYPES: Record<ConferenceType, string> = {
  initial: 'An initial conference',
  preBirth: 'An initial conference before birth',
  transferIn: 'A transfer-in conference',
  siblingInitial: 'An initial conference for a brother or sister, with the review',
  review: 'A review conference',
  preReturn: 'A conference before a child returns home',
};
const FORMATS: Record<ConferenceFormat, string> = { faceToFace: 'Face to face', hybrid: 'Hybrid: some in the room, some on Teams', virtual: 'On Teams' };
/** Labels that are nobody's in particular. */
const UNNAMED: Readonly<Record<string, string>> = { [SOMEBODY]: 'a family member', Child: 'a child' };

/** At most ten sentences of at most 200 characters, without full stops; none when nothing was understood. */
export function hintWords(hints: BookingHints): readonly string[] {
  const { conferenceType, caseReference, s47InitiatedOn, format, interpreter, relatives, otherDates, urgent } = hints;
  return [
    conferenceType === null ? [] : [TYPES[conferenceType]],
    caseReference === null ? [] : [`Case reference ${caseReference}`],
    s47InitiatedOn === null ? [] : [enquiryWords(s47InitiatedOn)],
    childrenWords(hints),
    format === null ? [] : [FORMATS[format]],
    interpreter.length === 0 ? [] : [interpreterWords(interpreter)],
    relatives.length === 0 ? [] : [`You spoke of ${inARow(relatives)}: please say below who is invited`],
    otherDates.length === 0 ? [] : [`You also said ${inARow(otherDates.map(({ said }) => `“${said}”`))}: nothing is filled in from that`],
    urgent ? ['You said that it is urgent: please look at the earliest times first'] : [],
  ].flat();
}

function enquiryWords(hint: DateHint): string {
  if (hint.kind === 'day') return `Section 47 enquiry initiated on ${longDate(hint.on)} (you said “${hint.said}”)`;
  const { said, candidates } = hint;
  const days = candidates.slice(-3).map(longDate);
  if (days.length === 0) return `“${said}” is not one day that has been: please choose the date of the section 47 enquiry below`;
  return days.length === 1 ? `“${said}” may be ${days.join('')}: please choose the date below` : `“${said}” can be read as ${days.slice(0, -1).join(', ')} or ${days.at(-1) ?? ''}: please choose the date below`;
}

function childrenWords({ childCount, ages, unborn }: BookingHints): readonly string[] {
  const aged = ages.length === 0 ? '' : `, aged ${inARow(ages)}`;
  if (childCount === null) return unborn ? ['An unborn baby: please give the baby a label'] : ages.length === 0 ? [] : [`Children${aged}: please give each a label`];
  if (childCount === 1) return [unborn ? 'One unborn baby: please give the baby a label' : `One child${aged}: please give the child a label`];
  return [`${countInWords(childCount)} children${aged}${unborn ? ', with an unborn baby' : ''}: please give each a label`];
}

function interpreterWords(interpreters: readonly InterpreterSaid[]): string {
  const whom = interpreters.map(({ who, language }) => `${UNNAMED[who] ?? who}${language === null ? '' : ` (${language})`}`);
  const asks = [interpreters.some(({ who }) => who === SOMEBODY) ? 'for whom' : '', interpreters.some(({ language }) => language === null) ? 'which language' : ''].filter((one) => one !== '');
  return `${interpreters.length === 1 ? 'An interpreter' : 'Interpreters'} for ${inARow(whom)}${asks.length === 0 ? '' : `: please say ${asks.join(' and ')}`}`;
}

/** "A, B and C". */
function inARow(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
