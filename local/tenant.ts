// The tenant of the local Teams: threads, messages, where the app is installed, what was read, the clock.

import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { Refusal } from './http.ts';
import { TenantFile } from './tenant-file.ts';
import type { Held, OutlookEvent } from './tenant-file.ts';
import type { Person } from './ui-types.ts';

export type PersonalThread = { kind: 'personal'; id: string; person: string };
export type ChannelThread = { kind: 'channel'; id: string; title: string };
export type MeetingThread = {
  kind: 'meeting';
  id: string;
  meetingId: string;
  title: string;
  organizer: string;
  people: string[];
  startsAt: string;
  endsAt: string;
  state: 'scheduled' | 'running' | 'ended';
  present: string[];
};
export type Thread = PersonalThread | ChannelThread | MeetingThread;

export type Attachment = { contentType: string; content?: unknown };
/** A card as one person alone sees it: the answer to their own action or refresh. */
export type PersonalView = { content: unknown; ofVersion: number; refreshedAtMs: number };
export type Message = {
  id: string;
  /** Order of arrival; the clock may move, this never goes back. */
  order: number;
  /** The first message of the channel conversation this belongs to; absent on first messages and outside channels. */
  rootId?: string;
  from: 'bot' | { oid: string };
  at: string;
  text: string;
  summary: string;
  attachments: Attachment[];
  /** Raised at each change for everyone. */
  version: number;
  deleted: boolean;
  undelivered: boolean;
  views: Record<string, PersonalView>;
};
type Said = Pick<Message, 'from' | 'text' | 'summary' | 'attachments' | 'rootId'>;

export type Team = { id: string; groupId: string; name: string; channels: { id: string; name: string }[]; members: string[] };
export type Settings = {
  dataFolder: string;
  botId: string;
  botName: string;
  tenantId: string;
  people: Person[];
  team: Team;
  seededMeeting: { title: string; organizer: string };
};

type Happenings = { changed: [threadId: string]; posted: [threadId: string, message: Message]; typing: [threadId: string]; clock: [] };

export class Tenant {
  readonly settings: Settings;
  readonly happenings = new EventEmitter<Happenings>();
  readonly #file: TenantFile;
  readonly #held: Held;

  /** Opens what the data folder keeps, and adds whoever and whatever is missing from it. */
  constructor(settings: Settings) {
    this.settings = settings;
    this.#file = new TenantFile(settings.dataFolder);
    this.#held = this.#file.held;
    this.#addMissing();
  }

