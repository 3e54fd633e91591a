/** What the stories of a killed bot share: kill and start, what must hold meanwhile, and how often things went out. */
import { randomUUID } from 'node:crypto';
import type { PanelAct, PanelActAnswer, PanelView } from '../../bot/panel/panel-view.ts';
import type { Persona } from '../../local/driver.ts';
import { DECISIONS_CHANNEL, PEOPLE, type CompanionUnderTest } from './companion-under-test.ts';
import { storedRecord, type StoredRecord } from './stored-record.ts';
import { AtThePanel, completePlan, offering, saying } from './story.ts';

/** A new dispatcher waits for the dead one's lease, then wakes everything that is due. */
export const LEASE_AND_A_LITTLE_MS = 25_000;
/** How long people go on trying while the bot comes and goes; a slow machine has it away most of the time. */
const PATIENCE_MS = 90_000;

/** The professionals that every story invites. */
export const INVITED = [PEOPLE.healthVisitor, PEOPLE.schoolLead, PEOPLE.generalPractitioner, PEOPLE.police, PEOPLE.teamManager];

/**
 * How often something went out, by what people have and by what the record says was tried. Where two kills met two
 * sendings of it, nobody can know whether it arrived, and it is handed over: the social worker is told by name.
 */
export type Sendings = { readonly copies: number; readonly attempts: number; readonly handedOver: boolean };

export const after = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

export async function until(holds: () => Promise<boolean>, withinMs: number, what: string): Promise<void> {
  for (const end = performance.now() + withinMs; performance.now() < end; await after(100)) if (await holds()) return;
  throw new Error(`it did not come about in time: ${what}`);
}

/** Tries until there is an answer; whatever goes wrong meanwhile is tried again, as people do. */
export async function persistently<Answer>(attempt: () => Promise<Answer | undefined>): Promise<Answer> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await after(80)) {
    const answer = await attempt().catch(() => undefined);
    if (answer !== undefined) return answer;
  }
  throw new Error('there was never an answer');
}

/** Whether a card is about this case, and not one whose reference only begins like it. */
export function about(reference: string): (card: unknown) => boolean {
  const whole = new RegExp(`${reference}(?![\\d-])`);
  return (card) => whole.test(JSON.stringify(card));
}

/** The card in a message, as it stands, without the refresh that looking at it would ask for. */
export async function cardOf(worker: Persona, message: string): Promise<unknown> {
  const threads = await worker.inbox();
  return threads.flatMap(({ messages }) => messages).find(({ id }) => id === message)?.cards[0];
}

export class UnderKill {
  readonly companion: CompanionUnderTest;
  readonly record: StoredRecord;
  /** Conference ids by case reference. */
  readonly booked = new Map<string, string>();

  constructor(companion: CompanionUnderTest, record: StoredRecord) {
    this.companion = companion;
    this.record = record;
  }

  static async of(companion: CompanionUnderTest): Promise<UnderKill> {
    return new UnderKill(companion, await storedRecord(companion));
  }

  conference(reference: string): string {
    const conferenceId = this.booked.get(reference);
    if (conferenceId === undefined) throw new Error(`${reference} was never booked`);
    return conferenceId;
  }

  /** Kills the bot, looks at what it left behind, and starts it again. */
  async killAndRestart(): Promise<void> {
    await this.companion.killBot();
    const forgotten = await this.openWithoutPointer();
    if (forgotten.length > 0) throw new Error(`nobody would ever wake ${forgotten.join(', ')}`);
    await this.companion.startBot();
  }

  /** Conferences that still owe something and that nobody who starts next could find. */
  async openWithoutPointer(): Promise<readonly string[]> {
    const [open, waiting] = await Promise.all([this.record.open(), this.record.waiting()]);
    return open.filter((conferenceId) => !waiting.has(conferenceId));
  }

