/** Events written by earlier versions, brought to today's shape. An old record stays readable for as long as it is kept. */
import type { ConferenceBooked, Invitee } from './events.ts';

/** By event type and schema: what makes data of that schema into data of the next. */
export const UPCASTERS: Readonly<Record<string, Readonly<Record<number, (data: unknown) => unknown>>>> = {
  conferenceBooked: { 1: (data) => bookedWithPreparation(data as BookedAtFirst) },
};

/** A booking of the first version: initial conferences only, a section 47 date, and rows for the family without `party`. */
type BookedAtFirst = Omit<ConferenceBooked, 'conferenceType' | 'dates' | 'children' | 'invitees'> & {
  readonly s47InitiatedOn: NonNullable<ConferenceBooked['dates']['s47InitiatedOn']>;
  readonly children: readonly Omit<ConferenceBooked['children'][number], 'part'>[];
  readonly invitees: readonly Pick<Invitee, 'inviteeId' | 'person' | 'name' | 'designation' | 'agency' | 'roleCode' | 'reportRequired'>[];
};

function bookedWithPreparation({ s47InitiatedOn, children, invitees, ...rest }: BookedAtFirst): ConferenceBooked {
  return {
    ...rest,
    conferenceType: 'initial',
    dates: { s47InitiatedOn },
    children: children.map((child) => ({ ...child, part: 'subject' })),
    venue: { kind: 'none' },
    agreed: null,
    family: [],
    invitees: invitees.map((invitee) => inviteeWithRoute(invitee)),
    preparation: NOTHING_SAID,
    draftId: '',
  };
}

function inviteeWithRoute(invitee: BookedAtFirst['invitees'][number]): Invitee {
  const family = invitee.person === null;
  return { ...invitee, party: family ? 'family' : 'professional', agencyCode: '', need: 'consider', rule: 'NOT-018', email: null, route: family ? 'byHand' : 'teams', waitsFor: null };
}

/** What is known beforehand of a conference that was booked before any of it was asked. */
const NOTHING_SAID: ConferenceBooked['preparation'] = {
  risk: { posed: false, words: '', assessed: false }, participation: {}, childRiskAssessed: false, advocate: '', apart: '', chairFlags: [],
  recommendation: '', category: '', observers: '', availability: { asked: [], cannotCome: [], notAsked: '' },
};
