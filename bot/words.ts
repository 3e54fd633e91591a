/**
 * Codes into sentences, at the edge: refusals, gaps and outcomes as people read them. Each sentence stands here once.
 */
import type { Refusal } from '../src/conference/commands.ts';
import type { Child, ConferenceFormat } from '../src/conference/events.ts';
import type { PlanGap } from '../src/conference/outline-plan.ts';
import type { Pack } from '../src/procedures/pack-schema.ts';

const REFUSALS: Record<Refusal['code'], string> = {
  notAllowed: 'This is not yours to do, or there is no such conference.',
  notBooked: 'This is not yours to do, or there is no such conference.',
  alreadyBooked: 'This conference is already booked.',
  claimGivenUp: 'That time could not be kept. Please choose again.',
  alreadyReleased: 'The decisions are already released, so they cannot be changed here.',
  nothingToRelease: 'Nothing can be released yet: no decision has been recorded for any child.',
  unknownStep: 'That step is not on this agenda.',
  unknownCapture: 'That is not asked for in this step.',
  unknownChild: 'That child is not part of this conference.',
  unknownInvitee: 'That person is not on the list for this conference.',
  noReportAsked: 'No report is asked of you for this conference, so there is nothing to send.',
  notTheSocialWorkers: 'Only the social worker’s own report is validated or sent back here.',
  noAssessmentAsked: 'No Child Assessment is needed for this review.',
  nothingToDecide: 'There is nothing to decide: the Child Assessment came in time, or its day has not passed.',
  pastTheLimit: 'There is no later day inside the review limit, and lateness alone does not move a review past it.',
  nothingToRaise: 'No review has been stood down, so there is nothing to raise.',
  unknownIncident: 'There is no such incident of this conference.',
  unknownMessage: 'That message is not among those sent.',
  endingClosed: 'Ending the plan is not to be decided until the Child Assessment is in.',
  unknownCategory: 'That is not one of the categories.',
  wrongKindOfValue: 'That is not an answer to what is asked here.',
  sameChair: 'That person chairs this conference already.',
  sameSocialWorker: 'That person is its social worker already.',
  chairsIt: 'That person chairs this conference.',
  alreadyInvited: 'That person is on the list already.',
  nothingToAgree: 'There is nothing to agree to for that person.',
  nothingToAcknowledge: 'There is nothing to acknowledge for this conference.',
  noSubjectChild: 'At least one child must be one the conference decides about.',
  missing: 'Please fill this in.',
  malformed: 'Use up to 30 letters, figures, spaces, dots, dashes or underscores.',
  duplicateLabel: 'Two children cannot have the same label.',
  tooLong: 'This is too long. Please keep it under 4,000 characters.',
  tooMany: 'That is more than one conference can hold here.',
  notADate: 'This date does not exist. Please check the day and month.',
  inTheFuture: 'This date is in the future. It must be today or earlier.',
  tooLongAgo: 'This date is longer ago than it can be. Please check the year.',
  dateOrder: 'This date does not fit with the one before it. Please check both.',
  notAhead: 'This date must lie ahead, within the next twelve months.',
  notSecure: 'This is not a secure e-mail address.',
  needsReason: 'Something is still missing. You can go on; please say why.',
  needsCategory: 'A child protection plan needs at least one category.',
};

/** One sentence for a refusal, with its rule where it has one. */
export function refusalWords(refusal: Refusal): string {
  return refusal.rule === undefined ? REFUSALS[refusal.code] : `${REFUSALS[refusal.code]} (${refusal.rule})`;
}

const GAPS: Record<string, string> = {
  beforeTheDay: 'The day of the conference has not come yet',
  decision: 'No decision is recorded',
  plan: 'The outline plan is not written',
  aim: 'The plan has no aim',
  actions: 'The plan has no actions',
  actionDetail: 'An action lacks who, what or by when',
  designation: 'An action does not give the designation of the person named',
  outcomes: 'An action does not say what should be different for the child',
  nonNegotiables: 'The plan does not say what is not negotiable',
  immediateActions: 'No action is marked as immediate',
  leadSocialWorker: 'The lead social worker is not named',
  coreGroup: 'The core group is not named',
  firstCoreGroup: 'The date of the first core group is missing',
  firstCoreGroupLate: 'The first core group is later than it may be',
  review: 'The date and time of the review conference are missing',
  reviewLate: 'The review conference is later than it may be',
  visits: 'How often the social worker visits is not set',
  visitsTooFew: 'Visits are further apart than they may be',
  contingency: 'There is no contingency plan',
};

/** "No decision is recorded for Child A (NOT-080)". */
export function gapWords(gap: PlanGap, children: readonly Child[]): string {
  const label = children.find((child) => child.childId === gap.childId)?.label;
  return `${GAPS[gap.part] ?? gap.part}${label === undefined ? '' : ` for ${label}`} (${gap.rule})`;
}

/** How people meet, in the pack's words: "Hybrid. Some in the room, some on Teams." */
export function formatWords(format: ConferenceFormat, pack: Pack): string {
  const found = pack.booking.formats.find(({ value }) => value === format);
  return found === undefined ? '' : `${found.label}. ${found.words}`;
}
