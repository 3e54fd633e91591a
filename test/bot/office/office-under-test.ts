/** The office on a store in memory: invented people, one booked conference held in the diary, and the pointers settled as the dispatcher does. */
import { parseAuthority, type Authority } from '../../../bot/authority.ts';
import { chairResource, roomResource, socialWorkerResource } from '../../../src/diary/resources.ts';
import { conferenceRules } from '../../../bot/conference-rules.ts';
import { Desk } from '../../../bot/desk.ts';
import { claimSettler } from '../../../bot/jobs/claim-settler.ts';
import type { OfficeParts, OfficeRequest } from '../../../bot/office/asked.ts';
import { officeDiary } from '../../../bot/office/office-diary.ts';
import { officePresses } from '../../../bot/office/office-presses.ts';
import type { Answer, Asker } from '../../../bot/teams/turn.ts';
import type { CardVerb } from '../../../cards/verbs.ts';
import { addMinutes, isoUtc, londonInstant, machineInstant, type CivilInstant, type MachineInstant } from '../../../src/calendar/instants.ts';
import type { PlainDate } from '../../../src/calendar/plain-date.ts';
import type { ConferenceBooked, ConferenceEvent } from '../../../src/conference/events.ts';
import type { BookedConference } from '../../../src/conference/state.ts';
import { objectIdOf, tenantOf, type PersonKey } from '../../../src/people/person.ts';
import { conferenceLog } from '../../../src/store/conference-log.ts';
import { diaryClaims, type ClaimPlace } from '../../../src/store/diary-claims.ts';
import { StoreFault, type Table, type TableStore } from '../../../src/store/port.ts';
import { wakePointers } from '../../../src/store/wake-pointers.ts';
import { aBooking, day, WHO } from '../../conference/a-conference.ts';
import { nottinghamshireRulebook } from '../../procedures/nottinghamshire-rulebook.ts';
import { aKeyRing, anOpenStore } from '../../store/support/conference.ts';

