/** The case: which questions each type brings, what is said of an answer that cannot be, and that nothing typed is lost. Today is Monday 23 November 2026, half past ten. */
import { describe, expect, it } from 'vitest';
import { emptyChild, newDraft, type BookingDraft } from '../../../bot/booking/draft.ts';
import { wishOf, type Wished } from '../../../bot/booking/slots-on-offer.ts';
import { checkCase, type CheckedCase } from '../../../src/conference/booking.ts';
import { conferenceWindow } from '../../../src/procedures/conference-window.ts';
import { shippedLibrary } from '../../procedures/nottinghamshire-rulebook.ts';
import { aDraft, asking, book, ID, person } from './a-draft.ts';
import { firstScreens } from './first-screens.ts';

const OVER = 'Step 2 of 4: the family and safety';
const fresh = (): BookingDraft => ({ ...newDraft('draft-1', 'hybrid'), op: 'op-1' });
const whole = (changes: Partial<BookingDraft['case']> = {}): BookingDraft => aDraft({ case: { recommendation: 'plan', ...changes } }, 'case');
const open = async (draft = whole()) => firstScreens(draft);

describe('what is asked', () => {
  it('is for an initial conference the enquiry, the threshold, who agreed and when, how people meet, what will be recommended, and the children', async () => {
    const { shown } = await open(fresh());
    expect(shown().inputs).toEqual([
      'conferenceType', 'caseReference', 's47InitiatedOn', 'decidedOn', 'laterStrategyOn', 'threshold', 'agreedBy', 'agreedOn', 'agreedAt', 'format', 'venueKind', 'stepFree', 'recommendation', 'category', 'label-0', 'initials-0', 'age-0',
    ]);
  });

  it.each([
    ['initial', ['s47InitiatedOn', 'decidedOn', 'laterStrategyOn'], true, true],
    ['preBirth', ['s47InitiatedOn', 'decidedOn', 'laterStrategyOn', 'expectedBirthOn'], true, true],
    ['transferIn', ['transferNotifiedOn'], false, true],
    ['siblingInitial', ['s47InitiatedOn', 'decidedOn', 'initialHeldOn', 'previousReviewHeldOn'], true, true],
    ['review', ['initialHeldOn', 'previousReviewHeldOn'], false, false],
    ['preReturn', ['plannedReturnOn'], false, true],
  ] as const)('of %s are the dates %j, and the threshold and the moment of agreement only where they apply', async (conferenceType, dates, threshold, agreed) => {
    const { shown } = await open(whole({ conferenceType }));
    expect(shown().inputs.filter((id) => id !== 'agreedOn' && shown().input(id)?.['type'] === 'Input.Date')).toEqual(dates);
    expect([shown().inputs.includes('threshold'), shown().inputs.includes('agreedOn'), shown().inputs.includes('agreedAt')]).toEqual([threshold, agreed, agreed]);
  });

  it('offers all six types in the words of the pack, with the rule of the one chosen', async () => {
    const { shown } = await open();
    expect(shown().choices('conferenceType')).toEqual(['initial', 'preBirth', 'transferIn', 'siblingInitial', 'review', 'preReturn']);
    expect(shown().texts).toContain('After a section 47 enquiry that found significant harm likely. (NOT-001)');
  });

  it('shows what was understood of a sentence until the screen is passed', async () => {
    const { shown, press } = await open({ ...whole({ caseReference: '' }), understood: ['Case reference EX-20417', 'Two children: please give each a label'] });
    expect(shown().texts).toEqual(expect.arrayContaining(['This is what I understood. Please check it.', 'Case reference EX-20417']));
    expect((await press('booking.case')).texts).toContain('This is what I understood. Please check it.');
    expect((await press('booking.case', { caseReference: 'EX-20417' })).texts).toContain(OVER);
    expect((await press('booking.back')).texts).not.toContain('This is what I understood. Please check it.');
  });
});

