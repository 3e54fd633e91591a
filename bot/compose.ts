/**
 * The one place that names concrete adapters and puts the parts together: store, rules, desk, conversation, panel, jobs, doors.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DefaultAzureCredential } from '@azure/identity';
import { englandAndWales } from '../src/calendar/bank-holidays.ts';
import { addMinutes, isoUtc } from '../src/calendar/instants.ts';
import { workingCalendar } from '../src/calendar/working-days.ts';
import type { Command } from '../src/conference/commands.ts';
import type { BookedConference, ConferenceState } from '../src/conference/state.ts';
import { loadPacks, type PackFault } from '../src/procedures/load-packs.ts';
import { dutiesLacking, type Rulebook } from '../src/procedures/duties.ts';
import { readPackFiles } from '../src/procedures/read-pack-files.ts';
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
import { claimSettler } from './jobs/claim-settler.ts';
import { Dispatcher } from './jobs/dispatcher.ts';
import { RateBuckets } from './jobs/rate-buckets.ts';
import { Waking } from './jobs/waking.ts';
import { readMasterKeys } from './key-file.ts';
import type { Log } from './log.ts';
import { PanelLive } from './panel/live.ts';
import { readPanel, TEAMS_FRAMES } from './panel/page.ts';
import { addPanelRoutes, type Caller } from './panel/routes.ts';
import { createServer, type CompanionServer, type Health } from './server.ts';
import { chatReferences } from './teams/chat-references.ts';
import { Conversation } from './teams/conversation.ts';
import { teamsDoors, teamsLine, type TeamsDoors } from './teams/edge.ts';
import { noticeSender } from './teams/notice-sender.ts';

/** The packs could not be used; every fault with its file and path. */
export class PacksFault extends Error {
  constructor(faults: readonly PackFault[]) {
    super(`The procedure packs have ${faults.length} fault(s):\n${faults.map(({ file, path, reason }) => `  ${file} ${path}: ${reason}`).join('\n')}`);
    this.name = 'PacksFault';
  }
}

export type Companion = { readonly server: CompanionServer; readonly start: () => void; readonly stop: () => Promise<void> };

const LOOK_AT_HEADS_MS = 1_000;

