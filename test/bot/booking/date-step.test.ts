/** The last screen: what is offered, what is held for the form, and what happens when somebody is quicker. */
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../bot/booking/form-hold.ts';
import { lawfulSlot, slotValue } from '../../../bot/booking/slots-on-offer.ts';
import { personKey } from '../../../src/people/person.ts';
import { aDraft, asking, authority, CHOSEN, ID, MINUTE, person } from './a-draft.ts';
import { aForm, aService, type Service, type Shown } from './a-form.ts';
import { machineInstant } from '../../../src/calendar/instants.ts';
import { day } from '../../conference/a-conference.ts';

const filled = { people: { chosen: CHOSEN } };
const atDate = (parts: Parameters<typeof aDraft>[0] = {}, draftId = 'draft-1') => ({ ...aDraft({ ...filled, ...parts }, 'date'), draftId, conferenceId: `conference-${draftId}` });

const offered = (shown: Shown): readonly string[] => ((shown.input('slot')?.['choices'] ?? []) as { value: string }[]).map(({ value }) => value);
const titles = (shown: Shown): readonly string[] => ((shown.input('slot')?.['choices'] ?? []) as { title: string }[]).map(({ title }) => title);
const chosen = (shown: Shown): string => String(shown.input('slot')?.['value']);
const heldLine = (shown: Shown): string | undefined => shown.texts.find((text) => text.includes('is held for you'));

const COMPLETE = { preferredChair: 'any', timeOfDay: 'any', conflicted: '', conflictReason: '', lateReason: '' };

/** What lies in the diary of those weeks, by state. */
async function claims(service: Service) {
  const window = await service.diary.window(authority.id, day('2026-11-23'), day('2026-12-31'), machineInstant(service.minutes * MINUTE));
  return window.rows().flatMap(({ resource, on, claims: found }) => found.map(({ claimId, state }) => ({ resource, on, claimId, state })));
}

describe('the screen as it is first shown', () => {
  it('gives the latest lawful date, how it was counted, and at most eight times, each with chair, room and reason', async () => {
    const { press } = await aForm(atDate(), await aService());
    const shown = await press('booking.find', COMPLETE);
    expect(shown.texts).toContain('Latest lawful date: Thursday 10 December 2026.');
    expect(offered(shown).length).toBeGreaterThan(3);
    expect(offered(shown).length).toBeLessThanOrEqual(8);
    for (const title of titles(shown)) expect(title).toMatch(/^\w{3} \d{1,2} \w{3} 2026, \d\d:\d\d to \d\d:\d\d · .*-Example · (Willow|Alder) room, Mill House · .*working days/);
    expect(shown.texts.some((text) => text.startsWith('Case EX-1: Initial conference, Hybrid'))).toBe(true);
    expect(shown.texts).toContain('Children: Child A (4), Child B (7).');
  });

  it('holds the best of them for a quarter of an hour, and says until when', async () => {
    const service = await aService();
    const { press, kept } = await aForm(atDate(), service);
    const shown = await press('booking.find', COMPLETE);
    expect(heldLine(shown)).toMatch(/is held for you until 10:45\.$/);
    const { held } = (await kept()).date;
    expect(held).toMatchObject({ slot: chosen(shown), until: 15 * MINUTE });
    expect((await claims(service)).map(({ resource, state, claimId }) => [resource.split('.')[0], state, claimId])).toEqual([['chair', 'form', held?.claimId], ['room', 'form', held?.claimId]]);
  });

  it('costs at most five requests to the store: the form, the months, the hold, the form', async () => {
    const { press } = await aForm(atDate(), await aService());
    const { trips } = await press('booking.find', COMPLETE);
    expect(trips).toEqual(['drafts.read', 'diary.range', 'diary.range', 'diary.transact', 'drafts.replace']);
    const again = await press('booking.find', COMPLETE);
    expect(again.trips).toEqual(['drafts.read', 'diary.range', 'diary.range', 'drafts.replace']);
  });

  it('names the days after the limit, with the rule that stands in the way', async () => {
    const { press } = await aForm(atDate(), await aService());
    expect((await press('booking.find', COMPLETE)).texts).toContain('Fri 11 Dec 2026: after the latest lawful date. Only two service managers together can agree to it (NOT-013).');
  });
});