  /** Civil time: the machine's time moved by the clock's offset. */
  now(): Date {
    return new Date(Date.now() + this.#held.clockOffsetMs);
  }
  clock(): { now: string; offsetMs: number } {
    return { now: this.now().toISOString(), offsetMs: this.#held.clockOffsetMs };
  }
  moveClock(offsetMs: number): void {
    this.#held.clockOffsetMs = Math.round(offsetMs);
    this.happenings.emit('clock');
    this.#file.save();
  }

  get people(): Person[] {
    return this.settings.people;
  }
  person(oid: string): Person {
    const person = this.people.find((one) => one.oid === oid);
    if (!person) throw new Refusal(404, 'NotFound', 'Nobody in this tenant has that id.');
    return person;
  }
  /** A person by `29:` id or by Entra object id, as Teams itself accepts either. */
  personOfEither(id: string): Person | undefined {
    return this.people.find((one) => one.oid === id || userIdOf(one.oid) === id);
  }
  get botAccountId(): string {
    return `28:${this.settings.botId}`;
  }

  get threads(): readonly Thread[] {
    return this.#held.threads;
  }
  /** A thread by conversation id; a channel conversation's `;messageid=` part is looked through. */
  thread(conversationId: string): Thread {
    const id = conversationId.split(';')[0];
    const thread = this.threads.find((one) => one.id === id);
    if (!thread) throw new Refusal(404, 'ConversationNotFound', 'Conversation not found.');
    return thread;
  }
  threadsOf(oid: string): Thread[] {
    return this.threads.filter((thread) => this.isIn(oid, thread));
  }
  personalThread(oid: string): Thread {
    return this.thread(personalIdOf(this.settings.botId, oid));
  }
  meeting(meetingId: string): MeetingThread {
    const thread = this.threads.find((one) => one.kind === 'meeting' && one.meetingId === meetingId);
    if (thread?.kind !== 'meeting') throw new Refusal(404, 'MeetingNotFound', 'Meeting not found.');
    return thread;
  }
  members(thread: Thread): Person[] {
    return this.people.filter((person) => this.isIn(person.oid, thread));
  }
  isIn(oid: string, thread: Thread): boolean {
    if (thread.kind === 'personal') return thread.person === oid;
    return (thread.kind === 'meeting' ? thread.people : this.settings.team.members).includes(oid);
  }

  /** Without the app, somebody adds it later, as Graph does. */
  addMeeting(meeting: Omit<MeetingThread, 'kind' | 'id' | 'meetingId' | 'state' | 'present'>, withApp = true): MeetingThread {
    const key = createHash('sha256').update(`meeting ${this.newId()}`).digest('hex').slice(0, 32);
    const id = `19:meeting_${key}@thread.v2`;
    const meetingId = Buffer.from(`0#${id}#0`).toString('base64');
    const thread: MeetingThread = { ...meeting, kind: 'meeting', id, meetingId, state: 'scheduled', present: [] };
    this.#held.threads.push(thread);
    if (withApp) this.install(id);
    else this.#changed(id);
    return thread;
  }
  changeMeeting(thread: MeetingThread, change: Partial<Pick<MeetingThread, 'state' | 'present'>>): void {
    Object.assign(thread, change);
    this.#changed(thread.id);
  }

  /** Outlook diaries of the tenant; whoever changes them saves. */
  get outlook(): OutlookEvent[] {
    return (this.#held.outlook ??= []);
  }

  installPlace(thread: Thread): string {
    return thread.kind === 'channel' ? this.settings.team.id : thread.id;
  }
  isInstalled(thread: Thread): boolean {
    return this.#held.installs[this.installPlace(thread)] === 'installed';
  }
  /** Puts the app in a place; the bot is told by whoever reads `unannounced`. */
  install(place: string): void {
    if (this.#held.installs[place] === 'installed') return;
    this.#held.installs[place] = 'installed';
    this.#held.unannounced.push(place);
    this.#changed(place);
  }
  uninstall(place: string): void {
    this.#held.installs[place] = 'removed';
    this.announced(place);
    this.#changed(place);
  }
  get unannounced(): readonly string[] {
    return this.#held.unannounced;
  }
  announced(place: string): void {
    this.#held.unannounced = this.#held.unannounced.filter((one) => one !== place);
    this.#file.save();
  }

  messages(thread: Thread): readonly Message[] {
    return this.#held.messages[thread.id] ?? [];
  }
  message(thread: Thread, id: string): Message {
    const message = this.messages(thread).find((one) => one.id === id);
    if (!message) throw new Refusal(404, 'ActivityNotFoundInConversation', 'Activity not found in this conversation.');
    return message;
  }
  post(thread: Thread, said: Said): Message {
    const at = this.now().toISOString();
    const message: Message = { ...said, id: this.newId(), order: ++this.#held.lastOrder, at, version: 1, deleted: false, undelivered: false, views: {} };
    (this.#held.messages[thread.id] ??= []).push(message);
    if (said.from !== 'bot') this.markRead(said.from.oid, thread);
    this.happenings.emit('posted', thread.id, message);
    this.#changed(thread.id);
    return message;
  }
  /** Changes a message for everyone; nobody's own view of the one before lasts. */
  replace(thread: Thread, message: Message, change: Partial<Pick<Message, 'text' | 'summary' | 'attachments' | 'deleted'>>): void {
    Object.assign(message, change, { version: message.version + 1, views: {} });
    this.#changed(thread.id);
  }
  keepView(thread: Thread, message: Message, oid: string, view: PersonalView): void {
    message.views[oid] = view;
    this.#changed(thread.id);
  }
  undelivered(thread: Thread, message: Message): void {
    message.undelivered = true;
    this.#changed(thread.id);
  }

  unread(oid: string, thread: Thread): number {
    const seen = this.#held.read[oid]?.[thread.id] ?? 0;
    return this.messages(thread).filter((one) => one.order > seen && !one.deleted && (one.from === 'bot' || one.from.oid !== oid)).length;
  }
  markRead(oid: string, thread: Thread): void {
    const last = this.messages(thread).at(-1)?.order ?? 0;
    if ((this.#held.read[oid]?.[thread.id] ?? 0) === last) return;
    (this.#held.read[oid] ??= {})[thread.id] = last;
    this.#changed(thread.id);
  }

  /** A new id in the form Teams uses: milliseconds, always rising. */
  newId(): string {
    this.#held.lastId = Math.max(Date.now(), this.#held.lastId + 1);
    this.#file.save();
    return String(this.#held.lastId);
  }
  saveNow(): void {
    this.#file.saveNow();
  }

  #changed(threadId: string): void {
    this.happenings.emit('changed', threadId);
    this.#file.save();
  }

  #addMissing(): void {
    const { botId, team, people } = this.settings;
    const known = new Set(this.threads.map((thread) => thread.id));
    for (const { oid } of people) {
      const id = personalIdOf(botId, oid);
      if (known.has(id)) continue;
      this.#held.threads.push({ kind: 'personal', id, person: oid });
      this.install(id);
    }
    for (const { id, name } of team.channels) if (!known.has(id)) this.#held.threads.push({ kind: 'channel', id, title: name });
    if (!(team.id in this.#held.installs)) this.install(team.id);
    if (!this.threads.some((thread) => thread.kind === 'meeting')) this.#addFirstMeeting();
  }

  #addFirstMeeting(): void {
    const { people, seededMeeting } = this.settings;
    const organizer = people.find((one) => one.oid === seededMeeting.organizer) ?? people[0];
    if (!organizer) return;
    const hour = 3_600_000;
    const startMs = Math.ceil(this.now().getTime() / hour) * hour;
    const [startsAt, endsAt] = [new Date(startMs).toISOString(), new Date(startMs + 2 * hour).toISOString()];
    this.addMeeting({ title: seededMeeting.title, organizer: organizer.oid, people: people.map((one) => one.oid), startsAt, endsAt });
  }
}

/** The id a bot knows a person by: not their Entra object id, and not to be guessed from it. */
export function userIdOf(oid: string): string {
  return `29:${createHash('sha256').update(`user ${oid}`).digest('base64url')}`;
}

function personalIdOf(botId: string, oid: string): string {
  return `a:${createHash('sha256').update(`personal ${botId} ${oid}`).digest('base64url')}`;
}
