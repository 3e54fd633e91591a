/** A form whose conference is on record is closed: what was typed about people is let go, the way to the booking stays. */
import type { MachineInstant } from '../../src/calendar/instants.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import type { Drafts } from '../../src/store/drafts.ts';
import { draftPlace } from './booking-flow.ts';
import { closedDraft, parseDraft } from './draft.ts';

export type FormCloser = (conferenceId: string, state: BookedConference) => Promise<void>;

/** Idempotent: done after the answer to the last press, and again by whoever wakes the conference, in case of a crash between. */
export function formCloser(drafts: Drafts, authority: string, machineNow: () => MachineInstant): FormCloser {
  return async (conferenceId, { booking: { draftId, socialWorker } }) => {
    if (draftId === '') return;
    const place = draftPlace(authority, socialWorker.person, draftId);
    const found = await drafts.open(place, machineNow());
    const draft = parseDraft(found?.value);
    if (found === undefined || draft === undefined || draft.step === 'booked' || draft.conferenceId !== conferenceId) return;
    await drafts.keep(place, closedDraft(draft, 'booked'), found.handle, machineNow());
  };
}
