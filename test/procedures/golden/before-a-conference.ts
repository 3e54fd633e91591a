/** What comes before a conference (rules 1.10, third table): working days, calendar days and hours, over every kind of holiday. */
import { asked, dated, notOwed, type GoldenCase } from './golden-case.ts';

/** The conference, then one, two, three, five and twenty working days before it, fourteen days before it, and four and six working days. */
const conferences = [
  ['2024-07-22', '2024-07-19', '2024-07-18', '2024-07-17', '2024-07-15', '2024-06-24', '2024-07-08', '2024-07-16', '2024-07-12', '2024-06-21'],
  ['2025-04-22', '2025-04-17', '2025-04-16', '2025-04-15', '2025-04-11', '2025-03-21', '2025-04-08', '2025-04-14', '2025-04-10', '2025-03-20'],
  ['2025-01-02', '2024-12-31', '2024-12-30', '2024-12-27', '2024-12-23', '2024-12-02', '2024-12-19', '2024-12-24', '2024-12-20', '2024-11-29'],
  ['2022-09-20', '2022-09-16', '2022-09-15', '2022-09-14', '2022-09-12', '2022-08-19', '2022-09-06', '2022-09-13', '2022-09-09', '2022-08-18'],
  ['2026-12-29', '2026-12-24', '2026-12-23', '2026-12-22', '2026-12-18', '2026-11-27', '2026-12-15', '2026-12-21', '2026-12-17', '2026-11-26'],
] as const;

const practice = { pack: 'stoke-on-trent', overlays: ['practice-standards'] } as const;
const tellDiary = { pack: 'nottinghamshire', rule: 'NOT-005', alsoRules: ['AMB-23'], what: 'tellDiary' } as const;
const acknowledged = { ...tellDiary, what: 'tellDiaryAcknowledged' } as const;
const toPracticeLead = { ...practice, rule: 'PST-004', alsoRules: ['PST-001', 'PST-002', 'PST-003', 'PST-006', 'AMB-06', 'AMB-32'], what: 'assessmentToPracticeLead' } as const;
const toParents = { ...practice, rule: 'PST-005', alsoRules: ['AMB-06'], what: 'assessmentToParents' } as const;
const toUnit = { ...toParents, alsoRules: ['PST-008', 'PST-009', 'AMB-06', 'AMB-15', 'AMB-31'], what: 'assessmentToUnit' } as const;