describe('a case that is whole', () => {
  it('goes on to the family', async () => {
    const { press, kept } = await open(fresh());
    const shown = await press('booking.case', {
      caseReference: 'EX-20417', s47InitiatedOn: '2026-11-20', threshold: 'yes', agreedBy: ID.morgan, agreedOn: '2026-11-23', agreedAt: '09:40', stepFree: 'yes', recommendation: 'plan', category: 'NEG',
      'label-0': 'Child A', 'initials-0': 'A.B.', 'age-0': '4',
    });
    expect(shown.texts).toContain(OVER);
    expect((await kept()).case).toEqual({
      conferenceType: 'initial', caseReference: 'EX-20417', dates: { s47InitiatedOn: '2026-11-20', decidedOn: '', laterStrategyOn: '' }, planBeforeBirth: '', agreed: { by: ID.morgan, on: '2026-11-23', at: '09:40' }, threshold: 'yes', format: 'hybrid',
      venue: { kind: 'ours', words: '', assessed: '', stepFree: 'yes' }, recommendation: 'plan', category: 'NEG', children: [{ label: 'Child A', initials: 'A.B.', age: '4', part: 'subject' }],
    });
  });

  it('may be a review, which nobody agrees to first, or a booking by a manager who is not listed', async () => {
    const review = await open(whole({ conferenceType: 'review', dates: { initialHeldOn: '2026-09-02' }, agreed: { by: ID.morgan, on: '', at: '' } }));
    expect((await review.press('booking.case')).texts).toContain(OVER);
    const unlisted = await open();
    expect((await unlisted.press('booking.case', { agreedBy: 'notListed' })).texts).toContain(OVER);
  });
});

describe('another type of conference', () => {
  it('brings its own questions, and keeps all that was typed', async () => {
    const { press, kept } = await open();
    const shown = await press('booking.changeType', { conferenceType: 'transferIn', caseReference: 'EX-77', 'label-1': 'Child Z' });
    expect(shown.inputs).toContain('transferNotifiedOn');
    expect(shown.inputs).not.toContain('threshold');
    expect(shown.input('caseReference')?.['value']).toBe('EX-77');
    expect(shown.input('label-1')?.['value']).toBe('Child Z');
    const back = await press('booking.changeType', { conferenceType: 'initial' });
    expect(back.input('s47InitiatedOn')?.['value']).toBe('2026-11-20');
    expect(back.input('threshold')?.['value']).toBe('yes');
    expect((await kept()).case.agreed).toEqual({ by: ID.morgan, on: '2026-11-20', at: '11:00' });
  });

  it('is no fault when Continue is pressed with it: the card comes back once with its questions', async () => {
    const { press } = await open();
    const shown = await press('booking.case', { conferenceType: 'preBirth' });
    expect(shown.inputs).toContain('expectedBirthOn');
    expect(shown.texts.filter((text) => /need|Please fill/.test(text))).toEqual([]);
    expect((await press('booking.case')).below('expectedBirthOn')).toBe('Please give the day on which the birth is expected.');
    expect((await press('booking.case', { expectedBirthOn: '2027-02-01' })).texts).toContain(OVER);
  });
});

describe('who agreed, and when', () => {
  it.each([
    ['nobody chosen', { agreedBy: '' }, 'agreedBy', 'Please choose who agreed (NOT-005).'],
    ['no day', { agreedOn: '' }, 'agreedOn', 'Please say on which day it was agreed (NOT-005).'],
    ['no time', { agreedAt: '' }, 'agreedAt', 'Please say at what time it was agreed (NOT-005).'],
    ['a day that does not exist', { agreedOn: '2026-02-31' }, 'agreedOn', 'This date does not exist. Please check the day and month.'],
    ['tomorrow', { agreedOn: '2026-11-24', agreedAt: '09:00' }, 'agreedOn', 'This lies ahead. Please give the day and time at which it was agreed.'],
    ['tomorrow and no time', { agreedOn: '2026-11-24', agreedAt: '' }, 'agreedOn', 'This lies ahead. Please give the day and time at which it was agreed.'],
    ['later today', { agreedOn: '2026-11-23', agreedAt: '10:31' }, 'agreedOn', 'This lies ahead. Please give the day and time at which it was agreed.'],
    ['more than a week before the enquiry', { agreedOn: '2026-11-12' }, 'agreedOn', 'This is long before the enquiry was initiated. Please check both dates.'],
  ] as const)('has something said about it with %s', async (_, typed, field, words) => {
    const { press } = await open();
    expect((await press('booking.case', typed)).below(field)).toBe(words);
  });

  it('asks for all that is missing at once', async () => {
    const { press } = await open();
    const shown = await press('booking.case', { agreedBy: '', agreedOn: '', agreedAt: '' });
    expect([shown.below('agreedBy'), shown.below('agreedOn'), shown.below('agreedAt')].filter((each) => each === undefined)).toEqual([]);
  });

  it.each([['this very minute', { agreedOn: '2026-11-23', agreedAt: '10:30' }], ['a week before the enquiry', { agreedOn: '2026-11-13' }]])('may be %s', async (_, typed) => {
    const { press } = await open();
    expect((await press('booking.case', typed)).texts).toContain(OVER);
  });

  it.each([['on a Saturday', '2026-11-21', '11:00', 'Monday 23 November 2026 at 10:00'], ['after the close of business', '2026-11-20', '17:01', 'Monday 23 November 2026 at 10:00']])('%s is said to be out of hours, and goes on', async (_, agreedOn, agreedAt, by) => {
    const { press } = await open();
    const words = `Agreed out of hours. You can book now; the diary co-ordinator acknowledges it by ${by} (NOT-005).`;
    const next = await press('booking.case', { agreedOn, agreedAt });
    expect(next.texts).toEqual(expect.arrayContaining([OVER, words]));
    expect((await press('booking.back')).texts).toContain(words);
  });

  it('in office hours says nothing more', async () => {
    const { press } = await open();
    expect((await press('booking.changeType', { agreedOn: '2026-11-20', agreedAt: '17:00' })).texts.filter((text) => text.includes('out of hours'))).toEqual([]);
  });
});

