/**
 * The family on the list, by label alone: everyone with parental responsibility, wider family, children who come,
 * supporters, interpreters and advocates (NOT-019 to NOT-022, NOT-059, NOT-071). Their invitations go by letter or by hand.
 */
import type { FamilyMember } from '../../src/conference/events.ts';
import type { ChecklistRow } from '../../src/procedures/invitation-checklist.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import type { BookingDraft, Relative } from './draft.ts';
import type { Listed } from './invitees.ts';

export const PARENTAL_ROLE = 'parentalResponsibility';

/** Ways of taking part in which a child is there for all or part of it. */
const COMES: ReadonlySet<string> = new Set(['comesToAll', 'comesToPart']);

/** The household as it goes on record, invited or not, with the reason where not. */
export function familyMembers({ family: { relatives } }: BookingDraft): readonly FamilyMember[] {
  return relatives.filter(isSomebody).map(({ label, responsibility, invited, reason, interpreter, supporter }, place) => ({
    memberId: `member-${place + 1}`, label,
    responsibility: responsibility === 'yes' || responsibility === 'no' ? responsibility : 'unknown',
    invited: invited === 'yes', notInvitedReason: invited === 'yes' ? '' : reason, interpreter, supporter,
  }));
}

/** Those of the family who are invited, and who comes with them. */
export function familyInvitees(draft: BookingDraft, pack: Pack, rows: readonly ChecklistRow[]): readonly Listed[] {
  const { family } = draft;
  const invite = (roleCode: string, name: string, designation: string, route: Listed['route']): Listed => {
    const row = rows.find((each) => each.roleCode === roleCode);
    return {
      party: 'family', person: null, name, designation, agency: 'Family', agencyCode: 'family', roleCode, reportRequired: false,
      need: row?.need ?? 'consider', rule: row?.rule ?? pack.booking.parentalResponsibilityRule, email: null, route, waitsFor: null,
    };
  };
  const relatives = family.relatives.filter((relative) => isSomebody(relative) && relative.invited === 'yes');
  return [
    ...relatives.map((relative) => invite(relative.responsibility === 'no' ? 'widerFamily' : PARENTAL_ROLE, relative.label, 'Family', routeOf(relative))),
    // A child gets no standard letter: the social worker visits and explains (NOT-025).
    ...draft.case.children.filter((_, place) => COMES.has(family.participation[place] ?? '')).map(({ label }) => invite('child', label, 'Child', 'byHand')),
    ...relatives.filter(({ supporter }) => supporter !== '').map(({ label, supporter }) => invite('supporter', `Supporter of ${label}`, supporter, 'byHand')),
    ...relatives.filter(({ interpreter }) => interpreter !== '').map(({ label, interpreter }) => invite('advocateInterpreter', `Interpreter for ${label}`, interpreter, 'byHand')),
    ...(family.advocate === '' ? [] : [invite('advocateInterpreter', 'Advocate', family.advocate, 'byHand')]),
  ];
}

/** Whose letter has nowhere to go. */
export function familyMissing({ family: { relatives } }: BookingDraft): readonly string[] {
  return relatives.filter((relative) => isSomebody(relative) && relative.invited === 'yes' && routeOf(relative) === 'missing')
    .map(({ label }) => `${label}: a letter is to be sent, and no address is kept`);
}

function routeOf({ sendBy, address }: Relative): Listed['route'] {
  if (sendBy === 'byHand') return 'byHand';
  return address === '' ? 'missing' : 'post';
}

function isSomebody({ label }: Relative): boolean {
  return label !== '';
}