  /** Waits until enough has gone out or been handed over, and nothing is on its way any more. */
  async atRest(conferenceId: string, enough: (settled: readonly string[]) => boolean): Promise<void> {
    let standing = '';
    const rests = async (): Promise<boolean> => {
      const { notices } = await this.record.stateOf(conferenceId);
      standing = [...notices].map(([noticeId, { kind }]) => `${noticeId} ${kind}`).join(', ');
      const settled = [...notices].flatMap(([noticeId, { kind }]) => (kind === 'sent' || kind === 'needsPerson' ? [noticeId] : []));
      return enough(settled) && [...notices.values()].every(({ kind }) => kind !== 'attempted' && kind !== 'returned');
    };
    await until(rests, LEASE_AND_A_LITTLE_MS + 10_000, 'everything is sent').catch((error: unknown) => { throw new Error(`still under way: ${standing}`, { cause: error }); });
  }

  /** One entry for each professional, once all are invited. */
  async invitations(reference: string): Promise<readonly Sendings[]> {
    const conferenceId = this.conference(reference);
    await this.atRest(conferenceId, (settled) => settled.filter((noticeId) => noticeId.startsWith('invitation.')).length === INVITED.length);
    const { booking } = await this.record.stateOf(conferenceId);
    return Promise.all(INVITED.map(async (oid) => {
      const inviteeId = booking.invitees.find(({ person }) => person?.endsWith(oid) === true)?.inviteeId ?? '';
      return this.#sendings(conferenceId, `invitation.${inviteeId}`, await this.cardsOf(oid, 'You are invited', reference));
    }));
  }

  /** The decision's and the plan's, once both are posted. */
  async channelPosts(reference: string): Promise<readonly Sendings[]> {
    const conferenceId = this.conference(reference);
    await this.atRest(conferenceId, (settled) => settled.includes('channelDecision') && settled.includes('channelPlan'));
    const threads = await this.companion.teams.as(PEOPLE.serviceManager).inbox();
    const cards = (threads.find(({ thread }) => thread.id === DECISIONS_CHANNEL)?.messages ?? []).flatMap((message) => message.cards).filter(about(reference));
    return Promise.all([['channelDecision', 'channel.readDecision'], ['channelPlan', 'channel.readPlan']].map(([noticeId = '', verb = '']) =>
      this.#sendings(conferenceId, noticeId, cards.filter(offering(verb)))));
  }

  /** The cards that a person has of a case, by what they say. */
  async cardsOf(oid: string, words: string, reference: string): Promise<readonly unknown[]> {
    const threads = await this.companion.teams.as(oid).inbox();
    return threads.flatMap(({ messages }) => messages).flatMap(({ cards }) => cards).filter(saying(words)).filter(about(reference));
  }

  async panelOf(conferenceId: string): Promise<AtThePanel> {
    const { booking } = await this.record.stateOf(conferenceId);
    return new AtThePanel(this.companion, booking.chair.person.split('.')[1] ?? '');
  }

  /** An act at the panel by somebody who tries the same press again until it is answered. */
  async insists(conferenceId: string, act: PanelAct): Promise<PanelActAnswer> {
    const operationId = randomUUID();
    const panel = await this.panelOf(conferenceId);
    return persistently(() => panel.does(conferenceId, act, operationId));
  }

  /** Decisions for both children and a whole plan. */
  async decidesEverything(conferenceId: string): Promise<void> {
    for (const childId of ['child-1', 'child-2']) await this.insists(conferenceId, { do: 'recordDecision', childId, outcome: 'plan', categories: ['NEG'], reasons: 'What was seen at home.', dissent: '' });
    const panel = await this.panelOf(conferenceId);
    const view = await persistently(() => panel.sees(conferenceId));
    await this.insists(conferenceId, { do: 'recordPlan', plan: completePlan(view as Extract<PanelView, { kind: 'chair' }>) });
  }

  async #sendings(conferenceId: string, noticeId: string, copies: readonly unknown[]): Promise<Sendings> {
    const attempts = (await this.record.eventsOf(conferenceId)).filter((event) => event.type === 'noticeAttempted' && event.data.noticeId === noticeId).length;
    const { notices } = await this.record.stateOf(conferenceId);
    return { copies: copies.length, attempts, handedOver: notices.get(noticeId)?.kind === 'needsPerson' };
  }
}

/** One copy, and a second only where a kill left it open whether the first had gone out; after two such a person is asked. */
export function isOnce({ copies, attempts, handedOver }: Sendings): boolean {
  return attempts <= 2 && copies <= attempts && (handedOver ? attempts === 2 : copies >= 1);
}
