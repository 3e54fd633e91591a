/** The fifteen working days to an initial conference, in all three readings (rules 1.10, first table), and transfers in. */
import { dated, type GoldenCase } from './golden-case.ts';

/** Decision, A (it is Day 1, rolled forward), B (it is Day 1 literally), C (the day after is Day 1), and what it tests. */
const decisions = [
  ['2024-07-01', '2024-07-19', '2024-07-19', '2024-07-22', 'plain weeks'],
  ['2024-07-06', '2024-07-26', '2024-07-25', '2024-07-26', 'a Saturday'],
  ['2024-07-07', '2024-07-26', '2024-07-25', '2024-07-26', 'a Sunday'],
  ['2024-03-18', '2024-04-09', '2024-04-09', '2024-04-10', 'Easter on the way'],
  ['2024-03-29', '2024-04-22', '2024-04-19', '2024-04-22', 'a decision on Good Friday'],
  ['2024-12-11', '2025-01-03', '2025-01-03', '2025-01-06', 'Christmas and New Year'],
  ['2022-05-20', '2022-06-13', '2022-06-13', '2022-06-14', 'the two June days of 2022'],
  ['2022-09-01', '2022-09-22', '2022-09-22', '2022-09-23', 'the state funeral of 2022'],
  ['2023-04-21', '2023-05-15', '2023-05-15', '2023-05-16', 'the first and eighth of May 2023'],
  ['2020-04-27', '2020-05-18', '2020-05-18', '2020-05-19', 'the May holiday moved in 2020'],
  ['2026-12-10', '2027-01-04', '2027-01-04', '2027-01-05', 'the substitute day of 28 December 2026'],
  ['2026-12-26', '2027-01-19', '2027-01-18', '2027-01-19', 'a decision on Boxing Day, a Saturday'],
  ['2027-12-20', '2028-01-12', '2028-01-12', '2028-01-13', 'two substitute days and 3 January 2028'],
] as const;

const silent = ['stoke-on-trent', 'wales', 'generic'] as const;

export const initialLimits: readonly GoldenCase[] = [
  ...decisions.map(([s47InitiatedOn, a, b, c, what]) => dated(
    { pack: 'nottinghamshire', rule: 'NOT-002', alsoRules: ['NOT-011', 'AMB-01', 'AMB-02'], what: 'conferenceLimit' }, `counts the day of the decision as Day 1: ${what}`,
    { kind: 'initial', s47InitiatedOn },
    { due: a, safeBy: b === a ? undefined : b, nationalReading: c === a ? undefined : c, confidence: 'written', owner: 'CPC diary co-ordinator', provisional: false },
  )),
  ...decisions.flatMap(([s47InitiatedOn, a, , c, what]) => silent.map((pack) => dated(
    { pack, rule: 'NAT-001', alsoRules: ['AMB-01'], what: 'conferenceLimit' }, `counts from the day after where ${pack} says nothing, and shows the earlier day of the other reading: ${what}`,
    { kind: 'initial', s47InitiatedOn }, { due: c, safeBy: a === c ? undefined : a, nationalReading: undefined, confidence: 'inherited' },
  ))),
  dated({ pack: 'nottinghamshire', rule: 'NOT-002', what: 'conferenceLimit' }, 'is provisional past the last holidays that are known', { kind: 'initial', s47InitiatedOn: '2028-12-18' }, { provisional: true }),
  ...([['nottinghamshire', 'NOT-122', 'written'], ['generic', 'NAT-007', 'inherited']] as const).flatMap(([pack, rule, confidence]) => [
    dated({ pack, rule, alsoRules: ['AMB-21'], what: 'transferIn' }, `gives fifteen working days after the notification over Christmas, and a day less to be safe (${pack})`,
      { kind: 'initial', transferNotifiedOn: '2024-12-10' }, { due: '2025-01-03', safeBy: '2025-01-02', confidence }),
    dated({ pack, rule, what: 'transferIn' }, `rolls a notification on a Saturday forward, where both readings agree (${pack})`, { kind: 'review', transferNotifiedOn: '2024-07-06' }, { due: '2024-07-26', safeBy: undefined }),
  ]),
];
