/**
 * The engine that sends notices, put together from the product's own parts over a real table server: dispatcher, waking,
 * record, lists, sender and connector client. Conferences lie in the tables with a reminder due to each of those invited.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { conferenceLists } from '../../bot/conference-lists.ts';
import { conferenceRules } from '../../bot/conference-rules.ts';
import { holidayLists, type Holidays } from '../../bot/holidays.ts';
import { Desk } from '../../bot/desk.ts';
import { Dispatcher } from '../../bot/jobs/dispatcher.ts';
import type { RateBuckets } from '../../bot/jobs/rate-buckets.ts';
import { rulesMover, type RulesMover } from '../../bot/jobs/rules-mover.ts';
import { rulesWatch, type RulesWatch } from '../../bot/jobs/rules-watch.ts';
import { Waking } from '../../bot/jobs/waking.ts';
import { parseAuthority } from '../../bot/authority.ts';
import { chatReferences } from '../../bot/teams/chat-references.ts';
import { connectorClient } from '../../bot/teams/connector-client.ts';
import { noticeSender } from '../../bot/teams/notice-sender.ts';
import { isoUtc, londonDateOf, machineInstant, type CivilInstant } from '../../src/calendar/instants.ts';
import { schemaOf, type ConferenceBooked, type ConferenceEvent, type PinnedRules } from '../../src/conference/events.ts';
import { keptDuties } from '../../src/conference/rules-moved.ts';
import { fold, UNBOOKED, type BookedConference } from '../../src/conference/state.ts';
import { UPCASTERS } from '../../src/conference/upcasters.ts';
import { noticesOwed, type NoticeRules } from '../../src/notices/owed.ts';
import { personKey, type PersonKey } from '../../src/people/person.ts';
import { conferenceLog } from '../../src/store/conference-log.ts';
import { leases } from '../../src/store/lease.ts';
import type { TableStore } from '../../src/store/port.ts';
import { wakePointers } from '../../src/store/wake-pointers.ts';
import { aBooking, anInvitee, day, recorded } from '../../test/conference/a-conference.ts';
import { nottinghamshireRulebook } from '../../test/procedures/nottinghamshire-rulebook.ts';
import type { KeyRing } from '../../src/store/key-ring.ts';

const INVITED_TO_EACH = 20;
const TENANT = '99999999-9999-4999-8999-999999999999';
export const AUTHORITY = 'exampleshire';
export const book = nottinghamshireRulebook();

export const authority = parseAuthority(JSON.stringify({
  authority: AUTHORITY, name: 'Exampleshire (invented)', pack: 'nottinghamshire', tenants: [TENANT], decisionsChannel: '19:decisions@thread.tacv2',
  people: [{ objectId: '22222222-2222-4222-8222-111111111111', name: 'Dana Quill-Example', designation: 'Diary co-ordinator', agency: 'Office', roles: ['diaryCoordinator'] }, { objectId: '44444444-4444-4444-8444-111111111111', name: 'Alex Wren-Example', designation: 'Conference chair', agency: 'Office', roles: ['chair'] }],
}));

export function person(number: number): PersonKey {
  const key = personKey(TENANT, `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
  if (key === undefined) throw new RangeError('not a person');
  return key;
}

/** What is due: reminders of conferences on that day, all of one rung of the ladder. Those of the last day go by themselves, earlier ones together. */
export type DueScene = { readonly on: string; readonly bookedAt: string; readonly rung: 'lastDay' | 'weekBefore' };

export const DECEMBER: DueScene = { on: '2026-12-08', bookedAt: '2026-11-23T09:00:00.000Z', rung: 'lastDay' };

