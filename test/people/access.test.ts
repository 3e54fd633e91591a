/** Who may do what, written out by hand: the table below is what was agreed, and the code is held to it, never the other way round. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type Actor } from '../../src/conference/decide.ts';
import type { Command } from '../../src/conference/commands.ts';
import type { ConferenceEvent } from '../../src/conference/events.ts';
import { UNBOOKED } from '../../src/conference/state.ts';
import { may, ROLES, VERBS, type Role, type Verb } from '../../src/people/access.ts';
import { aBooking, anInvitee, aWholePlan, booked, day, decided, person, OBSERVER, PRACTICE_LEAD, shortRules, SOLICITOR, WHO } from '../conference/a-conference.ts';

const COLUMNS = ['socialWorker', 'diaryCoordinator', 'teamManager', 'serviceManager', 'practiceLead', 'chair', 'conferenceChair', 'conferenceSocialWorker', 'conferenceTeamManager', 'conferencePracticeLead', 'invitedProfessional'] as const;

// Across the authority: social worker, diary co-ordinator, team manager, service manager, Practice Lead, chair.
// In this one conference: its chair, its social worker, the team manager who agreed to it, whoever is invited as Practice Lead, an invited professional.
const AGREED = `
  conference.book            SW -- -- -- -- -- | -- -- -- -- --
  conference.seeBooking      -- DC -- -- -- -- | CC CS CM -- --
  conference.seeReadiness    -- DC -- -- -- -- | CC CS CM -- --
  conference.seePreparation  -- -- -- -- -- -- | CC CS CM -- --
  office.see                 -- DC -- -- -- -- | -- -- -- -- --
  diary.change               -- DC -- -- -- -- | -- -- -- -- --
  booking.confirm            -- DC -- -- -- -- | -- -- -- -- --
  chair.reassign             -- DC -- -- -- -- | -- -- -- -- --
  socialWorker.reassign      -- -- -- SM -- -- | -- -- CM -- --
  list.confirm               -- -- -- -- -- -- | -- -- CM -- --
  list.change                -- -- -- -- -- -- | -- CS -- -- --
  legal.agree                -- -- -- -- -- -- | -- -- CM -- --
  observer.agree             -- -- -- -- -- -- | CC -- -- -- --
  flags.acknowledge          -- -- -- -- -- -- | CC -- -- -- --
  invitation.answer          -- -- -- -- -- -- | -- -- -- -- IP
  invitation.answerFor       -- -- -- -- -- -- | -- CS -- -- --
  report.saySent             -- -- -- -- -- -- | -- CS -- -- IP
  report.track               -- -- -- -- -- -- | -- CS -- -- --
  report.validate            -- -- -- -- -- -- | -- -- CM -- --
  report.waive               -- -- -- -- -- -- | CC -- -- -- --
  assessment.see             -- -- -- -- PL -- | CC CS -- CP --
  assessment.track           -- -- -- -- -- -- | -- CS -- -- --
  assessment.judge           -- -- -- -- PL -- | -- -- -- CP --
  assessment.decide          -- -- -- -- -- -- | CC -- -- -- --
  messages.stop              -- DC -- SM -- -- | CC CS CM -- --
  messages.seeSent           -- DC -- SM -- -- | CC CS CM -- --
  messages.resume            -- -- -- SM -- -- | CC -- CM -- --
  incident.note              -- DC -- SM -- -- | CC CS CM -- --
  incident.close             -- -- -- SM -- -- | -- -- CM -- --
  agenda.follow              -- -- -- -- -- -- | CC CS -- -- IP
  agenda.drive               -- -- -- -- -- -- | CC -- -- -- --
  decision.record            -- -- -- -- -- -- | CC -- -- -- --
  plan.record                -- -- -- -- -- -- | CC -- -- -- --
  decisions.release          -- -- -- -- -- -- | CC -- -- -- --
  decisions.read             -- -- -- -- -- -- | CC CS -- -- IP
  meeting.link               -- -- -- -- -- -- | CC -- -- -- --
`;

const agreed = new Map(AGREED.trim().split('\n').map((row) => {
  const [verb = '', ...marks] = row.trim().split(/[\s|]+/);
  return [verb, new Set<Role>(COLUMNS.filter((_role, column) => marks[column] !== '--'))] as const;
}));

describe('the access table', () => {
  it('knows exactly the verbs and roles that were agreed', () => {
    expect([...VERBS].toSorted()).toEqual([...agreed.keys()].toSorted());
    expect([...ROLES].toSorted()).toEqual([...COLUMNS].toSorted());
  });

  const cells = [...agreed].flatMap(([verb, roles]) => COLUMNS.map((role) => [role, verb, roles.has(role)] as const));
  it.each(cells)('%s, %s: %s', (role, verb, allowed) => {
    expect(may([role], verb as Verb)).toBe(allowed);
  });

  it('refuses everything to somebody with no role', () => {
    for (const verb of VERBS) expect(may([], verb)).toBe(false);
  });

  it('refuses verbs that nobody agreed on, whatever the role', () => {
    for (const verb of ['conference.erase', '', 'toString', '__proto__', 'constructor', 'AGENDA.DRIVE']) expect(may(ROLES, verb as Verb)).toBe(false);
  });

  it('refuses roles that nobody has heard of', () => {
    for (const role of ['Organizer', 'admin', 'presenter', '']) for (const verb of VERBS) expect(may([role as Role], verb)).toBe(false);
  });

  it('never gives more to somebody who has lost a role', () => {
    fc.assert(fc.property(fc.subarray([...ROLES]), fc.constantFrom(...ROLES), fc.constantFrom(...VERBS), (roles, lost, verb) => {
      const left = roles.filter((role) => role !== lost);
      return may(roles, verb) || !may(left, verb);
    }));
  });
});

/** Somebody for each role, so that the role alone can be what lets them in. */
const ACTORS: Record<string, Actor> = {
  socialWorker: person(WHO.outsider, 'socialWorker'), diaryCoordinator: person(WHO.outsider, 'diaryCoordinator'), teamManager: person(WHO.outsider, 'teamManager'),
  serviceManager: person(WHO.outsider, 'serviceManager'), practiceLead: person(WHO.outsider, 'practiceLead'), chair: person(WHO.otherChair, 'chair'), conferenceChair: person(WHO.chair),
  conferenceSocialWorker: person(WHO.socialWorker), conferenceTeamManager: person(WHO.manager), conferencePracticeLead: person(WHO.practiceLead), invitedProfessional: person(WHO.healthVisitor), nobody: person(WHO.outsider), companion: { kind: 'companion' },
};

