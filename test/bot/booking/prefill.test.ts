/** A sentence in chat becomes a form half filled in, with what was understood shown to be checked. Today is Monday 23 November 2026. */
import { describe, expect, it } from 'vitest';
import { newDraft, type BookingDraft } from '../../../bot/booking/draft.ts';
import { prefilled } from '../../../bot/booking/prefill.ts';
import { understand, type BookingHints } from '../../../bot/teams/intents.ts';
import { day } from '../../conference/a-conference.ts';
import { firstScreens } from './first-screens.ts';

const NOTHING: BookingHints = { conferenceType: null, caseReference: null, s47InitiatedOn: null, otherDates: [], childCount: null, ages: [], unborn: false, format: null, interpreter: [], relatives: [], urgent: false };
const fresh = (): BookingDraft => newDraft('draft-1', 'faceToFace');
const filled = (hints: Partial<BookingHints>): BookingDraft => prefilled({ ...NOTHING, ...hints })(fresh());

function fromSentence(sentence: string): BookingDraft {
  const { intent } = understand(sentence, day('2026-11-23'));
  if (intent.kind !== 'book') throw new Error(`understood as ${intent.kind}`);
  return prefilled(intent.hints)(fresh());
}

describe('what was said is filled in', () => {
  it.each<readonly [string, Partial<BookingHints>, Partial<BookingDraft['case']>]>([
    ['the type', { conferenceType: 'review' }, { conferenceType: 'review' }],
    ['the reference', { caseReference: '48213' }, { caseReference: '48213' }],
    ['the day of the enquiry, when it is one day', { s47InitiatedOn: { kind: 'day', on: day('2026-11-16'), said: '16 November' } }, { dates: { s47InitiatedOn: '2026-11-16' } }],
    ['how people meet', { format: 'virtual' }, { format: 'virtual' }],
  ])('%s', (_, hints, expected) => expect(filled(hints).case).toMatchObject(expected));

  it('a row for each child, labelled, with the age as it was said', () => {
    expect(filled({ childCount: 3 }).case.children.map(({ label, age }) => [label, age])).toEqual([['Child A', ''], ['Child B', ''], ['Child C', '']]);
    expect(filled({ ages: ['3', '7 months'] }).case.children.map(({ age }) => age)).toEqual(['3', '7 months']);
    expect(filled({ childCount: 2, ages: ['3'], unborn: true }).case.children.map(({ age }) => age)).toEqual(['3', 'unborn']);
  });

  it('a row for each relative spoken of, beside Mother and Father, with the language of their interpreter', () => {
    const { relatives, flags } = filled({ relatives: ['Mother', 'Grandmother'], interpreter: [{ who: 'Aunt', language: 'Polish' }] }).family;
    expect(relatives.map(({ label, interpreter }) => [label, interpreter])).toEqual([['Mother', ''], ['Father', ''], ['Grandmother', ''], ['Aunt', 'Polish']]);
    expect(flags).toEqual(['specialNeeds']);
  });

  it('an interpreter whose language was not said stays in sight, and one for both parents is for each of them', () => {
    expect(filled({ interpreter: [{ who: 'Mother', language: null }] }).family.relatives.map(({ interpreter }) => interpreter)).toEqual(['language not said yet', '']);
    expect(filled({ relatives: ['Parents'], interpreter: [{ who: 'Parents', language: 'Urdu' }] }).family.relatives.map(({ label, interpreter }) => [label, interpreter])).toEqual([['Mother', 'Urdu'], ['Father', 'Urdu']]);
  });

  it.each(['Child', 'Family member'])('an interpreter for “%s” brings no row, and the chair is told', (who) => {
    const { relatives, flags } = filled({ interpreter: [{ who, language: 'Polish' }] }).family;
    expect([relatives.map(({ label }) => label), flags]).toEqual([['Mother', 'Father'], ['specialNeeds']]);
  });
});

describe('what can be read in two ways stays open', () => {
  it('so is a day of the enquiry that may be one of two', () => {
    const { case: part, understood } = filled({ s47InitiatedOn: { kind: 'ambiguous', said: 'Thursday week', candidates: [day('2026-11-12'), day('2026-11-19')] } });
    expect(part.dates).toEqual({});
    expect(understood).toEqual(['“Thursday week” can be read as Thursday 12 November 2026 or Thursday 19 November 2026: please choose the date below']);
  });

  it('and a day that was said of something else is filled in nowhere', () => {
    expect(JSON.stringify(filled({ otherDates: [{ kind: 'day', on: day('2026-12-04'), said: '4 December' }] }).case)).not.toContain('2026-12-04');
  });

  it('and where nothing was said, the form is as it always begins', () => {
    const draft = fresh();
    expect(prefilled(NOTHING)(draft)).toEqual(draft);
  });
});

it('the sentence of a social worker opens a form with what was understood in a box, and nothing is assumed', async () => {
  const draft = fromSentence('I need an ICPC for case 48213, section 47 started on 16 November, three children, mum needs an interpreter');
  const { shown, press } = await firstScreens(draft);
  expect(shown().texts).toContain('This is what I understood. Please check it.');
  expect(shown().texts).toEqual(expect.arrayContaining([expect.stringMatching(/^Case reference 48213/), expect.stringMatching(/^Section 47 enquiry initiated on Monday 16 November 2026/), expect.stringMatching(/^An interpreter for Mother/)]));
  expect([shown().input('caseReference')?.['value'], shown().input('s47InitiatedOn')?.['value'], shown().input('label-2')?.['value'], shown().input('threshold')?.['value']]).toEqual(['48213', '2026-11-16', 'Child C', '']);
  const pressed = await press('booking.case');
  expect(pressed.texts).toContain('Step 1 of 4: the case');
  expect(pressed.texts).toContain('This is what I understood. Please check it.');
});

it('names in a sentence get into no form', () => {
  const draft = fromSentence('Please book an initial conference for Quentin Canaryson and his mum Wanda Canaryson, case EX-20417, two children');
  expect(JSON.stringify(draft)).not.toMatch(/Canaryson|Quentin|Wanda/);
  expect(draft.case.caseReference).toBe('EX-20417');
});
