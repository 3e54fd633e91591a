/** Somebody invited who has no Teams here: written to by secure e-mail, reminded, told of a change, and named to the social worker when it does not arrive. */
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Persona } from '../../local/driver.ts';
import { whatComesBack, type Doing } from '../../local/mail/as-reader.ts';
import { PEOPLE, startCompanion, type CompanionUnderTest } from './companion-under-test.ts';
import { beginsBooking, chairOf, EVERYBODY, fillsCase, fillsFamily, LIST_ANSWERED, offeredSlots, offering, saying } from './story.ts';

const REFERENCE = 'EX-70101';
const PRACTICE = 'safeguarding.millpond@nhs.net';

let companion: CompanionUnderTest;
let slot = '';

beforeAll(async () => {
  companion = await startCompanion();
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
  await new Promise((done) => setTimeout(done, 600));
  slot = await booksWithOutsider(REFERENCE);
}, 60_000);
afterAll(() => companion.stop(), 30_000);

/** The GP's practice has no account here. */
async function booksWithOutsider(reference: string): Promise<string> {
  const worker = companion.teams.as(PEOPLE.socialWorker);
  const message = await beginsBooking(worker);
  await fillsCase(worker, message, { reference, s47InitiatedOn: '2026-11-20' });
  await fillsFamily(worker, message, { names: ['Quentin Canaryson', 'Zelda Canaryson'] });
  await worker.presses(message, 'booking.people', { ...EVERYBODY, 'role-generalPractitioner': 'contact:dr-ivy-stone', ...LIST_ANSWERED });
  const [first = ''] = await offeredSlots(worker, message);
  await worker.presses(message, 'booking.confirm', { slot: first });
  await worker.waitsForCard((card, seen) => seen.message.id === message && saying('Conference booked')(card));
  return first;
}

/** The id of somebody on the list, as the card that changes it has them to choose. */
function inviteeNamed(card: unknown, name: string): string {
  const text = JSON.stringify(card);
  return new RegExp(`"value":"(invitee-\\d+)","title":"${name}|"title":"${name}[^"]*","value":"(invitee-\\d+)"`).exec(text)?.slice(1).find((found) => found !== undefined) ?? '';
}

async function letters(to = PRACTICE): Promise<readonly Email[]> {
  const all = await Promise.all((await companion.mail.taken()).map((raw) => PostalMime.parse(raw)));
  return all.filter((mail) => mail.to?.some(({ address }) => address === to) === true);
}

