/** What the panel, the booking and the plan ask for, by which rule: the parts of a pack that are no dates. */
import type { RulePack } from '../../../src/procedures/pack-schema.ts';
import { says, type GoldenCase } from './golden-case.ts';

const pack = 'nottinghamshire';

/** Each thing a step asks, whether the chair needs a reason to leave without it, and its rule. */
const captures = [
  ['NOT-078', 'opening', 'openingStatement', true], ['NOT-090', 'opening', 'recording', true],
  ['NAT-004', 'introductionsQuorum', 'attendance', true], ['NOT-071', 'introductionsQuorum', 'othersPresent', false],
  ['NOT-063', 'familyDetails', 'familyConfirmed', true], ['NOT-063', 'familyDetails', 'familyCorrections', false],
  ['NOT-048', 'reasonForConference', 'reports', false], ['NOT-057', 'reasonForConference', 'familySawReport', true],
  ['NOT-079', 'information', 'everyoneHeard', true], ['NOT-067', 'information', 'newInformation', true], ['NOT-067', 'information', 'newInformationWhat', false],
  ['NOT-023', 'childVoice', 'childViews', true], ['NOT-075', 'childVoice', 'participation', true],
  ['NOT-079', 'familyViews', 'familyViews', true], ['NOT-057', 'familyViews', 'disagreements', true],
  ['NOT-079', 'analysis', 'riskAnalysis', true], ['NOT-079', 'analysis', 'removal', true],
  ['NOT-080', 'decision', 'decisions', true], ['NOT-087', 'outlinePlan', 'plan', true], ['NOT-087', 'nextSteps', 'nextDates', true],
  ['NOT-080', 'close', 'readBack', true], ['NOT-093', 'close', 'tellingTheChild', true],
] as const;

/** The rules whose words stand behind each step's prompts. */
const steps = [
  ['opening', ['NOT-078', 'NOT-090', 'ASM-003']], ['introductionsQuorum', ['NOT-016', 'NOT-071', 'NOT-076', 'NAT-004']], ['familyDetails', ['NOT-020', 'NOT-063']],
  ['reasonForConference', ['NOT-001', 'NOT-048', 'NOT-057', 'NOT-069', 'NOT-084']], ['information', ['NOT-061', 'NOT-067', 'NOT-079']], ['childVoice', ['NOT-022', 'NOT-023', 'NOT-024', 'NOT-075']],
  ['familyViews', ['NOT-057', 'NOT-071', 'NOT-079']], ['analysis', ['NOT-079']], ['decision', ['NOT-080', 'NOT-081', 'AMB-29', 'AMB-17']],
  ['outlinePlan', ['NOT-082', 'NOT-083', 'NOT-085', 'NOT-086', 'NOT-087', 'NOT-088', 'NOT-103', 'NOT-106']], ['nextSteps', ['NOT-087', 'NOT-099', 'NOT-113', 'NAT-002']],
  ['close', ['NOT-089', 'NOT-090', 'NOT-091', 'NOT-093', 'NOT-094', 'NOT-095']],
] as const;

/** Each part a plan must have, whose it is, and its rule. */
const parts = [
  ['NOT-085', 'aim', 'plan'], ['NOT-086', 'outcomes', 'action'], ['NOT-087', 'actions', 'action'], ['NOT-103', 'designation', 'action'], ['NOT-087', 'nonNegotiables', 'plan'],
  ['NOT-087', 'immediateActions', 'plan'], ['NOT-082', 'visits', 'child'], ['NOT-087', 'leadSocialWorker', 'plan'], ['NOT-087', 'coreGroup', 'plan'],
  ['NOT-087', 'firstCoreGroup', 'plan'], ['NOT-087', 'review', 'plan'], ['NOT-088', 'contingency', 'child'],
] as const;

const bookingRules = [
  ['nottinghamshire', 'NOT-007', 'formRule'], ['nottinghamshire', 'NOT-018', 'checklistRule'], ['nottinghamshire', 'NOT-001', 'thresholdRule'], ['nottinghamshire', 'NOT-008', 'riskRule'],
  ['nottinghamshire', 'NOT-010', 'availabilityRule'], ['nottinghamshire', 'NOT-014', 'formatRule'], ['nottinghamshire', 'ASM-002', 'timesRule'], ['nottinghamshire', 'NOT-053', 'chairFlagsRule'], ['generic', 'GEN-002', 'thresholdRule'],
] as const;

const quorumOf = ({ quorum }: RulePack): unknown => [quorum?.minAgencies, quorum?.overrideFloor, quorum?.mustInclude];

