/** The practice standards laid over the pack, in the whole companion: a review booked through the form, its Child Assessment sent back and approved, and another that the chair stands down. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE, startCompanion, type CompanionUnderTest } from './companion-under-test.ts';
import { caseInputs, chairOf, EVERYBODY, fillsFamily, LIST_ANSWERED, offeredSlots, offering, saying } from './story.ts';

let companion: CompanionUnderTest;
let folder = '';

/** The service manager of the local authority is its Practice Lead here. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'companion-authority-'));
  const local = JSON.parse(await readFile(resolve(import.meta.dirname, '../../local/authority.json'), 'utf8')) as { people: { objectId: string; roles?: string[] }[] };
  const people = local.people.map((person) => (person.objectId === PEOPLE.serviceManager ? { ...person, roles: ['practiceLead'], invitedAs: ['practiceLead'] } : person));
  const authorityFile = join(folder, 'authority.json');
  await writeFile(authorityFile, JSON.stringify({ ...local, overlays: ['practice-standards'], people }));
  companion = await startCompanion({ authorityFile });
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
}, 60_000);
afterAll(async () => {
  await companion.stop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

/** A review asks for no team manager. */
const { 'role-teamManager': _manager, ...INVITED } = EVERYBODY;

const worker = () => companion.teams.as(PEOPLE.socialWorker);
const lead = () => companion.teams.as(PEOPLE.serviceManager);

/** Books a review with the end of the plan recommended, at the first free time; gives back that time and the message. */
async function booksReview(reference: string): Promise<{ readonly slot: string; readonly messageId: string }> {
  await worker().says('book a review conference');
  const { message } = await worker().waitsForCard((card) => offering('booking.case')(card) && !saying('Conference booked')(card));
  const { s47InitiatedOn: _s47, threshold: _threshold, agreedOn: _on, agreedAt: _at, 'label-1': label, 'initials-1': initials, 'age-1': age, ...first } = caseInputs({ reference, s47InitiatedOn: '' });
  const inputs = { ...first, conferenceType: 'review', initialHeldOn: '2026-03-09', previousReviewHeldOn: '2026-07-06' };
  await worker().presses(message.id, 'booking.addChild', inputs);
  await worker().presses(message.id, 'booking.case', { ...inputs, 'label-1': label ?? '', 'initials-1': initials ?? '', 'age-1': age ?? '' });
  await worker().waitsForCard((card, seen) => seen.message.id === message.id && offering('booking.family')(card));
  await fillsFamily(worker(), message.id);
  const form = await worker().waitsForCard((card, seen) => seen.message.id === message.id && offering('booking.people')(card));
  expect(saying('Does the social worker mean to recommend ending the plan?', 'Is the core group strongly of the opinion that the plan should end?', 'PST-001', 'PST-002')(form.card)).toBe(true);
  await worker().presses(message.id, 'booking.people', { ...INVITED, ...LIST_ANSWERED, 'fact-recommendEnd': 'yes', 'fact-coreGroupWantsEnd': 'no', 'role-practiceLead': PEOPLE.serviceManager });
  const [slot = ''] = await offeredSlots(worker(), message.id);
  await worker().presses(message.id, 'booking.confirm', { slot });
  await worker().waitsForCard((card, seen) => seen.message.id === message.id && saying('Conference booked', 'The Child Assessment goes to the Practice Lead: by')(card));
  return { slot, messageId: message.id };
}

describe('a Child Assessment, in the whole companion', () => {
  let slot = '';
  const typed = { reason: '', on: '2026-11-23' };

  it('is needed, dated and reached from the readiness', async () => {
    const booked = await booksReview('EX-REVIEW');
    ({ slot } = booked);
    expect(slot.slice(0, 10)).toBe('2026-12-01');
    await worker().presses(booked.messageId, 'conference.readiness');
    await worker().waitsForCard((card, { message }) => message.id === booked.messageId && saying('The Practice Lead does not have the Child Assessment yet (PST-004)')(card));
    await worker().presses(booked.messageId, 'assessment.show');
    const { card } = await worker().waitsForCard((_card, { message }) => message.id === booked.messageId);
    expect(saying('The social worker means to recommend ending the plan (PST-001)', 'by Tuesday 17 November 2026 (PST-004)', 'by Thursday 26 November 2026 (PST-005)')(card)).toBe(true);
    await worker().presses(booked.messageId, 'assessment.given', typed);
    await worker().waitsForCard((shown, { message }) => message.id === booked.messageId && saying('Recorded: the Practice Lead has it')(shown));
  }, 40_000);

  it('goes to the Practice Lead, who sends it back with reasons', async () => {
    const { message } = await lead().waitsForCard(offering('assessment.approve'));
    await lead().presses(message.id, 'assessment.return', { returnReason: 'The risk is not weighed.' });
    const { card } = await worker().waitsForCard(saying('The Practice Lead has sent the Child Assessment back to you'));
    expect(saying('The risk is not weighed.')(card)).toBe(true);
  });

  it('is asked of the chair once the day of the Safeguarding Unit has passed, before the review; the chair stands it down', async () => {
    await companion.teams.clock.moveTo('2026-11-27T08:00:00.000Z');
    const chair = companion.teams.as(chairOf(slot));
    await expect(chair.waitsForCard(offering('assessment.standDown'), { withinMs: 1_500 })).rejects.toThrow('no such card came');
    await companion.teams.clock.moveTo('2026-11-27T09:00:00.000Z');
    const { message } = await chair.waitsForCard(offering('assessment.standDown'), { withinMs: 8_000 });
    await chair.presses(message.id, 'assessment.standDown', { chairReason: 'There is time for it before the limit.' });
    await chair.waitsForCard((card, seen) => seen.message.id === message.id && saying('Stood down: decided on Friday 27 November 2026 at 09:00', 'Not yet raised with the Principal Manager (PST-009)')(card));
    const told = await companion.teams.as(PEOPLE.diaryCoordinator).waitsForCard(saying('A review is stood down'));
    expect(saying('A new date has to be booked by Wednesday 6 January 2027 (NAT-003), the review limit.', 'The companion does not move it')(told.card)).toBe(true);
    await worker().waitsForCard(saying('The chair has stood the review down', 'There is time for it before the limit.'));
  }, 40_000);

  it('stays open, with the concern to raise, until the chair has raised it', async () => {
    const chair = companion.teams.as(chairOf(slot));
    const { message } = await chair.waitsForCard(offering('assessment.raised'));
    await chair.presses(message.id, 'assessment.raised', { raisedWords: 'By letter today.' });
    await chair.waitsForCard((card, seen) => seen.message.id === message.id && saying('Recorded: raised with the Principal Manager.')(card));
    await chair.presses(message.id, 'conference.readiness');
    const { card } = await chair.waitsForCard((_card, seen) => seen.message.id === message.id);
    expect(saying('The review is stood down, and no new date is booked.')(card)).toBe(true);
    expect(saying('PST-009')(card)).toBe(false);
  });
});
