/**
 * The one access table: what each role may do and see, for one conference. Whatever is not written here is refused.
 * Code asks `may`; the tests walk the same table against every verb and role.
 */

/** Held across an authority, from its roster. */
export type AuthorityRole = 'socialWorker' | 'diaryCoordinator' | 'teamManager' | 'serviceManager' | 'practiceLead' | 'chair';

/** What a person is to one conference: from the booking and the invitations, never from a Teams role. */
export type ConferenceRole = 'conferenceChair' | 'conferenceSocialWorker' | 'conferenceTeamManager' | 'conferencePracticeLead' | 'invitedProfessional';

export type Role = AuthorityRole | ConferenceRole;

export const ROLES: readonly Role[] = [
  'socialWorker', 'diaryCoordinator', 'teamManager', 'serviceManager', 'practiceLead', 'chair',
  'conferenceChair', 'conferenceSocialWorker', 'conferenceTeamManager', 'conferencePracticeLead', 'invitedProfessional',
];

const ACCESS = {
  // Whoever books becomes the conference's social worker, so nobody else may yet.
  'conference.book': ['socialWorker'],
  'conference.seeBooking': ['conferenceSocialWorker', 'conferenceChair', 'conferenceTeamManager', 'diaryCoordinator'],
  // Who is ready and what is missing; the flags for the chair are in it, so not for everybody who is invited.
  'conference.seeReadiness': ['conferenceSocialWorker', 'conferenceChair', 'conferenceTeamManager', 'diaryCoordinator'],
  'conference.seePreparation': ['conferenceSocialWorker', 'conferenceChair', 'conferenceTeamManager'],
  // Those across the authority, for the office alone.
  'office.see': ['diaryCoordinator'],
  'diary.change': ['diaryCoordinator'],
  'booking.confirm': ['diaryCoordinator'],
  'chair.reassign': ['diaryCoordinator'],
  // Who has the case is the team manager's to say, or a service manager's where they have left too.
  'socialWorker.reassign': ['conferenceTeamManager', 'serviceManager'],
  'list.confirm': ['conferenceTeamManager'],
  'list.change': ['conferenceSocialWorker'],
  'legal.agree': ['conferenceTeamManager'],
  'observer.agree': ['conferenceChair'],
  'flags.acknowledge': ['conferenceChair'],
  'invitation.answer': ['invitedProfessional'],
  // For somebody without an account here, what they told the social worker.
  'invitation.answerFor': ['conferenceSocialWorker'],
  'report.saySent': ['invitedProfessional', 'conferenceSocialWorker'],
  'report.track': ['conferenceSocialWorker'],
  'report.validate': ['conferenceTeamManager'],
  'report.waive': ['conferenceChair'],
  // The Practice Lead is invited to the review, or is one of the authority's: a plan that is only old invites none (PST-006, PST-007).
  'assessment.see': ['conferenceSocialWorker', 'conferenceChair', 'conferencePracticeLead', 'practiceLead'],
  'assessment.track': ['conferenceSocialWorker'],
  'assessment.judge': ['conferencePracticeLead', 'practiceLead'],
  'assessment.decide': ['conferenceChair'],
  // Whoever sees that something goes wrong stops it; those who answer for the conference let it go on.
  'messages.stop': ['conferenceSocialWorker', 'conferenceChair', 'conferenceTeamManager', 'diaryCoordinator', 'serviceManager'],
  'messages.seeSent': ['conferenceSocialWorker', 'conferenceChair', 'conferenceTeamManager', 'diaryCoordinator', 'serviceManager'],
  'messages.resume': ['conferenceChair', 'conferenceTeamManager', 'serviceManager'],
  // What went to somebody it was not for: whoever may stop messages opens it and adds to it, those who answer for the conference close it.
  'incident.note': ['conferenceSocialWorker', 'conferenceChair', 'conferenceTeamManager', 'diaryCoordinator', 'serviceManager'],
  'incident.close': ['conferenceTeamManager', 'serviceManager'],
  'agenda.follow': ['conferenceChair', 'conferenceSocialWorker', 'invitedProfessional'],
  'agenda.drive': ['conferenceChair'],
  'decision.record': ['conferenceChair'],
  'plan.record': ['conferenceChair'],
  'decisions.release': ['conferenceChair'],
  'decisions.read': ['conferenceChair', 'conferenceSocialWorker', 'invitedProfessional'],
  'meeting.link': ['conferenceChair'],
} as const satisfies Record<string, readonly Role[]>;

export type Verb = keyof typeof ACCESS;

export const VERBS = Object.keys(ACCESS) as readonly Verb[];

/** Whether any of these roles carries the right. An unknown verb or no role at all is a no. */
export function may(roles: readonly Role[], verb: Verb): boolean {
  const allowed: readonly Role[] = Object.hasOwn(ACCESS, verb) ? ACCESS[verb] : [];
  return roles.some((role) => allowed.includes(role));
}
