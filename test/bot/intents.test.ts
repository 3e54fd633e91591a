import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { understand } from '../../bot/teams/intents.ts';

const kind = (text: string): string => understand(text).intent.kind;

describe('what a sentence in chat asks for', () => {
  it.each([
    'book an ICPC', 'Book an icpc', 'BOOK AN INITIAL CONFERENCE', 'book', 'Booking', 'I need to book an initial conference', 'i need an ICPC',
    "I'd like to book an initial child protection conference please", 'can you set up an initial conference?', 'please arrange an ICPC for case 48213',
    'Could we schedule a child protection conference', 'ICPC please', 'hi, I want to book a conference', 'we need to convene an initial conference',
  ])('"%s" starts a booking', (text) => expect(kind(text)).toBe('book'));

  it.each(['I read a book', 'the book was good', 'rebooking please', 'my notebook', 'booked it', 'do you like books', 'she is an initial contact', 'conference call at 3 was fine', 'book club'])(
    '"%s" books nothing', (text) => expect(kind(text)).toBe('unknown'));

  it.each(['book a review', 'Book an RCPC', 'arrange a pre-birth conference', 'I need to book a core group'])(
    '"%s" is told that only initial conferences can be booked here', (text) => expect(kind(text)).toBe('bookOther'));

  it.each(['help', 'Help!', 'HELP me', '?', 'what can you do?'])('"%s" gets help', (text) => expect(kind(text)).toBe('help'));
  it.each(['hi', 'Hello', 'Good morning', 'hey there!'])('"%s" is a greeting', (text) => expect(kind(text)).toBe('greeting'));
  it.each(['my conferences', 'Show my conferences', 'show me my bookings'])('"%s" lists conferences', (text) => expect(kind(text)).toBe('myConferences'));

  it.each([
    'a child is being hurt right now', 'he is hitting her', 'There is a child in danger', 'the baby is not breathing', 'Dad has just hit him today',
    'she has disclosed that she was abused this morning', 'emergency', 'should I call 999?', 'book an ICPC, the child is being beaten now',
  ])('"%s" gets the danger words first', (text) => expect(understand(text).danger).toBe(true));

  it.each(['book an ICPC', 'my conferences', 'the report is missing a page', 'child was hurt last month, section 47 is open', 'hello'])(
    '"%s" does not', (text) => expect(understand(text).danger).toBe(false));

  it('answers whatever is typed, however long', () => {
    for (const text of ['i need '.repeat(8_000), 'a an the '.repeat(6_000), `${'please '.repeat(7_000)}book`]) expect(kind(text)).toBe('unknown');
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => { understand(text); }));
  });
});
