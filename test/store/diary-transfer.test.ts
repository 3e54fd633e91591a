/** A second claim of one conference beside its first: the same room, another chair, and nobody else's time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { machineInstant } from '../../src/calendar/instants.ts';
import { diaryClaims, type ClaimPlace, type ClaimRequest } from '../../src/store/diary-claims.ts';
import { claimBeside, type BesideRequest } from '../../src/store/diary-transfer.ts';
import { day } from '../conference/a-conference.ts';
import { anOpenStore } from './support/conference.ts';

const ON = day('2026-12-08');
const NOW = machineInstant(1_000_000);
const CELLS = { fromCell: 19, toCell: 24 };
const request = (claimId: string, conferenceId: string, resources: ClaimPlace['resources'], more: Partial<ClaimRequest> = {}): ClaimRequest => ({ authority: 'northvale', on: ON, claimId, conferenceId, resources, machineNow: NOW, ...CELLS, ...more });
const beside = (more: Partial<BesideRequest> = {}): BesideRequest => ({ ...request('claim-2', 'conference-1', ['chair.jo', 'room.willow']), beside: 'claim-1', gapCells: 1, ...more });

/** Conference 1 holds chair Alex and the Willow room. */
async function aDiary() {
  const store = await anOpenStore();
  const diary = diaryClaims(store);
  const first = request('claim-1', 'conference-1', ['chair.alex', 'room.willow']);
  await diary.claim(first);
  await diary.hold(first);
  const claims = async (): Promise<readonly string[]> => (await diary.window('northvale', ON, ON, NOW)).rows().flatMap(({ resource, claims: found }) => found.map(({ claimId, state }) => `${resource} ${claimId} ${state}`)).toSorted();
  return { store, diary, first, claims };
}

const BEFORE = ['chair.alex claim-1 held', 'room.willow claim-1 held'];

describe('a claim beside the one that stands', () => {
  it('takes the new chair and the same room, and leaves the first as it is', async () => {
    const { store, claims } = await aDiary();
    expect(await claimBeside(store, beside())).toEqual({ kind: 'committing' });
    expect(await claims()).toEqual([...BEFORE, 'chair.jo claim-2 committing', 'room.willow claim-2 committing'].toSorted());
  });

  it('has no second effect, and says that it is held once it is', async () => {
    const { store, diary, claims } = await aDiary();
    await claimBeside(store, beside());
    await claimBeside(store, beside());
    expect(await claims()).toHaveLength(4);
    await diary.hold(beside());
    expect(await claimBeside(store, beside())).toEqual({ kind: 'held' });
  });

  it('keeps the room from everybody else, whichever of the two is freed', async () => {
    for (const freed of ['first', 'second'] as const) {
      const { store, diary, first } = await aDiary();
      await claimBeside(store, beside());
      await diary.free(freed === 'first' ? first : beside());
      expect(await diary.claim(request('claim-9', 'conference-2', ['chair.sky', 'room.willow']))).toMatchObject({ kind: 'taken', resource: 'room.willow' });
    }
  });

  const refusals: [string, (diary: ReturnType<typeof diaryClaims>) => Promise<unknown>, object][] = [
    ['another conference with that chair', (diary) => diary.claim(request('claim-9', 'conference-2', ['chair.jo'])), { resource: 'chair.jo', why: 'claimed' }],
    ['another conference too close for that chair', (diary) => diary.claim(request('claim-9', 'conference-2', ['chair.jo'], { fromCell: 24, toCell: 28 })), { resource: 'chair.jo', why: 'gap' }],
    ['the chair’s leave', (diary) => diary.setAway('northvale', 'chair.jo', 'away-1', [{ on: ON, fromCell: 0, toCell: 48 }]), { resource: 'chair.jo', why: 'away' }],
    ['another change of the same conference', async (diary) => { await diary.free(request('claim-1', 'conference-1', ['room.willow'])); await diary.claim(request('claim-3', 'conference-1', ['chair.kit', 'room.willow'])); }, { resource: 'room.willow', why: 'claimed' }],
  ];
  it.each(refusals)('is refused, whole, by %s', async (_name, happens, why) => {
    const { store, diary, claims } = await aDiary();
    await happens(diary);
    const found = await claims();
    expect(await claimBeside(store, beside())).toEqual({ kind: 'taken', ...why });
    expect(await claims()).toEqual(found);
  });

  it('is not refused by the time of a form that has ended, nor by a conference right before in the same room', async () => {
    const { store, diary } = await aDiary();
    await diary.claim(request('claim-8', 'conference-2', ['chair.jo'], { state: 'form', until: machineInstant(NOW + 1) }));
    await diary.claim(request('claim-9', 'conference-3', ['room.willow'], { fromCell: 24, toCell: 28 }));
    expect(await claimBeside(store, beside({ machineNow: machineInstant(NOW + 1) }))).toEqual({ kind: 'committing' });
  });

  it('and leave that is entered afterwards are both kept', async () => {
    const { store, diary } = await aDiary();
    await diary.setAway('northvale', 'chair.jo', 'away-1', [{ on: ON, fromCell: 40, toCell: 48 }]);
    await claimBeside(store, beside());
    expect((await diary.window('northvale', ON, ON, NOW)).day('chair.jo', ON)).toMatchObject({ claims: [{ claimId: 'claim-2' }], away: [{ awayId: 'away-1' }] });
  });
});

it('however many try at once, no two conferences share a half-hour of a chair or a room', async () => {
  const chairs = fc.constantFrom('chair.jo', 'chair.kit', 'chair.sky');
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(chairs, fc.boolean(), fc.integer({ min: 17, max: 26 })), { minLength: 2, maxLength: 8 }), async (tries) => {
    const { store, diary } = await aDiary();
    await Promise.all(tries.map(([chair, isChange, fromCell], place) => isChange
      ? claimBeside(store, beside({ claimId: `change-${place}`, resources: [chair, 'room.willow'], gapCells: 0 }))
      : diary.claim(request(`booking-${place}`, `conference-${place + 2}`, [chair, 'room.willow'], { fromCell, toCell: fromCell + 3 }))));
    for (const { claims } of (await diary.window('northvale', ON, ON, NOW)).rows()) {
      for (const a of claims) for (const b of claims) if (a.conferenceId !== b.conferenceId) expect(a.fromCell < b.toCell && b.fromCell < a.toCell).toBe(false);
    }
  }), { numRuns: 40 });
});
