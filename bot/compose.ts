/**
 * The one place that names concrete adapters and puts the parts together: store, rules, desk, conversation, panel, jobs, doors.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DefaultAzureCredential } from '@azure/identity';
import { englandAndWales } from '../src/calendar/bank-holidays.ts';
import { addMinutes, isoUtc, londonDateOf } from '../src/calendar/instants.ts';
import { keptDuties } from '../src/conference/rules-moved.ts';
import type { PinnedRules } from '../src/conference/events.ts';
import type { BookedConference } from '../src/conference/state.ts';
import { azureTableStore } from '../src/store/azure-tables/azure-table-store.ts';
import { conferenceLog } from '../src/store/conference-log.ts';
import { diaryClaims } from '../src/store/diary-claims.ts';
import { drafts as draftStore } from '../src/store/drafts.ts';
import { localKeyRing } from '../src/store/key-ring.ts';
import { leases } from '../src/store/lease.ts';
import { wakePointers } from '../src/store/wake-pointers.ts';
import { parseAuthority } from './authority.ts';
import { bookingCards } from './booking/booking-cards.ts';
import { BookingFlow } from './booking/booking-flow.ts';
import { confirmBooking } from './booking/confirm.ts';
import { movableClocks, realClocks } from './clocks.ts';
import { bookingCard } from './conference-cards.ts';
import { conferenceLists } from './conference-lists.ts';
import { conferenceRules, type ConferenceRules } from './conference-rules.ts';
import type { Config } from './config.ts';
import { Desk } from './desk.ts';
import { holidayLists } from './holidays.ts';
import { claimSettler } from './jobs/claim-settler.ts';
import { Dispatcher } from './jobs/dispatcher.ts';

import { RateBuckets } from './jobs/rate-buckets.ts';
import { rulesMover } from './jobs/rules-mover.ts';
import { rulesWatch } from './jobs/rules-watch.ts';
import { Waking } from './jobs/waking.ts';
import { readMasterKeys } from './key-file.ts';
import type { Log } from './log.ts';
import { PanelLive } from './panel/live.ts';
import { readPanel, TEAMS_FRAMES, type PanelPage } from './panel/page.ts';
import { addPanelRoutes, type Caller } from './panel/routes.ts';
import type { Rulebook } from '../src/procedures/duties.ts';
import { rulebook } from './rulebook.ts';
import { createServer, type CompanionServer } from './server.ts';
import { chatReferences } from './teams/chat-references.ts';
import { Conversation } from './teams/conversation.ts';
import { teamsDoors, teamsLine, type TeamsDoors, type TeamsLine } from './teams/edge.ts';
import { meetingRole } from './teams/meeting-role.ts';
import { noticeSender } from './teams/notice-sender.ts';

export type Companion = { readonly server: CompanionServer; readonly start: () => void; readonly stop: () => Promise<void> };

const LOOK_AT_HEADS_MS = 1_000;

/** Puts the companion together. Rejects with every fault of packs or authority file, or when the store cannot be opened. */
export async function compose(config: Config, log: Log): Promise<Companion> {
  const ground = await groundOf(config, log);
  const { authority, clocks, book } = ground;
  const office = officeOn(ground);
  const line = teamsLine(config);
  const outOfHours = config.outOfHoursTelephone ?? book.pack.contacts.outOfHours.telephone;
  const doors = teamsDoors({ config, line, tenants: new Set(authority.tenants), listener: conversationIn(ground, office, outOfHours), outOfHours, log });
  const server = serverFor(ground, office, line, doors, await readPanel(join(import.meta.dirname, 'panel', 'built')));
  clocks.onMoved(() => office.jobs.nudge());
  return {
    server,
    start: () => office.jobs.start(wakingIn(ground, office, line)),
    stop: async () => {
      clocks.stop();
      office.live.stop();
      await server.close();
      await office.jobs.stop();
    },
  };
}

/** What everything else stands on: settings, rules, store, keys and clocks. */
async function groundOf(config: Config, log: Log) {
  const authority = parseAuthority(await readFile(config.authorityFile, 'utf8'));
  const { tables } = config;
  const store = azureTableStore(tables.kind === 'connectionString' ? { connectionString: tables.connectionString } : { accountUrl: tables.url, credential: new DefaultAzureCredential() });
  const keyRing = localKeyRing(await readMasterKeys(config.masterKeyFile, config.environment === 'local'));
  await store.open();
  const holidays = holidayLists(store, authority.id);
  await holidays.refresh();
  const { pack } = rulebook(authority);
  // Whoever counts, counts by the list of holidays in force at that moment.
  const book: Rulebook = { pack, get calendar() { return holidays.current(); } };
  const clocks = config.environment === 'local' ? await movableClocks(config.localTeamsUrl) : realClocks();
  return { config, log, authority, book, holidays, store, keyRing, clocks };
}

type Ground = Awaited<ReturnType<typeof groundOf>>;

