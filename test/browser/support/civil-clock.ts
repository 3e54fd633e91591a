/** The bot asks the local Teams for the time now and again; a story begins once it has heard. */
import { vi } from 'vitest';
import { PEOPLE, type CompanionUnderTest } from '../../journeys/companion-under-test.ts';
import { offering } from '../../journeys/story.ts';

/** Waits until the booking form of someone outside the story takes dates up to this day (`2026-11-23`). */
export async function waitUntilTheBotWorksBy(companion: CompanionUnderTest, day: string): Promise<void> {
  const bystander = companion.teams.as(PEOPLE.otherSocialWorker);
  await vi.waitUntil(async () => {
    await bystander.says('book an ICPC');
    const { card } = await bystander.waitsForCard(offering('booking.case'));
    return JSON.stringify(card).includes(`"max":"${day}"`);
  }, { timeout: 10_000, interval: 200 });
}
