/**
 * The bot is killed at moments nobody chose, eight times, while people who do not give up book and release conferences.
 * The moments look random and are the same at every run; what the machine is doing then is not.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Persona } from '../../local/driver.ts';
import { PEOPLE, startCompanion } from './companion-under-test.ts';
import { AtThePanel, caseInputs, EVERYBODY, FAMILY, LIST_ANSWERED, offering, saying } from './story.ts';
import { after, cardOf, INVITED, isOnce, persistently, UnderKill } from './under-kill.ts';

const KILLS = 8;

let story: UnderKill;

beforeAll(async () => {
  const companion = await startCompanion();
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
  story = await UnderKill.of(companion);
}, 60_000);
afterAll(() => story.companion.stop(), 30_000);

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Presses until the card is where the person wants it. */
async function pressesUntil(worker: Persona, message: string, verb: string, inputs: Record<string, unknown>, arrived: (card: unknown) => boolean): Promise<void> {
  await persistently(async () => {
    const card = await cardOf(worker, message);
    if (!arrived(card) && offering(verb)(card)) await worker.presses(message, verb, inputs);
    return arrived(card) ? true : undefined;
  });
}

/** A booking form, asked for until it comes. */
function asksForForm(worker: Persona): Promise<string> {
  return persistently(async () => {
    const { undelivered } = await worker.says('book an ICPC');
    return undelivered ? undefined : (await worker.waitsForCard(offering('booking.case'), { withinMs: 2_000 })).message.id;
  });
}

/** One conference from chat to release. */
async function livesOne(reference: string): Promise<void> {
  const worker = story.companion.teams.as(PEOPLE.otherSocialWorker);
  const message = await asksForForm(worker);
  await pressesUntil(worker, message, 'booking.addChild', {}, saying('initials-1'));
  await pressesUntil(worker, message, 'booking.case', caseInputs({ reference, s47InitiatedOn: '2026-11-20' }), offering('booking.family'));
  await pressesUntil(worker, message, 'booking.family', FAMILY, offering('booking.people'));
  await pressesUntil(worker, message, 'booking.people', { ...EVERYBODY, ...LIST_ANSWERED }, offering('booking.confirm'));
  const [slot = ''] = JSON.stringify(await cardOf(worker, message)).match(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\/[0-9a-f.-]+(?:\/[\w-]+)?/g) ?? [];
  await pressesUntil(worker, message, 'booking.confirm', { slot }, saying('Conference booked', reference));
  const conferenceId = await persistently(() => new AtThePanel(story.companion, PEOPLE.otherSocialWorker).finds(reference, 500));
  story.booked.set(reference, conferenceId);
  await story.decidesEverything(conferenceId);
  await story.insists(conferenceId, { do: 'release', reason: 'The day was brought forward.' });
}

describe('the bot is killed at any moment', () => {
  it('eight times over while conferences are booked and released: none is lost, none doubled', async () => {
    const random = seeded(20_261_123);
    let killing = true;
    const kills = (async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        await after(150 + random() * 900);
        await story.killAndRestart();
      }
    })().finally(() => { killing = false; });
    while (killing) await livesOne(`EX-RANDOM-${story.booked.size + 1}`);
    await kills;
    for (const [reference, conferenceId] of story.booked) {
      const events = await story.record.eventsOf(conferenceId);
      expect(events.filter(({ type }) => type === 'conferenceBooked' || type === 'decisionsReleased')).toHaveLength(2);
      await story.record.verify(conferenceId);
      const sendings = [...(await story.invitations(reference)), ...(await story.channelPosts(reference))];
      expect(sendings).toHaveLength(INVITED.length + 2);
      expect(sendings.filter((each) => !isOnce(each))).toEqual([]);
    }
    expect(story.booked.size).toBeGreaterThan(0);
    expect(await story.openWithoutPointer()).toEqual([]);
  }, 240_000);
});