const someone = (number: number): PersonKey => `99999999-9999-4999-8999-999999999999.00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as PersonKey;

/** Beside those of the conference itself. */
export const OFFICE = { dana: someone(21), ali: someone(22), kit: someone(23), sky: someone(24), sam: someone(25), rowan: someone(26), lee: someone(27), nobody: someone(99) };

const entry = (person: PersonKey, name: string, roles: readonly string[], more: object = {}): object => ({ objectId: objectIdOf(person), name, designation: 'Professional', agency: 'Invented service', roles, ...more });

export const authority: Authority = parseAuthority(JSON.stringify({
  authority: 'northvale', name: 'Northvale (invented)', pack: 'nottinghamshire', tenants: ['99999999-9999-4999-8999-999999999999'], decisionsChannel: '19:decisions@thread.tacv2',
  people: [
    entry(WHO.socialWorker, 'Robin Ashdown-Example', ['socialWorker']), entry(WHO.manager, 'Morgan Vale-Example', ['teamManager']),
    entry(OFFICE.sam, 'Sam Birch-Example', ['socialWorker'], { email: 'sam.birch@exampleshire.gov.uk' }), entry(OFFICE.rowan, 'Rowan Oak-Example', ['socialWorker']), entry(OFFICE.lee, 'Lee Moor-Example', ['serviceManager']),
    entry(OFFICE.dana, 'Dana Quill-Example', ['diaryCoordinator']), entry(OFFICE.ali, 'Ali Reed-Example', ['diaryCoordinator']),
    entry(WHO.chair, 'Alex Wren-Example', ['chair']), entry(WHO.otherChair, 'Jo Tarn-Example', ['chair']), entry(OFFICE.kit, 'Kit Fell-Example', ['chair']), entry(OFFICE.sky, 'Sky Dale-Example', ['chair'], { hours: { from: '13:00', to: '17:00' } }),
  ],
}));

export const CONFERENCE = 'conference-1';
export const ON: PlainDate = day('2026-12-08');
/** The conference begins at ten; its chair is there twenty minutes before. */
export const CELLS = { fromCell: 19, toCell: 24 };
export const ROOM = roomResource('willow');
export const NOW = londonInstant(day('2026-11-23'), '09:00');

export type Standing = { readonly resource: string; readonly claimId: string; readonly conferenceId: string; readonly state: string };

export async function anOffice(changes: Partial<ConferenceBooked> = {}, around: (store: TableStore) => TableStore = (store) => store) {
  const bare = await anOpenStore();
  const keyRing = aKeyRing();
  const clock = { civil: NOW, machine: machineInstant(1_000_000) };
  const on = (store: TableStore) => officeOn(store, keyRing, clock);
  const plain = on(bare);
  await plain.record({ type: 'conferenceBooked', data: aBooking({ on: ON, ...changes }) });
  await plain.take(CONFERENCE, aBooking(changes).chair.person, 'claim-1', ROOM);
  return { ...on(around(bare)), plain, clock };
}

export type Office = Awaited<ReturnType<typeof anOffice>>;

function officeOn(store: TableStore, keyRing: ReturnType<typeof aKeyRing>, clock: { civil: CivilInstant; machine: MachineInstant }) {
  const book = nottinghamshireRulebook();
  const log = conferenceLog({ store, keyRing });
  const wakes = wakePointers(store);
  const diary = diaryClaims(store);
  const rulesOf = (state: BookedConference) => conferenceRules(book, state.booking);
  const desk = new Desk({
    log, authority: authority.id, civilNow: () => clock.civil, onAppended: () => undefined,
    rulesFor: (state) => ({ ...(state.kind === 'booked' ? rulesOf(state) : conferenceRules(book, aBooking())), today: day('2026-11-23') }),
    plantWake: (conferenceId, inSeconds) => wakes.plant(authority.id, isoUtc(addMinutes(clock.civil, inSeconds / 60)), conferenceId),
  });
  const requests: OfficeRequest[] = [];
  const parts: OfficeParts = {
    authority, desk, diary: officeDiary(store, diary), wakes, rulesOf, officeRequests: () => Promise.resolve(requests), byReference: (reference) => Promise.resolve(reference === 'EX-1' ? [CONFERENCE] : []), acknowledgeBy: () => null,
    civilNow: () => clock.civil, machineNow: () => clock.machine,
  };
  const presses = officePresses(parts);
  return {
    store, diary, desk, presses, requests,
    press: (verb: CardVerb, person: PersonKey, input: object, trigger: 'manual' | 'automatic' = 'manual'): Promise<Answer> => {
      const press = presses[verb];
      if (press === undefined) throw new RangeError(`nothing answers ${verb}`);
      return press({ kind: 'pressed', verb, input: { op: 'op-1', ...input }, trigger, place: { scope: 'personal', conversationId: 'a:1', serviceUrl: 'https://smba.trafficmanager.net/uk', tenantId: tenantOf(person) }, asker: askerOf(person) });
    },
    look: async (): Promise<BookedConference> => {
      const state = await desk.look(CONFERENCE);
      if (state.kind !== 'booked') throw new Error('it is not booked');
      return state;
    },
    record: (...events: readonly ConferenceEvent[]) => desk.record(CONFERENCE, events),
    /** Time taken in the diary, held. */
    take: async (conferenceId: string, chair: PersonKey, claimId: string, room: string | null = null, cells = CELLS, date = ON): Promise<string> => {
      const place: ClaimPlace = { authority: authority.id, on: date, claimId, resources: [chairResource(chair), ...(room === null ? [] : [room]), ...(conferenceId === CONFERENCE ? [socialWorkerResource(WHO.socialWorker)] : [])] };
      const claimed = await diary.claim({ ...place, ...cells, conferenceId, machineNow: clock.machine });
      if (claimed.kind !== 'taken') await diary.hold(place);
      return claimed.kind;
    },
    /** Every claim of that day, by resource. */
    claims: async (date = ON): Promise<readonly Standing[]> => {
      const window = await diary.window(authority.id, date, date, clock.machine);
      return window.rows().flatMap(({ resource, claims }) => claims.map(({ claimId, conferenceId, state }) => ({ resource, claimId, conferenceId, state }))).toSorted((a, b) => `${a.resource} ${a.claimId}`.localeCompare(`${b.resource} ${b.claimId}`));
    },
    /** The pointers as they come due, minute by minute, for ten minutes. */
    settleAll: async (): Promise<void> => {
      const settler = claimSettler({ authority: authority.id, diary, desk, wakes, civilNow: () => clock.civil, machineNow: () => clock.machine });
      for (let minute = 0; minute < 10; minute += 1) {
        const due = await wakes.due(authority.id, isoUtc(clock.civil), 100);
        for (const pointer of due) {
          if (pointer.payload.claim !== undefined) await settler.settle(pointer.conferenceId, pointer.payload.claim);
          await wakes.remove(pointer);
        }
        clock.civil = addMinutes(clock.civil, 1);
        clock.machine = addMinutes(clock.machine, 1);
      }
    },
  };
}

export function askerOf(person: PersonKey): Asker {
  return { person, tenantId: tenantOf(person), objectId: objectIdOf(person), channelUserId: '29:somebody' };
}

export function textOf(answer: Answer): string {
  return JSON.stringify(answer !== undefined && 'card' in answer ? answer.card : answer);
}

/** The conference's own claim, held, for its chair, its room and its social worker, and nothing else in the diary. */
export function isWhole(claims: readonly Standing[], { booking }: BookedConference): boolean {
  const wanted = [chairResource(booking.chair.person), ROOM, socialWorkerResource(booking.socialWorker.person)].toSorted().map((resource) => ({ resource, claimId: booking.claimId, conferenceId: CONFERENCE, state: 'held' }));
  return JSON.stringify(claims) === JSON.stringify(wanted);
}

/** A store that is away from its so-manieth write on, or whose reply to it is never heard. */
export function breaking(at: number, when: 'before' | 'after', seen: { writes: number }): (store: TableStore) => TableStore {
  const broken = async <Answer>(write: () => Promise<Answer>): Promise<Answer> => {
    seen.writes += 1;
    if (seen.writes > at || (seen.writes === at && when === 'before')) throw new StoreFault('test', undefined);
    const answer = await write();
    if (seen.writes === at) throw new StoreFault('test', undefined);
    return answer;
  };
  const around = (table: Table): Table => ({
    ...table, read: (...args) => table.read(...args), range: (...args) => table.range(...args),
    insert: (row) => broken(() => table.insert(row)), replace: (row, etag) => broken(() => table.replace(row, etag)),
    remove: (partition, row, etag) => broken(() => table.remove(partition, row, etag)), transact: (changes) => broken(() => table.transact(changes)),
  });
  return (store) => ({ ...store, table: (name) => around(store.table(name)) });
}
