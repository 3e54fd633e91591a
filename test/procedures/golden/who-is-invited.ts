/** Who must, should or might come, as more becomes known (rules 1.1 B, STK-029, STK-030, PST-007). */
import { invitationChecklist } from '../../../src/procedures/invitation-checklist.ts';
import type { RulePack } from '../../../src/procedures/pack-schema.ts';
import { factsOf, says, type GoldenCase, type Told } from './golden-case.ts';

const initial = { kind: 'initial' } as const;
const review = { kind: 'review' } as const;
const noEdt = { startedOutOfHours: false, emergencyOrderThroughEdt: false };
const calm = { agencyDisagreement: false, mediaAttention: false, driftOrDelay: false, poorEngagement: false, significantComplaints: false, newOrInexperiencedWorker: false };

/** The need the checklist gives, 'left out', or the need with what is still to be asked. */
function needOf(roleCode: string, told: Told): (pack: RulePack) => string {
  return (pack) => {
    const row = invitationChecklist(pack, factsOf(told)).find((each) => each.roleCode === roleCode);
    if (row === undefined) return 'left out';
    return row.undecidedBy.length === 0 ? row.need : `${row.need}, asks ${row.undecidedBy.join(', ')}`;
  };
}

const nottinghamshire: readonly (readonly [rule: string, roleCode: string, name: string, facts: Told, expected: string])[] = [
  ['NOT-016', 'teamManager', 'requires the team manager at every initial conference', initial, 'required'],
  ['NOT-020', 'parentalResponsibility', 'requires everyone with parental responsibility', initial, 'required'],
  ['NOT-030', 'generalPractitioner', 'requires the GPs at an initial conference', initial, 'required'],
  ['NOT-030', 'generalPractitioner', 'requires the GPs at a review', review, 'required'],
  ['NOT-051', 'publicHealthNurse', 'advises the 0–19 service', initial, 'advised'],
  ['NOT-029', 'designatedLead', 'advises the school, which sees the child most days', initial, 'advised'],
  ['NOT-029', 'adultHealth', 'considers those who work with a parent’s health', initial, 'consider'],
  ['NOT-029', 'probation', 'considers probation', initial, 'consider'],
  ['NOT-029', 'specialistService', 'considers those with special knowledge', initial, 'consider'],
  ['NOT-031', 'communityMidwife', 'advises the community midwife for an unborn baby', { ...initial, unbornChild: true }, 'advised'],
  ['NOT-031', 'communityMidwife', 'leaves the community midwife out when nobody is unborn', { ...initial, unbornChild: false }, 'left out'],
  ['NOT-031', 'hospitalMidwife', 'advises the hospital midwife for an unborn baby', { ...initial, unbornChild: true }, 'advised'],
  ['NOT-031', 'hospitalMidwife', 'leaves the hospital midwife out when nobody is unborn', { ...initial, unbornChild: false }, 'left out'],
  ['NOT-031', 'midwiferyManager', 'advises the midwifery manager for an unborn baby', { ...initial, unbornChild: true }, 'advised'],
  ['NOT-031', 'midwiferyManager', 'leaves the midwifery manager out when nobody is unborn', { ...initial, unbornChild: false }, 'left out'],
  ['NOT-032', 'housing', 'considers housing for a social tenancy', { ...initial, socialTenancy: true }, 'consider'],
  ['NOT-032', 'housing', 'leaves housing out for any other home', { ...initial, socialTenancy: false }, 'left out'],
  ['NOT-033', 'supervisingSocialWorker', 'advises the supervising social worker of foster carers', { ...initial, fosterCarers: true }, 'advised'],
  ['NOT-033', 'supervisingSocialWorker', 'leaves that social worker out when there are no foster carers', { ...initial, fosterCarers: false }, 'left out'],
  ['NOT-034', 'police', 'advises the police when they are involved', { ...initial, policeInvolved: true }, 'advised'],
  ['NOT-034', 'police', 'leaves the police out when they are not', { ...initial, policeInvolved: false }, 'left out'],
  ['NOT-035', 'earlyHelp', 'considers early help', initial, 'consider'],
  ['NOT-036', 'emergencyDutyTeam', 'requires the Emergency Duty Team when it began out of hours', { ...initial, startedOutOfHours: true }, 'required'],
  ['NOT-036', 'emergencyDutyTeam', 'requires it after an emergency order', { ...initial, emergencyOrderThroughEdt: true }, 'required'],
  ['NOT-036', 'emergencyDutyTeam', 'requires it after a third referral', { ...initial, ...noEdt, edtReferralsInSixMonths: 3 }, 'required'],
  ['NOT-036', 'emergencyDutyTeam', 'does not require it after two', { ...initial, ...noEdt, edtReferralsInSixMonths: 2 }, 'consider'],
  ['NOT-036', 'emergencyDutyTeam', 'counts referrals to the very day six months before the conference', { ...initial, ...noEdt, conferenceAt: '2024-08-31T10:00', edtReferralsOn: ['2024-02-29', '2024-05-01', '2024-08-30'] }, 'required'],
  ['NOT-036', 'emergencyDutyTeam', 'does not count a referral a day older than that', { ...initial, ...noEdt, conferenceAt: '2024-08-31T10:00', edtReferralsOn: ['2024-02-28', '2024-05-01', '2024-08-30'] }, 'consider'],
  ['NOT-036', 'emergencyDutyTeam', 'asks while it is open', { ...initial, ...noEdt }, 'consider, asks edtReferralsOn, conferenceAt'],
  ['NOT-037', 'legal', 'considers Legal Services and no more', initial, 'consider'],
  ['NOT-038', 'paediatrician', 'considers the paediatrician', initial, 'consider'],
  ['NOT-038', 'mentalHealth', 'considers CYPMHS', initial, 'consider'],
  ['NOT-022', 'child', 'considers the child, at any age', initial, 'consider'],
  ['NOT-019', 'widerFamily', 'considers the wider family', initial, 'consider'],
  ['NOT-071', 'supporter', 'considers a supporter', initial, 'consider'],
  ['NOT-059', 'advocateInterpreter', 'considers an advocate or interpreter', initial, 'consider'],
  ['NOT-076', 'observer', 'considers an observer', initial, 'consider'],
  ['NOT-112', 'reviewTeamManager', 'advises the team manager at a calm review', { ...review, ...calm }, 'advised'],
  ...Object.keys(calm).map((feature) => ['NOT-112', 'reviewTeamManager', `requires the team manager at a review for ${feature}`, { ...review, [feature]: true }, 'required'] as const),
  ['NOT-016', 'teamManager', 'has another rule for the team manager at reviews', review, 'left out'],
];

