/** What everyone can see holds nothing of the family; what a few can see holds no more than they need. */
import { describe, expect, test } from 'vitest';
import { renderBookingFamily } from '../../cards/booking-family/card.ts';
import { bookingFamilySamples } from '../../cards/booking-family/sample.ts';
import { renderChannelDecision, splitDecisions } from '../../cards/channel-decision/card.ts';
import { channelDecisionSamples, releasedDecisions } from '../../cards/channel-decision/sample.ts';
import { renderChannelPlan, splitPlan } from '../../cards/channel-plan/card.ts';
import { channelPlanSamples, releasedPlan } from '../../cards/channel-plan/sample.ts';
import { renderInvitation } from '../../cards/invitation/card.ts';
import { invitationSamples } from '../../cards/invitation/sample.ts';
import { everySample } from './every-card.ts';

const OF_THE_FAMILY = [
  ...releasedDecisions.decisions.flatMap(({ label, reasons, dissent, outcomeWords, categoriesWords }) => [label, reasons, dissent, outcomeWords, categoriesWords]),
  ...releasedPlan.actions.flatMap(({ what, outcome }) => [what, outcome]),
  releasedPlan.aim, releasedPlan.nonNegotiables, 'Mother', 'A.B.', 'Neglect',
].filter((words) => words !== '');

const closedDecisions = channelDecisionSamples.filter(({ kind }) => kind === 'closed').map(renderChannelDecision);
const closedPlans = channelPlanSamples.filter(({ kind }) => kind === 'closed').map(renderChannelPlan);

describe('a card that everyone in the channel, search and e-mail digests can see', () => {
  test.each([...closedDecisions, ...closedPlans])('says that a record was released and for how many children, and nothing of the family', (card) => {
    for (const words of OF_THE_FAMILY) expect(JSON.stringify(card)).not.toContain(words);
    expect(JSON.stringify(card)).toMatch(/for [12] child(ren)?\./);
  });

  test('cannot be given a decision, a plan or a label: extra data are refused', () => {
    const closed = channelDecisionSamples[0]!;
    const withMore = { ...closed, decisions: releasedDecisions.decisions };
    expect(() => renderChannelDecision(withMore)).toThrow('card channel-decision not made: dataInvalid');
  });
});

test.each(invitationSamples)('an invitation or reminder names no child and cannot be given one', (invitation) => {
  for (const words of OF_THE_FAMILY) expect(JSON.stringify(renderInvitation(invitation))).not.toContain(words);
  const withChildren = { ...invitation, children: ['Child A'] };
  expect(() => renderInvitation(withChildren)).toThrow('card invitation not made: dataInvalid');
});

test('the open cards do hold the record, so these tests would notice it elsewhere', () => {
  const open = JSON.stringify([...splitDecisions(releasedDecisions).map(renderChannelDecision), ...splitPlan(releasedPlan).map(renderChannelPlan)]);
  for (const words of OF_THE_FAMILY.filter((each) => each !== 'A.B.')) expect(open).toContain(words);
});

test('a full name, a birth date and an address that were typed are never put back on the card', () => {
  const sample = bookingFamilySamples[1]!;
  expect(JSON.stringify(renderBookingFamily(sample))).toContain('A name and an address are kept. Leave a field empty to keep it.');
  const relative = { ...sample.relatives![0]!, fullName: 'CANARY', address: 'CANARY' };
  expect(() => renderBookingFamily({ ...sample, relatives: [relative] })).toThrow(/^card booking-family not made: dataInvalid at relatives\.0$/);
  const child = { ...sample.children![0]!, fullName: 'CANARY', bornOn: '2020-01-01' };
  expect(() => renderBookingFamily({ ...sample, children: [child] })).toThrow(/^card booking-family not made: dataInvalid at children\.0$/);
});

test('what a button sends back is ids and counts: nothing about the family travels in it', () => {
  for (const { sample, render } of everySample) {
    for (const [, data] of JSON.stringify(render(sample)).matchAll(/"data":(\{[^}]*\})/g)) {
      for (const [key, value] of Object.entries(JSON.parse(data!) as Record<string, unknown>)) {
        expect(['op', 'draftId', 'conferenceId', 'inviteeId', 'childCount', 'part', 'page', 'incident', 'from', 'about', 'answer', 'verb']).toContain(key);
        expect(String(value)).toMatch(/^[\w.:-]+$/);
      }
    }
  }
});
