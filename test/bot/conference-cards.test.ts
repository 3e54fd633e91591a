/** Cards about a conference that must not say what is not so. */
import { describe, expect, it } from 'vitest';
import { closedCard } from '../../bot/channel-cards.ts';
import { bookingCard, briefingCard, invitationCard, TWICE } from '../../bot/conference-cards.ts';
import { unreachedCard } from '../../bot/office/unreached-card.ts';
import { conferenceRules } from '../../bot/conference-rules.ts';
import { aBooking, booked, bookedWith, day, INVITEES, OBSERVER, WHO } from '../conference/a-conference.ts';
import { nottinghamshireRulebook } from '../procedures/nottinghamshire-rulebook.ts';

const TO_WORKER = { kind: 'person', person: WHO.socialWorker } as const;
const NOBODY = { find: () => undefined };

describe('a second sending, after one of which nobody knows whether it arrived', () => {
  const [, priya] = INVITEES;
  const rules = conferenceRules(nottinghamshireRulebook(), aBooking());
  const decided = booked({ type: 'decisionRecorded', data: { childId: 'child-1', outcome: 'noPlan', categories: [], reasons: 'Safe.', dissent: '' } });
  it.each([
    ['an invitation', (repeat: boolean) => invitationCard('conference-1', booked(), priya!, rules, { kind: 'invitation', repeat }, [])],
    ['a reminder', (repeat: boolean) => invitationCard('conference-1', booked(), priya!, rules, { kind: 'reminder', urgency: 'Due in two working days', repeat }, [])],
    ['the chair’s briefing', (repeat: boolean) => briefingCard('conference-1', booked(), rules, { note: repeat ? TWICE : '', faults: {}, values: { inviteeId: '', reason: '' }, viewers: [] })],
    ['word of somebody unreached', (repeat: boolean) => unreachedCard(booked(), { inviteeId: null, about: 'chairBriefing', to: TO_WORKER }, NOBODY, repeat)],
    ['a post in the channel', (repeat: boolean) => closedCard('decision', 'conference-1', decided, [], repeat)],
  ])('says so: %s', (_name, card) => {
    expect(JSON.stringify(card(true))).toMatch(/This may (reach you|stand here) twice\./);
    expect(JSON.stringify(card(false))).not.toContain('twice');
  });
});

describe('a message that could not be delivered', () => {
  const says = (undelivered: Parameters<typeof unreachedCard>[1]['undelivered'], inviteeId: string | null = null): string => JSON.stringify(unreachedCard(booked(), { inviteeId, undelivered, about: `${undelivered}.${inviteeId ?? ''}`, to: TO_WORKER }, NOBODY, false));

  it('names the professional, or the chair, whom Teams did not reach', () => {
    expect(says('invitation', 'invitee-2')).toContain('Priya Heron-Example, Health visitor could not be reached');
    expect(says('chairBriefing')).toContain('Alex Wren-Example could not be reached');
  });

  it('never blames the chair for a post that did not reach the channel', () => {
    expect(says('channelDecision')).toMatch(/The decisions could not be posted to the channel: case EX-1, Tuesday 8 December 2026 at 10:00/);
    expect(says('channelPlan')).toContain('The outline plan could not be posted');
    expect(says('channelDecision')).not.toContain('Wren');
  });
});

describe('the card of a booking', () => {
  const rules = conferenceRules(nottinghamshireRulebook(), aBooking());
  const says = (state: Parameters<typeof bookingCard>[1], outcome: 'booked' | 'status' = 'booked'): string => JSON.stringify(bookingCard('conference-1', state, rules, outcome));

  it('never calls a late day inside the limit', () => {
    expect(says(booked())).toContain('Inside the limit: the latest lawful date is Thursday 10 December 2026 (NOT-002).');
    const late = says(bookedWith({ on: day('2026-12-11') }));
    expect(late).toContain('After the limit: the latest lawful date is Thursday 10 December 2026 (NOT-002).');
    expect(late).not.toContain('Inside the limit');
  });

  it('says how each is invited, and that some are invited only once somebody agrees', () => {
    const card = says(bookedWith({ invitees: [...INVITEES, OBSERVER] }));
    expect(card).toContain('Priya Heron-Example, Health visitor – in Teams; report not yet sent');
    expect(card).toContain('Mother, Family – by letter');
    expect(card).toContain('Bo Reed-Example, Student social worker – invited once the chair agrees');
  });

  it('says what an invited professional answered', () => {
    expect(says(booked({ type: 'invitationAnswered', data: { inviteeId: 'invitee-2', answer: 'deputy' } }))).toContain('in Teams; sending a deputy; report not yet sent');
  });

  it('offers changing the list to the one who booked it, and nothing of the kind to anybody else', () => {
    expect(says(booked())).toContain('list.edit');
    expect(says(booked(), 'status')).not.toContain('list.edit');
  });

  it('says nothing of what the chair alone is told', () => {
    const told = says(bookedWith({ preparation: { ...aBooking().preparation, risk: { posed: true, words: 'CANARY', assessed: true }, apart: 'CANARY', advocate: 'CANARY' } }));
    expect(told).not.toMatch(/CANARY|hard to stay calm/);
  });
});
