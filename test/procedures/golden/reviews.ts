/** When reviews fall (rules 1.10, reviews and other limits): months, month-ends, births, birthdays and returns. */
import { asked, dated, notOwed, type GoldenCase } from './golden-case.ts';

const packs = [
  ['nottinghamshire', 'NAT-002', 'NAT-003', 'inherited'], ['stoke-on-trent', 'STK-006', 'STK-007', 'written'],
  ['wales', 'WAL-003', 'WAL-003', 'written'], ['generic', 'GEN-009', 'GEN-009', 'written'],
] as const;

/** The initial conference, three months on, and the last day to book. */
const firsts = [
  ['2024-07-19', '2024-10-19', '2024-10-18', 'a Saturday'],
  ['2024-05-31', '2024-08-31', '2024-08-30', 'a Saturday at the end of August'],
  ['2025-01-31', '2025-04-30', '2025-04-30', 'the end of a shorter month'],
] as const;

const afterBirth = { pack: 'stoke-on-trent', rule: 'STK-013', alsoRules: ['AMB-30'], what: 'reviewAfterBirth' } as const;
const beforeEighteen = { pack: 'nottinghamshire', rule: 'NOT-123', alsoRules: ['AMB-34'], what: 'beforeEighteen' } as const;
const preReturn = { pack: 'nottinghamshire', rule: 'NOT-133', what: 'preReturn' } as const;