describe('the threshold', () => {
  it('must be answered', async () => {
    const { press } = await open(whole({ threshold: '' }));
    expect((await press('booking.case')).below('threshold')).toBe('Please answer this.');
  });

  it('asks once for a second look at a no, and then goes on with it', async () => {
    const { press, kept } = await open();
    expect((await press('booking.case', { threshold: 'no' })).below('threshold')).toMatch(/^An initial conference follows an enquiry that found this\./);
    expect((await press('booking.case')).texts).toContain(OVER);
    expect((await kept()).case.threshold).toBe('no');
  });
});

describe('where people meet', () => {
  it('is not asked when everybody is on Teams, and is asked before going on once they are not', async () => {
    const { press, shown } = await open(whole({ format: 'virtual' }));
    expect(shown().inputs.filter((id) => id.startsWith('venue') || id === 'stepFree')).toEqual([]);
    const first = await press('booking.case', { format: 'faceToFace' });
    expect(first.below('venueKind')).toBe('People will meet in a room: please say where.');
    expect((await press('booking.case', { stepFree: 'yes' })).texts).toContain(OVER);
  });

  it('elsewhere is asked for in words and with its risk assessment (NOT-015); a no goes on', async () => {
    const { press, kept } = await open();
    const first = await press('booking.case', { venueKind: 'elsewhere' });
    expect(first.below('venueWords')).toBe('Please say where.');
    expect(first.below('venueAssessed')).toMatch(/^Please say whether the risk there was assessed\./);
    expect((await press('booking.case', { venueWords: 'The village hall', venueAssessed: 'no' })).texts).toContain(OVER);
    expect((await kept()).case.venue).toEqual({ kind: 'elsewhere', words: 'The village hall', assessed: 'no', stepFree: '' });
  });
});

it('asks what will be recommended, for which “not clear yet” is an answer (NOT-067)', async () => {
  const { press } = await open();
  expect((await press('booking.case', { recommendation: '' })).below('recommendation')).toBe('Please choose. “Not clear yet” is an answer.');
  expect((await press('booking.case', { recommendation: 'notYet' })).texts).toContain(OVER);
});

