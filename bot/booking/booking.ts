/** The booking put together: its four screens, its last press, and what follows the answer to that. */
import { bookingCard } from '../conference-cards.ts';
import type { ConferenceLists } from '../conference-lists.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import type { Desk } from '../desk.ts';
import type { OrganisationDirectory, OutlookCalendar } from '../graph/calendar-port.ts';
import { labelOf, type Log } from '../log.ts';
import type { CivilInstant, MachineInstant } from '../../src/calendar/instants.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import type { Rulebook } from '../../src/procedures/duties.ts';
import type { ClaimPlace, DiaryClaims } from '../../src/store/diary-claims.ts';
import type { Drafts } from '../../src/store/drafts.ts';
import type { WakePointers } from '../../src/store/wake-pointers.ts';
import type { Authority } from '../authority.ts';
import { BookingFlow } from './booking-flow.ts';
import { formCloser } from './close-form.ts';
import { confirmBooking } from './confirm.ts';
import type { BookingDraft } from './draft.ts';
import { caseStep } from './steps/case-step.ts';
import { dateStep } from './steps/date-step.ts';
import { familyStep } from './steps/family-step.ts';
import { peopleStep } from './steps/people-step.ts';

export type BookingParts = {
  readonly authority: Authority;
  readonly book: Rulebook;
  readonly drafts: Drafts;
  readonly diary: DiaryClaims;
  readonly wakes: WakePointers;
  readonly desk: Desk;
  readonly lists: ConferenceLists;
  readonly outlook: Pick<OutlookCalendar, 'busy'>;
  readonly directory: OrganisationDirectory;
  readonly rulesOf: (state: BookedConference) => ConferenceRules;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => MachineInstant;
  readonly log: Pick<Log, 'requestFailed'>;
};

export type Booking = {
  readonly flow: BookingFlow;
  /** Resolves when nothing of what follows an answer is under way any more. */
  readonly settled: () => Promise<void>;
};

export function booking(parts: BookingParts): Booking {
  const { authority, book, drafts, diary, wakes, desk, lists, outlook, directory, rulesOf, civilNow, machineNow, log } = parts;
  const closeForm = formCloser(drafts, authority.id, machineNow);
  const underWay = new Set<Promise<void>>();
  const afterwards = (work: Promise<unknown>): void => {
    // What fails here is done again by whoever wakes the conference.
    const settled = work.then(() => undefined, (error: unknown) => log.requestFailed('after-booking', labelOf(error)));
    underWay.add(settled);
    void settled.then(() => underWay.delete(settled));
  };
  const release = async ({ date: { held } }: BookingDraft, kept?: string): Promise<void> => {
    const place = held === null || held.claimId === kept ? undefined : heldPlace(authority.id, held);
    if (place !== undefined) await diary.free(place);
  };
  const card = (conferenceId: string, state: BookedConference): object => bookingCard(conferenceId, state, rulesOf(state), 'booked');
  const confirm = confirmBooking({
    desk, diary, wakes, bookedCard: card, afterwards,
    finish: (draft, state, place) => {
      afterwards(Promise.all([diary.hold(place), lists.project(draft.conferenceId, state, true), closeForm(draft.conferenceId, state), release(draft, place.claimId)]));
    },
  });
  const flow = new BookingFlow({
    authority, book, drafts, confirm, release, civilNow, machineNow,
    steps: { case: caseStep, family: familyStep, people: peopleStep({ directory, desk, lists }), date: dateStep({ diary, outlook, afterwards }) },
    bookedCard: async (conferenceId) => {
      const state = await desk.look(conferenceId);
      return state.kind === 'booked' ? card(conferenceId, state) : undefined;
    },
  });
  return { flow, settled: async () => void (await Promise.all(underWay)) };
}

function heldPlace(authority: string, { on, resources, claimId }: NonNullable<BookingDraft['date']['held']>): ClaimPlace | undefined {
  const [first, ...others] = resources;
  return first === undefined ? undefined : { authority, on: on as ClaimPlace['on'], resources: [first, ...others], claimId };
}