describe('the hold', () => {
  it('stays as it is while it has time left, is renewed later, and never doubles', async () => {
    const service = await aService();
    const { press, kept } = await aForm(atDate(), service);
    const first = chosen(await press('booking.find', COMPLETE));
    service.minutes = 3;
    await press('booking.find', COMPLETE);
    expect((await kept()).date.held).toMatchObject({ slot: first, until: 15 * MINUTE });
    service.minutes = 10;
    expect(heldLine(await press('booking.find', COMPLETE))).toMatch(/until 10:55\.$/);
    expect((await kept()).date.held).toMatchObject({ slot: first, until: 25 * MINUTE });
    expect(await claims(service)).toHaveLength(2);
  });

  it('is gone after its time: somebody else gets the slot, and the form gets another and is told', async () => {
    const service = await aService();
    const [mine, theirs] = [await aForm(atDate(), service), await aForm(atDate({}, 'draft-2'), service)];
    const first = chosen(await mine.press('booking.find', COMPLETE));
    service.minutes = 16;
    expect(chosen(await theirs.press('booking.find', COMPLETE))).toBe(first);
    const after = await mine.press('booking.find', COMPLETE);
    expect(chosen(after)).not.toBe(first);
    expect(after.texts).toContain('That time has just been taken. Another is held for you; these are still free.');
  });

  it('gives two forms two times', async () => {
    const service = await aService();
    const [mine, theirs] = [await aForm(atDate(), service), await aForm(atDate({}, 'draft-2'), service)];
    const [a, b] = [await mine.press('booking.find', COMPLETE), await theirs.press('booking.find', COMPLETE)];
    expect(chosen(a)).not.toBe(chosen(b));
    expect(offered(b)).not.toContain(chosen(a));
  });

  it('moves to the time asked for, and gives back the one before', async () => {
    const service = await aService();
    const { press, kept } = await aForm(atDate(), service);
    const first = await press('booking.find', COMPLETE);
    for (const other of offered(first).slice(1, 4)) {
      const moved = await press('booking.takeSlot', { ...COMPLETE, slot: other });
      expect(moved.trips.length).toBeLessThanOrEqual(5 + 2);
      expect(chosen(moved)).toBe(other);
      const { held } = (await kept()).date;
      expect(new Set((await claims(service)).map(({ claimId }) => claimId))).toEqual(new Set([held?.claimId]));
    }
  });

  it('is the same when the form is opened on another device', async () => {
    const service = await aService();
    const { press, resume, kept } = await aForm(atDate(), service);
    const first = await press('booking.find', COMPLETE);
    service.minutes = 2;
    const there = await resume();
    expect(chosen(there)).toBe(chosen(first));
    expect(heldLine(there)).toBe(heldLine(first));
    expect((await kept()).date.held?.until).toBe(15 * MINUTE);
  });
});