const COMMANDS: Record<Command['do'], Command> = {
  book: { do: 'book', booking: aBooking() },
  giveUpClaim: { do: 'giveUpClaim', claimId: 'claim-1' },
  sayReportSent: { do: 'sayReportSent', inviteeId: 'invitee-2' },
  confirmBooking: { do: 'confirmBooking' },
  reassignChair: { do: 'reassignChair', to: { person: WHO.otherChair, name: 'Jo Tarn-Example' }, claimId: 'claim-2', conflictOfInterest: false, reason: 'On leave.' },
  confirmList: { do: 'confirmList' },
  returnList: { do: 'returnList', reason: 'The school nurse is missing.' },
  agreeAttendance: { do: 'agreeAttendance', inviteeId: SOLICITOR.inviteeId, agreed: true, reason: '' },
  reassignSocialWorker: { do: 'reassignSocialWorker', to: { person: WHO.outsider, name: 'Sam Birch-Example' }, email: null, claimId: 'claim-3', reason: 'They have left.' },
  addInvitee: { do: 'addInvitee', invitee: anInvitee({ inviteeId: '', name: 'Max Fell-Example', email: 'max.fell@nhs.net', route: 'email' }) },
  removeInvitee: { do: 'removeInvitee', inviteeId: 'invitee-3', reason: 'The child left that school.' },
  giveContact: { do: 'giveContact', inviteeId: 'invitee-5', email: null, route: 'byHand' },
  acknowledgeFlags: { do: 'acknowledgeFlags' },
  answerInvitation: { do: 'answerInvitation', inviteeId: 'invitee-2', answer: 'coming' },
  moveReport: { do: 'moveReport', inviteeId: 'invitee-2', step: 'received', on: null, reason: '' },
  moveAssessment: { do: 'moveAssessment', step: 'approved', on: null, reason: '' },
  decideOnAssessment: { do: 'decideOnAssessment', choice: 'hold', reason: 'It can wait.' },
  raiseStandDown: { do: 'raiseStandDown', words: 'Raised by letter.' },
  stopMessages: { do: 'stopMessages', why: 'death', words: 'The child has died.' },
  resumeMessages: { do: 'resumeMessages', words: 'Everybody was told.' },
  openIncident: { do: 'openIncident', kind: 'wrongRecipient', words: 'It went to another practice.', noticeId: null },
  noteIncident: { do: 'noteIncident', incident: 1, words: 'They have deleted it.' },
  closeIncident: { do: 'closeIncident', incident: 1, words: 'Nothing was read.' },
  linkMeeting: { do: 'linkMeeting', chatId: '19:meeting_x@thread.v2' },
  enterStep: { do: 'enterStep', stepId: 'opening', reason: null },
  capture: { do: 'capture', stepId: 'opening', captureId: 'said', childId: null, value: true },
  recordAttendance: { do: 'recordAttendance', inviteeId: 'invitee-2', status: 'present' },
  recordDecision: { do: 'recordDecision', decision: decided('child-1') },
  recordPlan: { do: 'recordPlan', plan: aWholePlan() },
  release: { do: 'release', reason: 'We were asked to.' },
};

