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

/** What each step has the chair or others say or do, by the rule that wants it said. */
const steps = [
  ['opening', [['NOT-078', /no operational or line management/], ['NOT-090', /Start the recording/], ['ASM-003', /different professional views are welcome/]]],
  ['introductionsQuorum', [['NOT-016', /team manager has to be here/], ['NOT-071', /Name supporters/], ['NOT-076', /family agrees to observers/], ['NAT-004', /social care and two other agencies/]]],
  ['familyDetails', [['NOT-020', /who has parental responsibility/], ['NOT-063', /who lives in the household/]]],
  ['reasonForConference', [['NOT-001', /outcome of the section 47 enquiry/], ['NOT-048', /who has sent one, who has not/], ['NOT-057', /when the family saw the social worker’s report/], ['NOT-069', /Go through the reports/], ['NOT-084', /practice concern/]]],
  ['information', [['NOT-061', /social worker to sum up the report/], ['NOT-067', /whether it changes their view/], ['NOT-079', /fact, allegation and opinion apart/]]],
  ['childVoice', [['NOT-022', /child speak first if they are here/], ['NOT-023', /sees, hears and feels on an ordinary day/], ['NOT-024', /child speak first if they are here/], ['NOT-075', /baby or a very young child/]]],
  ['familyViews', [['NOT-057', /wrong in the reports/], ['NOT-071', /supporter may help/], ['NOT-079', /read out what they sent/]]],
  ['analysis', [['NOT-079', /removal through legal action/]]],
  ['decision', [['NOT-080', /for each child: plan or no plan/], ['NOT-081', /anyone dissents, and why/], ['AMB-29', /category or categories/], ['AMB-17', /has this child suffered significant harm, or/]]],
  ['outlinePlan', [
    ['NOT-082', /how often each child is seen/], ['NOT-083', /may be in need/], ['NOT-085', /State the aim/], ['NOT-086', /unmet need, outcome, action/], ['NOT-087', /not negotiable and what must be done at once/],
    ['NOT-088', /if the plan does not work/], ['NOT-103', /job beside their name/], ['NOT-106', /at least every 28 days/],
  ]],
  ['nextSteps', [['NOT-087', /lead social worker and the core group/], ['NOT-099', /first core group, within ten working days/], ['NOT-113', /date and time of the review/], ['NAT-002', /within three months/]]],
  ['close', [
    ['NOT-089', /outline plan, or the outcome, comes/], ['NOT-090', /Stop the recording/], ['NOT-091', /summary record follows/], ['NOT-093', /who tells each child/], ['NOT-094', /within one working day/], ['NOT-095', /summary record follows/],
  ]],
] as const;

/** What the chair says and does before the start. */
const beforeTheStart = [['NOT-027', /relatives separately/], ['NOT-028', /On Teams: speak with them before the start/], ['NOT-058', /how the conference runs/]] as const;

/** Each part a plan must have, whose it is, and its rule. */
const parts = [
  ['NOT-085', 'aim', 'plan'], ['NOT-086', 'outcomes', 'action'], ['NOT-087', 'actions', 'action'], ['NOT-103', 'designation', 'action'], ['NOT-087', 'nonNegotiables', 'plan'],
  ['NOT-087', 'immediateActions', 'plan'], ['NOT-082', 'visits', 'child'], ['NOT-087', 'leadSocialWorker', 'plan'], ['NOT-087', 'coreGroup', 'plan'],
  ['NOT-087', 'firstCoreGroup', 'plan'], ['NOT-087', 'review', 'plan'], ['NOT-088', 'contingency', 'child'],
] as const;

const bookingRules = [
  ['nottinghamshire', 'NOT-007', 'formRule'], ['nottinghamshire', 'NOT-018', 'checklistRule'], ['nottinghamshire', 'NOT-001', 'thresholdRule'], ['nottinghamshire', 'NOT-008', 'riskRule'],
  ['nottinghamshire', 'NOT-010', 'availabilityRule'], ['nottinghamshire', 'NOT-014', 'formatRule'], ['nottinghamshire', 'ASM-002', 'timesRule'], ['nottinghamshire', 'NOT-053', 'chairFlagsRule'], ['generic', 'GEN-002', 'thresholdRule'],
  ['nottinghamshire', 'NOT-020', 'parentalResponsibilityRule'], ['nottinghamshire', 'NOT-022', 'childRule'], ['nottinghamshire', 'NOT-072', 'childRiskRule'], ['nottinghamshire', 'NOT-015', 'venueRule'], ['nottinghamshire', 'NOT-076', 'observerRule'],
  ['nottinghamshire', 'NOT-037', 'legalRule'], ['nottinghamshire', 'NOT-039', 'handOverRule'], ['nottinghamshire', 'NOT-030', 'gpRule'], ['nottinghamshire', 'NOT-114', 'coreGroupStartRule'],
] as const;