describe('a time that somebody else takes while this person is typing', () => {
  it('is answered with others, and nothing typed is lost', async () => {
    const service = await aService();
    const mine = await aForm(atDate(), service);
    const shown = await mine.press('booking.find', COMPLETE);
    const wanted = offered(shown)[1]!;
    const theirs = await aForm(atDate({}, 'draft-2'), service);
    await theirs.press('booking.find', COMPLETE);
    await theirs.press('booking.takeSlot', { ...COMPLETE, slot: wanted });
    const answer = await mine.press('booking.takeSlot', { ...COMPLETE, slot: wanted, timeOfDay: 'morning', lateReason: 'The school is closed until then.', preferredChair: ID.jo });
    expect(offered(answer)).not.toContain(wanted);
    expect(offered(answer).length).toBeGreaterThan(0);
    expect(answer.texts).toContain('That time has just been taken. Another is held for you; these are still free.');
    expect((await mine.kept()).date).toMatchObject({ timeOfDay: 'morning', lateReason: 'The school is closed until then.', preferredChair: ID.jo, wanted: '' });
  });

  it('at the last press keeps everything and offers others', async () => {
    const { press, kept } = await aForm(atDate(), await aService(), {
      confirm: async (draft, _slot, _asking, diary) => {
        await diary.free(placeOf(draft.date.held!, { authority })!);
        return { kind: 'notBooked', faults: { slot: 'That time could not be kept. Please choose again.' } };
      },
    });
    const shown = await press('booking.find', COMPLETE);
    const before = (await kept()).date.held;
    const answer = await press('booking.confirm', { ...COMPLETE, slot: chosen(shown), lateReason: 'Kept.' });
    expect(answer.texts).toContain('That time could not be kept. Please choose again.');
    expect((await kept()).date.lateReason).toBe('Kept.');
    expect((await kept()).people.chosen).toEqual(CHOSEN);
    // A claim that was given up is never met again: the same time is held under another id.
    expect((await kept()).date.held?.slot).toBe(before?.slot);
    expect((await kept()).date.held?.claimId).not.toBe(before?.claimId);
  });
});

describe('what is preferred', () => {
  it('puts the chair asked for first, and the half of the day', async () => {
    const { press } = await aForm(atDate(), await aService());
    const shown = await press('booking.find', { ...COMPLETE, preferredChair: ID.jo, timeOfDay: 'afternoon' });
    const held = await press('booking.takeSlot', { ...COMPLETE, preferredChair: ID.jo, timeOfDay: 'afternoon', slot: offered(shown).find((value) => value.includes(person(ID.jo)))! });
    expect(chosen(held)).toContain(person(ID.jo));
    expect(held.input('preferredChair')?.['value']).toBe(ID.jo);
    expect(held.input('timeOfDay')?.['value']).toBe('afternoon');
  });

  it('never offers a chair with a conflict of interest, lets go of their time, and asks why', async () => {
    const service = await aService();
    const { press } = await aForm(atDate(), service);
    const first = chosen(await press('booking.find', COMPLETE));
    const conflicted = first.includes(person(ID.alex)) ? ID.alex : ID.jo;
    const shown = await press('booking.find', { ...COMPLETE, conflicted });
    expect(offered(shown).some((value) => value.includes(person(conflicted)))).toBe(false);
    expect(shown.texts).toContain('Please say what the conflict of interest is.');
    expect(shown.texts).not.toContain('That time has just been taken. Another is held for you; these are still free.');
    expect((await claims(service)).some(({ resource }) => resource.includes(conflicted))).toBe(false);
    const told = await press('booking.find', { ...COMPLETE, conflicted, conflictReason: 'A neighbour of the family.' });
    expect(told.texts).not.toContain('Please say what the conflict of interest is.');
  });

  it('never offers somebody as chair who is invited themselves', async () => {
    const wishes = { ...COMPLETE, preferredChair: ID.jo };
    const without = await aForm(atDate(), await aService());
    expect(chosen(await without.press('booking.find', wishes))).toContain(person(ID.jo));
    const invited = await aForm(atDate({ people: { chosen: { ...CHOSEN, earlyHelp: [ID.jo] } } }), await aService());
    expect(offered(await invited.press('booking.find', wishes)).some((value) => value.includes(person(ID.jo)))).toBe(false);
  });

  it('shows more times on the next page, with the held one still on top', async () => {
    const { press } = await aForm(atDate(), await aService());
    const first = await press('booking.find', COMPLETE);
    const next = await press('booking.moreSlots', COMPLETE);
    expect(chosen(next)).toBe(chosen(first));
    expect(offered(next)[0]).toBe(chosen(first));
    expect(offered(next).slice(1).some((value) => offered(first).includes(value))).toBe(false);
  });

  it('puts a time later when a parent cannot come then, and says who', async () => {
    const service = await aService();
    const best = chosen(await (await aForm(atDate(), service)).press('booking.find', COMPLETE)).slice(0, 10);
    const draft = atDate({ people: { chosen: CHOSEN, cannot: [{ who: 'Mother', on: best, from: '00:00', to: '23:59' }] } }, 'draft-2');
    const shown = await (await aForm(draft, service)).press('booking.find', COMPLETE);
    expect(chosen(shown).slice(0, 10)).not.toBe(best);
    expect(shown.texts.some((text) => /^Mother: .*all day$/.test(text))).toBe(true);
  });
});