const MAY_DO: Record<Command['do'], readonly string[]> = {
  book: ['socialWorker'],
  giveUpClaim: ['companion'],
  sayReportSent: ['conferenceSocialWorker', 'invitedProfessional'],
  confirmBooking: ['diaryCoordinator'],
  reassignChair: ['diaryCoordinator'],
  confirmList: ['conferenceTeamManager'],
  returnList: ['conferenceTeamManager'],
  agreeAttendance: ['conferenceTeamManager'],
  addInvitee: ['conferenceSocialWorker'],
  removeInvitee: ['conferenceSocialWorker'],
  giveContact: ['conferenceSocialWorker'],
  reassignSocialWorker: ['conferenceTeamManager', 'serviceManager'],
  acknowledgeFlags: ['conferenceChair'],
  answerInvitation: ['invitedProfessional'],
  moveReport: ['conferenceSocialWorker'],
  moveAssessment: ['practiceLead', 'conferencePracticeLead'],
  decideOnAssessment: ['conferenceChair'],
  raiseStandDown: ['conferenceChair'],
  stopMessages: ['conferenceSocialWorker', 'conferenceChair', 'conferenceTeamManager', 'diaryCoordinator', 'serviceManager'],
  resumeMessages: ['conferenceChair', 'conferenceTeamManager', 'serviceManager'],
  openIncident: ['conferenceSocialWorker', 'conferenceChair', 'conferenceTeamManager', 'diaryCoordinator', 'serviceManager'],
  noteIncident: ['conferenceSocialWorker', 'conferenceChair', 'conferenceTeamManager', 'diaryCoordinator', 'serviceManager'],
  closeIncident: ['conferenceTeamManager', 'serviceManager'],
  linkMeeting: ['conferenceChair'],
  enterStep: ['conferenceChair'],
  capture: ['conferenceChair'],
  recordAttendance: ['conferenceChair'],
  recordDecision: ['conferenceChair'],
  recordPlan: ['conferenceChair'],
  release: ['conferenceChair'],
};

const STOOD_DOWN: ConferenceEvent = { type: 'assessmentDecided', data: { choice: 'standDown', fault: 'missing', reason: 'There is time for it.' } };

const INCIDENT: ConferenceEvent = { type: 'incidentOpened', data: { kind: 'wrongRecipient', words: 'It went to another practice.', noticeId: null } };

