/**
 * The facts about a case that a pack may count from or ask about, each with its type. A fact that is absent is
 * unknown, which is never the same as "no".
 */
import type { CivilInstant } from '../calendar/instants.ts';
import type { PlainDate } from '../calendar/plain-date.ts';

type Known<Type extends string> = { readonly type: Type; readonly means: string };
type Choice<Value extends string> = Known<'choice'> & { readonly choices: readonly Value[] };

const yesNo = (means: string): Known<'boolean'> => ({ type: 'boolean', means });
const count = (means: string): Known<'number'> => ({ type: 'number', means });
const day = (means: string): Known<'day'> => ({ type: 'day', means });
const days = (means: string): Known<'days'> => ({ type: 'days', means });
const moment = (means: string): Known<'moment'> => ({ type: 'moment', means });
const oneOf = <const Value extends string>(choices: readonly Value[], means: string): Choice<Value> => ({ type: 'choice', choices, means });

export const facts = {
  kind: oneOf(['initial', 'review'], 'which kind of conference this is'),
  format: oneOf(['faceToFace', 'hybrid', 'virtual'], 'how people meet'),

  agreedAt: moment('when the team manager agreed that there will be a conference'),
  s47InitiatedOn: day('the strategy discussion that began the section 47 enquiry'),
  conferenceAt: moment('the start of the conference'),
  conferenceEndsAt: moment('the end of the conference'),
  heldOn: day('the day this conference was held, with a quorum or by the chair’s decision to go on'),
  planMade: yesNo('this conference leaves a child with a plan'),
  inquorateOn: day('the day a conference could not be held for want of a quorum'),

  initialHeldOn: day('the day the initial conference was held'),
  previousReviewHeldOn: day('the day the last review before this conference was held; absent when there was none'),
  planStartedOn: day('the day the plan began'),
  preBirthPlan: yesNo('the plan was made before the child’s birth; absent means no'),
  bornOn: day('the child’s date of birth'),
  expectedBirthOn: day('the expected date of delivery, until the child is born'),
  transferNotifiedOn: day('the day the authority was notified that a child with a plan has moved in'),
  plannedReturnOn: day('the day on which a child is to return home after the plan ended'),
  reportReceivedOn: day('the day an agency’s report came in'),
  coreGroupHeldOn: day('the day the core group last met'),
  visitedOn: day('the last visit, under the plan, at which this child was seen'),
  visitEveryDays: count('how often the plan asks for a visit, in days'),

  recommendEnd: yesNo('the social worker means to recommend ending the plan, because risk has become less'),
  coreGroupWantsEnd: yesNo('the core group is strongly of the opinion that the plan should end'),

  startedOutOfHours: yesNo('the incident began out of hours, and the first enquiries, interviews included, were made then'),
  emergencyOrderThroughEdt: yesNo('police protection, an emergency protection order or a recovery order came about through the Emergency Duty Team'),
  edtReferralsOn: days('the days on which the Emergency Duty Team made referrals'),
  edtReferralsInSixMonths: count('referrals by the Emergency Duty Team in the six months before the conference'),
  unbornChild: yesNo('the conference is about an unborn baby'),
  socialTenancy: yesNo('the family rents from the council or a housing association'),
  fosterCarers: yesNo('a child lives with foster carers'),
  lookedAfter: yesNo('a child is looked after'),
  transferIn: yesNo('a child with a plan has moved in from another authority'),
  policeInvolved: yesNo('the police are involved, hold significant information or took part in the enquiries'),
  domesticAbuse: yesNo('domestic abuse is a concern'),
  sexualOffender: yesNo('a sexual offender is a concern'),
  nothingNewForPolice: yesNo('circumstances have not changed and the police have nothing new to share'),
  agencyDisagreement: yesNo('agencies disagree'),
  mediaAttention: yesNo('the media may take an interest'),
  driftOrDelay: yesNo('the plan drifts, is delayed or is not followed'),
  poorEngagement: yesNo('the family engages so little that the case is escalated'),
  significantComplaints: yesNo('there are significant complaints'),
  newOrInexperiencedWorker: yesNo('the social worker has changed or has little experience'),

  planAgeMonths: count('whole months the plan has run on the day of the conference'),
  reviewHeldBefore: yesNo('a review was held before this conference'),
  reviewHeld: yesNo('this review itself was held'),
  agreedOutOfHours: yesNo('the conference was agreed after the close of business or on a day off'),
} as const;

/** Facts that the companion works out from others (`derived-facts.ts`), with those it takes. */
export const workedOut = {
  planAgeMonths: ['planStartedOn', 'conferenceAt'],
  reviewHeldBefore: ['previousReviewHeldOn'],
  reviewHeld: ['heldOn'],
  agreedOutOfHours: ['agreedAt'],
} as const satisfies { readonly [Name in FactName]?: readonly FactName[] };

/** Facts that can be told as they are, and are asked for by what they are counted from: the count follows when the day of the conference moves (AMB-24). */
const countedFrom: { readonly [Name in FactName]?: readonly FactName[] } = { edtReferralsInSixMonths: ['edtReferralsOn', 'conferenceAt'] };

/** Facts whose absence says no, as section 1.9 of the rules has it. */
export const absentMeansNo: readonly FactName[] = ['preBirthPlan'];

type TypeOf = { boolean: boolean; number: number; day: PlainDate; days: readonly PlainDate[]; moment: CivilInstant };

export type FactType = keyof TypeOf | 'choice';
export type FactName = keyof typeof facts;
export type Facts = { readonly [Name in FactName]?: ValueOf<(typeof facts)[Name]> | undefined };

type ValueOf<Fact> = Fact extends { readonly choices: readonly (infer Value)[] } ? Value : Fact extends { readonly type: keyof TypeOf } ? TypeOf[Fact['type']] : never;

/** Facts that a time can be counted from. */
export type FactOf<Type extends FactType> = { [Name in FactName]: (typeof facts)[Name]['type'] extends Type ? Name : never }[FactName];

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(facts, name);
}

/** The names of the facts of these types. */
export function factsOfType<Type extends FactType>(...types: readonly Type[]): FactOf<Type>[] {
  return (Object.keys(facts) as FactName[]).filter((name): name is FactOf<Type> => (types as readonly FactType[]).includes(facts[name].type));
}

/** The facts somebody has to tell so that this one is known. */
export function askedFor(name: FactName): readonly FactName[] {
  return Object.hasOwn(workedOut, name) ? workedOut[name as keyof typeof workedOut] : (countedFrom[name] ?? [name]);
}
