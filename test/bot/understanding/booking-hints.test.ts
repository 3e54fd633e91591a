/** What a sentence says of a conference: each row is a sentence and all that may be read from it, on Wednesday 25 November 2026. */
import { describe, expect, it } from 'vitest';
import { hintWords, understand, type BookingHints } from '../../../bot/teams/intents.ts';
import { parsePlainDate } from '../../../src/calendar/plain-date.ts';

const day = (text: string) => parsePlainDate(text)!;
const wednesday = day('2026-11-25');
const nothing: BookingHints = { conferenceType: null, caseReference: null, s47InitiatedOn: null, otherDates: [], childCount: null, ages: [], unborn: false, format: null, interpreter: [], relatives: [], urgent: false };

function hints(text: string): BookingHints {
  const { intent } = understand(text, wednesday);
  if (intent.kind !== 'book') throw new Error(`"${text}" is read as ${intent.kind}`);
  return intent.hints;
}

/** What is said beside "book a conference", which by itself says nothing. */
const beside = (text: string): BookingHints => hints(`book a conference; ${text}`);

describe('the sentence of the issue', () => {
  const sentence = 'I need an ICPC for case 48213, section 47 started last Monday, three children, mum needs an interpreter';

  it('is understood whole, and asks which Monday', () => {
    expect(hints(sentence)).toEqual({
      ...nothing,
      conferenceType: 'initial',
      caseReference: '48213',
      s47InitiatedOn: { kind: 'ambiguous', said: 'last Monday', candidates: ['2026-11-16', '2026-11-23'] },
      childCount: 3,
      interpreter: [{ who: 'Mother', language: null }],
      relatives: ['Mother'],
    });
  });

  it.each([sentence.toUpperCase(), sentence.toLowerCase(), sentence.replaceAll(' ', '  '), sentence.replaceAll(', ', '\n'), sentence.replaceAll(',', ' ,'), `${sentence} 🙏`, `Bore da! ${sentence}`, sentence.replaceAll(', ', '. '), sentence.replaceAll(', ', '; '), `${sentence} ${'please '.repeat(700)}`])(
    'is understood the same as "%.60s…"', (said) => {
      const { s47InitiatedOn, ...others } = hints(said);
      expect({ ...others, s47InitiatedOn: { ...s47InitiatedOn, said: 'last Monday' } }).toEqual(hints(sentence));
    });

  it('is shown for confirmation', () => {
    expect(hintWords(hints(sentence))).toEqual([
      'An initial conference',
      'Case reference 48213',
      '“last Monday” can be read as Monday 16 November 2026 or Monday 23 November 2026: please choose the date below',
      'Three children: please give each a label',
      'An interpreter for Mother: please say which language',
      'You spoke of Mother: please say below who is invited',
    ]);
  });
});

describe('which conference', () => {
  it.each<[string, BookingHints['conferenceType']]>([
    ['book an ICPC', 'initial'], ['book an initial child protection conference', 'initial'], ['book a conference', null], ['book', null],
    ['book an RCPC', 'review'], ['book a review', 'review'], ['I need a review conference for case 48213', 'review'],
    ['book a pre-birth conference', 'preBirth'], ['book a prebirth ICPC', 'preBirth'], ['book an ICPC for an unborn baby', 'preBirth'],
    ['book a transfer-in conference', 'transferIn'], ['book a conference, the family has moved in from another authority', 'transferIn'], ['book an ICPC, they moved into our area', 'transferIn'], ['book an ICPC, her boyfriend moved in with her', 'initial'],
    ['book a pre-return conference', 'preReturn'], ['book a conference, the children are going home', 'preReturn'],
    ['book a sibling conference', 'siblingInitial'], ['book an ICPC with a review', 'siblingInitial'], ['book an ICPC for siblings aged 3, 5 and 7', 'initial'],
    ['book an ICPC for two children and an unborn baby', null], ['book a transfer-in conference and a pre-birth conference', null],
  ])('"%s" is %s', (text, type) => expect(hints(text).conferenceType).toBe(type));
});