/** Puts the companion together. Rejects with every fault of packs or authority file, or when the store cannot be opened. */
export async function compose(config: Config, log: Log): Promise<Companion> {
  const authority = parseAuthority(await readFile(config.authorityFile, 'utf8'));
  const book = rulebook(authority.packId);
  const store = azureTableStore(config.tables.kind === 'connectionString' ? { connectionString: config.tables.connectionString } : { accountUrl: config.tables.url, credential: new DefaultAzureCredential() });
  const keyRing = localKeyRing(await readMasterKeys(config.masterKeyFile, config.environment === 'local'));
  await store.open();

  const clocks = config.environment === 'local' ? await movableClocks(config.localTeamsUrl) : realClocks();
  const { civilNow, machineNow } = clocks;
  const record = conferenceLog({ store, keyRing });
  const wakes = wakePointers(store);
  const diary = diaryClaims(store);
  const drafts = draftStore(store, keyRing);
  const lists = conferenceLists(store, authority.id);
  const chats = chatReferences(store, authority.id);
  const rulesOf = remembered((state: BookedConference) => conferenceRules(book, state.booking));

  const live = new PanelLive({ head: (conferenceId) => record.head(desk.addressOf(conferenceId)), everyMs: LOOK_AT_HEADS_MS });
  const desk = new Desk({
    log: record, authority: authority.id, civilNow,
    rulesFor: (state: ConferenceState, command: Command) => state.kind === 'booked' ? rulesOf(state) : conferenceRules(book, command.do === 'book' ? command.booking : NO_DATES),
    plantWake: (conferenceId, inSeconds) => wakes.plant(authority.id, isoUtc(addMinutes(civilNow(), inSeconds / 60)), conferenceId),
    onAppended: (conferenceId, leavesWork) => {
      live.changed(conferenceId);
      if (leavesWork) jobs.nudge();
    },
  });

  const line = teamsLine(config);
  const jobs = new Dispatcher({ authority: authority.id, holder: randomUUID(), leases: leases(store), wakes, lists, civilNow, machineNow, log });
  clocks.onMoved(() => jobs.nudge());
  const waking = new Waking({
    authority: authority.id, desk, log: record, wakes, lists, civilNow, machineNow,
    claims: claimSettler({ authority: authority.id, diary, desk, wakes, civilNow, machineNow }),
    sender: noticeSender({ authority, connector: line.connector, chats, rulesOf, rates: new RateBuckets({ machineNow }) }),
    noticeTimes: (state) => rulesOf(state).noticeTimes,
    stillHolding: () => jobs.stillHolding(),
  });

  const cards = bookingCards({
    book, authority, diary,
    bookedCard: async (conferenceId) => {
      const state = await desk.look(conferenceId);
      if (state.kind !== 'booked') throw new RangeError('a booked draft has no conference');
      return bookingCard(conferenceId, state, rulesOf(state), 'booked');
    },
  });
  const isBooked = async (conferenceId: string): Promise<boolean> => (await desk.look(conferenceId)).kind === 'booked';
  const booking = new BookingFlow({ authority, book, drafts, cards, isBooked, civilNow, machineNow, confirm: confirmBooking({ book, authority, diary, desk, lists, wakes, civilNow, machineNow }) });
  const outOfHours = config.outOfHoursTelephone ?? book.pack.contacts.outOfHours.telephone;
  const listener = new Conversation({ authority, pack: book.pack, outOfHours, desk, lists, booking, chats, rulesOf, civilNow, machineNow });
  const doors = teamsDoors({ config, line, tenants: new Set(authority.tenants), listener, outOfHours, log });
  const page = await readPanel(join(import.meta.dirname, 'panel', 'built'));

  const server = createServer({
    messages: doors.messages, overHttps: config.environment === 'production', log,
    health: async (): Promise<Health> => (await store.ready()) ? { ready: true } : { ready: false, reason: 'the table store does not answer' },
    panel: (restify) => addPanelRoutes(restify, {
      whoAsks: whoAsks(doors), desk, lists, authority, rulesOf, live, page, machineNow,
      frameAncestors: config.environment === 'local' ? localFrames(config.localTeamsUrl) : TEAMS_FRAMES,
    }),
  });
  return {
    server,
    start: () => jobs.start(waking),
    stop: async () => {
      clocks.stop();
      live.stop();
      await server.close();
      await jobs.stop();
    },
  };
}

/** For commands on a conference that does not exist: they are refused whatever the dates. */
const NO_DATES = { s47InitiatedOn: englandAndWales.knownFrom, on: englandAndWales.knownFrom, from: '10:00' };

function rulebook(packId: string): Rulebook {
  const loaded = loadPacks(readPackFiles());
  if (loaded.kind === 'faults') throw new PacksFault(loaded.faults);
  const pack = loaded.library.conferencePack(packId);
  if (pack === undefined) throw new PacksFault([{ file: 'authority file', path: 'pack', reason: `there is no pack called ${packId} that conferences can be run by` }]);
  const lacking = dutiesLacking(pack);
  if (lacking.length > 0) throw new PacksFault(lacking.map((what) => ({ file: 'authority file', path: 'pack', reason: `${packId} has no deadline ${what}, and the companion cannot run an initial conference without it` })));
  return { pack, calendar: workingCalendar(englandAndWales) };
}

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

/** Rules depend on the booking alone: computed once for each. */
function remembered(compute: (state: BookedConference) => ConferenceRules): (state: BookedConference) => ConferenceRules {
  const known = new WeakMap<BookedConference['booking'], ConferenceRules>();
  return (state) => {
    const found = known.get(state.booking) ?? compute(state);
    known.set(state.booking, found);
    return found;
  };
}
