/** Conferences to test with: plainly invented people, two children known by labels, and a short agenda of the test's own. */
import { parsePlainDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import type { Actor, Rules } from '../../src/conference/decide.ts';
import type { ConferenceBooked, ConferenceEvent, Decision, Invitee, Preparation, RecordedConferenceEvent } from '../../src/conference/events.ts';
import type { OutlinePlan, PlanLimits } from '../../src/conference/outline-plan.ts';
import { fold, UNBOOKED, type BookedConference } from '../../src/conference/state.ts';
import type { AuthorityRole } from '../../src/people/access.ts';
import { personKey, type PersonKey } from '../../src/people/person.ts';
import type { AgendaStep } from '../../src/procedures/pack-schema.ts';
import { nottinghamshireRulebook } from '../procedures/nottinghamshire-rulebook.ts';

export function day(text: string): PlainDate {
  const date = parsePlainDate(text);
  if (date === undefined) throw new RangeError(`${text} is not a date`);
  return date;
}

const someone = (number: number): PersonKey => {
  const key = personKey('99999999-9999-4999-8999-999999999999', `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
  if (key === undefined) throw new RangeError('not a person');
  return key;
};

export const WHO = { chair: someone(1), socialWorker: someone(2), healthVisitor: someone(3), teacher: someone(4), manager: someone(5), outsider: someone(6), otherChair: someone(7), practiceLead: someone(8) };

/** A professional with an account, unless told otherwise. */
export function anInvitee(changes: Partial<Invitee> & Pick<Invitee, 'inviteeId' | 'name'>): Invitee {
  return {
    party: 'professional', person: null, designation: 'Professional', agency: 'Health', agencyCode: 'health', roleCode: 'specialistService', reportRequired: false,
    need: 'advised', rule: 'NOT-029', email: null, route: 'teams', waitsFor: null, ...changes,
  };
}

export const INVITEES: readonly Invitee[] = [
  anInvitee({ inviteeId: 'invitee-1', person: WHO.socialWorker, name: 'Robin Ashdown-Example', designation: 'Social worker', agency: 'Social care', agencyCode: 'childrensSocialCare', roleCode: 'socialWorker', reportRequired: true, need: 'required' }),
  anInvitee({ inviteeId: 'invitee-2', person: WHO.healthVisitor, name: 'Priya Heron-Example', designation: 'Health visitor', roleCode: 'publicHealthNurse', reportRequired: true }),
  anInvitee({ inviteeId: 'invitee-3', person: WHO.teacher, name: 'Chris Lark-Example', designation: 'School lead', agency: 'Education', agencyCode: 'education', roleCode: 'designatedLead', reportRequired: true }),
  anInvitee({ inviteeId: 'invitee-4', person: WHO.manager, name: 'Morgan Vale-Example', designation: 'Team manager', agency: 'Social care', agencyCode: 'childrensSocialCare', roleCode: 'teamManager', need: 'required' }),
  anInvitee({ inviteeId: 'invitee-5', party: 'family', name: 'Mother', designation: 'Family', agency: 'Family', agencyCode: 'family', roleCode: 'parentalResponsibility', need: 'required', route: 'post' }),
];

/** A solicitor, who waits for the team manager's word (NOT-037). */
export const SOLICITOR = anInvitee({ inviteeId: 'invitee-6', name: 'Ros Penn-Example', designation: 'Solicitor', agency: 'Legal Services', agencyCode: 'legal', roleCode: 'legal', need: 'consider', email: 'ros.penn@exampleshire.gov.uk', route: 'email', waitsFor: 'teamManager' });
/** Invited as Practice Lead, who approves the Child Assessment of a review (PST-006, PST-007). */
export const PRACTICE_LEAD = anInvitee({ inviteeId: 'invitee-9', person: WHO.practiceLead, name: 'Ines Rowe-Example', designation: 'Practice Lead', agency: 'Social care', agencyCode: 'childrensSocialCare', roleCode: 'practiceLead', need: 'required', rule: 'PST-007' });
/** A student, who waits for the chair's word (NOT-076). */
export const OBSERVER = anInvitee({ inviteeId: 'invitee-7', name: 'Bo Reed-Example', designation: 'Student social worker', agency: 'Social care', agencyCode: 'childrensSocialCare', roleCode: 'observer', need: 'consider', email: 'bo.reed@exampleshire.gov.uk', route: 'email', waitsFor: 'chair' });

export const PREPARATION: Preparation = {
  risk: { posed: false, words: '', assessed: false }, participation: { 'child-1': 'viewsSent', 'child-2': 'tooYoung' }, childRiskAssessed: false, advocate: '', apart: '',
  chairFlags: ['challengingBehaviour'], recommendation: 'plan', category: 'NEG', observers: '', availability: { asked: ['Mother'], cannotCome: [], notAsked: '' },
};

export function aBooking(changes: Partial<ConferenceBooked> = {}): ConferenceBooked {
  return {
    caseReference: 'EX-1', conferenceType: 'initial', dates: { s47InitiatedOn: day('2026-11-20') }, format: 'hybrid', venue: { kind: 'room', roomId: 'willow', name: 'Willow room, Mill House' },
    children: [{ childId: 'child-1', label: 'Child A', initials: 'A.B.', age: '4', part: 'subject' }, { childId: 'child-2', label: 'Child B', initials: 'C.B.', age: '7 months', part: 'subject' }],
    on: day('2026-12-08'), from: '10:00', minutes: 120, claimId: 'claim-1',
    chair: { person: WHO.chair, name: 'Alex Wren-Example' }, socialWorker: { person: WHO.socialWorker, name: 'Robin Ashdown-Example' },
    agreed: { by: { person: WHO.manager, name: 'Morgan Vale-Example' }, at: '2026-11-20T11:00:00.000Z', outOfHours: false },
    family: [{ memberId: 'member-1', label: 'Mother', responsibility: 'yes', invited: true, notInvitedReason: '', interpreter: '', supporter: '' }],
    invitees: INVITEES, preparation: PREPARATION, notNamed: null, lateReason: null, draftId: 'draft-1',
    rules: { packId: 'nottinghamshire', packVersion: '1', holidaysVersion: '1' }, duties: [], circumstances: {},
    ...changes,
  };
}

/** Events as the record gives them back: numbered from `after` on, all of the same moment unless told. */
export function recorded(events: readonly ConferenceEvent[], after = 0, at = '2026-11-23T09:00:00.000Z'): readonly RecordedConferenceEvent[] {
  return events.map((event, place) => ({ ...event, version: after + place + 1, at, by: 'companion' }));
}

/** A booked conference after these further events. */
export function booked(...events: readonly ConferenceEvent[]): BookedConference {
  return bookedWith({}, ...events);
}

export function bookedWith(changes: Partial<ConferenceBooked>, ...events: readonly ConferenceEvent[]): BookedConference {
  return asBooked(fold(UNBOOKED, recorded([{ type: 'conferenceBooked', data: aBooking(changes) }, ...events])));
}

/** The same conference after events of a later moment. */
export function later(state: BookedConference, at: string, ...events: readonly ConferenceEvent[]): BookedConference {
  return asBooked(fold(state, recorded(events, state.version, at)));
}

function asBooked(state: ReturnType<typeof fold>): BookedConference {
  if (state.kind !== 'booked') throw new Error('this conference is not booked');
  return state;
}

export const LIMITS: PlanLimits = { visitEveryDays: 28, firstCoreGroupBy: day('2026-12-22'), reviewBy: day('2027-03-08') };

/** Three steps: a tick and a text, one text for each child, and the decisions. */
export const STEPS: readonly AgendaStep[] = [
  step('opening', [
    { id: 'said', kind: 'tick', label: 'Said', required: true, rule: 'NOT-078' },
    { id: 'recording', kind: 'choice', label: 'Recorded?', required: true, rule: 'NOT-090', options: [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }] },
    { id: 'note', kind: 'text', label: 'Note', required: false, rule: 'NOT-078' },
  ]),
  step('views', [{ id: 'view', kind: 'textPerChild', label: 'View', required: true, rule: 'NOT-070' }, { id: 'present', kind: 'attendance', label: 'Who is here', required: true, rule: 'NOT-079' }]),
  step('decision', [{ id: 'decisions', kind: 'decisions', label: 'Decisions', required: true, rule: 'NOT-080' }]),
  step('plan', [{ id: 'plan', kind: 'plan', label: 'Plan', required: true, rule: 'NOT-086' }, { id: 'dates', kind: 'nextDates', label: 'Dates', required: true, rule: 'NOT-087' }]),
];

function step(id: string, captures: AgendaStep['captures']): AgendaStep {
  return { id, title: id, purpose: 'A step of the test’s own.', lead: ['chair'], minutes: 5, minutesPerExtraChild: 0, prompts: ['Say so.'], captures, rules: ['NOT-070'] };
}

/** The real pack with the short agenda. */
export function shortRules(): Rules {
  const { pack } = nottinghamshireRulebook();
  return { pack: { ...pack, agenda: { ...pack.agenda, ICPC: [...STEPS] } }, planLimits: LIMITS, today: day('2026-12-08') };
}

export function decided(childId: string, changes: Partial<Decision> = {}): Decision {
  return { childId, outcome: 'plan', categories: ['NEG'], reasons: 'What was seen at home.', dissent: '', ...changes };
}

/** A plan that lacks nothing for both children. */
export function aWholePlan(changes: Partial<OutlinePlan> = {}): OutlinePlan {
  return {
    aim: 'A calm home.', nonNegotiables: 'No contact with the person who caused the harm.',
    actions: [{ who: 'Robin Ashdown-Example', designation: 'Social worker', what: 'Visit this week', outcome: 'The children are seen', by: day('2026-12-11'), immediate: true }],
    children: ['child-1', 'child-2'].map((childId) => ({ childId, visitEveryDays: 10, contingency: 'A legal planning meeting.' })),
    leadSocialWorker: 'Robin Ashdown-Example', coreGroup: ['invitee-1', 'invitee-2'], firstCoreGroupOn: day('2026-12-22'), reviewOn: day('2027-03-08'), reviewAt: '10:00',
    ...changes,
  };
}

export function person(key: PersonKey, ...authorityRoles: readonly AuthorityRole[]): Actor {
  return { kind: 'person', person: key, authorityRoles };
}