async function waitsForLetter(subject: string, count = 1, withinMs = 10_000): Promise<Email> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = (await letters()).filter((mail) => mail.subject?.includes(subject) === true);
    if (found.length >= count) return found[count - 1]!;
    if (performance.now() > deadline) throw new Error(`no letter “${subject}”: ${(await letters()).map((mail) => mail.subject).join(', ')}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** What the reader of the last letter with this subject about this conference does with it. */
async function comesBack(reference: string, doing: Doing, { to = PRACTICE, sender }: { readonly to?: string; readonly sender?: string } = {}): Promise<void> {
  const all = await companion.mail.taken();
  const parsed = await Promise.all(all.map((raw) => PostalMime.parse(raw)));
  const place = parsed.findLastIndex((mail) => mail.to?.[0]?.address === to && mail.text?.includes(reference) === true && mail.subject?.startsWith('Invitation') === true);
  const receivedAt = await companion.teams.clock.now();
  await companion.mail.inbox.add(await whatComesBack(all[place] ?? '', doing, { receivedAt, ...(sender === undefined ? {} : { sender }) }));
}

describe('the GP’s practice', () => {
  it('is invited by e-mail with an entry for the calendar, and sent the link once there is a meeting', async () => {
    const { text } = await waitsForLetter('Invitation to a child protection conference');
    expect(text).toContain(`Case: ${REFERENCE}`);
    expect(text).toContain('Your report is due by');
    const withLink = (await letters()).some((mail) => mail.text?.includes('https://teams.microsoft.com/') === true) ? undefined : await waitsForLetter('The link');
    expect(withLink?.text ?? 'https://teams.microsoft.com/').toContain('https://teams.microsoft.com/');
  });

  it('is reminded of the report before it is due', async () => {
    await companion.teams.clock.moveTo(`${slot.slice(0, 10)}T09:05:00.000Z`);
    const { text } = await waitsForLetter('Reminder: your report');
    expect(text).toContain('Your report for this conference is still to come.');
  });

  it('is told when it is no longer invited, with the entry taken out of the calendar', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    const change = await changesList(worker, REFERENCE);
    const inviteeId = inviteeNamed((await worker.waitsForCard((_card, seen) => seen.message.id === change)).card, 'Ivy Stone-Example');
    await worker.presses(change, 'list.remove', { inviteeId, reason: 'Registered elsewhere.' });
    const mail = await waitsForLetter('You are no longer invited');
    expect(mail.text).not.toContain('Registered elsewhere.');
    const raw = (await companion.mail.taken()).at(-1) ?? '';
    expect(raw).toMatch(/method=CANCEL/i);
  });

  it('reads nothing of the family in anything it was sent', async () => {
    const all = (await companion.mail.taken()).join('\n');
    expect(all).not.toMatch(/Canaryson|A\.B\.|Mother|Father/);
    expect(await companion.log()).not.toContain(PRACTICE);
  });
});

it('an address that is refused is named to the social worker, who can telephone, and gives another', async () => {
  companion.mail.meets({ at: 'recipient', code: 550 });
  const before = (await letters()).length;
  const other = await booksWithOutsider('EX-70102');
  expect(chairOf(other)).not.toBe('');
  const told = await companion.teams.as(PEOPLE.socialWorker).waitsForCard(saying('A message could not be delivered', 'EX-70102'), { withinMs: 10_000 });
  expect(saying(`by e-mail at ${PRACTICE}`, 'give another address under “Change the list”')(told.card)).toBe(true);
  expect((await letters()).length).toBe(before);
  const worker = companion.teams.as(PEOPLE.socialWorker);
  const change = await changesList(worker, 'EX-70102');
  await worker.presses(change, 'list.contact', { missingId: inviteeNamed((await worker.waitsForCard((_card, seen) => seen.message.id === change)).card, 'Ivy Stone-Example'), route: 'email', email: 'other.desk@nhs.net' });
  await waitsForOf('EX-70102', 1, 'other.desk@nhs.net');
});

it('a server that is busy only delays it, and a lost answer repeats it once, marked', async () => {
  companion.mail.meets({ at: 'afterMessage' });
  await booksWithOutsider('EX-70103');
  await waitsForOf('EX-70103', 2);
  const copies = (await letters()).filter((mail) => mail.text?.includes('EX-70103') === true && mail.subject?.startsWith('Invitation') === true);
  expect(copies.map((mail) => mail.text?.includes('This may reach you twice.'))).toEqual([false, true]);
  expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
}, 40_000);

/** The card that changes the list of that conference, in the message it lives in. */
async function changesList(worker: Persona, reference: string): Promise<string> {
  const { message } = await worker.waitsForCard((card) => saying(reference)(card) && offering('list.edit')(card));
  await worker.presses(message.id, 'list.edit');
  await worker.waitsForCard((card, seen) => seen.message.id === message.id && offering('list.remove')(card));
  return message.id;
}

async function waitsForOf(reference: string, count: number, to = PRACTICE): Promise<void> {
  const deadline = performance.now() + 25_000;
  while ((await letters(to)).filter((mail) => mail.text?.includes(reference) === true && mail.subject?.startsWith('Invitation') === true).length < count) {
    if (performance.now() > deadline) throw new Error('the copies did not come');
    await new Promise((done) => setTimeout(done, 200));
  }
}

describe('what comes back to the office', () => {
  const WITHIN_MS = 30_000;
  beforeAll(async () => {
    await companion.teams.clock.moveTo('2026-11-24T09:00:00.000Z');
    await new Promise((done) => setTimeout(done, 600));
    await booksWithOutsider('EX-70104');
    await waitsForOf('EX-70104', 1);
  }, 60_000);

  it('an answer from the calendar is theirs, and shown as given by e-mail', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    await comesBack('EX-70104', 'accept');
    expect(saying('coming (by e-mail)')(await listedSaying(worker, 'EX-70104', 'coming (by e-mail)', WITHIN_MS))).toBe(true);
  }, 60_000);

  it('one that asks for another time, and one from somebody who was not written to, are put to the social worker', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    await companion.teams.clock.add(60_000);
    await comesBack('EX-70104', 'otherTime');
    await companion.teams.clock.add(60_000);
    await comesBack('EX-70104', 'accept', { sender: 'stranger@example.org' });
    await comesBack('EX-70104', 'comesBack');
    const told = await worker.waitsForCard(saying('An answer by e-mail needs you', 'EX-70104', 'from another address'), { withinMs: WITHIN_MS });
    expect(saying('stranger')(told.card)).toBe(false);
  }, 60_000);

  it('a letter that comes back is named to the social worker, who gives another address, and the invitation goes there', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    await worker.waitsForCard(saying('A message could not be delivered', 'EX-70104', PRACTICE), { withinMs: WITHIN_MS });
    const change = await changesList(worker, 'EX-70104');
    await worker.presses(change, 'list.contact', { missingId: inviteeNamed((await worker.waitsForCard((_card, seen) => seen.message.id === change)).card, 'Ivy Stone-Example'), route: 'email', email: 'third.desk@nhs.net' });
    await waitsForOf('EX-70104', 1, 'third.desk@nhs.net');
    expect(await companion.log()).not.toMatch(/third\.desk|stranger/);
  }, 60_000);
});

/** The booking as it stands, once it says that. */
async function listedSaying(worker: Persona, reference: string, words: string, withinMs: number): Promise<unknown> {
  const deadline = performance.now() + withinMs;
  const { message } = await worker.waitsForCard((card) => saying(reference)(card) && offering('conference.readiness')(card));
  for (;;) {
    await worker.presses(message.id, 'conference.readiness');
    await worker.waitsForCard((card, seen) => seen.message.id === message.id && offering('conference.show')(card));
    await worker.presses(message.id, 'conference.show');
    const { card } = await worker.waitsForCard((shown, seen) => seen.message.id === message.id && offering('conference.readiness')(shown) && !offering('conference.show')(shown));
    if (saying(words)(card)) return card;
    if (performance.now() > deadline) throw new Error(`never “${words}”: ${JSON.stringify(card)}`);
    await new Promise((done) => setTimeout(done, 1_000));
  }
}
