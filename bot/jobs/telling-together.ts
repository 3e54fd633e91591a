/**
 * One message to one person, or one letter to one address, for what several conferences have to say at the same time. Each notice still moves by
 * itself: attempted before, settled after, in its own conference, so that none is lost or counted twice whatever happens in
 * between. Nothing is stored for it: the conferences woken in one sweep are all it needs.
 */
import type { Notice, SendStep } from '../../src/notices/owed.ts';
import { outcomeEvents, type SendResult } from './notice-sender.ts';
import type { WakingParts, Woken } from './waking.ts';

type Parts = Pick<WakingParts, 'desk' | 'sender' | 'civilNow' | 'logs' | 'stillHolding'>;
type Held = { readonly woken: Woken; readonly step: SendStep };

const SIDE_BY_SIDE = 4;

/** The conferences in which something failed, with what; the others have said what they had to. */
export async function tellTogether(parts: Parts, all: readonly Woken[]): Promise<ReadonlyMap<string, unknown>> {
  const failed = new Map<string, unknown>();
  const turns = new Turns();
  const waiting = [...heldByReader(all)];
  const lanes = Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (let held = waiting.shift(); held !== undefined && parts.stillHolding(); held = waiting.shift()) {
      try {
        await tellOne(parts, turns, held);
      } catch (error) {
        for (const { woken: { conferenceId } } of held) failed.set(conferenceId, error);
      }
    }
  });
  await Promise.all(lanes);
  return failed;
}

function heldByReader(all: readonly Woken[]): Iterable<readonly Held[]> {
  const held = all.flatMap((woken) => woken.together.map((step): Held => ({ woken, step })));
  return Map.groupBy(held, ({ step: { notice } }) => readerOf(notice)).values();
}

function readerOf({ to, noticeId }: Notice): string {
  switch (to.kind) {
    case 'person': return to.person;
    case 'mailbox': return to.address.toLowerCase();
    case 'decisionsChannel': return noticeId;
  }
}

async function tellOne(parts: Parts, turns: Turns, held: readonly Held[]): Promise<void> {
  const attempted: Held[] = [];
  for (const each of held) if (await turns.of(each.woken, () => attempt(parts, each))) attempted.push(each);
  if (attempted.length === 0) return;
  const results = await said(parts, attempted);
  for (const [place, each] of attempted.entries()) await turns.of(each.woken, () => settle(parts, each, results[place] ?? { kind: 'ambiguous' }));
}

/** Only on the version this was decided on, and our own work since; a conference that others changed meanwhile is woken again for the rest. */
async function attempt({ desk }: Parts, { woken, step: { notice, attempt: number } }: Held): Promise<boolean> {
  if (woken.overtaken) return false;
  const state = await desk.recordAt(woken.conferenceId, woken.state.version, [{ type: 'noticeAttempted', data: { noticeId: notice.noticeId, attempt: number } }]);
  if (state === 'conflict' || state.kind !== 'booked') return false;
  woken.state = state;
  return true;
}

async function said({ sender }: Parts, attempted: readonly Held[]): Promise<readonly SendResult[]> {
  const [only, ...others] = attempted;
  if (only !== undefined && others.length === 0) return [await sender.send(only.woken.conferenceId, only.step.notice, only.woken.state, only.step.repeat)];
  return sender.together(attempted.map(({ woken: { conferenceId, state }, step: { notice } }) => ({ conferenceId, notice, state })), attempted.some(({ step }) => step.repeat));
}

async function settle({ desk, civilNow, logs }: Parts, { woken, step: { notice } }: Held, result: SendResult): Promise<void> {
  if (result.kind === 'needsPerson') logs.noticeHandedOver(woken.conferenceId, notice.kind, result.code);
  const events = outcomeEvents(notice.noticeId, result, civilNow());
  if (events.length === 0) return;
  const state = await desk.record(woken.conferenceId, events);
  if (state.version !== woken.state.version + events.length) woken.overtaken = true;
  if (state.kind === 'booked') woken.state = state;
}

/** One thing at a time is recorded in one conference, whoever it is said to. */
class Turns {
  readonly #last = new Map<Woken, Promise<unknown>>();

  of<Result>(woken: Woken, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.#last.get(woken) ?? Promise.resolve()).then(work, work);
    this.#last.set(woken, turn);
    return turn;
  }
}
