/** What comes back from a card is typed text or a fault beside its field, whatever was sent. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBookingCase as parseCase } from '../../cards/booking-case/card.ts';
import { parseBookingDate } from '../../cards/booking-date/card.ts';
import { parseBookingFamily } from '../../cards/booking-family/card.ts';
import { parseBookingPeople } from '../../cards/booking-people/card.ts';
import { parseConferenceChosen } from '../../cards/conferences-list/card.ts';
import { parseInvitation } from '../../cards/invitation/card.ts';
import { parseDraftPress, parsePress, parseRecordRead, type Submitted } from '../../cards/parse.ts';
import { parseVerb, VERBS } from '../../cards/verbs.ts';

const DATES = ['s47InitiatedOn', 'laterStrategyOn'];
const ROLES = ['gp', 'police'];
const FACTS = [{ fact: 'startedOutOfHours', kind: 'count' }, { fact: 'edtReferralsOn', kind: 'days' }] as const;

const parseBookingCase = (input: unknown): ReturnType<typeof parseCase> => parseCase(input, DATES);

type Door = { readonly name: string; readonly ids: readonly string[]; readonly fields: readonly string[]; readonly good: Record<string, unknown>; readonly parse: (input: unknown) => Submitted<unknown> };

const doors: readonly Door[] = [
  {
    name: 'the case', ids: ['op', 'draftId'], parse: parseBookingCase,
    fields: ['conferenceType', 'caseReference', 's47InitiatedOn', 'laterStrategyOn', 'threshold', 'agreedBy', 'agreedOn', 'agreedAt', 'format', 'venueKind', 'venueWords', 'venueAssessed', 'stepFree', 'recommendation', 'category', 'considered', 'label-0', 'initials-0', 'age-0', 'label-1', 'initials-1', 'age-1'],
    good: {
      op: 'op-1', draftId: 'draft-1', childCount: 2, conferenceType: 'initial', caseReference: 'EX-1', s47InitiatedOn: '2026-11-20', threshold: 'yes', agreedBy: 'm-1', agreedOn: '2026-11-20', agreedAt: '11:00', format: 'hybrid',
      venueKind: 'ours', stepFree: 'no', recommendation: 'plan', category: 'NEG', considered: '1', 'label-0': 'Child A', 'initials-0': 'A.B.', 'age-0': '4', 'label-1': 'Child B', 'initials-1': 'C.D.', 'age-1': 'unborn',
    },
  },
  {
    name: 'the family', ids: ['op', 'draftId'], parse: (input) => parseBookingFamily(input, { from: 0, relatives: 1, children: 1 }),
    fields: ['relative-0', 'responsibility-0', 'invited-0', 'whyNot-0', 'letter-0', 'interpreter-0', 'supporter-0', 'practice-0', 'responsibilityReason', 'participation-0', 'childName-0', 'bornOn-0', 'childrensPractice', 'childRisk', 'advocate', 'apart', 'riskPosed', 'riskWords', 'riskAssessed', 'flags'],
    good: { op: 'op-1', draftId: 'draft-1', 'relative-0': 'Mother', 'responsibility-0': 'yes', 'invited-0': 'post', 'letter-0': 'Wanda Example\n1 Sample Street', 'practice-0': 'unknown', 'participation-0': 'viewsSent', 'childName-0': '', riskPosed: 'no', flags: 'exclusion' },
  },
  { name: 'the people', ids: ['op', 'draftId'], fields: ['part', 'role-gp', 'role-police', 'withdraw-gp', 'reason', 'outside', 'observers', 'observersAgreed', 'asked', 'notAsked', 'cannot', 'handOverReason', 'fact-startedOutOfHours'], good: { op: 'op-1', draftId: 'draft-1', part: 'all', 'role-gp': 'a-1,b-2', 'role-police': '', reason: 'None yet.', asked: 'family-0,role-gp', 'fact-startedOutOfHours': 'yes' }, parse: (input) => parseBookingPeople(input, ROLES, FACTS) },
  { name: 'the date', ids: ['op', 'draftId'], fields: ['slot', 'preferredChair', 'timeOfDay', 'conflicted', 'conflictReason', 'lateReason'], good: { op: 'op-1', draftId: 'draft-1', slot: '2026-12-01T10:00/chair-1/willow', preferredChair: 'any', timeOfDay: 'morning', lateReason: '' }, parse: parseBookingDate },
  { name: 'an invitation', ids: ['op', 'conferenceId', 'inviteeId'], fields: ['about', 'answer'], good: { op: 'op-1', conferenceId: 'c-1', inviteeId: 'i-1', about: 'reminder', answer: 'coming' }, parse: parseInvitation },
  { name: 'the list', ids: ['op', 'conferenceId'], fields: [], good: { op: 'op-1', conferenceId: 'c-1' }, parse: parseConferenceChosen },
  { name: 'a record', ids: ['op', 'conferenceId'], fields: [], good: { op: 'op-1', conferenceId: 'c-1', part: 2 }, parse: parseRecordRead },
  { name: 'a draft put aside', ids: ['op', 'draftId'], fields: [], good: { op: 'op-1', draftId: 'draft-1' }, parse: parseDraftPress },
  { name: 'a plain press', ids: ['op'], fields: [], good: { op: 'op-1' }, parse: parsePress },
];

const HOSTILE: readonly (readonly [string, unknown])[] = [
  ['an array', ['EX-1']],
  ['an array holding a filter', ["'A' or PartitionKey ne ''"]],
  ['an object', { value: 'EX-1' }],
  ['something that turns itself into text', { toString: () => 'EX-1' }],
  ['a number', 7],
  ['yes', true],
];

describe.each(doors)('$name', ({ ids, fields, good, parse }) => {
  test('is read when all is well', () => expect(parse(good).kind).toBe('submitted'));

  test.each<readonly [string, unknown]>([...HOSTILE, ['nothing', undefined], ['null', null], ['text', 'op-1'], ['a list of itself', [good]]])('is not ours when the whole of it is %s', (_, input) => {
    expect(parse(input)).toEqual({ kind: 'notOurs' });
  });

  test.each(ids.flatMap((id) => [...HOSTILE, ['missing', undefined], ['null', null], ['empty', ''], ['a path', '../other'], ['over long', 'x'.repeat(129)]].map(([what, value]) => ({ id, what, value }))))(
    'is not ours when its $id is $what', ({ id, value }) => expect(parse({ ...good, [id]: value })).toEqual({ kind: 'notOurs' }),
  );

  test.each(fields.flatMap((field) => HOSTILE.map(([what, value]) => ({ field, what, value }))))('has a fault beside $field when that is $what, and only there', ({ field, value }) => {
    const read = parse({ ...good, [field]: value });
    expect(read.kind).toBe('faulty');
    expect(Object.keys(read.kind === 'faulty' ? read.faults : {})).toEqual([field]);
  });

  test.each(fields)('reads a missing %s as left empty, since clients leave out what is empty', (field) => {
    for (const empty of [undefined, null, '']) expect(parse({ ...good, [field]: empty }).kind).toBe('submitted');
  });

  test('takes nothing from a prototype', () => {
    const inherited = Object.create(good) as unknown;
    expect(parse(inherited)).toEqual({ kind: 'notOurs' });
    expect(parse(JSON.parse(`{"__proto__": ${JSON.stringify(good)}}`))).toEqual({ kind: 'notOurs' });
    const before = Object.getOwnPropertyNames(Object.prototype);
    parse({ ...good, ...(JSON.parse('{"__proto__": {"polluted": "yes"}, "constructor": {"prototype": {"polluted": "yes"}}}') as object) });
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  test('never throws, whatever is sent', () => {
    fc.assert(fc.property(fc.anything(), fc.constantFrom(...ids, ...fields, 'childCount', 'part'), (value, field) => {
      expect(['submitted', 'faulty', 'notOurs']).toContain(parse({ ...good, [field]: value }).kind);
      expect(['submitted', 'faulty', 'notOurs']).toContain(parse(value).kind);
    }), { numRuns: 300 });
  });
});

describe('the case as it was typed', () => {
  const good = doors[0]!.good;

  test('is trimmed and otherwise left alone, for the conference to judge', () => {
    const read = parseBookingCase({ ...good, caseReference: '  EX 1 ', s47InitiatedOn: '2026-02-31', 'label-0': 'Child\n A', venueWords: " Ŵyn O'Example Hall " });
    expect(read).toEqual({
      kind: 'submitted',
      submission: {
        op: 'op-1', draftId: 'draft-1', conferenceType: 'initial', caseReference: 'EX 1', dates: { s47InitiatedOn: '2026-02-31', laterStrategyOn: '' }, planBeforeBirth: '', threshold: 'yes',
        agreed: { by: 'm-1', on: '2026-11-20', at: '11:00' }, format: 'hybrid', venue: { kind: 'ours', words: "Ŵyn O'Example Hall", assessed: '', stepFree: 'no' }, recommendation: 'plan', category: 'NEG',
        children: [{ label: 'Child A', initials: 'A.B.', age: '4', considered: false }, { label: 'Child B', initials: 'C.D.', age: 'unborn', considered: true }],
      },
    });
  });

  test('loses control characters and changes of direction, and is composed', () => {
    const read = parseBookingCase({ ...good, 'label-0': 'Chi\u202eld\u0000 A\u2066', caseReference: 'W\u0302' });
    expect(read).toMatchObject({ submission: { caseReference: 'Ŵ', children: [{ label: 'Child A' }, {}] } });
  });

  test.each([['label-0', 40], ['initials-0', 6], ['age-1', 20], ['venueWords', 120], ['caseReference', 40]] as const)('may have %s of %i characters and no more', (field, longest) => {
    expect(parseBookingCase({ ...good, [field]: 'x'.repeat(longest) }).kind).toBe('submitted');
    expect(parseBookingCase({ ...good, [field]: 'x'.repeat(longest + 1) })).toMatchObject({ kind: 'faulty', faults: { [field]: `Please keep this to ${longest} characters or fewer.` } });
  });

  test('keeps everything else that was typed when one field cannot be read', () => {
    const read = parseBookingCase({ ...good, 'label-1': ['Child B'] });
    expect(read).toMatchObject({ kind: 'faulty', submission: { caseReference: 'EX-1', children: [{ label: 'Child A' }, { label: '', age: 'unborn' }] } });
  });

  test.each([0, -1, 1.5, 11, '2', [2], Number.NaN, 1e9])('is not ours with a count of children of %s', (childCount) => {
    expect(parseBookingCase({ ...good, childCount })).toEqual({ kind: 'notOurs' });
  });

  test('cuts an over-long text between characters, never through one', () => {
    const read = parseBookingCase({ ...good, 'initials-0': 'ABCDE👶' });
    expect(read).toMatchObject({ kind: 'faulty', submission: { children: [{ initials: 'ABCDE' }, {}] } });
  });
});

describe('the family as it was typed', () => {
  const good = doors[1]!.good;

  test('has a full name on the first line of a letter, and the address below it', () => {
    const read = parseBookingFamily({ ...good, 'letter-0': '\n  Wanda Example \n\n 1 Sample Street\nExampleton ' }, { from: 0, relatives: 1, children: 1 });
    expect(read).toMatchObject({ submission: { relatives: [{ label: 'Mother', fullName: 'Wanda Example', address: '1 Sample Street\nExampleton' }] } });
  });

  test('has the people and children of its page, counted from the first of all', () => {
    const read = parseBookingFamily({ op: 'op-1', draftId: 'draft-1', 'relative-4': 'Aunt', 'relative-0': 'Mother', 'relative-5': 'Uncle' }, { from: 4, relatives: 1, children: 0 });
    expect(read).toMatchObject({ kind: 'submitted', submission: { relatives: [{ label: 'Aunt' }], children: [] } });
  });

  test.each([['relative-0', 40], ['whyNot-0', 160], ['letter-0', 250], ['interpreter-0', 40], ['supporter-0', 60], ['childName-0', 120], ['advocate', 120], ['apart', 200], ['riskWords', 300], ['responsibilityReason', 300]] as const)('may have %s of %i characters and no more', (field, longest) => {
    const parse = (text: string): string => parseBookingFamily({ ...good, [field]: text }, { from: 0, relatives: 1, children: 1 }).kind;
    expect([parse('x'.repeat(longest)), parse('x'.repeat(longest + 1))]).toEqual(['submitted', 'faulty']);
  });
});

describe('the people chosen', () => {
  const good = doors[2]!.good;

  test('come as lists, each person once, for the roles of the pack alone', () => {
    const read = parseBookingPeople({ ...good, 'role-gp': 'a-1,b-2,a-1,', 'role-judge': 'c-3' }, ROLES, FACTS);
    expect(read).toMatchObject({ kind: 'submitted', submission: { chosen: { gp: ['a-1', 'b-2'], police: [] }, reason: 'None yet.' } });
    expect(read).not.toMatchObject({ submission: { chosen: { judge: expect.anything() as unknown } } });
  });

  test('are refused by the hundred', () => {
    expect(parseBookingPeople({ ...good, 'role-gp': Array.from({ length: 100 }, (_, place) => `p-${place}`).join(',') }, ROLES, FACTS)).toMatchObject({ kind: 'faulty', faults: { 'role-gp': 'Please choose from the list.' } });
  });
});

test('whose availability was asked comes by place and by role, for those of the card alone', () => {
  const read = parseBookingPeople({ ...doors[2]!.good, asked: 'family-1,family-99,role-gp,role-judge,family-x' }, ROLES, FACTS);
  expect(read).toMatchObject({ submission: { asked: { relatives: [1], roleCodes: ['gp'] } } });
});

test('any chair and any time of day are read as no wish', () => {
  expect(parseBookingDate({ ...doors[3]!.good, timeOfDay: 'any' })).toMatchObject({ submission: { preferredChair: '', timeOfDay: '' } });
});

describe('what was answered of the case', () => {
  test.each([['yes', 'yes'], ['no', 'no'], ['3', '3'], ['unknown', ''], ['', ''], ['perhaps', ''], ['33', '']])('%j is read as %j', (sent, read) => {
    expect(parseBookingPeople({ ...doors[2]!.good, 'fact-startedOutOfHours': sent, 'fact-invented': 'yes' }, ROLES, FACTS)).toMatchObject({ submission: { answers: { startedOutOfHours: read } } });
  });

  test('days stay as they were typed, up to two hundred characters', () => {
    expect(parseBookingPeople({ ...doors[2]!.good, 'fact-edtReferralsOn': ' 3 Nov, 5 Nov ' }, ROLES, FACTS)).toMatchObject({ submission: { answers: { edtReferralsOn: '3 Nov, 5 Nov' } } });
    expect(parseBookingPeople({ ...doors[2]!.good, 'fact-edtReferralsOn': '3 Nov, '.repeat(30) }, ROLES, FACTS)).toMatchObject({ kind: 'faulty', faults: { 'fact-edtReferralsOn': expect.any(String) as unknown } });
  });
});

test('a part of a record is a whole number from 1, and 1 where it is not said', () => {
  const press = { op: 'op-1', conferenceId: 'c-1' };
  expect(parseRecordRead(press)).toMatchObject({ submission: { part: 1 } });
  for (const part of [0, 100, '1', [1], 1.5]) expect(parseRecordRead({ ...press, part })).toEqual({ kind: 'notOurs' });
});

describe('a verb', () => {
  test.each(VERBS)('%s is ours', (verb) => expect(parseVerb(verb)).toBe(verb));
  test.each(['', 'booking', 'Booking.Start', '__proto__', 'toString', null, undefined, 7, ['booking.start'], { toString: () => 'booking.start' }])('%j is not', (verb) => {
    expect(parseVerb(verb)).toBeUndefined();
  });
});