export const beforeAConference: readonly GoldenCase[] = conferences.flatMap(([on, one, two, three, five, twenty, fortnight, four, six, twentyOne]) => {
  const conferenceAt = `${on}T10:00`;
  const review = { kind: 'review', conferenceAt } as const;
  const dayBefore = `${one}T10:00`;
  return [
    dated({ pack: 'nottinghamshire', rule: 'NOT-048', alsoRules: ['AMB-05'], what: 'agencyReport' }, `has an agency’s report a working day before ${on}`, { kind: 'initial', conferenceAt }, { due: dayBefore, confidence: 'written' }),
    dated({ pack: 'nottinghamshire', rule: 'NOT-048', what: 'agencyReport' }, `has an agency’s report a working day before the review of ${on}`, review, { due: dayBefore, confidence: 'written' }),
    dated({ pack: 'nottinghamshire', rule: 'NOT-069', alsoRules: ['AMB-05'], what: 'socialWorkerReport' }, `has the social worker’s report a working day before ${on}`, { kind: 'initial', conferenceAt }, { due: dayBefore, confidence: 'written' }),
    dated({ pack: 'nottinghamshire', rule: 'NOT-069', alsoRules: ['NOT-110'], what: 'socialWorkerReviewReport' }, `has the social worker’s report a working day before the review of ${on}, as for an initial conference`, review, { due: dayBefore, confidence: 'inherited' }),
    dated({ pack: 'nottinghamshire', rule: 'NOT-057', alsoRules: ['AMB-05'], what: 'familyVisit' }, `sees the family a working day before ${on}`, { kind: 'initial', conferenceAt }, { due: dayBefore, confidence: 'written' }),
    dated({ pack: 'nottinghamshire', rule: 'NOT-057', alsoRules: ['NOT-110'], what: 'familyReviewVisit' }, `sees the family a working day before the review of ${on}`, review, { due: dayBefore, confidence: 'inherited' }),
    dated({ pack: 'nottinghamshire', rule: 'NOT-116', alsoRules: ['AMB-09'], what: 'reviewInvitations' }, `sends out invitations a fortnight before the review of ${on}`, review, { due: fortnight, safeBy: undefined }),
    dated({ pack: 'stoke-on-trent', rule: 'STK-026', alsoRules: ['STK-020', 'AMB-03'], what: 'leadWorkerReport' }, `shares the lead worker’s report three working days before ${on}, two at the very latest`, review, { due: three, minimumOn: two, safeBy: four, owner: 'Lead Worker' }),
    dated({ pack: 'stoke-on-trent', rule: 'STK-025', alsoRules: ['AMB-03'], what: 'agencyReport' }, `shares a contributor’s report three working days before ${on}, with no lower threshold`, review, { due: three, minimumOn: undefined, safeBy: four }),
    dated({ pack: 'stoke-on-trent', rule: 'STK-027', alsoRules: ['AMB-04'], what: 'reportToChair' }, `has reports ready for the chair two working days before ${on}`, review, { due: two, safeBy: three, confidence: 'inferred' }),
    dated({ pack: 'stoke-on-trent', rule: 'STK-032', alsoRules: ['AMB-07'], what: 'reviewInvitations' }, `sends out invitations twenty working days before ${on}`, review, { due: twenty, safeBy: twentyOne }),
    dated({ pack: 'wales', rule: 'WAL-016', alsoRules: ['AMB-07'], what: 'agencyReport' }, `shares reports five working days before ${on}`, review, { due: five, safeBy: six, confidence: 'written' }),
    dated(toPracticeLead, `has the assessment with the Practice Lead a fortnight before ${on}`, { ...review, recommendEnd: true }, { due: fortnight, confidence: 'inferred' }),
    dated(toParents, `has the assessment with the parents three working days before ${on}`, { ...review, recommendEnd: true }, { due: three, safeBy: undefined }),
    dated(toUnit, `has the assessment with the Safeguarding Unit three working days before ${on}`, { ...review, recommendEnd: true }, { due: three, safeBy: undefined }),
  ];
}).concat([
  dated({ pack: 'nottinghamshire', rule: 'NOT-116', what: 'reviewInvitations' }, 'sends out invitations on the Friday when a fortnight before is the May holiday', { kind: 'review', conferenceAt: '2026-05-18T10:00' }, { due: '2026-05-01' }),
  dated(toPracticeLead, 'has the assessment on the Friday when a fortnight before is the May holiday', { kind: 'review', conferenceAt: '2026-05-18T10:00', recommendEnd: true }, { due: '2026-05-01' }),
  dated({ pack: 'nottinghamshire', rule: 'NOT-048', what: 'agencyReport' }, 'keeps the time of day over the change to summer time', { kind: 'initial', conferenceAt: '2026-03-30T10:00' }, { due: '2026-03-27T10:00' }),
  dated({ pack: 'nottinghamshire', rule: 'NOT-048', what: 'agencyReport' }, 'keeps the time of day over the change to winter time', { kind: 'initial', conferenceAt: '2026-10-26T09:30' }, { due: '2026-10-23T09:30' }),
  ...([['familyArrival', 'initial', 'written'], ['familyReviewArrival', 'review', 'inherited']] as const).flatMap(([what, kind, confidence]) => [
    dated({ pack: 'nottinghamshire', rule: 'NOT-027', ...(kind === 'review' ? { alsoRules: ['NOT-110'] } : {}), what }, `has the family meet the chair twenty minutes before, in a room (${kind})`, { kind, conferenceAt: '2024-07-22T10:00', format: 'faceToFace' }, { due: '2024-07-22T09:40', confidence }),
    dated({ pack: 'nottinghamshire', rule: 'NOT-027', what }, `has the family come early when some are in the room (${kind})`, { kind, conferenceAt: '2024-07-22T10:00', format: 'hybrid' }, { due: '2024-07-22T09:40' }),
    notOwed({ pack: 'nottinghamshire', rule: 'NOT-027', what }, `has nobody come early to a conference on Teams (${kind})`, { kind, conferenceAt: '2024-07-22T10:00', format: 'virtual' }),
    asked({ pack: 'nottinghamshire', rule: 'NOT-027', what }, `asks how people meet before it asks the family to come early (${kind})`, { kind, conferenceAt: '2024-07-22T10:00' }, ['format']),
  ]),

  dated(tellDiary, 'tells the diary co-ordinator on the same day', { kind: 'initial', agreedAt: '2024-07-19T15:00' }, { due: '2024-07-19', confidence: 'written' }),
  dated(tellDiary, 'tells the diary co-ordinator on the same day, even a Saturday', { kind: 'initial', agreedAt: '2024-07-20T11:00' }, { due: '2024-07-20' }),
  notOwed(acknowledged, 'needs no acknowledgement of what was agreed at the close of business', { kind: 'initial', agreedAt: '2024-07-19T17:00' }),
  dated(acknowledged, 'has what was agreed after the close of business acknowledged by ten on the next working day', { kind: 'initial', agreedAt: '2024-07-19T17:01' }, { due: '2024-07-22T10:00', confidence: 'assumed' }),
  dated(acknowledged, 'has what was agreed on Good Friday acknowledged after Easter', { kind: 'initial', agreedAt: '2025-04-18T11:00' }, { due: '2025-04-22T10:00' }),

  ...[toPracticeLead, toParents, toUnit].flatMap((about) => [
    dated(about, `needs ${about.what} when the core group wants the end, whatever the social worker thinks`, { kind: 'review', conferenceAt: '2024-07-22T10:00', recommendEnd: false, coreGroupWantsEnd: true }, {}),
    dated(about, `needs ${about.what} on the day the plan is twelve months old`, { kind: 'review', conferenceAt: '2024-07-22T10:00', recommendEnd: false, coreGroupWantsEnd: false, planStartedOn: '2023-07-22' }, {}),
    dated(about, `needs ${about.what} as soon as one reason is known, whatever else is not`, { kind: 'review', conferenceAt: '2024-07-22T10:00', recommendEnd: true }, {}),
    notOwed(about, `needs no ${about.what} a day before the plan is twelve months old`, { kind: 'review', conferenceAt: '2024-07-22T10:00', recommendEnd: false, coreGroupWantsEnd: false, planStartedOn: '2023-07-23' }),
    asked(about, `asks for what could still make ${about.what} needed`, { kind: 'review', conferenceAt: '2024-07-22T10:00', recommendEnd: false }, ['coreGroupWantsEnd', 'planStartedOn']),
  ]),
  dated({ pack: 'practice-standards', rule: 'PST-005', what: 'assessmentToUnit' }, 'computes the standards alone', { kind: 'review', conferenceAt: '2024-07-22T10:00', recommendEnd: true }, { due: '2024-07-17' }),
]);