export const reviews: readonly GoldenCase[] = packs.flatMap(([pack, first, later, confidence]) => [
  ...firsts.flatMap(([heldOn, dueOn, lastBookableOn, what]) => [
    dated({ pack, rule: first, alsoRules: ['AMB-08'], what: 'firstReview' }, `books the first review inside three months of a conference that made a plan: ${what} (${pack})`, { kind: 'initial', heldOn, planMade: true }, { due: dueOn, lastBookableOn, confidence }),
    dated({ pack, rule: first, what: 'firstReview' }, `counts this first review from the initial conference: ${what} (${pack})`, { kind: 'review', initialHeldOn: heldOn }, { due: dueOn, lastBookableOn, confidence }),
  ]),
  dated({ pack, rule: later, alsoRules: ['AMB-08'], what: 'thisReview' }, `books this review before Good Friday, six months after the last (${pack})`, { kind: 'review', initialHeldOn: '2024-07-19', previousReviewHeldOn: '2024-10-18' }, { due: '2025-04-18', lastBookableOn: '2025-04-17', confidence }),
  dated({ pack, rule: later, alsoRules: ['AMB-08'], what: 'nextReview' }, `books the next review before Good Friday, six months after this one (${pack})`, { kind: 'review', initialHeldOn: '2024-07-19', heldOn: '2024-10-18', planMade: true }, { due: '2025-04-18', lastBookableOn: '2025-04-17', confidence }),
  notOwed({ pack, rule: first, what: 'firstReview' }, `books no review when there is no plan (${pack})`, { kind: 'initial', heldOn: '2024-07-19', planMade: false }),
  notOwed({ pack, rule: first, what: 'firstReview' }, `counts from the last review once there was one (${pack})`, { kind: 'review', initialHeldOn: '2024-07-19', previousReviewHeldOn: '2024-10-18' }),
  notOwed({ pack, rule: later, what: 'thisReview' }, `counts from no review before the first (${pack})`, { kind: 'review', initialHeldOn: '2024-07-19' }),
  notOwed({ pack, rule: later, what: 'nextReview' }, `books no further review when the plan ends (${pack})`, { kind: 'review', heldOn: '2024-10-18', planMade: false }),
  asked({ pack, rule: later, what: 'nextReview' }, `asks whether the plan goes on before it books a further review (${pack})`, { kind: 'review', heldOn: '2024-10-18' }, ['planMade']),
]).concat([
  dated(afterBirth, 'keeps to three months when a month after the birth would be later', { kind: 'review', initialHeldOn: '2026-01-12', preBirthPlan: true, bornOn: '2026-03-20' }, { due: '2026-04-12', lastBookableOn: '2026-04-10', confidence: 'written' }),
  dated(afterBirth, 'books inside a month of the birth, although a review was held before it', { kind: 'review', initialHeldOn: '2026-01-12', previousReviewHeldOn: '2026-04-09', preBirthPlan: true, bornOn: '2026-05-20' }, { due: '2026-06-20', lastBookableOn: '2026-06-19' }),
  dated(afterBirth, 'books by the expected date until the child is born, and says that it may move', { kind: 'review', initialHeldOn: '2026-01-12', preBirthPlan: true, expectedBirthOn: '2026-02-02' }, { due: '2026-03-02', provisional: true }),
  dated(afterBirth, 'keeps to six months after this review when the birth is far off', { kind: 'review', initialHeldOn: '2026-01-12', heldOn: '2026-03-02', planMade: true, preBirthPlan: true, expectedBirthOn: '2026-09-01' }, { due: '2026-09-02' }),
  dated(afterBirth, 'counts from the birth again once this review was held before it', { kind: 'review', initialHeldOn: '2026-01-12', heldOn: '2026-04-09', planMade: true, preBirthPlan: true, bornOn: '2026-05-20' }, { due: '2026-06-20', lastBookableOn: '2026-06-19' }),
  dated(afterBirth, 'keeps to three months from the initial conference itself, which made the plan', { kind: 'initial', heldOn: '2026-01-12', preBirthPlan: true, bornOn: '2026-03-20' }, { due: '2026-04-12', lastBookableOn: '2026-04-10' }),
  asked(afterBirth, 'asks for the initial conference, whose three months may end sooner', { kind: 'review', preBirthPlan: true, bornOn: '2026-03-20' }, ['initialHeldOn']),
  asked(afterBirth, 'asks whether the plan goes on after a review before the birth', { kind: 'review', initialHeldOn: '2026-01-12', heldOn: '2026-04-09', preBirthPlan: true, bornOn: '2026-05-20' }, ['planMade']),
  notOwed(afterBirth, 'asks for no review after the birth when the plan ended before it', { kind: 'review', initialHeldOn: '2026-01-12', heldOn: '2026-04-09', planMade: false, preBirthPlan: true, bornOn: '2026-05-20' }),
  notOwed(afterBirth, 'is settled by a review held after the birth', { kind: 'review', initialHeldOn: '2026-01-12', previousReviewHeldOn: '2026-04-09', preBirthPlan: true, bornOn: '2026-03-20' }),
  asked(afterBirth, 'asks for the birth itself when a review was held after the expected date', { kind: 'review', initialHeldOn: '2026-01-12', previousReviewHeldOn: '2026-04-09', preBirthPlan: true, expectedBirthOn: '2026-03-20' }, ['bornOn']),
  notOwed(afterBirth, 'asks nothing about a birth when the plan was not made before one', { kind: 'review', initialHeldOn: '2026-01-12' }),
  asked(afterBirth, 'asks for the expected date of an unborn child', { kind: 'review', initialHeldOn: '2026-01-12', preBirthPlan: true }, ['bornOn', 'expectedBirthOn']),

  dated(beforeEighteen, 'books before Easter when the eighteenth birthday is Easter Monday', { kind: 'review', bornOn: '2008-04-06' }, { due: '2026-04-02', lastBookableOn: '2026-04-02' }),
  dated(beforeEighteen, 'books the day before a birthday in mid-week', { kind: 'review', bornOn: '2008-06-11' }, { due: '2026-06-10', lastBookableOn: '2026-06-10' }),
  dated(preReturn, 'holds the conference on the Friday before a child returns on Monday', { kind: 'initial', plannedReturnOn: '2024-07-22' }, { due: '2024-07-19', lastBookableOn: '2024-07-19' }),
  dated(preReturn, 'holds the conference before Easter when a child returns on the Tuesday after it', { kind: 'initial', plannedReturnOn: '2025-04-22' }, { due: '2025-04-17' }),
  dated({ pack: 'stoke-on-trent', rule: 'STK-036', alsoRules: ['AMB-08'], what: 'ninthMonth' }, 'looks at progress when the plan is nine months old', { kind: 'review', planStartedOn: '2024-05-31' }, { due: '2025-02-28', confidence: 'written' }),
]);