describe('the case reference', () => {
  it.each<[string, string | null]>([
    ['case 48213', '48213'], ['case no. 48213', '48213'], ['case number 48213', '48213'], ['ref EX-20417', 'EX-20417'], ['Ref: EX-20417.', 'EX-20417'], ['reference EX20417', 'EX20417'], ['case48213', '48213'], ['case ref 48213', '48213'], ['file 48213-2', '48213-2'], ['EX-20417', 'EX-20417'], ['it is for 48213', '48213'],
    ['case 48213, and again case 48213', '48213'], ['case 48213 or case 48214', null], ['case 48213/2', null], ['case 48213-Example', null], ['case Example', null], ['in case 3 come', null], ['telephone 01632 960001', null], ['for 2026', null], ['case 16/11/2026', null], ['lower case', null],
  ])('of "%s" is %s', (text, reference) => expect(beside(text).caseReference).toBe(reference));
});

describe('the children', () => {
  it.each<[string, number | null, readonly string[]]>([
    ['three children', 3, []], ['2 kids', 2, []], ['one baby', 1, []], ['a baby', 1, []], ['3children', 3, []], ['two young children', 2, []], ['ten children', 10, []], ['12 children', null, []], ['0 children', null, []],
    ['siblings aged 3, 5 and 7', 3, ['3', '5', '7']], ['three children aged 3, 5 and 7', 3, ['3', '5', '7']], ['children aged three and five', 2, ['3', '5']], ['baby aged 7 months', 1, ['7 months']], ['a 3 year old and a 7-month-old', 2, ['3', '7 months']], ['kids (3, 5 & 7)', 3, ['3', '5', '7']], ['ages: 16, 14', 2, ['16', '14']], ['3, 5 and 7 year olds', 3, ['3', '5', '7']],
    ['two boys and a girl', 3, []], ['three children, two girls and a boy', 3, []], ['twins', 2, []], ['twins and one toddler', 3, []], ['two children, later three children', null, []], ['two children and an unborn baby', 3, []], ['three children including an unborn baby', 3, []],
    ['mum aged 18', null, []], ['mum is 17 years old', null, []], ['a conference for one child protection plan', null, []], ['section 47 children', null, []], ['year 6 child', null, []], ['case 48213 3 children', 3, []], ['16 November three children', 3, []], ['aged 42', null, []], ['no children', null, []],
    ['aged 3, 2 children', 2, ['3']], ['the children are 3, 5 and 7', 3, ['3', '5', '7']], ['the children are 3 of many', null, []], ['a sibling group of 4', 4, []], ['3 kids: 2, 4 and 9', 3, ['2', '4', '9']], ['3 to 5 meetings', null, []],
  ])('of "%s" are %s, aged %j', (text, count, ages) => expect([beside(text).childCount, beside(text).ages]).toEqual([count, ages]));

  it.each([['an unborn baby', true], ['mum is pregnant', true], ['a pre-birth assessment', true], ['a newborn', false], ['three children', false]])('"%s": unborn %s', (text, unborn) => expect(beside(text).unborn).toBe(unborn));
});

describe('the interpreter', () => {
  it.each<[string, BookingHints['interpreter']]>([
    ['mum needs an interpreter', [{ who: 'Mother', language: null }]],
    ['Mam needs a Polish interpreter', [{ who: 'Mother', language: 'Polish' }]],
    ['a polish-speaking interpreter for dad', [{ who: 'Father', language: 'Polish' }]],
    ['interpreter for grandma', [{ who: 'Grandmother', language: null }]],
    ['interpreter (Urdu) for the stepfather', [{ who: 'Stepfather', language: 'Urdu' }]],
    ['mum and dad need interpreters', [{ who: 'Mother', language: null }, { who: 'Father', language: null }]],
    ['mum and dad need a Romanian interpreter', [{ who: 'Mother', language: 'Romanian' }, { who: 'Father', language: 'Romanian' }]],
    ['mum, dad and nan need an interpreter', [{ who: 'Mother', language: null }, { who: 'Father', language: null }, { who: 'Grandmother', language: null }]],
    ['mum and dad need interpreters, Polish and Urdu', [{ who: 'Mother', language: null }, { who: 'Father', language: null }]],
    ['interpreters for mum (Urdu) and for dad (Bengali)', [{ who: 'Mother', language: 'Urdu' }, { who: 'Father', language: 'Bengali' }]],
    ['mum speaks Polish and needs an interpreter', [{ who: 'Mother', language: 'Polish' }]],
    ['mum needs an interpreter, she speaks Farsi', [{ who: 'Mother', language: 'Farsi' }]],
    ['mum needs an interpreter and dad is in prison', [{ who: 'Mother', language: null }]],
    ['dad will come, mum needs a BSL interpreter', [{ who: 'Mother', language: 'British Sign Language' }]],
    ['the child needs an interpreter', [{ who: 'Child', language: null }]],
    ['interpreter needed', [{ who: 'Family member', language: null }]],
    ['a Kurdish Sorani interpreter please', [{ who: 'Family member', language: 'Kurdish Sorani' }]],
    ['foster carer needs a Tigrinya interpreter', [{ who: 'Foster carer', language: 'Tigrinya' }]],
    ['MUM’S INTERPRETER IS POLISH', [{ who: 'Mother', language: 'Polish' }]],
    ['mum needs a Klingon interpreter', [{ who: 'Mother', language: null }]],
    ['mum speaks no English and needs an interpreter', [{ who: 'Mother', language: null }]],
    ['no interpreter needed', []], ['mum does not need an interpreter', []], ["dad doesn't want an interpreter", []], ['interpreter not needed', []], ['without an interpreter', []], ['mum speaks Polish', []],
    ['Zofia Example needs an interpreter', [{ who: 'Family member', language: null }]],
  ])('"%s"', (text, interpreter) => expect(beside(text).interpreter).toEqual(interpreter));
});