/** Conference `number` of so many people's: everybody on its list owes a report, and everything due before that rung is settled. */
function conferenceOf(scene: DueScene, number: number, people: number): readonly ConferenceEvent[] {
  const invitees = Array.from({ length: INVITED_TO_EACH }, (_each, place) => anInvitee({ inviteeId: `invitee-${place + 1}`, person: person(1_000 + ((number * INVITED_TO_EACH + place) % people)), name: `Invitee ${place + 1}-Example`, reportRequired: true }));
  const booking: ConferenceBooked = { ...aBooking({ caseReference: `EX-${10_000 + number}`, on: day(scene.on), invitees, claimId: `claim-${number}` }), chair: { person: person(1), name: 'Alex Wren-Example' }, socialWorker: { person: person(2), name: 'Robin Ashdown-Example' }, rules: newestRules(book.calendar.version) };
  const fresh = stateOf(scene, [{ type: 'conferenceBooked', data: booking }]);
  const due = ladderMoment(fresh, scene);
  const settled = noticesOwed(fresh, rulesFor(fresh)).filter(({ dueAt }) => dueAt < due).map(({ noticeId }): ConferenceEvent => ({ type: 'noticeSettled', data: { noticeId, outcome: { kind: 'sent', activityId: `a-${noticeId}`.slice(0, 60), conversationId: 'c' } } }));
  return [{ type: 'conferenceBooked', data: booking }, ...settled];
}

function stateOf({ bookedAt }: DueScene, events: readonly ConferenceEvent[]): BookedConference {
  const state = fold(UNBOOKED, recorded(events, 0, bookedAt));
  if (state.kind !== 'booked') throw new Error('it is booked');
  return state;
}

/** What conferences here are pinned to, by that list of holidays. */
function newestRules(holidaysVersion: string): PinnedRules {
  return { packId: book.pack.id, packVersion: book.pack.version, holidaysVersion };
}

/** The rules as the record of woken conferences names them. */
export function rulesVersion(holidaysVersion: string): string {
  return Object.values(newestRules(holidaysVersion)).join(' ');
}

export const rulesOf = (state: BookedConference) => conferenceRules(book, state.booking);
const rulesFor = (state: BookedConference, rules = rulesOf(state)): NoticeRules => ({ ...rules.noticeTimes, diaryCoordinators: [], serviceManagers: [], byMail: false });

/** The moment at which each conference owes twenty reminders, and nothing else. */
export function whenDue(scene: DueScene): CivilInstant {
  return ladderMoment(stateOf(scene, conferenceOf(scene, 0, 20)), scene);
}

function ladderMoment(state: BookedConference, { rung: wanted }: DueScene): CivilInstant {
  const found = rulesFor(state).ladders.agency.find(({ rung }) => rung === wanted);
  if (found === undefined) throw new Error('the ladder has no such rung');
  return found.at;
}

export const REMINDED_AT: CivilInstant = whenDue(DECEMBER);

export type DueNotices = { readonly notices: number; readonly people: number; readonly serviceUrl: string; readonly scene?: DueScene };

/** Puts so many notices into the store, due at that moment, to so many people. */
export async function storeDueNotices(store: TableStore, keyRing: KeyRing, { notices, people, serviceUrl, scene = DECEMBER }: DueNotices): Promise<void> {
  const log = conferenceLog({ store, keyRing });
  const [wakes, chats, lists] = [wakePointers(store), chatReferences(store, AUTHORITY), conferenceLists(store, AUTHORITY)];
  for (let number = 0; number < people; number += 1) await chats.remember(person(1_000 + number), { serviceUrl, conversationId: `a:${number}`, channelUserId: `29:${number}` }, 1);
  for (let number = 0; number < notices / INVITED_TO_EACH; number += 1) {
    const conferenceId = `conference-${String(number).padStart(5, '0')}`;
    const events = conferenceOf(scene, number, people).map((event) => ({ type: event.type, schema: schemaOf(event.type), data: event.data }));
    for (let from = 0; from < events.length; from += 20) await log.append({ authority: AUTHORITY, conferenceId }, { expectedVersion: from, at: scene.bookedAt, by: 'companion', events: events.slice(from, from + 20), react: false });
    await lists.project(conferenceId, stateOf(scene, conferenceOf(scene, number, people)), true);
    await wakes.plant(AUTHORITY, isoUtc(whenDue(scene)), conferenceId);
  }
}

export type EngineParts = {
  readonly store: TableStore;
  readonly keyRing: KeyRing;
  readonly holder: string;
  readonly rates: Pick<RateBuckets, 'take'>;
  readonly civilNow: () => CivilInstant;
  readonly leaseMs?: number;
  /** Takes up a changed list of bank holidays, as the whole companion does. */
  readonly followsHolidays?: boolean;
  /** What went wrong, by a label; the engine goes on. */
  readonly onFault: (what: string) => void;
};

