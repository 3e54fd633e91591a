import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE, startCompanion, type CompanionUnderTest } from './companion-under-test.ts';
import { beginsBooking, EVERYBODY, fillsCase, fillsFamily, offering, saying } from './story.ts';

let companion: CompanionUnderTest;
let message = '';

beforeAll(async () => {
  companion = await startCompanion();
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
  message = await beginsBooking(companion.teams.as(PEOPLE.socialWorker));
  await fillsCase(companion.teams.as(PEOPLE.socialWorker), message, { reference: 'EX-ASKED', s47InitiatedOn: '2026-11-20' });
  await fillsFamily(companion.teams.as(PEOPLE.socialWorker), message);
}, 60_000);
afterAll(() => companion.stop(), 30_000);

const shown = async (): Promise<unknown> => (await companion.teams.as(PEOPLE.socialWorker).waitsForCard((_card, seen) => seen.message.id === message)).card;
const press = (inputs: Record<string, string>) => companion.teams.as(PEOPLE.socialWorker).presses(message, 'booking.people', { ...EVERYBODY, notAsked: 'They are asked today.', ...inputs });

describe('what the pack has to know to say who is needed', () => {
  it('is asked, with the rule, and never assumed', async () => {
    const card = await shown();
    expect(saying('Did the incident begin out of hours', 'NOT-036', 'Not known yet')(card)).toBe(true);
    expect(saying('Emergency Duty Team (consider)')(card)).toBe(true);
  });

  it('makes the Emergency Duty Team required after three referrals, and asks why it cannot be named yet', async () => {
    await press({ 'fact-edtReferralsOn': '3 Nov, 5 Nov, 12 Nov' });
    const card = await shown();
    expect(saying('Emergency Duty Team (required)', 'nobody is chosen')(card)).toBe(true);
    expect(offering('booking.people')(card)).toBe(true);
  });

  it('drops a row that the answers show not to apply, and keeps it while nobody knows', async () => {
    expect(saying('Police (advised)')(await shown())).toBe(true);
    await press({ 'fact-edtReferralsOn': '3 Nov, 5 Nov, 12 Nov', 'fact-policeInvolved': 'no' });
    expect(saying('Police (advised)')(await shown())).toBe(false);
  });

  it('goes on with a reason, for a gate asks and does not block', async () => {
    await companion.teams.as(PEOPLE.socialWorker).presses(message, 'booking.people', { 'role-teamManager': PEOPLE.teamManager, reason: 'The duty team’s name comes tomorrow.', notAsked: 'They are asked today.' });
    expect(offering('booking.confirm')(await shown())).toBe(true);
  });
});