describe('deciding on a command', () => {
  const cases = Object.values(COMMANDS).flatMap((command) => Object.keys(ACTORS).map((who) => [command.do, who, MAY_DO[command.do].includes(who)] as const));
  it.each(cases)('%s by %s: %s', (what, who, allowed) => {
    const state = what === 'book' ? UNBOOKED : booked({ type: 'inviteeAdded', data: { invitee: SOLICITOR } }, { type: 'inviteeAdded', data: { invitee: OBSERVER } }, { type: 'inviteeAdded', data: { invitee: PRACTICE_LEAD } }, { type: 'decisionRecorded', data: decided('child-1') }, STOOD_DOWN, INCIDENT);
    const command = what === 'recordDecision' ? { do: what, decision: decided('child-2') } : COMMANDS[what];
    const outcome = decide(state, command, ACTORS[who] as Actor, { ...shortRules(), assessmentLimits: { toUnitBy: day('2026-12-03'), reviewBy: day('2026-12-20') } });
    if (allowed) expect(outcome.kind).toBe('accepted');
    else expect(outcome).toEqual({ kind: 'refused', refusals: [{ code: 'notAllowed' }] });
  });

  it('lets a professional speak for their own report only, and the social worker for anybody’s', () => {
    const say = (who: Actor, inviteeId: string): string => decide(booked(), { do: 'sayReportSent', inviteeId }, who, shortRules()).kind;
    expect(say(person(WHO.healthVisitor), 'invitee-2')).toBe('accepted');
    expect(say(person(WHO.healthVisitor), 'invitee-3')).toBe('refused');
    expect(say(person(WHO.teacher), 'invitee-3')).toBe('accepted');
    expect(say(person(WHO.socialWorker), 'invitee-3')).toBe('accepted');
  });

  it('lets the chair agree to an observer and the team manager to Legal Services, and neither to the other', () => {
    const state = booked({ type: 'inviteeAdded', data: { invitee: SOLICITOR } }, { type: 'inviteeAdded', data: { invitee: OBSERVER } });
    const agree = (who: Actor, { inviteeId }: { inviteeId: string }): string => decide(state, { do: 'agreeAttendance', inviteeId, agreed: true, reason: '' }, who, shortRules()).kind;
    expect([agree(person(WHO.chair), OBSERVER), agree(person(WHO.manager), SOLICITOR)]).toEqual(['accepted', 'accepted']);
    expect([agree(person(WHO.chair), SOLICITOR), agree(person(WHO.manager), OBSERVER), agree(person(WHO.socialWorker), SOLICITOR)]).toEqual(['refused', 'refused', 'refused']);
  });

  it('lets each invited professional answer for themselves alone', () => {
    const answer = (who: Actor, inviteeId: string): string => decide(booked(), { do: 'answerInvitation', inviteeId, answer: 'coming' }, who, shortRules()).kind;
    expect(answer(person(WHO.teacher), 'invitee-3')).toBe('accepted');
    expect(answer(person(WHO.teacher), 'invitee-2')).toBe('refused');
    expect(answer(person(WHO.socialWorker), 'invitee-3')).toBe('refused');
  });

  it('tells nobody whether a conference exists: an unbooked one and one that is not theirs get the same answer', () => {
    // Stopping messages is a service manager’s for every conference there is.
    for (const command of Object.values(COMMANDS).filter((each) => each.do !== 'book' && !MAY_DO[each.do].includes('serviceManager'))) {
      const [missing, theirs] = [UNBOOKED, booked()].map((state) => decide(state, command, person(WHO.outsider, 'socialWorker', 'chair', 'teamManager', 'serviceManager'), shortRules()));
      expect(missing).toEqual(theirs);
    }
  });

  it('gives the chair of one conference nothing in another', () => {
    const elsewhere = booked();
    const outcome = decide(elsewhere, COMMANDS.release, person(WHO.otherChair, 'chair'), shortRules());
    expect(outcome).toEqual({ kind: 'refused', refusals: [{ code: 'notAllowed' }] });
  });
});
