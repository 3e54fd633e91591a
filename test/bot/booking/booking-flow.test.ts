/** What the booking form keeps of what was typed, and what it lets go of. */
import { describe, expect, it } from 'vitest';
import { BookingFlow } from '../../../bot/booking/booking-flow.ts';
import type { Confirmation } from '../../../bot/booking/confirm.ts';
import { parseDraft, type BookingDraft } from '../../../bot/booking/draft.ts';
import { caseStep } from '../../../bot/booking/steps/case-step.ts';
import { dateStep } from '../../../bot/booking/steps/date-step.ts';
import { familyStep } from '../../../bot/booking/steps/family-step.ts';
import { NO_OUTLOOK } from '../../../bot/graph/calendar-port.ts';
import { machineInstant } from '../../../src/calendar/instants.ts';
import { diaryClaims } from '../../../src/store/diary-claims.ts';
import { drafts as draftStore } from '../../../src/store/drafts.ts';
import { aKeyRing, anOpenStore } from '../../store/support/conference.ts';
import { aDraft, authority, book, ID, NOW, OWNER, person } from './a-draft.ts';

const REASON = 'The school is closed until then.';
const LOST: Confirmation = { kind: 'notBooked', faults: { slot: 'That time has just been taken. These times are still free.' } };
const typed = { slot: 'any', preferredChair: '', timeOfDay: '', conflicted: '', conflictReason: '', lateReason: REASON };

/** A form at its last screen, and what the booking answers. */
async function atTheDates(confirmation: Confirmation = LOST) {
  const store = await anOpenStore();
  const [drafts, diary] = [draftStore(store, aKeyRing()), diaryClaims(store)];
  const released: BookingDraft[] = [];
  const step = { ...familyStep };
  const flow = new BookingFlow({
    authority, book, drafts, steps: { case: caseStep, family: step, people: step, date: dateStep({ diary, outlook: NO_OUTLOOK }) },
    confirm: () => Promise.resolve(confirmation), release: (draft) => Promise.resolve(void released.push(draft)),
    bookedCard: () => Promise.resolve({ body: 'booked' }), civilNow: () => NOW, machineNow: () => machineInstant(0),
  });
  const place = { authority: authority.id, personKey: OWNER, key: 'booking.draft-1' };
  await drafts.save(place, aDraft({}, 'date'), machineInstant(0));
  const kept = async (): Promise<BookingDraft> => parseDraft(await drafts.load(place, machineInstant(0)))!;
  const press = async (verb: string, input: object = {}, by = OWNER, op?: string) => flow.press(verb, { draftId: 'draft-1', op: op ?? (await kept()).op, ...typed, ...input }, by);
  return { flow, kept, press, released };
}

describe('the last screen of a booking', () => {
  it('shows the card of the conference once it is booked', async () => {
    const { press } = await atTheDates({ kind: 'booked', card: { body: 'booked' } });
    expect(await press('booking.confirm')).toMatchObject({ kind: 'shown', card: { body: 'booked' } });
  });

  it.each(['booking.confirm', 'booking.moreSlots', 'booking.takeSlot'])('keeps the reason that was typed when other times are shown (%s)', async (verb) => {
    const { press, kept } = await atTheDates();
    await press(verb);
    expect(await kept()).toMatchObject({ step: 'date', date: { lateReason: REASON }, family: { relatives: [{ label: 'Mother' }, { label: 'Father' }] } });
  });

  it('keeps the time it holds when another could not be had, and says what became of that', async () => {
    const { press, kept, released } = await atTheDates();
    await press('booking.find');
    const before = (await kept()).date.held;
    const answer = await press('booking.confirm');
    expect(before).not.toBeNull();
    expect((await kept()).date.held).toEqual(before);
    expect(released).toEqual([]);
    expect(JSON.stringify(answer)).toContain('That time has just been taken.');
  });

  it('goes back to the screen that has to be put right', async () => {
    const { press, kept } = await atTheDates({ kind: 'notBooked', faults: { caseReference: 'This reference cannot be used.' }, step: 'case' });
    await press('booking.confirm');
    expect((await kept()).step).toBe('case');
  });
});

describe('a press on a booking form', () => {
  it('of a card that is not the newest changes nothing, and shows the newest', async () => {
    const { press, kept } = await atTheDates();
    const before = await kept();
    expect(await press('booking.back', {}, OWNER, 'op-0')).toMatchObject({ kind: 'shown' });
    expect((await kept()).step).toBe(before.step);
  });

  it('by somebody else finds no form', async () => {
    const { press, kept } = await atTheDates();
    expect(await press('booking.cancel', {}, person(ID.morgan))).toEqual({ kind: 'gone' });
    expect((await kept()).step).toBe('date');
  });

  it('that gives the form up gives its time back and keeps nothing of the family', async () => {
    const { flow, press, kept, released } = await atTheDates();
    await press('booking.cancel');
    expect(released).toHaveLength(1);
    expect(await kept()).toMatchObject({ step: 'cancelled', family: { relatives: [], names: [] }, case: { children: [] } });
    expect(await flow.resume(OWNER)).toBeUndefined();
  });
});

it('a form left on one device goes on where it was on another', async () => {
  const { flow } = await atTheDates();
  expect(JSON.stringify(await flow.resume(OWNER))).toContain('booking.confirm');
  expect(await flow.resume(person(ID.morgan))).toBeUndefined();
});
