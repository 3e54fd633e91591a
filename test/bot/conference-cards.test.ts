/** Cards about a conference that must not say what is not so. */
import { describe, expect, it } from 'vitest';
import { unreachedCard } from '../../bot/conference-cards.ts';
import { booked } from '../conference/a-conference.ts';

describe('a message that could not be delivered', () => {
  const says = (undelivered: Parameters<typeof unreachedCard>[1]['undelivered'], inviteeId: string | null = null): string => JSON.stringify(unreachedCard(booked(), { inviteeId, undelivered }));

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
