/**
 * The facts about a case that a pack's conditions may ask for, each with its type. A fact that is absent is unknown,
 * which is never the same as "no".
 */

export const factTypes = {
  /** The incident began out of hours and the first enquiries, interviews included, were made then (NOT-036). */
  startedOutOfHours: 'boolean',
  /** Police protection, an emergency protection order or a recovery order came about through EDT (NOT-036). */
  emergencyOrderThroughEdt: 'boolean',
  /** Referrals that EDT made in the six months before the conference (NOT-036, AMB-24). */
  edtReferralsInSixMonths: 'number',
  /** The conference is about an unborn baby (NOT-031). */
  unbornChild: 'boolean',
  /** The family rents from the council or a housing association (NOT-032). */
  socialTenancy: 'boolean',
  /** A child lives with foster carers (NOT-033). */
  fosterCarers: 'boolean',
  /** The police are involved, hold significant information or took part in the enquiries (NOT-034). */
  policeInvolved: 'boolean',
} as const;

type TypeOf = { boolean: boolean; number: number };

export type FactName = keyof typeof factTypes;

export type Facts = { readonly [Name in FactName]?: TypeOf[(typeof factTypes)[Name]] | undefined };

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(factTypes, name);
}