/** Where conferences are changed. */
export function deskOn(store: TableStore, keyRing: KeyRing, civilNow: () => CivilInstant): Desk {
  const wakes = wakePointers(store);
  return new Desk({
    log: conferenceLog({ store, keyRing, upcasters: UPCASTERS }), authority: AUTHORITY, civilNow, onAppended: () => undefined, plantWake: (conferenceId) => wakes.plant(AUTHORITY, isoUtc(civilNow()), conferenceId),
    rulesFor: (state) => ({ ...(state.kind === 'booked' ? rulesOf(state) : conferenceRules(book, aBooking())), today: londonDateOf(civilNow()) }),
  });
}

/** The engine of one process. */
export function engineOn({ store, keyRing, holder, rates, civilNow, onFault, leaseMs, followsHolidays = false }: EngineParts): { readonly start: () => void; readonly stop: () => Promise<void> } {
  const machineNow = (): ReturnType<typeof machineInstant> => machineInstant(Date.now());
  const log = conferenceLog({ store, keyRing, upcasters: UPCASTERS });
  const [wakes, lists, chats] = [wakePointers(store), conferenceLists(store, AUTHORITY), chatReferences(store, AUTHORITY)];
  const desk = deskOn(store, keyRing, civilNow);
  const { rules, moveRules, rulesNow } = followsHolidays ? movingRules(holidayLists(store, AUTHORITY), { lists, wakes, desk, civilNow, machineNow }) : SAME_RULES;
  const dispatcher = new Dispatcher({
    authority: AUTHORITY, holder, leases: leases(store), wakes, lists, civilNow, machineNow, ...(leaseMs === undefined ? {} : { leaseMs }),
    log: { wakingFailed: (id, _failures, label) => onFault(`waking ${id} ${JSON.stringify(label)}`), sweepFailed: (label) => onFault(`the sweep ${JSON.stringify(label)}`), pointerMissing: () => undefined, rowsSetAside: () => undefined },
    rules, drafts: { sweep: () => Promise.resolve() }, diary: { sweepForms: () => Promise.resolve(0) },
  });
  const connector = connectorClient({ tokens: { token: () => Promise.resolve(holder) }, serviceUrls: { allows: () => true }, timeoutMs: 2_000 });
  const sender = noticeSender({ authority, connector, rates: rates as RateBuckets, civilNow, chats, rulesOf: rulesNow, acknowledgeBy: () => null, stillWanted: () => Promise.resolve(true), stillHolding: () => dispatcher.stillHolding() });
  const waking = new Waking({
    authority: AUTHORITY, desk, log, wakes, lists, claims: { settle: () => Promise.resolve() }, moveRules, closeForm: () => Promise.resolve(),
    meetings: { place: (_id, state) => Promise.resolve(state), againAt: () => null }, sender, noticeRules: (state) => rulesFor(state, rulesNow(state)), civilNow, machineNow, logs: { noticeHandedOver: () => undefined }, stillHolding: () => dispatcher.stillHolding(),
  });
  return { start: () => dispatcher.start(waking), stop: () => dispatcher.stop() };
}

type Rules = { readonly rules: RulesWatch; readonly moveRules: RulesMover; readonly rulesNow: typeof rulesOf };

const SAME_RULES: Rules = { rules: { look: () => Promise.resolve(), wakeOpen: () => Promise.resolve() }, moveRules: (_id, state) => Promise.resolve(state), rulesNow: rulesOf };

function movingRules(holidays: Holidays, { desk, civilNow, ...parts }: Pick<Parameters<typeof rulesWatch>[0], 'lists' | 'wakes' | 'civilNow' | 'machineNow'> & { readonly desk: Desk }): Rules {
  const rulesUnder = (state: BookedConference, version: string) => conferenceRules({ ...book, calendar: holidays.ofVersion(version) }, state.booking, keptDuties(state.ruleMoves));
  const newest = () => newestRules(holidays.current().version);
  return {
    rules: rulesWatch({ authority: AUTHORITY, holidays, rulesVersion: () => rulesVersion(holidays.current().version), civilNow, ...parts }),
    moveRules: rulesMover({ desk, holidays, newest, rulesUnder, civilNow }), rulesNow: (state) => rulesUnder(state, state.rules.holidaysVersion),
  };
}