const conferenceTypes = [['NOT-001', 'initial'], ['NOT-031', 'preBirth'], ['NOT-122', 'transferIn'], ['NOT-118', 'siblingInitial'], ['NOT-113', 'review'], ['NOT-133', 'preReturn']] as const;

/** Readings that several duties share, and what each of those duties needs them to say. */
const readings = [
  ['nottinghamshire', 'AMB-09', ['two weeks are 14 days', 'four weeks 28', 'six weeks 42']], ['nottinghamshire', 'AMB-21', ['day of the conference', 'notification']], ['generic', 'AMB-21', ['day of the conference', 'notification']],
  ...(['nottinghamshire', 'stoke-on-trent', 'wales', 'generic'] as const).map((each) => [each, 'AMB-14', ['ten working days']] as const), ['nottinghamshire', 'AMB-10', ['section 47 enquiry', 'the earlier one counts']],
] as const;

const quorumOf = ({ quorum }: RulePack): unknown => [quorum?.minAgencies, quorum?.overrideFloor, quorum?.mustInclude];

export const whatIsAsked: readonly GoldenCase[] = [
  ...captures.map(([rule, stepId, captureId, required]) => says({ pack, rule }, `${required ? 'requires' : 'offers'} ${captureId} in the step ${stepId}`, (resolved) => {
    const capture = resolved.agenda?.ICPC.find(({ id }) => id === stepId)?.captures.find(({ id }) => id === captureId);
    return [capture?.rule, capture?.required];
  }, [rule, required])),
  ...steps.flatMap(([stepId, rules]) => rules.map(([rule, prompt]) => says({ pack, rule }, `prompts in the step ${stepId}: ${prompt.source}`, (resolved) => {
    const step = resolved.agenda?.ICPC.find(({ id }) => id === stepId);
    return [step?.rules.includes(rule), step?.prompts.some((each) => prompt.test(each))];
  }, [true, true]))),
  ...readings.map(([authority, rule, said]) => says({ pack: authority, rule }, `reads ${said.join(', ')} (${authority})`, ({ rules }) => said.filter((each) => rules[rule]?.words.includes(each)), said)),
  says({ pack, rule: 'NOT-027' }, 'gives the family twenty minutes with the chair', ({ agenda }) => agenda?.preMeeting.minutes, 20),
  ...beforeTheStart.map(([rule, prompt]) => says({ pack, rule }, `prompts before the start: ${prompt.source}`, ({ agenda }) => [agenda?.preMeeting.rules.includes(rule), agenda?.preMeeting.prompts.some((each) => prompt.test(each))], [true, true])),

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
  says({ pack, rule: 'ASM-002' }, 'leaves a chair half an hour between two conferences', ({ booking }) => booking?.gapMinutes, 30),
  says({ pack, rule: 'NOT-041' }, 'counts government, health, police and criminal justice mail as secure', ({ booking }) => [booking?.secureMail.rule, booking?.secureMail.domains], ['NOT-041', ['gov.uk', 'nhs.net', 'police.uk', 'cjsm.net']]),
  says({ pack, rule: 'NOT-067' }, 'asks beforehand what will be recommended', ({ booking }) => booking?.recommendation, { rule: 'NOT-067', asked: 'perChild' }),
  says({ pack, rule: 'NOT-075' }, 'knows six ways for a child to take part', ({ booking }) => [booking?.participation.rule, booking?.participation.options.map(({ value }) => value)], ['NOT-075', ['comesToAll', 'comesToPart', 'advocateSpeaks', 'viewsSent', 'workerTells', 'tooYoung']]),
  says({ pack, rule: 'NOT-005' }, 'asks who agreed to the conference, and when', ({ booking }) => booking?.agreed.rule, 'NOT-005'),
  ...conferenceTypes.map(([rule, type]) => says({ pack, rule }, `books conferences of the type ${type} by ${rule}`, ({ booking }) => booking?.types.find(({ value }) => value === type)?.rule, rule)),
  says({ pack, rule: 'NOT-009' }, 'gives the two numbers of the text', ({ contacts }) => [contacts?.diaryCoordinator.telephone, contacts?.meetingSupport.telephone], ['0115 854 6114', '0115 804 1192']),
  says({ pack, rule: 'ASM-001' }, 'gives a fictional number out of hours until there is another', ({ contacts }) => contacts?.outOfHours.telephone, '0115 496 0999'),
  says({ pack, rule: 'ASM-004' }, 'reminds ten, five and two working days before, on the day, and on the day after', ({ reminders }) => reminders?.reports.map(({ workingDays }) => workingDays), [-10, -5, -2, 0, 1]),
  says({ pack, rule: 'ASM-004' }, 'names those who hear of late reports on the day after', ({ reminders }) => reminders?.reports.map(({ escalateTo }) => escalateTo?.join(' ') ?? ''), ['', '', '', '', 'socialWorker chair teamManager']),
];