export const whatIsAsked: readonly GoldenCase[] = [
  ...captures.map(([rule, stepId, captureId, required]) => says({ pack, rule }, `${required ? 'requires' : 'offers'} ${captureId} in the step ${stepId}`, (resolved) => {
    const capture = resolved.agenda?.ICPC.find(({ id }) => id === stepId)?.captures.find(({ id }) => id === captureId);
    return [capture?.rule, capture?.required];
  }, [rule, required])),
  ...steps.flatMap(([stepId, rules]) => rules.map((rule) => says({ pack, rule }, `stands behind the prompts of the step ${stepId} (${rule})`, (resolved) => {
    const step = resolved.agenda?.ICPC.find(({ id }) => id === stepId);
    return [step?.rules.includes(rule) ?? false, (step?.prompts.length ?? 0) > 0];
  }, [true, true]))),
  says({ pack, rule: 'NOT-027' }, 'gives the family twenty minutes with the chair', ({ agenda }) => agenda?.preMeeting.minutes, 20),
  ...['NOT-027', 'NOT-028', 'NOT-058'].map((rule) => says({ pack, rule }, `stands behind the time before the conference (${rule})`, ({ agenda }) => agenda?.preMeeting.rules.includes(rule), true)),

  says({ pack, rule: 'NOT-080' }, 'leaves the decision to the chair, for each child', ({ decisions }) => [decisions?.model, decisions?.perChild], ['chair', true]),
  says({ pack: 'generic', rule: 'GEN-005' }, 'leaves the decision to the members', ({ decisions }) => decisions?.model, 'members'),
  says({ pack: 'stoke-on-trent', rule: 'AMB-13' }, 'leaves the decision to the chair where the text does not say', ({ decisions }) => decisions?.model, 'chair'),
  says({ pack: 'wales', rule: 'AMB-13' }, 'leaves the decision to the conference, and to the chair when it cannot agree', ({ decisions }) => decisions?.model, 'consensusThenChair'),
  says({ pack, rule: 'NOT-081' }, 'asks for dissent', ({ decisions }) => decisions?.dissentRule, 'NOT-081'),
  says({ pack, rule: 'AMB-17' }, 'puts the test of past or likely harm', ({ decisions }) => decisions?.test, { rule: 'AMB-17', words: 'Has this child suffered significant harm, or are they likely to suffer it?' }),
  ...([['nottinghamshire', 'AMB-29'], ['generic', 'GEN-006'], ['stoke-on-trent', 'AMB-29']] as const).map(([authority, rule]) =>
    says({ pack: authority, rule }, `knows the four English categories (${authority})`, ({ decisions }) => [decisions?.categoriesRule, decisions?.categories.map(({ code }) => code)], [rule, ['NEG', 'PHY', 'SAB', 'EMO']])),
  says({ pack: 'wales', rule: 'AMB-29' }, 'knows financial abuse in Wales as well', ({ decisions }) => [decisions?.categoriesRule, decisions?.categories.map(({ code }) => code)], ['AMB-29', ['NEG', 'PHY', 'SAB', 'EMO', 'FIN']]),
  says({ pack, rule: 'NOT-083' }, 'asks whether a child without a plan is in need', ({ decisions }) => decisions?.noPlan.map(({ value, rule }) => [value, rule]), [['childInNeed', 'NOT-083'], ['notInNeed', 'NOT-083']]),

  ...parts.map(([rule, id, per]) => says({ pack, rule }, `requires ${id} of a plan`, ({ plan }) => plan?.parts.filter((part) => part.id === id).map((part) => [part.rule, part.per, part.required]), [[rule, per, true]])),
  says({ pack, rule: 'NOT-106' }, 'lets no plan ask for visits more seldom than every 28 days', ({ plan }) => plan?.visitFrequency.maximumDays, 28),
  says({ pack: 'wales', rule: 'WAL-012' }, 'needs three agencies, two when the chair decides', quorumOf, [3, 2, []]),
  ...['nottinghamshire', 'stoke-on-trent', 'generic'].map((authority) => says({ pack: authority, rule: 'NAT-004' }, `needs three agencies, social care among them, where ${authority} sets no quorum`, quorumOf, [3, 2, ['childrensSocialCare']])),
  says({ pack, rule: 'NAT-004' }, 'marks the quorum as inherited', (resolved) => resolved.rules[resolved.quorum?.rule ?? '']?.confidence, 'inherited'),

  ...bookingRules.map(([authority, rule, key]) => says({ pack: authority, rule }, `books by ${rule} (${key})`, ({ booking }) => booking?.[key], rule)),
  says({ pack, rule: 'NOT-013' }, 'needs two service managers for a date past the limit', ({ booking }) => booking?.outOfTime.approvals, ['serviceManagerICS', 'serviceManagerSW']),
  says({ pack, rule: 'NOT-014' }, 'offers three ways to meet, face to face first', ({ booking }) => [booking?.defaultFormat, booking?.formats.map(({ value }) => value)], ['faceToFace', ['faceToFace', 'hybrid', 'virtual']]),
  says({ pack, rule: 'NOT-053' }, 'has eight things to tell the chair in advance', ({ booking }) => booking?.chairFlags.map(({ value }) => value), [
    'keyAgencyAbsent', 'exclusion', 'childAttending', 'differentParents', 'specialNeeds', 'sensitiveInformation', 'convictions', 'challengingBehaviour',
  ]),
  says({ pack, rule: 'NOT-009' }, 'gives the two numbers of the text', ({ contacts }) => [contacts?.diaryCoordinator.telephone, contacts?.meetingSupport.telephone], ['0115 854 6114', '0115 804 1192']),
  says({ pack, rule: 'ASM-001' }, 'gives a fictional number out of hours until there is another', ({ contacts }) => contacts?.outOfHours.telephone, '0115 496 0999'),
  says({ pack, rule: 'ASM-004' }, 'reminds five and two working days before, on the day, and on the day after', ({ reminders }) => reminders?.reports.map(({ workingDays }) => workingDays), [-5, -2, 0, 1]),
];
