/** Who must, should or might be invited, as more becomes known. */
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/procedures/facts.ts';
import { invitationChecklist, type ChecklistRow } from '../../src/procedures/invitation-checklist.ts';
import { nottinghamshireRulebook } from './nottinghamshire-rulebook.ts';

const { pack } = nottinghamshireRulebook();

function row(roleCode: string, facts: Facts): ChecklistRow | undefined {
  return invitationChecklist(pack, facts).find((each) => each.roleCode === roleCode);
}

describe('the invitation checklist', () => {
  it('requires the team manager whatever is known (NOT-016)', () => {
    expect(row('teamManager', {})).toMatchObject({ need: 'required', rule: 'NOT-016', agency: 'childrensSocialCare', report: false, undecidedBy: [] });
  });

  it('requires the Emergency Duty Team after a third referral in six months (NOT-036)', () => {
    const others = { startedOutOfHours: false, emergencyOrderThroughEdt: false };
    expect(row('emergencyDutyTeam', { ...others, edtReferralsInSixMonths: 3 })).toMatchObject({ need: 'required', undecidedBy: [] });
    expect(row('emergencyDutyTeam', { ...others, edtReferralsInSixMonths: 2 })).toMatchObject({ need: 'consider', undecidedBy: [] });
    expect(row('emergencyDutyTeam', others)).toMatchObject({ need: 'consider', undecidedBy: ['edtReferralsOn', 'conferenceAt'] });
  });

  it('shows the midwives for an unborn baby, leaves them out when there is none, and asks while nobody has said (NOT-031)', () => {
    const midwives = ['communityMidwife', 'hospitalMidwife', 'midwiferyManager'];
    expect(midwives.map((each) => row(each, { unbornChild: true })?.need)).toEqual(['advised', 'advised', 'advised']);
    expect(midwives.map((each) => row(each, { unbornChild: false }))).toEqual([undefined, undefined, undefined]);
    expect(midwives.map((each) => row(each, {})?.undecidedBy)).toEqual([['unbornChild'], ['unbornChild'], ['unbornChild']]);
  });

  it('keeps the order of the pack and repeats nobody', () => {
    const codes = invitationChecklist(pack, {}).map(({ roleCode }) => roleCode);
    expect(codes).toEqual(pack.invitees.map(({ roleCode }) => roleCode));
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('asks no family member and no manager for a report', () => {
    const asked = invitationChecklist(pack, {}).filter(({ report }) => report);
    expect(asked.some(({ agency, roleCode }) => agency === 'family' || roleCode === 'teamManager')).toBe(false);
    expect(asked.map(({ roleCode }) => roleCode)).toEqual(expect.arrayContaining(['generalPractitioner', 'designatedLead', 'police']));
  });
});
