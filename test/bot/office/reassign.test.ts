/** Another chair takes a conference: never two at once in one half-hour, never a time that nobody has, whoever is quicker and wherever it stops. */
import { describe, expect, it } from 'vitest';
import { chairResource } from '../../../src/diary/resources.ts';
import { objectIdOf, type PersonKey } from '../../../src/people/person.ts';
import { StoreFault } from '../../../src/store/port.ts';
import { anInvitee, WHO } from '../../conference/a-conference.ts';
import { anOffice, authority, breaking, CELLS, CONFERENCE, isWhole, OFFICE, ON, ROOM, textOf, type Office } from './office-under-test.ts';

const give = (to: PersonKey, more: object = {}): object => ({ conferenceId: CONFERENCE, chair: objectIdOf(to), conflict: 'false', reason: 'On leave.', ...more });
const offered = async (office: Office): Promise<string> => textOf(await office.press('office.otherChair', OFFICE.dana, { conferenceId: CONFERENCE }));
const choices = (card: string): readonly string[] => [...card.matchAll(/"title":"([^"]+) · (\d+) conferences? that week"/g)].map(([, name = '', load = '']) => `${name} ${load}`);

describe('the chairs on offer', () => {
  it('are those who are free at that time, with what they have that week, the least first', async () => {
    const office = await anOffice();
    await office.take('conference-2', WHO.otherChair, 'claim-9', null, { fromCell: 28, toCell: 33 });
    await office.take('conference-3', WHO.otherChair, 'claim-8', null, CELLS, '2026-12-11' as typeof ON);
    await office.take('conference-4', OFFICE.kit, 'claim-7', null, CELLS, '2026-12-14' as typeof ON);
    expect(choices(await offered(office))).toEqual(['Kit Fell-Example 0', 'Jo Tarn-Example 2']);
    expect(await offered(office)).toContain('Sky Dale-Example: outside their hours.');
  });

  it('never hold one on leave, one with a conference then or too close, one who is invited, or one whose day is full', async () => {
    const office = await anOffice();
    const reasons: [() => Promise<unknown>, string][] = [
      [() => office.diary.setAway(authority.id, chairResource(WHO.otherChair), 'away-1', [{ on: ON, fromCell: 20, toCell: 21 }]), 'on leave, or their time is blocked'],
      [() => office.take('conference-2', OFFICE.kit, 'claim-9', null, { fromCell: 24, toCell: 28 }), 'too close to another conference'],
    ];
    for (const [happens] of reasons) await happens();
    const card = await offered(office);
    expect(choices(card)).toEqual([]);
    for (const [, words] of reasons) expect(card).toContain(words);
  });

  it('leave out whoever is on the list, and whoever had to give it up for a conflict of interest, for good', async () => {
    const office = await anOffice();
    await office.record({ type: 'inviteeAdded', data: { invitee: anInvitee({ inviteeId: 'invitee-6', name: 'Kit Fell-Example', person: OFFICE.kit }) } });
    await office.press('office.reassignChair', OFFICE.dana, give(WHO.otherChair, { conflict: 'true' }));
    const card = await offered(office);
    expect(choices(card)).toEqual([]);
    expect(card).toMatch(/Alex Wren-Example: has a conflict of interest.*Kit Fell-Example: is on the list of those invited/);
  });

  it('count only so many conferences a day', async () => {
    const office = await anOffice();
    await office.take('conference-2', WHO.otherChair, 'claim-9', null, { fromCell: 26, toCell: 30 });
    await office.take('conference-3', WHO.otherChair, 'claim-8', null, { fromCell: 31, toCell: 34 });
    expect(await offered(office)).toContain('Jo Tarn-Example: has as many that day as they can lead.');
  });
});

describe('a change of chair', () => {
  it('leaves the new chair and the same room held, and the chair before free', async () => {
    const office = await anOffice();
    const answer = textOf(await office.press('office.reassignChair', OFFICE.dana, give(WHO.otherChair)));
    expect(answer).toContain('Jo Tarn-Example chairs this conference now.');
    const state = await office.look();
    expect(state.booking.chair.person).toBe(WHO.otherChair);
    expect(isWhole(await office.claims(), state)).toBe(true);
    await office.settleAll();
    expect(isWhole(await office.claims(), await office.look())).toBe(true);
  });

  it('has one effect, however often the same press arrives', async () => {
    const office = await anOffice();
    await office.press('office.reassignChair', OFFICE.dana, give(WHO.otherChair));
    const { version } = await office.look();
    await Promise.all(Array.from({ length: 3 }, () => office.press('office.reassignChair', OFFICE.dana, give(WHO.otherChair))));
    expect((await office.look()).version).toBe(version);
    expect(isWhole(await office.claims(), await office.look())).toBe(true);
  });

  it('that comes again after yet another change takes nothing back', async () => {
    const office = await anOffice();
    await office.press('office.reassignChair', OFFICE.dana, give(WHO.otherChair));
    await office.press('office.reassignChair', OFFICE.ali, give(OFFICE.kit, { op: 'op-2' }));
    await office.press('office.reassignChair', OFFICE.dana, give(WHO.otherChair));
    expect((await office.look()).booking.chair.person).toBe(OFFICE.kit);
    await office.settleAll();
    expect(isWhole(await office.claims(), await office.look())).toBe(true);
  });

  it('goes there and back again', async () => {
    const office = await anOffice();
    await office.press('office.reassignChair', OFFICE.dana, give(WHO.otherChair));
    await office.press('office.reassignChair', OFFICE.dana, give(WHO.chair, { op: 'op-2' }));
    await office.settleAll();
    expect((await office.look()).booking.chair.person).toBe(WHO.chair);
    expect(isWhole(await office.claims(), await office.look())).toBe(true);
  });

  it('without a reason, or without a chair, asks for it beside the field and takes no time', async () => {
    const office = await anOffice();
    const card = textOf(await office.press('office.reassignChair', OFFICE.dana, { conferenceId: CONFERENCE, chair: '', reason: '  ' }));
    expect(card).toMatch(/Please choose one of these\..*Please say why\./);
    expect((await office.look()).chairChanges).toEqual([]);
    expect(await office.claims()).toHaveLength(3);
  });

  it('to somebody who is no chair, or who is not free, changes nothing', async () => {
    const office = await anOffice();
    for (const to of [WHO.teacher, OFFICE.sky]) expect(textOf(await office.press('office.reassignChair', OFFICE.dana, give(to)))).toMatch(/choose one of these/);
    expect((await office.look()).booking.claimId).toBe('claim-1');
    expect(await office.claims()).toHaveLength(3);
  });
});

