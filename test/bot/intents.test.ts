import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { understand } from '../../bot/teams/intents.ts';
import { parsePlainDate } from '../../src/calendar/plain-date.ts';

const wednesday = parsePlainDate('2026-11-25')!;
const kind = (text: string): string => understand(text, wednesday).intent.kind;

describe('what a sentence in chat asks for', () => {
  it.each([
    'book an ICPC', 'Book an icpc', 'BOOK AN INITIAL CONFERENCE', 'book', 'Booking', 'I need to book an initial conference', 'i need an ICPC',
    "I'd like to book an initial child protection conference please", 'can you set up an initial conference?', 'please arrange an ICPC for case 48213',
    'Could we schedule a child protection conference', 'ICPC please', 'hi, I want to book a conference', 'we need to convene an initial conference',
    'I need an ICPC for case 48213, section 47 started last Monday, three children, mum needs an interpreter', '  book   an\u00a0ICPC  ', 'I’d like an ICPC', 'urgent ICPC please', 'Good morning, I need to book an ICPC.',
    'book one please', 'I need a booking', 'book case 48213', 'Booking for case EX-20417', 'Case 48213 needs an ICPC', 'We have a section 47 open and need an ICPC', 'Hello! The strategy meeting was on Monday. Please book an initial conference.',
    'book an ICPC\nsection 47 started on Monday\nthree children', 'Bore da, ICPC please', 'Book an ICPC 🙏', 'we’re looking to book a hybrid ICPC', 'book a virtual conference', 'request an ICPC', 'setting up an initial conference', 'ICPC asap', 'I want to make a booking', 'new booking', 'ICPC 48213', 'could I get an ICPC booked', 'book in an initial conference', 'can we have an ICPC for case 48213?',
  ])('"%s" starts a booking', (text) => expect(kind(text)).toBe('book'));

  it.each([
    'book a review', 'Book an RCPC', 'arrange a pre-birth conference', 'RCPC please', 'book a transfer-in conference', 'we need a pre-return conference', 'schedule a sibling initial conference', 'I need a review conference for 48213', 'prebirth conference please',
  ])('"%s" starts a booking too', (text) => expect(kind(text)).toBe('book'));

  it.each([
    'I read a book', 'the book was good', 'rebooking please', 'my notebook', 'booked it', 'do you like books', 'she is an initial contact', 'conference call at 3 was fine', 'book club', 'a book', 'I have a book', 'book a conference room', 'overbooked', 'facebook',
    'do we need an ICPC?', 'we do not need an ICPC', "she doesn't need an ICPC", 'I wonder whether they need an ICPC', 'we already had an ICPC', 'the review of the book', 'strategy discussion was yesterday', 'an unknown sentence', '🙂', 'section 47', '16.11.2026', 'asdf', 'cancel my booking', 'move the conference to Friday', 'we have an ICPC on Friday', 'my conference was moved', 'There is no need for an ICPC', 'mum needs an interpreter for the ICPC',
  ])('"%s" books nothing', (text) => expect(kind(text)).toBe('unknown'));

  it.each([
    ['I need to book a core group', 'a core group'], ['core group please', 'a core group'], ['Arrange a strategy discussion', 'a strategy discussion'], ['set up a strategy meeting for case 48213', 'a strategy discussion'],
  ])('"%s" is told that %s is not arranged here', (text, what) => expect(understand(text, wednesday).intent).toEqual({ kind: 'notHere', what }));

  it.each(['help', 'Help!', 'HELP me', '?', 'what can you do?', 'cymorth', 'how do I book an ICPC?'])('"%s" gets help', (text) => expect(kind(text)).toBe('help'));
  it.each(['hi', 'Hello', 'Good morning', 'hey there!', 'bore da', 'Prynhawn da!', 'shwmae', 'Helo', 'thank you', 'Diolch!'])('"%s" is a greeting', (text) => expect(kind(text)).toBe('greeting'));
  it.each(['my conferences', 'Show my conferences', 'show me my bookings', 'our cases', 'what is due from me?'])('"%s" lists conferences', (text) => expect(kind(text)).toBe('myConferences'));
  it.each(['cancel', 'never mind', 'STOP'])('"%s" puts nothing under way', (text) => expect(kind(text)).toBe('cancel'));
  it.each(['my draft', 'continue booking', 'carry on where I was', 'Carry on where I left off', 'resume', 'show my drafts', 'finish my booking', 'where was I?', 'open the form', 'continue'])('"%s" goes back to the form', (text) => expect(kind(text)).toBe('resume'));
  it.each(['requests', 'bookings to confirm', 'what is waiting', "What's waiting for me?", 'show me the requests', 'lists to confirm', 'pending bookings', 'confirm bookings'])('"%s" is for the office', (text) => expect(kind(text)).toBe('office'));
  it.each(['Alex is on leave', 'add leave', "block a chair's diary", 'block a chair’s diary', 'Alex Example is on annual leave next week', 'leave for Alex', "I'm on leave from Monday", 'the chair is away tomorrow', 'Jo is off sick', 'Jo is away next week', "block Jo's diary on Friday"])('"%s" is about a chair’s leave', (text) => expect(kind(text)).toBe('leave'));
  it.each(['Dad is on leave', 'leave it', 'mum is on maternity leave', 'block it', 'leave me alone'])('"%s" is not', (text) => expect(kind(text)).toBe('unknown'));
  it.each(['why this date?', 'Why that date', 'how was that counted', 'How was this date worked out?', 'why is it due then', 'explain the date', 'why the limit', 'why 16 December?', 'why so soon', 'how did you count that'])('"%s" asks how a date was counted', (text) => expect(kind(text)).toBe('whyDate'));

  it.each([
    ['find 48213', '48213'], ['case 48213', '48213'], ['where is EX-20417', 'EX-20417'], ['Where is EX-20417?', 'EX-20417'], ['search for 48213', '48213'], ['Search for case no. 48213 please', '48213'], ['SHOW ME CASE 48213', '48213'], ['48213', '48213'], ['look up ref EX-20417', 'EX-20417'],
    ['find EX 20417', 'EX 20417'], ['open case48213', '48213'], ['status of 48213', '48213'],
  ])('"%s" searches for %s', (text, reference) => expect(understand(text, wednesday).intent).toEqual({ kind: 'search', reference }));

  it.each(['find my book', 'search', 'where is Sam Example', 'find 48213/2', 'find 48213-Example', 'show me', 'case closed', 'find 12', 'got 48213'])('"%s" searches for nothing', (text) => expect(kind(text)).toBe('unknown'));

  it.each([
    'a child is being hurt right now', 'he is hitting her', 'There is a child in danger', 'the baby is not breathing', 'Dad has just hit him today',
    'she has disclosed that she was abused this morning', 'emergency', 'should I call 999?', 'book an ICPC, the child is being beaten now', `${'I need an ICPC. '.repeat(150)} The child is in danger.`, 'he’s hitting her',
  ])('"%s" gets the danger words first', (text) => expect(understand(text, wednesday).danger).toBe(true));

  it.each(['book an ICPC', 'my conferences', 'the report is missing a page', 'child was hurt last month, section 47 is open', 'hello', 'case 48999', 'add leave'])(
    '"%s" does not', (text) => expect(understand(text, wednesday).danger).toBe(false));

  it('answers whatever is typed, however long', () => {
    for (const text of ['i need '.repeat(8_000), 'a an the '.repeat(6_000), `${'please '.repeat(7_000)}book`]) expect(kind(text)).toBe('unknown');
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => { understand(text, wednesday); }));
  });
});