/** Where conferences are kept and changed: the record and what lies beside it, the desk, and those who are told of changes. */
function officeOn({ log, authority, book, holidays, store, keyRing, clocks: { civilNow, machineNow } }: Ground) {
  const record = conferenceLog({ store, keyRing });
  const wakes = wakePointers(store);
  const lists = conferenceLists(store, authority.id);
  const rulesUnder = (state: BookedConference, version: string): ConferenceRules => conferenceRules({ ...book, calendar: holidays.ofVersion(version) }, state.booking, keptDuties(state.ruleMoves));
  const rulesOf = remembered((state) => rulesUnder(state, state.rules.holidaysVersion));
  const drafts = draftStore(store, keyRing);
  const newest = (): PinnedRules => ({ packId: book.pack.id, packVersion: book.pack.version, holidaysVersion: holidays.current().version });
  const rulesVersion = (): string => Object.values(newest()).join(' ');
  const jobs = new Dispatcher({ authority: authority.id, holder: randomUUID(), leases: leases(store), wakes, lists, drafts, civilNow, machineNow, log, rules: rulesWatch({ authority: authority.id, holidays, rulesVersion, lists, wakes, civilNow, machineNow }) });
  const live = new PanelLive({ head: (conferenceId) => record.head({ authority: authority.id, conferenceId }), everyMs: LOOK_AT_HEADS_MS });
  const desk = new Desk({
    log: record, authority: authority.id, civilNow,
    rulesFor: (state, command) => {
      const rules = state.kind === 'booked' ? rulesOf(state) : conferenceRules(book, command.do === 'book' ? command.booking : NO_DATES);
      return { ...rules, today: londonDateOf(civilNow()) };
    },
    plantWake: (conferenceId, inSeconds) => wakes.plant(authority.id, isoUtc(addMinutes(civilNow(), inSeconds / 60)), conferenceId),
    onAppended: (conferenceId, leavesWork) => {
      live.changed(conferenceId);
      if (leavesWork) jobs.nudge();
    },
  });
  const moveRules = rulesMover({ desk, holidays, newest, rulesUnder, civilNow });
  return { record, wakes, moveRules, diary: diaryClaims(store), drafts, lists, chats: chatReferences(store, authority.id), rulesOf, jobs, live, desk };
}

type Office = ReturnType<typeof officeOn>;

function wakingIn({ authority, log, clocks: { civilNow, machineNow } }: Ground, { record, wakes, diary, lists, chats, rulesOf, moveRules, jobs, desk }: Office, { connector }: TeamsLine): Waking {
  return new Waking({
    authority: authority.id, desk, log: record, wakes, lists, civilNow, machineNow,
    claims: claimSettler({ authority: authority.id, diary, desk, wakes, civilNow, machineNow }),
    sender: noticeSender({ authority, connector, chats, rulesOf, rates: new RateBuckets({ machineNow }), civilNow }),
    moveRules, logs: log,
    noticeTimes: (state) => rulesOf(state).noticeTimes,
    stillHolding: () => jobs.stillHolding(),
  });
}

function conversationIn({ authority, book, clocks: { civilNow, machineNow } }: Ground, { wakes, diary, drafts, lists, chats, rulesOf, desk }: Office, outOfHours: string): Conversation {
  const isBooked = async (conferenceId: string): Promise<boolean> => (await desk.look(conferenceId)).kind === 'booked';
  const bookedCard = async (conferenceId: string): Promise<object> => {
    const state = await desk.look(conferenceId);
    if (state.kind !== 'booked') throw new RangeError('a booked draft has no conference');
    return bookingCard(conferenceId, state, rulesOf(state), 'booked');
  };
  const cards = bookingCards({ book, authority, diary, bookedCard });
  const confirm = confirmBooking({ book, authority, diary, desk, lists, wakes, civilNow, machineNow });
  const booking = new BookingFlow({ authority, book, drafts, cards, isBooked, confirm, civilNow, machineNow });
  return new Conversation({ authority, pack: book.pack, outOfHours, desk, lists, booking, chats, rulesOf, civilNow, machineNow });
}

function serverFor({ config, log, authority, store, clocks: { civilNow, machineNow } }: Ground, { lists, chats, rulesOf, live, desk }: Office, line: TeamsLine, doors: TeamsDoors, page: PanelPage): CompanionServer {
  const frameAncestors = config.environment === 'local' ? localFrames(config.localTeamsUrl) : TEAMS_FRAMES;
  return createServer({
    messages: doors.messages, overHttps: config.environment === 'production', log,
    health: async () => {
      const [storeReady, doorsReady] = await Promise.all([store.ready(), doors.ready()]);
      if (!storeReady) return { ready: false, reason: 'the table store does not answer' };
      return doorsReady ? { ready: true } : { ready: false, reason: 'the keys that prove who is speaking cannot be fetched' };
    },
    panel: (restify) => addPanelRoutes(restify, { whoAsks: whoAsks(doors), teamsRole: meetingRole(line.connector, chats), desk, lists, authority, rulesOf, live, page, civilNow, machineNow, frameAncestors }),
  });
}

/** For commands on a conference that does not exist: they are refused whatever the dates. */
const NO_DATES = { s47InitiatedOn: englandAndWales.knownFrom, on: englandAndWales.knownFrom, from: '10:00' };

function whoAsks(doors: TeamsDoors): (authorization: string | undefined) => Promise<Caller | undefined> {
  return async (authorization) => {
    const viewer = await doors.viewer(authorization);
    return viewer.kind === 'person' ? { person: viewer.person, tokenExpiresAt: viewer.expiresAt } : undefined;
  };
}

/** The local Teams under both names that a browser may use for it. */
function localFrames(localTeamsUrl: string): readonly string[] {
  const { port } = new URL(localTeamsUrl);
  return [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
}

/** Rules depend on the booking and on the rules it is pinned to: computed once for each pair. */
function remembered(compute: (state: BookedConference) => ConferenceRules): (state: BookedConference) => ConferenceRules {
  const known = new WeakMap<BookedConference['ruleMoves'], ConferenceRules>();
  return (state) => {
    const found = known.get(state.ruleMoves) ?? compute(state);
    known.set(state.ruleMoves, found);
    return found;
  };
}
