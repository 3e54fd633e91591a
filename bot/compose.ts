/**
 * The one place that names concrete adapters and puts the parts together: store, rules, desk, conversation, panel, jobs, doors.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DefaultAzureCredential } from '@azure/identity';
import { englandAndWales } from '../src/calendar/bank-holidays.ts';
import { addMinutes, isoUtc, londonDateOf, type CivilInstant } from '../src/calendar/instants.ts';
import { keptDuties } from '../src/conference/rules-moved.ts';
import type { PinnedRules } from '../src/conference/events.ts';
import type { BookedConference } from '../src/conference/state.ts';
import { UPCASTERS } from '../src/conference/upcasters.ts';
import { noticesOwed, type Notice, type NoticeRules } from '../src/notices/owed.ts';
import { tellDiaryAcknowledgedBy, type Rulebook } from '../src/procedures/duties.ts';
import { azureTableStore } from '../src/store/azure-tables/azure-table-store.ts';
import { conferenceLog } from '../src/store/conference-log.ts';
import { diaryClaims } from '../src/store/diary-claims.ts';
import { documents } from '../src/store/documents.ts';
import { drafts as draftStore } from '../src/store/drafts.ts';
import { localKeyRing } from '../src/store/key-ring.ts';
import { leases } from '../src/store/lease.ts';
import { wakePointers } from '../src/store/wake-pointers.ts';
import { parseAuthority } from './authority.ts';
import { booking, type Booking } from './booking/booking.ts';
import { formCloser } from './booking/close-form.ts';
import { movableClocks, realClocks } from './clocks.ts';
import { conferenceLists } from './conference-lists.ts';
import { conferenceRules, type ConferenceRules } from './conference-rules.ts';
import type { Config } from './config.ts';
import { Desk } from './desk.ts';
import { graphFor } from './graph/graph.ts';
import { holidayLists } from './holidays.ts';
import { claimSettler } from './jobs/claim-settler.ts';
import { Dispatcher } from './jobs/dispatcher.ts';
import { mailboxWatch, type MailboxWatch } from './jobs/mailbox-watch.ts';
import { meetingPlacing } from './jobs/meeting-placing.ts';
import { RateBuckets } from './jobs/rate-buckets.ts';
import { reachedAgain } from './jobs/reached-again.ts';
import { rulesMover } from './jobs/rules-mover.ts';
import { rulesWatch } from './jobs/rules-watch.ts';
import { Waking } from './jobs/waking.ts';
import { readMasterKeys } from './key-file.ts';
import type { Log } from './log.ts';
import type { AuthorityRole } from '../src/people/access.ts';
import type { PersonKey } from '../src/people/person.ts';
import { byTheWayThatReaches, mailNotices } from './mail/mail-notices.ts';
import { smtpMail, TLS_FROM_START_PORT } from './mail/smtp-mail.ts';
import type { MailLine } from './mail/mail-line.ts';
import { myConferencePresses } from './my-conferences/my-conference-presses.ts';
import { officeDiary } from './office/office-diary.ts';
import { officePresses } from './office/office-presses.ts';
import { PanelLive } from './panel/live.ts';
import { readPanel, TEAMS_FRAMES, type PanelPage } from './panel/page.ts';
import { addPanelRoutes, type Caller } from './panel/routes.ts';
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
    start: () => office.jobs.start(wakingIn(ground, office, line), mailboxIn(ground, office)),
    stop: async () => {
      clocks.stop();
      office.live.stop();
      await server.close();
      await office.booking.settled();
      await office.jobs.stop();
    },
  };
}

/** What everything else stands on: settings, rules, store, keys and clocks. */
async function groundOf(config: Config, log: Log) {
  const authority = parseAuthority(await readFile(config.authorityFile, 'utf8'));
  const { tables } = config;
  const credential = config.environment === 'production' ? new DefaultAzureCredential() : undefined;
  const store = azureTableStore(tables.kind === 'connectionString' ? { connectionString: tables.connectionString } : { accountUrl: tables.url, credential: credential ?? new DefaultAzureCredential() });
  const keyRing = localKeyRing(await readMasterKeys(config.masterKeyFile, config.environment === 'local'));
  await store.open();
  const holidays = holidayLists(store, authority.id);
  await holidays.refresh();
  const { pack } = rulebook(authority);
  // Whoever counts, counts by the list of holidays in force at that moment.
  const book: Rulebook = { pack, get calendar() { return holidays.current(); } };
  const clocks = config.environment === 'local' ? await movableClocks(config.localTeamsUrl) : realClocks();
  return { config, log, authority, book, holidays, store, keyRing, clocks, graph: graphFor(config, credential), mail: await mailLineFor(config, authority.name) };
}

async function mailLineFor({ mail }: Config, name: string): Promise<MailLine | undefined> {
  if (mail.kind === 'off') return undefined;
  const { host, port, user, from, certificatesFile } = mail;
  const authorities = certificatesFile === null ? {} : { authorities: await readFile(certificatesFile, 'utf8') };
  return smtpMail({ host, port, tlsFromStart: port === TLS_FROM_START_PORT, user, from: { name, address: from }, ...authorities });
}

type Ground = Awaited<ReturnType<typeof groundOf>>;

