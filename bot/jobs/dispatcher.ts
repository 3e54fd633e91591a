/**
 * The one dispatcher: whoever holds the lease wakes what is due, once a second and at once when nudged. The others stand by.
 * A sweep reads the pointers that are due and nothing else.
 */
import { isoUtc, londonDateOf, type CivilInstant, type MachineInstant } from '../../src/calendar/instants.ts';
import { addCalendarDays } from '../../src/calendar/plain-date.ts';
import type { DiaryClaims } from '../../src/store/diary-claims.ts';
import type { Drafts } from '../../src/store/drafts.ts';
import type { Lease, Leases } from '../../src/store/lease.ts';
import type { WakePointer, WakePointers } from '../../src/store/wake-pointers.ts';
import { labelOf, type Log } from '../log.ts';
import type { ConferenceLists } from '../conference-lists.ts';
import { FailingConferences } from './failing-conferences.ts';
import type { MailboxWatch } from './mailbox-watch.ts';
import type { RulesWatch } from './rules-watch.ts';
import type { Waking } from './waking.ts';

export type DispatcherParts = {
  readonly authority: string;
  readonly holder: string;
  readonly leases: Leases;
  readonly wakes: WakePointers;
  readonly lists: ConferenceLists;
  readonly rules: RulesWatch;
  readonly drafts: Pick<Drafts, 'sweep'>;
  readonly diary: Pick<DiaryClaims, 'sweepForms'>;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => MachineInstant;
  readonly log: Pick<Log, 'wakingFailed' | 'sweepFailed' | 'pointerMissing' | 'rowsSetAside'>;
  readonly everyMs?: number;
  /** How long nothing is sent after a holder died. */
  readonly leaseMs?: number;
};

const EVERY_MS = 1_000;
const LEASE_MS = 8_000;
/** The other spans are parts of the lease, so that one of any length is kept in the same way. */
const RENEW_UNDER = 13 / 16;
/** Renewed beside the sweeps, so that a long one does not lose it half-way. */
const RENEW_EVERY = 1 / 4;
/** A holder stops acting this long before its time is up, for what is under way to end inside it. */
const MARGIN = 1 / 4;
const MOST_AT_ONCE = 100;
const SIDE_BY_SIDE = 4;
const AUDIT_EVERY_MS = 3_600_000;
/** Times held for forms lie inside the next lawful window, or a review's. */
const FORMS_LOOKED_FOR_DAYS = 200;