/** The questions by which those needs are decided. */
const questions = [
  ['nottinghamshire', 'NOT-031', ['unbornChild']], ['nottinghamshire', 'NOT-032', ['socialTenancy']], ['nottinghamshire', 'NOT-033', ['fosterCarers']], ['nottinghamshire', 'NOT-034', ['policeInvolved']],
  ['nottinghamshire', 'NOT-036', ['startedOutOfHours', 'emergencyOrderThroughEdt', 'edtReferralsOn']], ['nottinghamshire', 'NOT-112', Object.keys(calm)],
  ['stoke-on-trent', 'STK-030', ['domesticAbuse', 'sexualOffender', 'nothingNewForPolice']], ['practice-standards', 'PST-001', ['recommendEnd']], ['practice-standards', 'PST-002', ['coreGroupWantsEnd']],
] as const;

const police = { pack: 'stoke-on-trent', rule: 'STK-030' } as const;
const practiceLead = { pack: 'generic', overlays: ['practice-standards'], rule: 'PST-007' } as const;

/** The short list where a text names nobody. */
const common = [
  ['teamManager', 'advised'], ['parentalResponsibility', 'required'], ['generalPractitioner', 'advised'], ['publicHealthNurse', 'advised'], ['designatedLead', 'advised'], ['police', 'advised'],
  ['child', 'consider'], ['widerFamily', 'consider'], ['supporter', 'consider'], ['advocateInterpreter', 'consider'], ['observer', 'consider'],
] as const;

export const whoIsInvited: readonly GoldenCase[] = [
  ...nottinghamshire.map(([rule, roleCode, name, facts, expected]) => says({ pack: 'nottinghamshire', rule }, name, needOf(roleCode, facts), expected)),
  ...questions.map(([pack, rule, facts]) => says({ pack, rule }, `asks what decides it (${rule})`, (resolved) => resolved.questions.filter((each) => each.rule === rule).map(({ fact }) => fact), facts)),
  says({ pack: 'stoke-on-trent', rule: 'STK-029' }, 'always asks the police for a report of a review', (pack) => invitationChecklist(pack, { kind: 'review' }).find(({ roleCode }) => roleCode === 'reviewPolice')?.report, true),
  says(police, 'requires the police where domestic abuse is a concern', needOf('reviewPolice', { ...review, domesticAbuse: true, nothingNewForPolice: false }), 'required'),
  says(police, 'requires the police where a sexual offender is a concern', needOf('reviewPolice', { ...review, sexualOffender: true, nothingNewForPolice: false }), 'required'),
  says(police, 'lets the police stay away when nothing has changed', needOf('reviewPolice', { ...review, domesticAbuse: true, nothingNewForPolice: true }), 'advised'),
  says(practiceLead, 'requires the Practice Lead when the social worker recommends the end', needOf('practiceLead', { ...review, recommendEnd: true }), 'required'),
  says(practiceLead, 'requires the Practice Lead when the core group wants the end', needOf('practiceLead', { ...review, recommendEnd: false, coreGroupWantsEnd: true }), 'required'),
  says(practiceLead, 'leaves the Practice Lead out when the plan is only old', needOf('practiceLead', { ...review, recommendEnd: false, coreGroupWantsEnd: false, planStartedOn: '2023-01-01' }), 'left out'),
  ...common.map(([roleCode, expected]) => says({ pack: 'generic', rule: 'ASM-007' }, `has ${roleCode} on the short list`, needOf(roleCode, initial), expected)),
];
