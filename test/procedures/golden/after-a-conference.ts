/** What follows a conference, the day itself not counted (rules 1.10, second table), and the hours after it (AMB-05). */
import { asked, dated, notOwed, type GoldenCase } from './golden-case.ts';

/** The conference, then one, five, ten, fifteen and twenty working days after it, and ten working days with 42 days on top. */
const conferences = [
  ['2024-07-19', '2024-07-22', '2024-07-26', '2024-08-02', '2024-08-09', '2024-09-13'],
  ['2024-12-18', '2024-12-19', '2024-12-27', '2025-01-06', '2025-01-13', '2025-02-17'],
  ['2025-04-11', '2025-04-14', '2025-04-22', '2025-04-29', '2025-05-07', '2025-06-10'],
  ['2022-05-27', '2022-05-30', '2022-06-07', '2022-06-14', '2022-06-21', '2022-07-26'],
] as const;

const coreGroup = { pack: 'nottinghamshire', rule: 'NOT-099', alsoRules: ['AMB-21'], what: 'coreGroup' } as const;
const visit = { pack: 'nottinghamshire', rule: 'NOT-106', alsoRules: ['AMB-09'], what: 'visit' } as const;

export const afterAConference: readonly GoldenCase[] = conferences.flatMap(([heldOn, one, five, ten, fifteen, thenSixWeeks]) => [
  dated({ pack: 'nottinghamshire', rule: 'NOT-094', alsoRules: ['AMB-21'], what: 'outlinePlan' }, `sends out the outline plan on the working day after ${heldOn}`, { kind: 'initial', heldOn }, { due: one, confidence: 'written' }),
  dated({ pack: 'nottinghamshire', rule: 'NOT-094', what: 'outlinePlan' }, `sends out the review plan on the working day after ${heldOn}`, { kind: 'review', heldOn }, { due: one }),
  dated({ pack: 'wales', rule: 'WAL-022', what: 'decisionsOut' }, `sends out the decisions five working days after ${heldOn}`, { kind: 'review', heldOn }, { due: five, confidence: 'written' }),
  dated(coreGroup, `holds the core group ten working days after ${heldOn}`, { kind: 'initial', heldOn, planMade: true }, { due: ten, confidence: 'written' }),
  dated({ pack: 'generic', rule: 'NAT-005', what: 'coreGroup' }, `holds the core group ten working days after ${heldOn} where the text says nothing`, { kind: 'initial', heldOn, planMade: true }, { due: ten, confidence: 'inherited' }),
  dated({ pack: 'stoke-on-trent', rule: 'STK-033', alsoRules: ['AMB-21'], what: 'record' }, `sends out the minutes fifteen working days after ${heldOn}`, { kind: 'review', heldOn }, { due: fifteen, confidence: 'written' }),
  dated({ pack: 'nottinghamshire', rule: 'NOT-095', alsoRules: ['AMB-11'], what: 'record' }, `sends out the full record fifteen working days after ${heldOn}, which is assumed`, { kind: 'initial', heldOn }, { due: fifteen, confidence: 'assumed' }),
  dated({ pack: 'stoke-on-trent', rule: 'NAT-006', what: 'record' }, `sends out the record of an initial conference fifteen working days after ${heldOn}, of which the text for reviews says nothing`, { kind: 'initial', heldOn }, { due: fifteen, confidence: 'inherited' }),
  dated({ pack: 'wales', rule: 'NAT-006', alsoRules: ['AMB-11'], what: 'record' }, `sends out the record fifteen working days after ${heldOn} where the text says nothing`, { kind: 'review', heldOn }, { due: fifteen, confidence: 'inherited' }),
  dated(coreGroup, `holds the next core group 42 days after one on its last day, ${ten}`, { kind: 'initial', heldOn, planMade: true, coreGroupHeldOn: ten }, { due: thenSixWeeks }),
]).concat([
  dated(coreGroup, 'holds the next core group before Good Friday, the forty-second day', { kind: 'initial', heldOn: '2026-02-06', planMade: true, coreGroupHeldOn: '2026-02-20' }, { due: '2026-04-02' }),
  dated(coreGroup, 'holds the core group ten working days after a review, when six weeks would be later', { kind: 'review', heldOn: '2024-07-19', planMade: true, coreGroupHeldOn: '2024-07-12' }, { due: '2024-08-02' }),
  dated(coreGroup, 'holds the core group six weeks after the last, when ten working days from the review would be later', { kind: 'review', heldOn: '2024-07-19', planMade: true, coreGroupHeldOn: '2024-06-10' }, { due: '2024-07-22' }),
  notOwed(coreGroup, 'asks for no core group when there is no plan', { kind: 'initial', heldOn: '2024-07-19', planMade: false }),
  asked(coreGroup, 'asks whether a plan was made before it asks for a core group', { kind: 'initial', heldOn: '2024-07-19' }, ['planMade']),
  notOwed({ pack: 'generic', rule: 'NAT-005', what: 'coreGroup' }, 'asks for no core group when there is no plan, where the text says nothing', { kind: 'initial', heldOn: '2024-07-19', planMade: false }),
  notOwed({ pack: 'generic', rule: 'NAT-005', what: 'coreGroup' }, 'is settled by the first core group, where the text says nothing of later ones', { kind: 'initial', heldOn: '2024-07-19', planMade: true, coreGroupHeldOn: '2024-07-30' }),

  dated(visit, 'visits the child within 28 days of the conference', { kind: 'initial', heldOn: '2024-07-17', planMade: true }, { due: '2024-08-14' }),
  dated(visit, 'visits before Good Friday, the twenty-eighth day', { kind: 'initial', heldOn: '2026-03-06', planMade: true }, { due: '2026-04-02' }),
  dated(visit, 'visits within 28 days of the last visit', { kind: 'initial', heldOn: '2024-07-19', planMade: true, visitedOn: '2024-08-01' }, { due: '2024-08-29' }),
  dated(visit, 'visits as often as the plan asks, when that is more often', { kind: 'initial', heldOn: '2024-07-19', planMade: true, visitEveryDays: 10 }, { due: '2024-07-29' }),
  dated(visit, 'visits as often as the plan asks, from the last visit too', { kind: 'initial', heldOn: '2024-07-19', planMade: true, visitEveryDays: 10, visitedOn: '2024-07-29' }, { due: '2024-08-08' }),
  dated(visit, 'never visits more seldom than every 28 days', { kind: 'initial', heldOn: '2024-07-19', planMade: true, visitEveryDays: 40 }, { due: '2024-08-16' }),
  notOwed(visit, 'asks for no visit when there is no plan', { kind: 'initial', heldOn: '2024-07-19', planMade: false }),

  dated({ pack: 'stoke-on-trent', rule: 'STK-034', alsoRules: ['AMB-05'], what: 'decisionsOut' }, 'issues decisions within 24 hours of a Friday conference, and works to the Friday', { kind: 'review', conferenceEndsAt: '2024-07-19T12:30' }, { due: '2024-07-20T12:30', safeBy: '2024-07-19T17:00' }),
  dated({ pack: 'stoke-on-trent', rule: 'STK-034', what: 'decisionsOut' }, 'works to the end itself when that is after the close of business', { kind: 'review', conferenceEndsAt: '2024-07-19T18:10' }, { due: '2024-07-20T18:10', safeBy: '2024-07-19T18:10' }),
  dated({ pack: 'stoke-on-trent', rule: 'STK-034', what: 'decisionsOut' }, 'keeps the time of day when the clocks go back', { kind: 'review', conferenceEndsAt: '2026-10-24T12:00' }, { due: '2026-10-25T12:00' }),
  dated({ pack: 'stoke-on-trent', rule: 'STK-034', what: 'decisionsOut' }, 'keeps the time of day when the clocks go forward', { kind: 'review', conferenceEndsAt: '2026-03-28T12:00' }, { due: '2026-03-29T12:00' }),

  ...(['nottinghamshire', 'generic', 'wales'] as const).flatMap((pack) => [
    dated({ pack, rule: 'NAT-008', alsoRules: ['AMB-14'], what: 'reconvene' }, `meets again ten working days after a conference without a quorum (${pack})`, { kind: 'review', inquorateOn: '2024-07-19', initialHeldOn: '2024-07-01' }, { due: '2024-08-02', confidence: 'inherited' }),
    dated({ pack, rule: 'NAT-008', what: 'reconvene' }, `meets again inside the three months that still run (${pack})`, { kind: 'review', inquorateOn: '2024-10-11', initialHeldOn: '2024-07-19' }, { due: '2024-10-18' }),
  ]),
  dated({ pack: 'stoke-on-trent', rule: 'STK-012', alsoRules: ['AMB-14'], what: 'reconvene' }, 'meets again ten working days after a review without a quorum, which is assumed', { kind: 'review', inquorateOn: '2024-07-19', initialHeldOn: '2024-07-01' }, { due: '2024-08-02', confidence: 'assumed' }),
  dated({ pack: 'stoke-on-trent', rule: 'STK-012', what: 'reconvene' }, 'meets again on the last working day of the six months that still run', { kind: 'review', inquorateOn: '2025-01-10', initialHeldOn: '2024-04-19', previousReviewHeldOn: '2024-07-19' }, { due: '2025-01-17' }),
  ...([['nottinghamshire', 'NAT-008'], ['stoke-on-trent', 'STK-012']] as const).flatMap(([pack, rule]) => [
    asked({ pack, rule, what: 'reconvene' }, `asks for the limit that still runs before it dates a second meeting (${pack})`, { kind: 'review', inquorateOn: '2024-10-11' }, ['initialHeldOn']),
    asked({ pack, rule, what: 'reconvene' }, `asks for the enquiry whose limit still runs (${pack})`, { kind: 'initial', inquorateOn: '2024-07-16' }, ['s47InitiatedOn']),
    notOwed({ pack, rule, what: 'reconvene' }, `asks for no second meeting once there was one (${pack})`, { kind: 'review', inquorateOn: '2024-10-11', initialHeldOn: '2024-07-19', heldOn: '2024-10-16' }),
  ]),
  dated({ pack: 'nottinghamshire', rule: 'NAT-008', what: 'reconvene' }, 'meets again inside the fifteen working days that still run', { kind: 'initial', inquorateOn: '2024-07-16', s47InitiatedOn: '2024-07-01' }, { due: '2024-07-19' }),
  dated({ pack: 'nottinghamshire', rule: 'NOT-054', alsoRules: ['ASM-008'], what: 'reportUploaded' }, 'puts a report on the case system by the next working day, which is assumed', { kind: 'review', reportReceivedOn: '2024-07-19' }, { due: '2024-07-22', confidence: 'assumed' }),
]);
