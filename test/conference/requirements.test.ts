/** Whom the answers of a booking require on the day that the conference has now (NOT-036, AMB-24). */
import { describe, expect, it } from 'vitest';
import { requiredRoles } from '../../src/conference/requirements.ts';
import { nottinghamshireRulebook } from '../procedures/nottinghamshire-rulebook.ts';
import { aBooking, day } from './a-conference.ts';

const { pack } = nottinghamshireRulebook();
const edtReferralsOn = [day('2026-06-08'), day('2026-11-05'), day('2026-11-12')];
const on = (text: string, changes: Parameters<typeof aBooking>[0] = {}): readonly string[] => requiredRoles(pack, aBooking({ on: day(text), circumstances: { edtReferralsOn }, ...changes }));

describe('the Emergency Duty Team', () => {
  it.each([['2026-12-08', ['emergencyDutyTeam']], ['2026-12-07', ['emergencyDutyTeam']], ['2026-12-09', []]])('is counted for a conference on %s', (text, roles) => {
    expect(on(text)).toEqual(roles);
  });

  it('stays required where the day moves on and nobody was named at booking', () => {
    expect(on('2026-12-09', { notNamed: { roleCodes: ['emergencyDutyTeam'], reason: 'Not known yet.' } })).toEqual(['emergencyDutyTeam']);
  });

  it('is required by an answer whatever the day, and not by what nobody has answered', () => {
    expect(on('2026-12-09', { circumstances: { startedOutOfHours: true } })).toEqual(['emergencyDutyTeam']);
    expect(on('2026-12-09', { circumstances: {} })).toEqual([]);
  });

  it('is counted by the rules of a review at a review', () => {
    expect(on('2026-12-08', { conferenceType: 'review', circumstances: { mediaAttention: true } })).toEqual(['reviewTeamManager']);
  });
});