describe('Outlook', () => {
  const chairKey = personKey('99999999-9999-4999-8999-999999999999', ID.alex)!;

  it('keeps a chair’s other meetings free of conferences', async () => {
    const ours = chosen(await (await aForm(atDate(), await aService())).press('booking.find', { ...COMPLETE, preferredChair: ID.alex }));
    expect(ours).toContain(chairKey);
    const busy = [{ person: chairKey, on: day(ours.slice(0, 10)), fromCell: 0, toCell: 48 }];
    const { press } = await aForm(atDate(), await aService(), { outlook: { busy: () => Promise.resolve({ kind: 'known', busy, unknown: [person(ID.jo)] }) } });
    const shown = await press('booking.find', { ...COMPLETE, preferredChair: ID.alex });
    expect(chosen(shown)).toContain(chairKey);
    expect(offered(shown).some((value) => value.startsWith(ours.slice(0, 10)) && value.includes(chairKey))).toBe(false);
    expect(shown.texts).toContain('Outlook has no diary for Jo Tarn-Example; our own is shown.');
  });

  it.each([
    ['says no', () => Promise.resolve({ kind: 'unreachable' as const, code: 'timeOut' })],
    ['does not answer in time', () => new Promise<never>(() => undefined)],
  ])('that %s is said on the card, and our own diary serves', async (_, busy) => {
    const { press } = await aForm(atDate(), await aService(), { outlook: { busy } });
    const shown = await press('booking.find', COMPLETE);
    expect(shown.texts).toContain('Outlook could not be asked; our own diary is shown.');
    expect(offered(shown).length).toBeGreaterThan(0);
  });
});

describe('no time at all', () => {
  it('says that no room is large enough, and whom to telephone', async () => {
    const outside = Array.from({ length: 14 }, (_, place) => ({ roleCode: 'other', name: `Guest ${place}-Example`, designation: 'Worker', agency: 'Example Trust', agencyCode: '', email: `guest${place}@example.gov.uk` }));
    const { press } = await aForm(atDate({ case: { format: 'faceToFace' }, people: { chosen: CHOSEN, outside } }), await aService());
    const shown = await press('booking.find', COMPLETE);
    expect(offered(shown)).toEqual([]);
    expect(shown.texts).toContain('No free time was found.');
    expect(shown.texts.some((text) => /^No room is free for \d+ people on a day that a chair has time\.$/.test(text))).toBe(true);
    expect(shown.texts).toContain('Please telephone the diary co-ordinator on 0115 496 0001.');
  });

  it('says that the limit has passed', async () => {
    const { press } = await aForm(atDate({ case: { dates: { s47InitiatedOn: '2026-10-20' } } }), await aService());
    const shown = await press('booking.find', COMPLETE);
    expect(shown.texts).toContain('No day is left before the latest lawful date.');
    expect(shown.texts.some((text) => text.includes('This date has passed'))).toBe(true);
  });

  it('says that every chair is taken', async () => {
    const service = await aService();
    for (const chair of [ID.alex, ID.jo]) {
      const days = Array.from({ length: 30 }, (_, place) => new Date(Date.UTC(2026, 10, 24 + place)).toISOString().slice(0, 10)).map((on) => ({ on: day(on), fromCell: 0, toCell: 48 }));
      await service.diary.setAway(authority.id, `chair.${person(chair)}`, 'leave-1', days);
    }
    const { press } = await aForm(atDate(), service);
    expect((await press('booking.find', COMPLETE)).texts.some((text) => text.startsWith('Every chair is taken or away from Tue 24 Nov 2026 to '))).toBe(true);
  });
});

