/** Every card with its samples, for the tests that hold for all of them. */
import { renderBookingCase } from '../../cards/booking-case/card.ts';
import { bookingCaseSamples } from '../../cards/booking-case/sample.ts';
import { renderBookingDate } from '../../cards/booking-date/card.ts';
import { bookingDateSamples } from '../../cards/booking-date/sample.ts';
import { renderBookingFamily } from '../../cards/booking-family/card.ts';
import { bookingFamilySamples } from '../../cards/booking-family/sample.ts';
import { renderBookingPeople } from '../../cards/booking-people/card.ts';
import { bookingPeopleSamples } from '../../cards/booking-people/sample.ts';
import { renderBookingSettled } from '../../cards/booking-settled/card.ts';
import { bookingSettledSamples } from '../../cards/booking-settled/sample.ts';
import { renderChairBriefing } from '../../cards/chair-briefing/card.ts';
import { chairBriefingSamples } from '../../cards/chair-briefing/sample.ts';
import { renderChannelDecision } from '../../cards/channel-decision/card.ts';
import { channelDecisionSamples } from '../../cards/channel-decision/sample.ts';
import { renderChannelPlan } from '../../cards/channel-plan/card.ts';
import { channelPlanSamples } from '../../cards/channel-plan/sample.ts';
import { renderConferencesList } from '../../cards/conferences-list/card.ts';
import { conferencesListSamples } from '../../cards/conferences-list/sample.ts';
import { renderDanger } from '../../cards/danger/card.ts';
import { dangerSamples } from '../../cards/danger/sample.ts';
import { renderHelp } from '../../cards/help/card.ts';
import { helpSamples } from '../../cards/help/sample.ts';
import { renderInvitation } from '../../cards/invitation/card.ts';
import { invitationSamples } from '../../cards/invitation/sample.ts';
import { renderNotUnderstood } from '../../cards/not-understood/card.ts';
import { notUnderstoodSamples } from '../../cards/not-understood/sample.ts';
import { renderPlainAnswer } from '../../cards/plain-answer/card.ts';
import { plainAnswerSamples } from '../../cards/plain-answer/sample.ts';
import type { AdaptiveCard } from '../../cards/render.ts';
import { renderWelcome } from '../../cards/welcome/card.ts';
import { welcomeSamples } from '../../cards/welcome/sample.ts';
import { renderBookingRequest } from '../../cards/booking-request/card.ts';
import { bookingRequestSamples } from '../../cards/booking-request/sample.ts';
import { renderChairLeave } from '../../cards/chair-leave/card.ts';
import { chairLeaveSamples } from '../../cards/chair-leave/sample.ts';
import { renderListToConfirm } from '../../cards/list-to-confirm/card.ts';
import { listToConfirmSamples } from '../../cards/list-to-confirm/sample.ts';
import { renderOfficeList } from '../../cards/office-list/card.ts';
import { officeListSamples } from '../../cards/office-list/sample.ts';
import { renderOtherChair } from '../../cards/other-chair/card.ts';
import { otherChairSamples } from '../../cards/other-chair/sample.ts';
import { renderSentMessages } from '../../cards/sent-messages/card.ts';
import { sentMessagesSamples } from '../../cards/sent-messages/sample.ts';
import { renderIncident } from '../../cards/incident/card.ts';
import { incidentSamples } from '../../cards/incident/sample.ts';
import { renderOtherSocialWorker } from '../../cards/other-social-worker/card.ts';
import { otherSocialWorkerSamples } from '../../cards/other-social-worker/sample.ts';
import { renderStopMessages } from '../../cards/stop-messages/card.ts';
import { stopMessagesSamples } from '../../cards/stop-messages/sample.ts';
import { renderReportsDue } from '../../cards/reports-due/card.ts';
import { reportsDueSamples } from '../../cards/reports-due/sample.ts';
import { renderChildAssessment } from '../../cards/child-assessment/card.ts';
import { childAssessmentSamples } from '../../cards/child-assessment/sample.ts';
import { renderReports } from '../../cards/reports/card.ts';
import { reportsSamples } from '../../cards/reports/sample.ts';
import { renderListChange } from '../../cards/list-change/card.ts';
import { listChangeSamples } from '../../cards/list-change/sample.ts';
import { renderReadiness } from '../../cards/readiness/card.ts';
import { readinessSamples } from '../../cards/readiness/sample.ts';
import { renderWhyDate } from '../../cards/why-date/card.ts';
import { whyDateSamples } from '../../cards/why-date/sample.ts';

export type CardUnderTest = { readonly name: string; readonly samples: readonly unknown[]; readonly render: (data: unknown) => AdaptiveCard };

function card<Data>(name: string, samples: readonly Data[], render: (data: Data) => AdaptiveCard): CardUnderTest {
  return { name, samples, render: render as (data: unknown) => AdaptiveCard };
}

export const everyCard: readonly CardUnderTest[] = [
  card('welcome', welcomeSamples, renderWelcome),
  card('help', helpSamples, renderHelp),
  card('not-understood', notUnderstoodSamples, renderNotUnderstood),
  card('danger', dangerSamples, renderDanger),
  card('booking-case', bookingCaseSamples, renderBookingCase),
  card('booking-family', bookingFamilySamples, renderBookingFamily),
  card('booking-people', bookingPeopleSamples, renderBookingPeople),
  card('booking-date', bookingDateSamples, renderBookingDate),
  card('booking-settled', bookingSettledSamples, renderBookingSettled),
  card('invitation', invitationSamples, renderInvitation),
  card('readiness', readinessSamples, renderReadiness),
  card('why-date', whyDateSamples, renderWhyDate),
  card('list-change', listChangeSamples, renderListChange),
  card('reports', reportsSamples, renderReports),
  card('reports-due', reportsDueSamples, renderReportsDue),
  card('child-assessment', childAssessmentSamples, renderChildAssessment),
  card('sent-messages', sentMessagesSamples, renderSentMessages),
  card('incident', incidentSamples, renderIncident),
  card('stop-messages', stopMessagesSamples, renderStopMessages),
  card('chair-briefing', chairBriefingSamples, renderChairBriefing),
  card('booking-request', bookingRequestSamples, renderBookingRequest),
  card('chair-leave', chairLeaveSamples, renderChairLeave),
  card('list-to-confirm', listToConfirmSamples, renderListToConfirm),
  card('office-list', officeListSamples, renderOfficeList),
  card('other-social-worker', otherSocialWorkerSamples, renderOtherSocialWorker),
  card('other-chair', otherChairSamples, renderOtherChair),
  card('conferences-list', conferencesListSamples, renderConferencesList),
  card('channel-decision', channelDecisionSamples, renderChannelDecision),
  card('channel-plan', channelPlanSamples, renderChannelPlan),
  card('plain-answer', plainAnswerSamples, renderPlainAnswer),
];

export const everySample = everyCard.flatMap(({ name, samples, render }) =>
  samples.map((sample, place) => ({ title: `${name} ${place + 1}`, name, sample, render })),
);

/** Every object inside a card, the card itself first. */
export function everyNode(node: unknown): readonly Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(everyNode);
  if (typeof node !== 'object' || node === null) return [];
  return [node as Record<string, unknown>, ...Object.values(node).flatMap(everyNode)];
}