/** Where conferences are kept and changed: the record and what lies beside it, the desk, and those who are told of changes. */
function officeOn({ log, authority, book, holidays, store, keyRing, graph, clocks: { civilNow, machineNow } }: Ground) {
  const record = conferenceLog({ store, keyRing, upcasters: UPCASTERS });
  const diary = diaryClaims(store);
  const wakes = wakePointers(store);
  const lists = conferenceLists(store, authority.id);
  const rulesUnder = (state: BookedConference, version: string): ConferenceRules => conferenceRules({ ...book, calendar: holidays.ofVersion(version) }, state.booking, keptDuties(state.ruleMoves));
  const rulesOf = remembered((state) => rulesUnder(state, state.rules.holidaysVersion));
  const drafts = draftStore(store, keyRing);
  const newest = (): PinnedRules => ({ packId: book.pack.id, packVersion: book.pack.version, holidaysVersion: holidays.current().version });
  const rulesVersion = (): string => Object.values(newest()).join(' ');
  const jobs = new Dispatcher({ authority: authority.id, holder: randomUUID(), leases: leases(store), wakes, lists, drafts, diary, civilNow, machineNow, log, rules: rulesWatch({ authority: authority.id, holidays, rulesVersion, lists, wakes, civilNow, machineNow }) });
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
  const forms: Booking = booking({ authority, book, drafts, diary, wakes, desk, lists, ...graph, rulesOf, civilNow, machineNow, log });
  return { record, wakes, moveRules, diary, drafts, lists, chats: chatReferences(store, authority.id), rulesOf, bookOf: (state: BookedConference): Rulebook => ({ ...book, calendar: holidays.ofVersion(state.rules.holidaysVersion) }), jobs, live, desk, booking: forms };
}

type Office = ReturnType<typeof officeOn>;

function wakingIn({ config, authority, book, log, graph, mail, clocks: { civilNow, machineNow } }: Ground, { record, wakes, diary, drafts, lists, chats, rulesOf, moveRules, jobs, desk }: Office, { connector }: TeamsLine): Waking {
  const holding = (role: AuthorityRole): readonly PersonKey[] => authority.withRole(role).map(({ person }) => person);
  const toldOf = { diaryCoordinators: holding('diaryCoordinator'), serviceManagers: holding('serviceManager'), practiceLeads: holding('practiceLead') };
  const noticeRules = (state: BookedConference): NoticeRules => ({ ...rulesOf(state).noticeTimes, ...toldOf, byMail: mail !== undefined });
  const stillWanted = async (conferenceId: string, { noticeId }: Pick<Notice, 'noticeId'>): Promise<boolean> => {
    const state = await desk.look(conferenceId);
    return state.kind === 'booked' && noticesOwed(state, noticeRules(state)).some((notice) => notice.noticeId === noticeId);
  };
  const teams = noticeSender({ authority, connector, chats, rulesOf, rates: new RateBuckets({ machineNow }), acknowledgeBy: (agreedAt) => tellDiaryAcknowledgedBy(book, agreedAt), civilNow, stillWanted, stillHolding: () => jobs.stillHolding() });
  const office = { name: authority.name, address: config.mail.kind === 'on' ? config.mail.from : '', readsAnswers: graph.mailbox !== undefined, domain: mailDomain(config) };
  const letters = mail === undefined ? undefined : mailNotices({ line: mail, office, rulesOf, stillWanted, civilNow, log });
  return new Waking({
    authority: authority.id, desk, log: record, wakes, lists, civilNow, machineNow,
    claims: claimSettler({ authority: authority.id, diary, desk, wakes, civilNow, machineNow }),
    closeForm: formCloser(drafts, authority.id, machineNow),
    meetings: meetingPlacing({ outlook: graph.outlook, emailOf: (person) => authority.find(person)?.email ?? null, desk, civilNow, log }),
    sender: byTheWayThatReaches(teams, letters),
    moveRules, logs: log,
    noticeRules,
    stillHolding: () => jobs.stillHolding(),
  });
}

/** What comes back to the office's mailbox, where it is read. */
function mailboxIn({ config, authority, store, graph: { mailbox }, log, clocks: { civilNow, machineNow } }: Ground, { desk, wakes, rulesOf, jobs }: Office): MailboxWatch | undefined {
  if (mailbox === undefined) return undefined;
  const readUpTo = documents({ store, table: 'settings', kind: 'mailbox', parse: (stored) => String(stored) });
  return mailboxWatch({ authority: authority.id, mailbox, domain: mailDomain(config), readUpTo, desk, wakes, rulesOf, nudge: () => jobs.nudge(), civilNow, machineNow, log });
}

/** What message and calendar ids of ours end in. */
function mailDomain({ domain }: Config): string {
  return domain.replace(/:\d+$/, '');
}

function conversationIn({ authority, book, store, log, clocks: { civilNow, machineNow } }: Ground, { wakes, diary, lists, chats, rulesOf, bookOf, desk, jobs, booking: forms }: Office, outOfHours: string): Conversation {
  const acknowledgeBy = (agreedAt: CivilInstant): CivilInstant | null => tellDiaryAcknowledgedBy(book, agreedAt);
  return new Conversation({
    authority, pack: book.pack, outOfHours, desk, booking: forms.flow, chats, rulesOf, civilNow, machineNow,
    reachedAgain: reachedAgain({ authority: authority.id, lists, desk, wakes, nudge: () => jobs.nudge(), civilNow, log }),
    presses: [
      officePresses({ authority, desk, diary: officeDiary(store, diary), wakes, rulesOf, officeRequests: (today) => lists.officeRequests(today), byReference: (reference) => lists.byReference(reference), acknowledgeBy, civilNow, machineNow }),
      myConferencePresses({ authority, pack: book.pack, desk, lists, rulesOf, bookOf, civilNow }),
    ],
  });
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
const NO_DATES = { conferenceType: 'initial', dates: { s47InitiatedOn: englandAndWales.knownFrom }, on: englandAndWales.knownFrom, from: '10:00' } as const;

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