describe('a review', () => {
  const review = { case: { conferenceType: 'review' as const, dates: { initialHeldOn: '2026-11-10' } } };

  it('is searched for in the weeks before its limit, in two months at most, and keeps its chair', async () => {
    const { press } = await aForm(atDate({ ...review, date: { keptChair: person(ID.jo) } }), await aService());
    const shown = await press('booking.find', COMPLETE);
    expect(shown.trips).toEqual(['drafts.read', 'diary.range', 'diary.range', 'diary.transact', 'drafts.replace']);
    expect(chosen(shown)).toContain(person(ID.jo));
    expect(chosen(shown) > '2026-12-01').toBe(true);
    expect(titles(shown)[0]).toContain('the same chair as before');
  });
});

it('takes an open form whose dates make no sense any more back to the first screen, and never fails', async () => {
  const { press } = await aForm(atDate({ case: { dates: { s47InitiatedOn: '2026-02-31' } } }), await aService());
  expect((await press('booking.find', COMPLETE)).texts).toContain('The dates of the case need another look before a day can be found. Please go back to the first screen.');
});

it.each([[{ slot: ['a', 'b'] }], [{ slot: { $gt: '' } }], [{ slot: 'x'.repeat(10_000) }], [{ conflicted: 7 }], [{ lateReason: 'y'.repeat(10_000) }], [{ slot: '2026-12-01T10:00/nobody/nowhere' }]])('answers a forged %j in the card', async (forged) => {
  const { press, kept } = await aForm(atDate(), await aService());
  const shown = await press('booking.takeSlot', { ...COMPLETE, ...forged });
  expect(shown.kind).toBe('shown');
  expect((await kept()).step).toBe('date');
});

describe('a time as the last press names it', () => {
  const draft = atDate();

  it('is found again as it was offered, whoever has taken it meanwhile', async () => {
    const service = await aService();
    const { press } = await aForm(draft, service);
    for (const value of offered(await press('booking.find', COMPLETE))) {
      const slot = lawfulSlot(draft, value, asking);
      expect(slot && slotValue(slot)).toBe(value);
      expect(slot?.toCell).toBe((slot?.fromCell ?? 0) + 5);
    }
  });

  it.each([
    ['after the limit', `2026-12-11T10:00/${person(ID.alex)}/willow`],
    ['today', `2026-11-23T10:00/${person(ID.alex)}/willow`],
    ['on a Sunday', `2026-11-29T10:00/${person(ID.alex)}/willow`],
    ['too early in the day', `2026-12-01T08:00/${person(ID.alex)}/willow`],
    ['off the half-hour', `2026-12-01T10:10/${person(ID.alex)}/willow`],
    ['with somebody who is no chair', `2026-12-01T10:00/${person(ID.noor)}/willow`],
    ['in a room that is not there', `2026-12-01T10:00/${person(ID.alex)}/attic`],
    ['in no room', `2026-12-01T10:00/${person(ID.alex)}`],
    ['in nothing at all', ''],
  ])('is none of the lawful ones %s', (_, value) => {
    expect(lawfulSlot(draft, value, asking)).toBeUndefined();
  });

  it('is none with a chair who was set aside', () => {
    const value = `2026-12-01T10:00/${person(ID.alex)}/willow`;
    expect(lawfulSlot(draft, value, asking)).toBeDefined();
    expect(lawfulSlot(atDate({ date: { conflicted: [ID.alex] } }), value, asking)).toBeUndefined();
  });
});

it('names a time by day, start, chair and room, without a comma', () => {
  expect(slotValue({ on: day('2026-12-01'), from: '10:00', chair: { person: person(ID.alex), name: 'x' }, room: authority.rooms[0]! })).toBe(`2026-12-01T10:00/${person(ID.alex)}/willow`);
});