describe('the family, the way of meeting and the hurry', () => {
  it.each<[string, readonly string[]]>([
    ['mum, dad and nan will come', ['Mother', 'Father', 'Grandmother']], ["mum's partner", ['Partner']], ['step-dad and stepmum', ['Stepfather', 'Stepmother']], ['mum and MOTHER', ['Mother']], ['Welsh is her mother tongue', []], ['partner agencies', []], ['mamgu and taid', ['Grandmother', 'Grandfather']], ['a tad late', []], ['Zofia Example', []], ['foster carers', ['Foster carer']],
  ])('"%s" speaks of %j', (text, relatives) => expect(beside(text).relatives).toEqual(relatives));

  it.each<[string, BookingHints['format']]>([['face to face', 'faceToFace'], ['in person please', 'faceToFace'], ['hybrid', 'hybrid'], ['on Teams', 'virtual'], ['online', 'virtual'], ['mum will join online', null], ['virtual or face-to-face', null], ['our teams agree', null]])(
    '"%s" is %s', (text, format) => expect(beside(text).format).toBe(format));

  it.each([['urgent', true], ['ASAP', true], ['as soon as possible', true], ['not urgent', false], ['it isn’t urgent', false], ['in time', false]])('"%s": urgent %s', (text, urgent) => expect(beside(text).urgent).toBe(urgent));
});

describe('what was understood, in sentences', () => {
  it.each<[string, readonly string[]]>([
    ['book a conference, section 47 started on Monday', ['Section 47 enquiry initiated on Monday 23 November 2026 (you said “Monday”)']],
    ['book a conference, s47 was Thursday week', ['“Thursday week” is not one day that has been: please choose the date of the section 47 enquiry below']],
    ['book a conference, s47 started 12/11', ['“12/11” may be Thursday 12 November 2026: please choose the date below']],
    ['book a conference by Thursday week', ['You also said “Thursday week”: nothing is filled in from that']],
    ['book a conference for a baby aged 7 months', ['One child, aged 7 months: please give the child a label']],
    ['book a conference, interpreter', ['An interpreter for a family member: please say for whom and which language']],
    ['book a hybrid conference', ['Hybrid: some in the room, some on Teams']],
    ['book', []],
  ])('"%s"', (text, words) => expect(hintWords(hints(text))).toEqual(words));

  it('stay few and short when everything is said', () => {
    const all = 'book an urgent hybrid review, case no. EX-20417, strategy meeting last Monday and s47 12/11, ten children aged 16, 15, 14, 13, 12, 11, 10 months, 9 months, 8 months and 7 months, an unborn baby, mum, dad, nan, grandad, aunt, uncle, stepdad and foster carer, interpreters for mum (Kurdish Sorani), dad (British Sign Language), nan (Lithuanian) and grandad (Portuguese), report by next Friday, visit on Thursday week, court on 16 December 2026';
    const words = hintWords(hints(all));
    expect(words.length).toBeGreaterThanOrEqual(8);
    expect(words.length).toBeLessThanOrEqual(10);
    expect(Math.max(...words.map((sentence) => sentence.length))).toBeLessThanOrEqual(200);
  });
});