describe('the children', () => {
  it.each([
    ['without a label', { 'label-1': '' }, 'label-1', 'Please fill this in.'],
    ['with the label of another', { 'label-1': ' child  A ' }, 'label-1', 'Two children cannot have the same label.'],
    ['without initials', { 'initials-1': '' }, 'initials-1', 'Please fill this in.'],
    ['without an age', { 'age-1': '' }, 'age-1', 'Please fill this in.'],
    ['under a name instead of a label', { 'label-1': 'Quentin Canaryson' }, 'label-1', 'This looks like a name. Please use a label, such as Child A; names go on the next screen.'],
  ] as const)('one %s is said to be so beside the field', async (_, typed, field, words) => {
    const { press } = await open();
    expect((await press('booking.case', typed)).below(field)).toBe(words);
  });

  it('must have one among them who is decided about', async () => {
    const { press, kept } = await open();
    expect((await press('booking.case', { considered: '0,1' })).texts).toContain('At least one child must be one the conference decides about.');
    await press('booking.case', { considered: '1' });
    expect((await kept()).case.children.map(({ part }) => part)).toEqual(['subject', 'considered']);
  });

  it('are added one by one, up to ten, each already labelled, and what was typed stays', async () => {
    const { press, shown } = await open(fresh());
    await press('booking.addChild', { caseReference: 'EX-9', 'initials-0': 'A.B.' });
    expect([shown().input('label-1')?.['value'], shown().input('initials-0')?.['value'], shown().input('caseReference')?.['value']]).toEqual(['Child B', 'A.B.', 'EX-9']);
    for (let count = 3; count <= 10; count += 1) await press('booking.addChild');
    expect(shown().input('label-9')?.['value']).toBe('Child J');
    expect(shown().verbs).not.toContain('booking.addChild');
    expect((await press('booking.removeChild')).inputs).not.toContain('label-9');
  });

  it('leave nothing behind on the family screen when they are removed', async () => {
    const names = [{ fullName: '', bornOn: '' }, { fullName: 'Quentin Canaryson', bornOn: '2019-05-04' }];
    const { press, kept } = await open({ ...whole(), family: { ...whole().family, names, participation: ['viewsSent', 'comesToAll'] } });
    await press('booking.removeChild');
    await press('booking.addChild', { 'label-1': 'Child C', 'initials-1': 'E.F.', 'age-1': '2' });
    const shown = await press('booking.case', { 'initials-1': 'E.F.', 'age-1': '2' });
    expect(shown.input('participation-1')?.['value']).toBe('');
    expect(shown.texts.filter((text) => text.includes('kept. Leave'))).toEqual([]);
    expect(JSON.stringify(await kept())).not.toContain('Canaryson');
  });
});

describe('the day the decision was recorded (AMB-10)', () => {
  it('may be left empty, and says that the count runs from the earlier', async () => {
    const { press, shown } = await open();
    expect(shown().texts).toContain('Leave this empty if it is the day of that discussion. The count runs from the earlier (AMB-10).');
    expect((await press('booking.case', { decidedOn: '' })).texts).toContain(OVER);
  });

  it.each([['2026-11-19', '2026-12-09'], ['2026-11-22', '2026-12-10']])('of %s goes into the window, which ends on %s', async (decidedOn, dueOn) => {
    const { press, kept } = await open();
    expect((await press('booking.case', { decidedOn })).texts).toContain(OVER);
    const { window } = wishOf(await kept(), asking) as Extract<Wished, { kind: 'wished' }>;
    expect(window.dueOn).toBe(dueOn);
    expect(window.notes.filter((note) => note.includes('the decision is recorded for'))).toHaveLength(1);
  });

  it('that lies ahead, or a year back, is answered with what to do', async () => {
    const { press } = await open();
    expect((await press('booking.case', { decidedOn: '2026-11-24' })).below('decidedOn')).toBe('This day has not come yet. Please give the day the decision was recorded, or leave this empty if it was the day of the discussion. (NOT-002)');
    expect((await press('booking.case', { decidedOn: '2025-11-20' })).below('decidedOn')).toBe('This date is longer ago than it can be. Please check the year. (NOT-002)');
  });
});