export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #leaseMs: number;
  readonly #failing: FailingConferences;
  #waking: Waking | undefined;
  #mailbox: MailboxWatch | undefined;
  #lease: Lease | undefined;
  #timer: NodeJS.Timeout | undefined;
  #leaseTimer: NodeJS.Timeout | undefined;
  #leasing: Promise<boolean> | undefined;
  #sweeping: Promise<void> | undefined;
  #nudged = false;
  #stopped = false;
  #nextAuditAt = 0;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    this.#leaseMs = parts.leaseMs ?? LEASE_MS;
    this.#failing = new FailingConferences(parts);
  }

  start(waking: Waking, mailbox?: MailboxWatch): void {
    this.#waking = waking;
    this.#mailbox = mailbox;
    this.#timer = setInterval(() => this.nudge(), this.#parts.everyMs ?? EVERY_MS);
    this.#leaseTimer = setInterval(() => void this.#holdLease().catch((error: unknown) => this.#parts.log.sweepFailed(labelOf(error))), this.#leaseMs * RENEW_EVERY);
    this.nudge();
  }

  /** Sweeps now, or once more after the sweep under way. */
  nudge(): void {
    if (this.#stopped || this.#waking === undefined) return;
    this.#nudged = true;
    this.#sweeping ??= this.#sweepWhileNudged().finally(() => { this.#sweeping = undefined; });
  }

  /** Whether what this process does is still covered by its lease. */
  stillHolding(): boolean {
    return !this.#stopped && this.#lease !== undefined && this.#parts.machineNow() < this.#lease.until - this.#leaseMs * MARGIN;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    clearInterval(this.#leaseTimer);
    // A renewal still under way would take the lease again after it was given up.
    await Promise.allSettled([this.#sweeping, this.#leasing, this.#mailbox?.settled()]);
    if (this.#lease !== undefined) await this.#parts.leases.release(this.#lease).catch(() => undefined);
  }

  async #sweepWhileNudged(): Promise<void> {
    while (this.#nudged && !this.#stopped) {
      this.#nudged = false;
      try {
        await this.#parts.rules.look();
        if (!(await this.#holdLease())) continue;
        this.#mailbox?.look();
        await this.#sweep();
      } catch (error) {
        this.#parts.log.sweepFailed(labelOf(error));
      }
    }
  }

  /** One asking at a time: two would each believe the other's answer a loss. */
  #holdLease(): Promise<boolean> {
    this.#leasing ??= this.#renewOrAcquire().finally(() => { this.#leasing = undefined; });
    return this.#leasing;
  }

  async #renewOrAcquire(): Promise<boolean> {
    if (this.#stopped) return false;
    const { leases, authority, holder, machineNow } = this.#parts;
    if (this.#lease !== undefined && machineNow() < this.#lease.until - this.#leaseMs * RENEW_UNDER) return true;
    if (this.#lease !== undefined) {
      const renewed = await leases.renew(this.#lease, this.#leaseMs, machineNow());
      this.#lease = renewed.kind === 'renewed' ? renewed.lease : undefined;
      if (this.#lease !== undefined) return true;
    }
    const acquired = await leases.acquire(`dispatcher.${authority}`, holder, this.#leaseMs, machineNow());
    this.#lease = acquired.kind === 'acquired' ? acquired.lease : undefined;
    return this.#lease !== undefined;
  }

  async #sweep(): Promise<void> {
    const { authority, wakes, civilNow, machineNow } = this.#parts;
    if (machineNow() >= this.#nextAuditAt) await this.#audit();
    await this.#parts.rules.wakeOpen();
    const due = await wakes.due(authority, isoUtc(civilNow()), MOST_AT_ONCE, (conferenceId) => this.#failing.isPausing(conferenceId), (count) => this.#parts.log.rowsSetAside(count));
    const woken = await this.#wakeAll(Map.groupBy(due, (pointer) => pointer.conferenceId));
    if (due.length === MOST_AT_ONCE && woken > 0) this.#nudged = true;
  }

  /** Each conference by itself, then what several of them say to one person, then the end of each; one that fails is left out of the rest. How many ended. */
  async #wakeAll(due: ReadonlyMap<string, readonly WakePointer[]>): Promise<number> {
    const waking = this.#waking;
    if (waking === undefined) return 0;
    const begun = await this.#sideBySide([...due], ([conferenceId]) => conferenceId, async ([conferenceId, pointers]) => {
      const woken = await waking.begin(conferenceId, pointers);
      if (woken === undefined) await this.#failing.went(conferenceId);
      return woken;
    });
    const woken = begun.filter((each) => each !== undefined);
    const failed = await waking.tellTogether(woken);
    for (const [conferenceId, error] of failed) await this.#failing.failed(conferenceId, error);
    const ended = await this.#sideBySide(woken.filter(({ conferenceId }) => !failed.has(conferenceId)), ({ conferenceId }) => conferenceId, async (each) => {
      await waking.conclude(each);
      await this.#failing.went(each.conferenceId);
    });
    return ended.length + (begun.length - woken.length);
  }

  /** A few at a time; the results of those that went well. */
  async #sideBySide<Item, Result>(items: readonly Item[], idOf: (item: Item) => string, work: (item: Item) => Promise<Result>): Promise<readonly Result[]> {
    const waiting = [...items];
    const results: Result[] = [];
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined && this.stillHolding(); next = waiting.shift()) {
        try {
          results.push(await work(next));
        } catch (error) {
          await this.#failing.failed(idOf(next), error);
        }
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
    return results;
  }

  /** Old forms go, and times that forms held. Every open conference must have a pointer; one without is given one, and said so. */
  async #audit(): Promise<void> {
    const { authority, wakes, lists, drafts, diary, civilNow, machineNow, log } = this.#parts;
    const [open, waiting] = await Promise.all([lists.open(), wakes.conferencesWaiting(authority)]);
    for (const conferenceId of open) {
      if (waiting.has(conferenceId)) continue;
      log.pointerMissing(conferenceId);
      await wakes.plant(authority, isoUtc(civilNow()), conferenceId);
    }
    this.#nextAuditAt = machineNow() + AUDIT_EVERY_MS;
    await this.#failing.takeOver();
    await drafts.sweep(authority, machineNow());
    const today = londonDateOf(civilNow());
    await diary.sweepForms(authority, today, addCalendarDays(today, FORMS_LOOKED_FOR_DAYS), machineNow());
  }
}
