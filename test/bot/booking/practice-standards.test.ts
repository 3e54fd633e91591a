/** Booking a review where the practice standards are laid over the pack: what is asked, who is needed, and what is dated (PST-001 to PST-007). */
import { describe, expect, it } from 'vitest';
import { checklistOf, circumstancesOf, openQuestions } from '../../../bot/booking/invitable.ts';
import type { BookingDraft } from '../../../bot/booking/draft.ts';
import { peopleCard } from '../../../bot/booking/people-card.ts';
import { conferenceRules, dutyDates } from '../../../bot/conference-rules.ts';
import { aBooking, day } from '../../conference/a-conference.ts';
import { REVIEW } from '../../conference/a-review.ts';
import { nottinghamshireRulebook, practiceRulebook } from '../../procedures/nottinghamshire-rulebook.ts';
import { aDraft, asking } from './a-draft.ts';

const [bare, practice] = [nottinghamshireRulebook(), practiceRulebook()];
const review = (answers: Readonly<Record<string, string>> = {}): BookingDraft => {
  const draft = aDraft();
  return { ...draft, case: { ...draft.case, conferenceType: 'review' }, people: { ...draft.people, answers } };
};
const asked = (book: typeof practice, draft = review()): readonly string[] => openQuestions(book.pack, draft).map(({ fact }) => fact).filter((fact) => fact === 'recommendEnd' || fact === 'coreGroupWantsEnd');
const needOfLead = (draft: BookingDraft) => checklistOf(practice.pack, draft).find(({ roleCode }) => roleCode === 'practiceLead')?.need;
const dated = (book: typeof practice, changes = {}) => dutyDates(conferenceRules(book, aBooking({ ...REVIEW, ...changes })).duties).filter(({ duty }) => duty.startsWith('assessment')).map(({ duty, due, owner }) => [duty, due, owner]);

describe('the form', () => {
  it('asks of a review, and of nothing else, what could make an assessment needed', () => {
    expect(asked(practice)).toEqual(['recommendEnd', 'coreGroupWantsEnd']);
    expect([asked(practice, aDraft()), asked(bare)]).toEqual([[], []]);
  });

  it('has room for its questions beside those of the pack, whatever was typed', () => {
    const words = JSON.stringify(peopleCard(review(), {}, { ...asking, book: practice }));
    expect(words).toMatch(/Does the social worker mean to recommend ending the plan\?[^]*Is the core group strongly of the opinion that the plan should end\?/);
    const draft = review({ recommendEnd: 'yes', coreGroupWantsEnd: 'yes' });
    for (const page of [0, 1]) {
      const full: BookingDraft = { ...draft, people: { ...draft.people, page, outsideTyped: 'Somebody else; '.repeat(30), observers: 'Two students', notAsked: 'Not yet. '.repeat(40) } };
      expect(Buffer.byteLength(JSON.stringify(peopleCard(full, {}, { ...asking, book: practice })))).toBeLessThanOrEqual(20 * 1024);
    }
  });

  it('keeps each answer as it was given, and what is not known as not known', () => {
    expect(circumstancesOf(review({ recommendEnd: 'yes', coreGroupWantsEnd: 'no' }))).toMatchObject({ recommendEnd: true, coreGroupWantsEnd: false });
    expect(circumstancesOf(review({ recommendEnd: '' }))).not.toHaveProperty('recommendEnd');
  });

  it('requires the Practice Lead where the end is recommended, and not for a plan that is only old', () => {
    expect(needOfLead(review({ recommendEnd: 'yes' }))).toBe('required');
    expect(needOfLead(review({ recommendEnd: 'no', coreGroupWantsEnd: 'yes' }))).toBe('required');
    expect(needOfLead(review({ recommendEnd: 'no', coreGroupWantsEnd: 'no' }))).toBeUndefined();
  });
});

describe('the three days of the assessment', () => {
  it('are dated with the other duties, so that whoever owes them is told when a holiday moves one', () => {
    expect(dated(practice)).toEqual([['assessmentToPracticeLead', '2026-05-01', 'socialWorker'], ['assessmentToParents', '2026-05-13', 'socialWorker'], ['assessmentToUnit', '2026-05-13', 'socialWorker']]);
  });

  it('follow the day of the review', () => {
    expect(dated(practice, { on: day('2026-04-20') }).map(([, due]) => due)).toEqual(['2026-04-02', '2026-04-15', '2026-04-15']);
  });

  it('keep a day that had passed when the rules changed, and everything that hangs on it', () => {
    const rules = conferenceRules(practice, aBooking(REVIEW), [{ duty: 'assessmentToUnit', due: '2026-05-12' }]);
    expect([rules.duties.assessmentToUnit?.dueOn, rules.assessmentLimits?.toUnitBy, rules.noticeTimes.assessment?.toUnitBy]).toEqual(['2026-05-12', '2026-05-12', '2026-05-12']);
  });

  it('are not there for an initial conference, nor where the standards do not hold', () => {
    expect([dated(bare), dated(practice, { conferenceType: 'initial', dates: { s47InitiatedOn: day('2026-05-01') } }), dated(practice, { circumstances: { recommendEnd: false, coreGroupWantsEnd: false } })]).toEqual([[], [], []]);
  });
});