describe('a plan made before the birth (STK-013, AMB-30)', () => {
  const stoke = { pack: shippedLibrary().conferencePack('stoke-on-trent')!, calendar: book.calendar };
  const review = (changes: Partial<BookingDraft['case']> = {}): BookingDraft => whole({ conferenceType: 'review', dates: { initialHeldOn: '2026-09-14' }, ...changes });
  const openReview = (changes: Partial<BookingDraft['case']> = {}) => firstScreens(review(changes), undefined, stoke);
  const windowOf = (draft: BookingDraft) => conferenceWindow(stoke, draft.case.conferenceType, (checkCase(draft.case, asking.today) as CheckedCase).dates);

  it('is asked about for a review where the pack counts from the birth, and nowhere else', async () => {
    expect((await openReview()).shown().inputs).toContain('planBeforeBirth');
    expect((await openReview({ conferenceType: 'siblingInitial' })).shown().inputs).toContain('planBeforeBirth');
    for (const conferenceType of ['initial', 'preBirth'] as const) expect((await openReview({ conferenceType })).shown().inputs).not.toContain('planBeforeBirth');
    expect((await open(review())).shown().inputs).not.toContain('planBeforeBirth');
  });

  it('must be answered; a no asks for nothing more', async () => {
    const { press, kept, shown } = await openReview();
    expect(shown().inputs.filter((id) => ['bornOn', 'expectedBirthOn'].includes(id))).toEqual([]);
    expect((await press('booking.case')).below('planBeforeBirth')).toBe('Please answer this: a plan made before the birth is reviewed soon after it (STK-013).');
    expect((await press('booking.case', { planBeforeBirth: 'perhaps' })).below('planBeforeBirth')).toMatch(/^Please answer this/);
    expect((await press('booking.case', { planBeforeBirth: 'no' })).texts).toContain(OVER);
    expect(windowOf(await kept())).toMatchObject({ dueOn: '2026-12-14' });
  });

  it('of a baby who is born asks for the day, and counts a month from it', async () => {
    const { press, kept } = await openReview();
    const asked = await press('booking.case', { planBeforeBirth: 'born' });
    expect(asked.below('bornOn')).toBe('Please give the day of birth.');
    expect(asked.inputs).not.toContain('expectedBirthOn');
    expect((await press('booking.case', { bornOn: '2026-11-02' })).texts).toContain(OVER);
    expect(windowOf(await kept())).toMatchObject({ dueOn: '2026-12-02', provisional: false });
  });

  it('of a baby who is not born yet asks for the expected day, and counts from it for the time being', async () => {
    const { press, kept } = await openReview({ dates: { initialHeldOn: '2026-10-19' } });
    expect((await press('booking.case', { planBeforeBirth: 'notBornYet' })).below('expectedBirthOn')).toBe('Please give the day on which the birth is expected.');
    expect((await press('booking.case', { expectedBirthOn: '2026-12-01' })).texts).toContain(OVER);
    expect(windowOf(await kept())).toMatchObject({ dueOn: '2026-12-31', provisional: true });
  });

  it('may be of a baby who is late', async () => {
    const { press } = await openReview({ planBeforeBirth: 'notBornYet' });
    expect((await press('booking.case', { expectedBirthOn: '2026-11-09' })).texts).toContain(OVER);
  });

  it.each([
    ['a birth tomorrow', 'born', { bornOn: '2026-11-24' }, 'bornOn', 'This day has not come yet. If the baby is not born, please choose “Yes, and the baby is not born yet” above.'],
    ['a birth before the initial conference', 'born', { bornOn: '2026-09-13' }, 'bornOn', 'This is before the initial conference, so that plan was not made before the birth. Please check both dates, or answer “No” above.'],
    ['a birth that no calendar has', 'born', { bornOn: '2026-02-31' }, 'bornOn', 'This date does not exist. Please check the day and month.'],
    ['an expected day of months ago', 'notBornYet', { expectedBirthOn: '2026-10-22' }, 'expectedBirthOn', 'This day is long past. If the baby is born, please choose “Yes, and the baby is born” above.'],
    ['an expected day in years', 'notBornYet', { expectedBirthOn: '2028-01-01' }, 'expectedBirthOn', 'This date must lie ahead, within the next twelve months.'],
  ] as const)('is not counted with %s: it is answered with what to do next', async (_, planBeforeBirth, typed, field, words) => {
    const { press, kept } = await openReview({ planBeforeBirth });
    expect((await press('booking.case', typed)).below(field)).toBe(words);
    expect((await kept()).step).toBe('case');
  });

  it('is no longer counted from when the answer or the type changes', async () => {
    const { press, kept } = await openReview({ planBeforeBirth: 'born', dates: { initialHeldOn: '2026-09-14', bornOn: '2026-11-02' } });
    expect((await press('booking.case', { planBeforeBirth: 'no' })).texts).toContain(OVER);
    expect(windowOf(await kept())).toMatchObject({ dueOn: '2026-12-14' });
    const initial = checkCase({ ...whole().case, planBeforeBirth: 'born', dates: { s47InitiatedOn: '2026-11-20', bornOn: '2026-11-02' } }, asking.today);
    expect(initial).toMatchObject({ dates: { s47InitiatedOn: '2026-11-20' } });
    expect(initial).not.toHaveProperty('dates.bornOn');
    expect(initial).not.toHaveProperty('dates.preBirthPlan');
  });
});

