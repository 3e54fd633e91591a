/** The last press through the real booking: what goes on record of the list and the time, and two forms that press at once. */
import { describe, expect, it } from 'vitest';
import { confirmBooking } from '../../../bot/booking/confirm.ts';
import { conferenceRules } from '../../../bot/conference-rules.ts';
import { Desk } from '../../../bot/desk.ts';
import { machineInstant } from '../../../src/calendar/instants.ts';
import { conferenceLog } from '../../../src/store/conference-log.ts';
import { wakePointers } from '../../../src/store/wake-pointers.ts';
import { aBooking, day } from '../../conference/a-conference.ts';
import { aDraft, aRelative, authority, book, CHOSEN, ID, MINUTE, NOW, person } from './a-draft.ts';
import { aForm, aService, type Service, type Shown } from './a-form.ts';

const COMPLETE = { preferredChair: 'any', timeOfDay: 'any', conflicted: '', conflictReason: '', lateReason: '' };
const chosen = (shown: Shown): string => String(shown.input('slot')?.['value']);

async function aBookableForm(service: Service, draftId: string, parts: Parameters<typeof aDraft>[0] = {}) {
  const wakes = wakePointers(service.store);
  const desk = new Desk({
    log: conferenceLog({ store: service.store, keyRing: service.keyRing }), authority: authority.id, civilNow: () => NOW, onAppended: () => undefined,
    rulesFor: () => ({ ...conferenceRules(book, aBooking()), today: day('2026-11-23') }), plantWake: () => Promise.resolve(),
  });
  const afterwards: Promise<unknown>[] = [];
  const confirm = confirmBooking({ desk, wakes, diary: service.diary, bookedCard: (id, state) => ({ booked: id, on: state.booking.on }), afterwards: (work) => void afterwards.push(work), finish: (_draft, _state, place) => void afterwards.push(service.diary.hold(place)) });
  const draft = { ...aDraft({ people: { chosen: CHOSEN }, ...parts }, 'date'), draftId, conferenceId: `conference-${draftId}` };
  return { desk, settled: () => Promise.all(afterwards), conferenceId: draft.conferenceId, ...(await aForm(draft, service, { confirm })) };
}

async function claims(service: Service) {
  const window = await service.diary.window(authority.id, day('2026-11-23'), day('2026-12-31'), machineInstant(service.minutes * MINUTE));
  return window.rows().flatMap(({ resource, on, claims: found }) => found.map((claim) => ({ resource, on, ...claim })));
}

describe('the time that was held', () => {
  it('becomes the conference’s, in five requests, with the list and the reasons on record', async () => {
    const service = await aService();
    const form = await aBookableForm(service, 'draft-1', { people: { chosen: CHOSEN, handOverReason: 'She is between addresses.' }, family: { relatives: [aRelative('Mother', { sendBy: 'post', fullName: 'Canary Hidden-Example' }), aRelative('Father')] } });
    const shown = await form.press('booking.find', COMPLETE);
    const answer = await form.press('booking.confirm', { ...COMPLETE, slot: chosen(shown) });
    expect(answer.card).toMatchObject({ booked: 'conference-draft-1', on: chosen(shown).slice(0, 10) });
    // The last one is the hold, which nobody waits for.
    expect(answer.trips).toEqual(['drafts.read', 'diary.range', 'wakes.insert', 'diary.transact', 'conferences.transact', 'diary.range']);
    await form.settled();
    expect((await claims(service)).map(({ state, conferenceId }) => [state, conferenceId])).toEqual([['held', 'conference-draft-1'], ['held', 'conference-draft-1'], ['held', 'conference-draft-1']]);
    const state = await form.desk.look('conference-draft-1');
    expect(state).toMatchObject({ kind: 'booked', booking: { notNamed: { roleCodes: [], reason: 'She is between addresses.' }, family: [{ label: 'Mother' }, { label: 'Father' }] } });
    expect(JSON.stringify(state)).not.toContain('Canary');
  });
});

describe('a social worker with two cases', () => {
  it('is never in two conferences of their own at once: they are told so, with other times', async () => {
    const service = await aService();
    const virtual = { case: { format: 'virtual' as const }, people: { chosen: CHOSEN } };
    const [first, second] = [await aBookableForm(service, 'draft-1', virtual), await aBookableForm(service, 'draft-2', virtual)];
    const slot = chosen(await first.press('booking.find', COMPLETE));
    await second.press('booking.find', COMPLETE);
    const time = slot.slice(0, 16);
    const withOtherChair = `${time}/${person(slot.includes(ID.alex) ? ID.jo : ID.alex)}`;
    const [one, other] = await Promise.all([first.press('booking.confirm', { ...COMPLETE, slot }), second.press('booking.confirm', { ...COMPLETE, slot: withOtherChair })]);
    const told = [one, other].filter(({ card }) => !('booked' in card));
    expect(told).toHaveLength(1);
    expect(told[0]?.texts).toContain('You have another conference of your own at that time. At these you have none.');
    const offered = ((told[0]?.input('slot')?.['choices'] ?? []) as { value: string }[]).map(({ value }) => value);
    expect(offered.length).toBeGreaterThan(0);
    expect(offered.some((value) => value.startsWith(time))).toBe(false);
    await Promise.all([first.settled(), second.settled()]);
    const own = (await claims(service)).filter(({ resource }) => resource.startsWith('worker.'));
    expect(own.map(({ state, on }) => [state, on])).toEqual([['held', slot.slice(0, 10)]]);
  });
});

describe('two forms that want the same time', () => {
  it('get it once: the other is told with other times, and nothing of it stays in the diary', async () => {
    const service = await aService();
    const [mine, theirs] = [await aBookableForm(service, 'draft-1'), await aBookableForm(service, 'draft-2')];
    const slot = chosen(await mine.press('booking.find', COMPLETE));
    service.minutes = 16;
    await theirs.press('booking.find', COMPLETE);
    const [first, second] = await Promise.all([mine.press('booking.confirm', { ...COMPLETE, slot }), theirs.press('booking.confirm', { ...COMPLETE, slot })]);
    const booked = [first, second].filter(({ card }) => 'booked' in card);
    const told = [first, second].filter(({ card }) => !('booked' in card));
    expect([booked.length, told.length]).toEqual([1, 1]);
    expect(told[0]?.texts.some((text) => text.startsWith('That time has just been taken.'))).toBe(true);
    expect(((told[0]?.input('slot')?.['choices'] ?? []) as { value: string }[]).map(({ value }) => value)).not.toContain(slot);
    await Promise.all([mine.settled(), theirs.settled()]);
    // Whoever lost has nothing left that anybody would have to look after.
    expect([...(await wakePointers(service.store).conferencesWaiting(authority.id))]).toEqual([first === booked[0] ? 'conference-draft-1' : 'conference-draft-2']);
    const bySpan = Map.groupBy(await claims(service), ({ resource, on }) => `${resource} ${on}`);
    for (const same of bySpan.values()) for (const [place, claim] of same.entries()) for (const other of same.slice(place + 1)) expect(claim.toCell <= other.fromCell || other.toCell <= claim.fromCell).toBe(true);
  });
});
