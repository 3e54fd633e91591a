/** What the booking form keeps of what was typed, and what it lets go of. */
import { describe, expect, it } from 'vitest';
import { bookingCards } from '../../bot/booking/booking-cards.ts';
import { BookingFlow } from '../../bot/booking/booking-flow.ts';
import { parseDraft, type BookingDraft } from '../../bot/booking/draft.ts';
import { parseAuthority } from '../../bot/authority.ts';
import { londonInstant, machineInstant } from '../../src/calendar/instants.ts';
import { diaryClaims } from '../../src/store/diary-claims.ts';
import { drafts as draftStore } from '../../src/store/drafts.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { day, WHO } from '../conference/a-conference.ts';
import { nottinghamshireRulebook } from '../procedures/nottinghamshire-rulebook.ts';
import { aKeyRing, anOpenStore } from '../store/support/conference.ts';

const authority = parseAuthority(readFileSync(join(import.meta.dirname, '../../local/authority.json'), 'utf8'));
const book = nottinghamshireRulebook();
const REASON = 'The school is closed until then.';

/** A form at its last step, and whether the time chosen can still be had. */
async function atTheDates({ taken }: { readonly taken: boolean }) {
  const store = await anOpenStore();
  const drafts = draftStore(store, aKeyRing());
  const cards = bookingCards({ book, authority, diary: diaryClaims(store), bookedCard: () => Promise.resolve({ body: 'booked' }) });
  const flow = new BookingFlow({
    authority, book, drafts, cards, isBooked: () => Promise.resolve(false), civilNow: () => londonInstant(day('2026-11-23'), '09:00'), machineNow: () => machineInstant(0),
    confirm: () => Promise.resolve(taken ? { kind: 'notBooked', faults: { slot: 'That time has just been taken. These times are still free.' } } : { kind: 'booked' }),
  });
  const place = { authority: authority.id, personKey: WHO.socialWorker, key: 'booking.draft-1' };
  const begun: BookingDraft = {
    draftId: 'draft-1', conferenceId: 'conference-1', op: 'op-1', step: 'date', caseReference: 'EX-1', s47InitiatedOn: '2026-11-20', format: 'hybrid', reason: '', lateReason: '', page: 0,
    children: [{ label: 'Child A', initials: 'A.B.', age: '4', fullName: 'Quentin Canaryson' }], answers: {}, chosen: {}, family: ['Mother'],
  };
  await drafts.save(place, begun, machineInstant(0));
  const kept = async (): Promise<BookingDraft | undefined> => parseDraft(await drafts.load(place, machineInstant(0)));
  return { kept, press: (verb: string, input: object) => flow.press(verb, { draftId: 'draft-1', op: 'op-1', ...input }, WHO.socialWorker) };
}

describe('the last step of a booking', () => {
  it('keeps nobody’s name in the form once the booking is on record', async () => {
    const { press, kept } = await atTheDates({ taken: false });
    expect(await press('booking.confirm', { slot: 'any', lateReason: '' })).toMatchObject({ kind: 'shown', card: { body: 'booked' } });
    expect(await kept()).toMatchObject({ step: 'booked', children: [], family: [] });
    expect(JSON.stringify(await kept())).not.toContain('Canaryson');
  });

  it.each(['booking.confirm', 'booking.moreSlots'])('keeps the reason that was typed when other times are shown (%s)', async (verb) => {
    const { press, kept } = await atTheDates({ taken: true });
    await press(verb, { slot: 'any', lateReason: REASON });
    expect(await kept()).toMatchObject({ step: 'date', lateReason: REASON, children: [{ fullName: 'Quentin Canaryson' }] });
  });
});