it('a change that was given up while its process slept is refused when it wakes, and takes nobody’s time', async () => {
  const office = await anOffice();
  const { perform } = office.desk;
  office.desk.perform = async (...asked) => {
    office.desk.perform = perform.bind(office.desk);
    await office.plain.settleAll();
    await office.plain.take('conference-2', WHO.otherChair, 'claim-9');
    return perform.apply(office.desk, asked);
  };
  await office.press('office.reassignChair', OFFICE.dana, give(WHO.otherChair));
  const claims = await office.claims();
  expect((await office.look()).booking.chair.person).toBe(WHO.chair);
  expect(isWhole(claims.filter(({ conferenceId }) => conferenceId === CONFERENCE), await office.look())).toBe(true);
});

describe('several at once', () => {
  it('two co-ordinators with two chairs: one of the two has it, and nothing is left over', async () => {
    const office = await anOffice();
    const answers = await Promise.all([
      office.press('office.reassignChair', OFFICE.dana, give(WHO.otherChair)),
      office.press('office.reassignChair', OFFICE.ali, give(OFFICE.kit, { op: 'op-2' })),
    ]);
    expect(answers.map(textOf).some((card) => card.includes('chairs this conference now'))).toBe(true);
    await office.settleAll();
    expect([WHO.otherChair, OFFICE.kit]).toContain((await office.look()).booking.chair.person);
    expect(isWhole(await office.claims(), await office.look())).toBe(true);
  });

  it('two co-ordinators with the same chair: it is changed once', async () => {
    const office = await anOffice();
    await Promise.all([office.press('office.reassignChair', OFFICE.dana, give(WHO.otherChair)), office.press('office.reassignChair', OFFICE.ali, give(WHO.otherChair, { op: 'op-2' }))]);
    await office.settleAll();
    expect((await office.look()).chairChanges).toHaveLength(1);
    expect(isWhole(await office.claims(), await office.look())).toBe(true);
  });

  it('a change and a booking for the same chair’s time: exactly one has it', async () => {
    for (let round = 0; round < 20; round += 1) {
      const office = await anOffice();
      const change = (): Promise<unknown> => office.press('office.reassignChair', OFFICE.dana, give(WHO.otherChair));
      const booking = (): Promise<unknown> => office.take('conference-2', WHO.otherChair, 'claim-9');
      await Promise.all(round % 2 === 0 ? [change(), booking()] : [booking(), change()]);
      await office.settleAll();
      const state = await office.look();
      const theirs = (await office.claims()).filter(({ resource }) => resource === chairResource(WHO.otherChair));
      expect(theirs).toHaveLength(1);
      expect(theirs[0]?.conferenceId === CONFERENCE).toBe(state.booking.chair.person === WHO.otherChair);
      expect(isWhole((await office.claims()).filter(({ conferenceId }) => conferenceId === CONFERENCE), state)).toBe(true);
    }
  });
});

describe('a change that is stopped at any write', () => {
  const WRITES = 8;
  const stops = Array.from({ length: WRITES }, (_, place) => place + 1).flatMap((at) => (['before', 'after'] as const).map((when) => [at, when] as const));

  it('is done in so many writes', async () => {
    const seen = { writes: 0 };
    const office = await anOffice({}, breaking(Infinity, 'before', seen));
    await office.press('office.reassignChair', OFFICE.dana, give(WHO.otherChair));
    expect(seen.writes).toBeLessThanOrEqual(WRITES);
    expect(seen.writes).toBeGreaterThan(4);
  });

  it.each(stops)('write %i, %s it: the conference has one chair, whose time and room are held, and nobody else’s', async (at, when) => {
    const office = await anOffice({}, breaking(at, when, { writes: 0 }));
    await office.press('office.reassignChair', OFFICE.dana, give(WHO.otherChair)).catch((error: unknown) => expect(error).toBeInstanceOf(StoreFault));
    // What another process finds while it is still open: the room is never free.
    expect(await office.plain.take('conference-2', OFFICE.sky, 'claim-9', ROOM)).toBe('taken');
    await office.plain.settleAll();
    const state = await office.plain.look();
    expect(isWhole(await office.plain.claims(), state)).toBe(true);
  });
});