/** Starts the engine on the store and resolves when everything that was due has left. */
export async function sendAllDue(store: TableStore, keyRing: KeyRing, rates: Pick<RateBuckets, 'take'>, isDone: () => boolean): Promise<{ readonly seconds: number }> {
  const engine = engineOn({ store, keyRing, holder: 'bench', rates, civilNow: () => REMINDED_AT, onFault: fail });
  const began = performance.now();
  engine.start();
  while (!isDone()) await new Promise((done) => setTimeout(done, 20));
  const seconds = (performance.now() - began) / 1_000;
  // What follows the last sending, its outcome and the next pointers, belongs to it; it is not timed.
  await new Promise((done) => setTimeout(done, 1_500));
  await engine.stop();
  return { seconds };
}

/** What became of each notice that was due, by the record: its state, `nothing` where it has none. */
export async function outcomesOf(store: TableStore, keyRing: KeyRing, notices: number, { rung }: DueScene = DECEMBER): Promise<ReadonlyMap<string, string>> {
  const log = conferenceLog({ store, keyRing, upcasters: UPCASTERS });
  const found = new Map<string, string>();
  for (let number = 0; number < notices / INVITED_TO_EACH; number += 1) {
    const { events } = await log.read({ authority: AUTHORITY, conferenceId: `conference-${String(number).padStart(5, '0')}` }, 0);
    const state = fold(UNBOOKED, events as unknown as Parameters<typeof fold>[1]);
    if (state.kind !== 'booked') throw new Error('it is booked');
    for (const { inviteeId, person: whose } of state.booking.invitees) {
      const [, outcome] = [...state.notices].find(([noticeId]) => noticeId.startsWith(`reportReminder.${inviteeId}.${rung}.`)) ?? [];
      found.set(`${state.booking.caseReference} ${whose ?? ''}`, outcome?.kind ?? 'nothing');
    }
  }
  return found;
}

function fail(what: string): never {
  throw new Error(`${what} failed`);
}

export type Connector = { readonly url: string; readonly accepted: () => readonly { readonly conversation: string; readonly at: number }[]; readonly refused: () => number; readonly stop: () => Promise<void> };

type Limit = { readonly most: number; readonly withinMs: number };

const PER_CONVERSATION: readonly Limit[] = [{ most: 7, withinMs: 1_000 }, { most: 60, withinMs: 30_000 }];
const IN_ALL: readonly Limit[] = [{ most: 50, withinMs: 1_000 }];

/** A connector that takes messages at once, or holds to Teams' limits and answers 429 above them. */
export async function startConnector({ limited }: { readonly limited: boolean }): Promise<Connector> {
  const accepted: { conversation: string; at: number }[] = [];
  const byConversation = new Map<string, number[]>();
  const all: number[] = [];
  let refused = 0;
  const tooMany = (times: readonly number[], limits: readonly Limit[], now: number): boolean => limits.some(({ most, withinMs }) => (times.at(-most) ?? Number.NEGATIVE_INFINITY) > now - withinMs);
  const answer = (response: ServerResponse, status: number, body: object, headers = {}): void => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  const server = createServer((request, response) => {
    const now = performance.now();
    const conversation = decodeURIComponent(/conversations\/([^/]+)\//.exec(request.url ?? '')?.[1] ?? '');
    request.resume();
    const own = byConversation.get(conversation) ?? [];
    if (limited && (tooMany(own, PER_CONVERSATION, now) || tooMany(all, IN_ALL, now))) {
      refused += 1;
      return answer(response, 429, { error: { code: 'Throttled', message: 'Too many requests' } }, { 'retry-after': '2' });
    }
    byConversation.set(conversation, [...own.slice(-60), now]);
    all.push(now);
    accepted.push({ conversation, at: now });
    return answer(response, 201, { id: `activity-${accepted.length}` });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, accepted: () => accepted, refused: () => refused,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
