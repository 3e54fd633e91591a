/** Who is on the list, once each; what is missing; and what of it is never a name of the family. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inviteesOf } from '../../../bot/booking/invitees.ts';
import type { BookingDraft } from '../../../bot/booking/draft.ts';
import { aDraft, aRelative, asking, book, CHOSEN, ID, OWNER, person } from './a-draft.ts';

const listed = (draft: BookingDraft) => inviteesOf(draft, asking);
const names = (draft: BookingDraft): readonly string[] => listed(draft).invitees.map(({ name }) => name);
const find = (draft: BookingDraft, name: string) => listed(draft).invitees.find((invitee) => invitee.name === name);

describe('the list for a standard conference', () => {
  const draft = aDraft({ people: { chosen: CHOSEN } });

  it('begins with the social worker, whose own report is due, then the professionals in the pack’s order, then the family', () => {
    expect(names(draft)).toEqual(['Robin Ashdown-Example', 'Morgan Vale-Example', 'Noor Finch-Example', 'Priya Heron-Example', 'Chris Lark-Example', 'Mother', 'Father']);
    expect(listed(draft).invitees[0]).toMatchObject({ inviteeId: 'invitee-1', person: OWNER, roleCode: 'socialWorker', reportRequired: true, route: 'teams', agencyCode: 'childrensSocialCare' });
    expect(listed(draft).notNamed).toBeNull();
    expect(listed(draft).missing).toEqual([]);
  });

  it('puts the surgeries of the household on by themselves, each once (NOT-030)', () => {
    const two = aDraft({ family: { childrensPractice: ID.noor, relatives: [aRelative('Mother', { practice: 'contact:dr-ivy-stone' }), aRelative('Father')] }, people: { chosen: CHOSEN } });
    expect(names(two).filter((name) => /Noor|Ivy/.test(name))).toEqual(['Noor Finch-Example', 'Ivy Stone-Example']);
    expect(find(two, 'Ivy Stone-Example')).toMatchObject({ person: null, route: 'email', email: 'safeguarding.millpond@nhs.net', roleCode: 'generalPractitioner', need: 'required', rule: 'NOT-030' });
  });

  it('names every surgery that is not known yet as missing', () => {
    const unknown = aDraft({ family: { childrensPractice: 'unknown', relatives: [aRelative('Mother', { practice: 'unknown' }), aRelative('Aunt', { responsibility: 'no', practice: '' })] }, people: { chosen: CHOSEN } });
    expect(listed(unknown).missing).toEqual(['GP of the children: not known yet (NOT-030)', 'GP of Mother: not known yet (NOT-030)']);
  });

  it('keeps somebody who was left out on record with the reason, and off the list', () => {
    const without = aDraft({ family: { relatives: [aRelative('Mother'), aRelative('Father', { invited: 'no', reason: 'A court order forbids contact.' })] } });
    expect(names(without)).not.toContain('Father');
    expect(listed(without).family).toMatchObject([{ memberId: 'member-1', label: 'Mother', invited: true, notInvitedReason: '' }, { memberId: 'member-2', label: 'Father', responsibility: 'yes', invited: false, notInvitedReason: 'A court order forbids contact.' }]);
  });
});

describe('how each is reached', () => {
  it('sends nothing to a letter without an address, and says so', () => {
    const post = aDraft({ family: { relatives: [aRelative('Mother', { sendBy: 'post' }), aRelative('Father', { sendBy: 'post', address: '1 Example Street' })] } });
    expect(find(post, 'Mother')?.route).toBe('missing');
    expect(find(post, 'Father')?.route).toBe('post');
    expect(listed(post).missing).toEqual(['Mother: a letter is to be sent, and no address is kept']);
  });

  it('brings children who come, supporters, interpreters and the advocate, by label', () => {
    const draft = aDraft({ family: { relatives: [aRelative('Mother', { interpreter: 'Polish', supporter: 'friend' })], participation: ['comesToPart', 'viewsSent'], advocate: 'For Child A' } });
    expect(listed(draft).invitees.filter(({ party }) => party === 'family').map(({ name, roleCode, route }) => [name, roleCode, route])).toEqual([
      ['Mother', 'parentalResponsibility', 'byHand'], ['Child A', 'child', 'byHand'], ['Supporter of Mother', 'supporter', 'byHand'], ['Interpreter for Mother', 'advocateInterpreter', 'byHand'], ['Advocate', 'advocateInterpreter', 'byHand'],
    ]);
  });

  it('holds Legal Services back for the team manager, and observers for the chair', () => {
    const draft = aDraft({ people: { chosen: { legal: ['contact:legal-desk'] }, observers: 'Bo Reed-Example, student social worker, bo.reed@exampleshire.gov.uk\nSam Birch-Example' } });
    expect(find(draft, 'Ros Penn-Example')?.waitsFor).toBe('teamManager');
    expect(find(draft, 'Bo Reed-Example')).toMatchObject({ waitsFor: 'chair', roleCode: 'observer', route: 'email', reportRequired: false });
    expect(find(draft, 'Sam Birch-Example')).toMatchObject({ waitsFor: 'chair', route: 'teams', person: expect.stringContaining('11111111-1111-4111-8111-222222222222') as unknown });
  });

  it('names an observer nobody can reach as missing', () => {
    expect(listed(aDraft({ people: { observers: 'Kim Dale-Example' } })).missing).toEqual(['Kim Dale-Example (Observer): no account here and no secure e-mail address']);
  });
});

describe('one person, one row', () => {
  it('keeps the role that needs them more, and asks for a report where either does', () => {
    const draft = aDraft({ people: { chosen: { teamManager: [ID.morgan], earlyHelp: [ID.morgan] }, picked: {} } });
    expect(listed(draft).invitees.filter(({ person: who }) => who === person(ID.morgan))).toMatchObject([{ roleCode: 'teamManager', need: 'required', reportRequired: true }]);
  });

  it('never lists the social worker twice', () => {
    expect(listed(aDraft({ people: { chosen: { teamManager: [ID.robin] } } })).invitees.filter(({ person: who }) => who === OWNER)).toHaveLength(1);
  });
});

it('names what is required and has nobody, with the reason that was typed', () => {
  const draft = aDraft({ family: { childrensPractice: 'unknown', relatives: [aRelative('Mother', { practice: 'unknown', invited: 'no', reason: 'Not found yet.' })] }, people: { reason: 'The practice manager is away.' } });
  expect(listed(draft).notNamed).toEqual({ roleCodes: ['teamManager', 'parentalResponsibility', 'generalPractitioner'], reason: 'The practice manager is away.' });
});

it('keeps on record why the list goes on with something missing, and why a requirement was withdrawn', () => {
  const people = { chosen: CHOSEN, handOverReason: 'She is between addresses.', requiredOnce: ['emergencyDutyTeam'], withdrawn: { emergencyDutyTeam: 'The answer was a slip.' } };
  const missing = aDraft({ family: { relatives: [aRelative('Mother', { sendBy: 'post' })] }, people });
  expect(listed(missing).notNamed).toEqual({ roleCodes: [], reason: 'She is between addresses. Emergency Duty Team, no longer required: The answer was a slip.' });
  expect(listed(aDraft({ people: { ...people, withdrawn: {} } })).notNamed).toEqual({ roleCodes: ['emergencyDutyTeam'], reason: '' });
});

describe('whatever is chosen', () => {
  const values = [ID.morgan, ID.priya, ID.chris, ID.noor, ID.pat, ID.robin, 'contact:dr-ivy-stone', 'contact:women-first', 'contact:legal-desk', 'contact:nobody', '00000000-0000-4000-8000-000000000000'];
  const roles = book.pack.invitees.map(({ roleCode }) => roleCode);
  const relative = fc.record({ label: fc.constantFrom('Mother', 'Father', 'Grandmother', ''), responsibility: fc.constantFrom('yes', 'no', 'unknown', ''), invited: fc.constantFrom('yes', 'no', ''), practice: fc.constantFrom('', 'unknown', ID.noor, 'contact:dr-ivy-stone'), sendBy: fc.constantFrom('post' as const, 'byHand' as const) })
    .map(({ label, ...changes }) => aRelative(label, { ...changes, fullName: 'Canary Hidden-Example', address: '7 Canary Lane' }));
  const drafts = fc.record({
    chosen: fc.dictionary(fc.constantFrom(...roles), fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 })),
    answers: fc.dictionary(fc.constantFrom(...book.pack.questions.map(({ fact }) => fact)), fc.constantFrom('yes', 'no', '')),
    relatives: fc.uniqueArray(relative, { maxLength: 3, selector: ({ label }) => label }),
    outside: fc.constantFrom<BookingDraft['people']['outside'][]>([], [{ roleCode: 'police', name: 'Uma Pike-Example', designation: 'Police officer', agency: 'Police', agencyCode: 'police', email: 'uma.pike@example.police.uk' }]),
  }).map(({ relatives, ...people }) => ({ relatives, draft: aDraft({ family: { relatives, childrensPractice: '' }, people }) }));

  it('nobody is on the list twice, every required role is named or said to be open, and the family has labels alone', () => {
    fc.assert(fc.property(drafts, ({ draft, relatives }) => {
      const { invitees, notNamed } = listed(draft);
      const accounts = invitees.flatMap(({ person: who }) => who ?? []);
      const addresses = invitees.flatMap(({ email }) => email ?? []);
      expect(new Set(accounts).size).toBe(accounts.length);
      expect(new Set(addresses).size).toBe(addresses.length);
      expect(invitees.map(({ inviteeId }) => inviteeId)).toEqual(invitees.map((_, place) => `invitee-${place + 1}`));
      expect(JSON.stringify(listed(draft))).not.toMatch(/Canary/);
      const chosenFor = (roleCode: string): boolean => (draft.people.chosen[roleCode] ?? []).some((value) => values.slice(0, 9).includes(value)) || draft.people.outside.some((each) => each.roleCode === roleCode);
      const practice = relatives.some(({ practice: value }) => value === ID.noor || value === 'contact:dr-ivy-stone');
      const parent = relatives.some(({ label, invited, responsibility }) => label !== '' && invited === 'yes' && responsibility !== 'no');
      expect((notNamed?.roleCodes ?? []).includes('teamManager')).toBe(!chosenFor('teamManager'));
      expect((notNamed?.roleCodes ?? []).includes('generalPractitioner')).toBe(!chosenFor('generalPractitioner') && !practice);
      expect((notNamed?.roleCodes ?? []).includes('parentalResponsibility')).toBe(!parent);
      const { startedOutOfHours, emergencyOrderThroughEdt } = draft.people.answers;
      if (startedOutOfHours === 'yes' || emergencyOrderThroughEdt === 'yes') expect((notNamed?.roleCodes ?? []).includes('emergencyDutyTeam')).toBe(!chosenFor('emergencyDutyTeam'));
    }), { numRuns: 200 });
  });
});