describe('bad input', () => {
  it.each([
    ['a 31 February', { s47InitiatedOn: '2026-02-31' }, 's47InitiatedOn', 'This date does not exist. Please check the day and month. (NOT-002)'],
    ['an enquiry tomorrow', { s47InitiatedOn: '2026-11-24' }, 's47InitiatedOn', 'This date is in the future. It must be today or earlier. (NOT-002)'],
    ['an enquiry of years ago', { s47InitiatedOn: '2016-11-20' }, 's47InitiatedOn', 'This date is longer ago than it can be. Please check the year. (NOT-002)'],
    ['ten thousand characters', { caseReference: 'x'.repeat(10_000) }, 'caseReference', 'Please keep this to 40 characters or fewer.'],
    ['an array', { caseReference: ['EX-1'] }, 'caseReference', 'This did not arrive as text. Please type it again.'],
    ['an object', { 'label-0': { value: 'Child A' } }, 'label-0', 'This did not arrive as text. Please type it again.'],
    ['a filter for a reference', { caseReference: "' or PartitionKey ne '" }, 'caseReference', 'Use up to 30 letters, figures, spaces, dots, dashes or underscores.'],
    ['a manager of nobody’s list', { agreedBy: ID.priya }, 'agreedBy', 'Please choose who agreed (NOT-005).'],
    ['an answer of nobody’s list', { threshold: 'perhaps' }, 'threshold', 'Please answer this.'],
    ['a way to meet of nobody’s list', { format: 'by-letter' }, 'format', 'Please fill this in. (NOT-014)'],
    ['a recommendation of nobody’s list', { recommendation: 'x'.repeat(150) }, 'recommendation', 'Please choose. “Not clear yet” is an answer.'],
  ] as const)('%s is answered beside its field, and the rest of what was typed stays', async (_, typed, field, words) => {
    const { press } = await open();
    const shown = await press('booking.case', { 'age-1': '9', ...typed });
    expect(shown.below(field)).toBe(words);
    expect(shown.input('age-1')?.['value']).toBe('9');
  });

  it('a type nobody knows changes nothing', async () => {
    const { press, kept } = await open();
    await press('booking.changeType', { conferenceType: 'wedding' });
    expect((await kept()).case.conferenceType).toBe('initial');
  });

  it('a script in a label is a text like any other', async () => {
    const { press, kept } = await open();
    const shown = await press('booking.changeType', { 'label-0': '<script>alert(1)</script>${op}' });
    expect(shown.input('label-0')?.['value']).toBe('<script>alert(1)</script>${op}');
    expect((await kept()).case.children[0]?.label).toBe('<script>alert(1)</script>${op}');
  });

  it('the form of another person is gone for everybody else, and stays as it was', async () => {
    const { send, sent, kept } = await open();
    const before = await kept();
    expect((await send('booking.case', sent('booking.case', { caseReference: 'THEIRS' }), person(ID.priya))).kind).toBe('gone');
    expect(await kept()).toEqual(before);
  });

  it('a press that comes twice counts once, and shows where the form is', async () => {
    const { send, sent, kept } = await open();
    const once = sent('booking.addChild');
    await send('booking.addChild', once);
    expect((await send('booking.addChild', once)).inputs).toContain('label-2');
    expect((await kept()).case.children).toHaveLength(3);
  });

  it('a card that lost its ids is not ours', async () => {
    const { send, sent } = await open();
    expect((await send('booking.case', { ...sent('booking.case'), draftId: ['draft-1'] })).kind).toBe('notOurs');
    expect((await send('booking.case', { ...sent('booking.case'), childCount: 11 })).kind).toBe('notOurs');
  });
});

it('is one card with ten children, however much is wrong: what does not fit is said once the rest is right', async () => {
  const children = Array.from({ length: 10 }, (_, index) => ({ ...emptyChild(index), label: `${'Ŵyŷ'.repeat(13)}`, initials: '', age: '' }));
  const { press } = await open({ ...whole({ children, conferenceType: 'siblingInitial', venue: { kind: 'elsewhere', words: '', assessed: '', stepFree: '' } }), understood: Array.from({ length: 10 }, () => 'ŵ'.repeat(200)) });
  const typed = Object.fromEntries(children.flatMap((_, index) => [[`initials-${index}`, 'ŵ'.repeat(9)], [`age-${index}`, 'ŵ'.repeat(900)]]));
  const shown = await press('booking.case', { ...typed, caseReference: '<ŵ>', s47InitiatedOn: '', agreedBy: '', agreedOn: '', agreedAt: '', threshold: '', recommendation: '' });
  expect(shown.kind).toBe('shown');
  expect(shown.bytes).toBeLessThanOrEqual(20 * 1024);
  expect(shown.below('caseReference')).toBe('Use up to 30 letters, figures, spaces, dots, dashes or underscores.');
  expect(shown.texts).toContain('There is more to look at. It is shown once this is right.');
  expect(shown.input('age-9')?.['value']).toBe('ŵ'.repeat(20));
});
