/**
 * What did not reach its recipient is named to somebody who can telephone: never silence. First to the social worker; where
 * they cannot be reached either, or it was for them, to the team manager who agreed to the conference, and then to the
 * diary co-ordinators. Somebody who has left stays visible as out of reach until they are replaced or another way is known.
 */
import { awaitsApproval, isStoodDown, lastDecision } from '../conference/child-assessment.ts';
import { hasComeToNothing, teamManagerSuffix, toldToCoordinator } from '../conference/reaching.ts';
import type { BookedConference } from '../conference/state.ts';
import type { PersonKey } from '../people/person.ts';
import { instant, invitationId, kindIn, toPerson, type Notice, type NoticeKind, type NoticeRules } from './notice.ts';
import { isCurrentBriefing } from './of-the-office.ts';

export function unreached(state: BookedConference, rules: Pick<NoticeRules, 'diaryCoordinators'>): Notice[] {
  return [...state.notices].flatMap(([noticeId, notice]): Notice[] => {
    const undelivered = kindIn(noticeId);
    if (notice.kind !== 'needsPerson' || undelivered === undefined || !stillMatters(state, noticeId, undelivered)) return [];
    const about = { undelivered, about: noticeId };
    return tellers(state, noticeId, rules).map((teller) => ({ ...toPerson(teller.noticeId, 'unreached', teller.person, instant(state.bookedAt), { inviteeId: inviteeIn(state, noticeId) }), ...about }));
  });
}

type Teller = { readonly noticeId: string; readonly person: PersonKey };

/** Who is told of it so far: the first in order, and whoever follows on those that could not be reached. */
function tellers({ booking, notices }: BookedConference, about: string, { diaryCoordinators }: Pick<NoticeRules, 'diaryCoordinators'>): readonly Teller[] {
  const first = `unreached.${about}`;
  const manager = booking.agreed?.by.person;
  const steps: (readonly Teller[])[] = [
    isToSocialWorker(about) ? [] : [{ noticeId: first, person: booking.socialWorker.person }],
    manager === undefined || about.startsWith('listToConfirm') || about.startsWith('reportToValidate') ? [] : [{ noticeId: `${first}${teamManagerSuffix}`, person: manager }],
    diaryCoordinators.map((person) => ({ noticeId: toldToCoordinator(first, person), person })),
  ];
  const told: Teller[] = [];
  for (const step of steps) {
    told.push(...step);
    if (step.some(({ noticeId }) => !hasComeToNothing(notices.get(noticeId)))) break;
  }
  return told;
}

/** Kinds that are the social worker's own, whose failure they would not hear of either. */
const TO_SOCIAL_WORKER: readonly NoticeKind[] = ['listReturned', 'reportReturned', 'replyUnclear', 'chairChanged', 'assessmentReturned', 'assessmentDecided', 'socialWorkerGiven'];

function isToSocialWorker(noticeId: string): boolean {
  const [kind = '', , who = ''] = noticeId.split('.');
  return TO_SOCIAL_WORKER.some((own) => own === kind) || (kind === 'datesMoved' && who === 'socialWorker');
}

/** What has been overtaken needs no telephone call: a briefing of a chair who has it no longer, an invitation withdrawn, a request confirmed. */
function stillMatters(state: BookedConference, noticeId: string, kind: NoticeKind): boolean {
  switch (kind) {
    case 'chairBriefing': return isCurrentBriefing(state, noticeId);
    case 'bookingRequest': return state.bookingConfirmed === null;
    // Told by the cards of those who look, and by the readiness.
    case 'reportsOverdue': return false;
    case 'assessmentToApprove': return awaitsApproval(state);
    case 'assessmentMissing': return lastDecision(state) === undefined;
    case 'stoodDown': return isStoodDown(state);
    case 'invitation': return state.booking.invitees.some((invitee) => invitationId(state, invitee) === noticeId);
    // Whoever could not even be invited there is named once, and not for every message after it.
    case 'meetingLink':
    case 'reportReminder': return state.booking.invitees.some((invitee) => noticeId.split('.').includes(invitee.inviteeId) && state.notices.get(invitationId(state, invitee))?.kind !== 'needsPerson');
    case 'socialWorkerGiven':
    case 'socialWorkerChanged': return noticeId.split('.')[1] === String(state.socialWorkerChanges.length);
    case 'replyUnclear': return [...state.unclearReplies.keys()].some((inviteeId) => noticeId.split('.').includes(inviteeId));
    default: return true;
  }
}

function inviteeIn(state: BookedConference, noticeId: string): string | null {
  const ids = [...state.booking.invitees.map(({ inviteeId }) => inviteeId), ...state.removed.keys()];
  return ids.find((inviteeId) => noticeId.split('.').includes(inviteeId)) ?? null;
}
