/** The types of conference that can be booked, and which of the two kinds of the packs each is run as. */

/**
 * `initial`: after a section 47 enquiry. `preBirth`: the same for an unborn baby. `transferIn`: a child with a plan has
 * moved in. `siblingInitial`: initial for one child together with the review of brothers' and sisters' plans.
 * `review`: of a plan. `preReturn`: before a child returns home after the plan ended.
 */
export const CONFERENCE_TYPES = ['initial', 'preBirth', 'transferIn', 'siblingInitial', 'review', 'preReturn'] as const;

export type ConferenceType = (typeof CONFERENCE_TYPES)[number];

/** The deadlines that say by when each type is held, by the names the packs give them; a type of two kinds is held to both. */
export const LIMITS_OF: Readonly<Record<ConferenceType, readonly { readonly kind: 'initial' | 'review'; readonly what: readonly string[] }[]>> = {
  initial: [{ kind: 'initial', what: ['conferenceLimit'] }],
  preBirth: [{ kind: 'initial', what: ['conferenceLimit'] }],
  transferIn: [{ kind: 'initial', what: ['transferIn'] }],
  siblingInitial: [{ kind: 'initial', what: ['conferenceLimit'] }, { kind: 'review', what: ['firstReview', 'thisReview', 'reviewAfterBirth'] }],
  review: [{ kind: 'review', what: ['firstReview', 'thisReview', 'reviewAfterBirth'] }],
  preReturn: [{ kind: 'initial', what: ['preReturn'] }],
};

/** A pack has rules for initial and for review conferences; every other type is run as one of them. */
export function kindOf(type: ConferenceType): 'initial' | 'review' {
  return type === 'review' ? 'review' : 'initial';
}
