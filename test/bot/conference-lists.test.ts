/** Who has which conference: what each row says, what a list costs, and that nobody keeps a row of what they have no part in. */
import { describe, expect, it } from 'vitest';
import { conferenceLists } from '../../bot/conference-lists.ts';
import type { ConferenceEvent } from '../../src/conference/events.ts';
import { documents } from '../../src/store/documents.ts';
import type { Table, TableStore } from '../../src/store/port.ts';
import { anInvitee, booked, bookedWith, day, INVITEES, later, OBSERVER, WHO } from '../conference/a-conference.ts';
import { anOpenStore } from '../store/support/conference.ts';
import { counting } from './my-conferences/my-conferences-under-test.ts';

const TODAY = day('2026-11-23');
const said: ConferenceEvent = { type: 'reportSaidSent', data: { inviteeId: 'invitee-2' } };

async function someLists() {
  const { store, asked } = counting(await anOpenStore());
  return { store, asked, lists: conferenceLists(store, 'northvale') };
}

describe('the list of one person', () => {
  it('costs one query, however many conferences they have', async () => {
    const { lists, asked } = await someLists();
    for (let place = 0; place < 40; place += 1) await lists.project(`conference-${place}`, bookedWith({ on: day(`2026-12-${String((place % 28) + 1).padStart(2, '0')}`) }), true);
    asked();
    expect(await lists.ofPerson(WHO.chair, TODAY)).toHaveLength(40);
    expect(asked()).toEqual({ reads: 0, ranges: 1, writes: 0 });
  });

  it('has a row for the chair, the social worker, the team manager and each invited professional with an account, and none for the family', async () => {
    const { lists } = await someLists();
    await lists.project('conference-1', booked(), true);
    const roleOf = async (person: typeof WHO.chair) => (await lists.ofPerson(person, TODAY)).map(({ role }) => role);
    expect(await Promise.all([WHO.chair, WHO.socialWorker, WHO.manager, WHO.healthVisitor, WHO.teacher, WHO.outsider].map(roleOf)))
      .toEqual([['conferenceChair'], ['conferenceSocialWorker'], ['conferenceTeamManager'], ['invitedProfessional'], ['invitedProfessional'], []]);
  });

  it('shows the invited nothing of the others’ reports', async () => {
    const { lists } = await someLists();
    await lists.project('conference-1', booked(said), true);
    expect(await lists.ofPerson(WHO.teacher, TODAY)).toMatchObject([{ reportsAsked: 0, reportsSaidSent: 0 }]);
    expect(await lists.ofPerson(WHO.chair, TODAY)).toMatchObject([{ reportsAsked: 3, reportsSaidSent: 1 }]);
  });

  it('reads a row that an earlier version of the companion wrote', async () => {
    const { store, lists } = await someLists();
    const before = documents({ store, table: 'people', kind: 'conference', parse: (stored) => stored });
    await before.put(`northvale.${WHO.chair}`, { row: 'conference-1', version: 1, value: { conferenceId: 'conference-1', caseReference: 'EX-1', on: '2026-12-08', from: '10:00', role: 'conferenceChair', linkedChatId: null, reportsAsked: 1, reportsSaidSent: 0 } });
    expect(await lists.ofPerson(WHO.chair, TODAY)).toMatchObject([{ conferenceType: 'initial', owes: [] }]);
  });

  it('loses its row when somebody is taken off the list, and gets it again when they are added', async () => {
    const { lists } = await someLists();
    const off = booked({ type: 'inviteeRemoved', data: { inviteeId: 'invitee-2', reason: 'Another nurse knows the family.' } });
    await lists.project('conference-1', booked(), true);
    await lists.project('conference-1', off, true);
    expect(await lists.ofPerson(WHO.healthVisitor, TODAY)).toEqual([]);
    await lists.project('conference-1', booked(), true);
    expect(await lists.ofPerson(WHO.healthVisitor, TODAY), 'by an older fold').toEqual([]);
    await lists.project('conference-1', later(off, '2026-11-24T09:00:00.000Z', { type: 'inviteeAdded', data: { invitee: { ...INVITEES[1]!, inviteeId: 'invitee-8' } } }), true);
    expect(await lists.ofPerson(WHO.healthVisitor, TODAY)).toHaveLength(1);
  });

  it('leaves nothing of the case in what is left of such a row', async () => {
    const { lists, store } = await someLists();
    await lists.project('conference-1', booked(), true);
    await lists.project('conference-1', booked({ type: 'inviteeRemoved', data: { inviteeId: 'invitee-2', reason: 'Not needed.' } }), true);
    const rows = documents({ store, table: 'people', kind: 'conference', parse: (stored) => stored });
    expect(JSON.stringify(await rows.list(`northvale.${WHO.healthVisitor}`))).not.toContain('EX-1');
  });

  it('goes over to the chair who takes the conference', async () => {
    const { lists } = await someLists();
    await lists.project('conference-1', booked(), true);
    await lists.project('conference-1', booked({ type: 'chairReassigned', data: { from: { person: WHO.chair, name: 'Alex Wren-Example' }, to: { person: WHO.otherChair, name: 'Jo Tarn-Example' }, claimId: 'claim-2', conflictOfInterest: false, reason: 'Leave.' } }), true);
    expect(await lists.ofPerson(WHO.chair, TODAY)).toEqual([]);
    expect(await lists.ofPerson(WHO.otherChair, TODAY)).toMatchObject([{ role: 'conferenceChair' }]);
  });

  it('takes the row of a social worker who has it no longer', async () => {
    const { lists } = await someLists();
    await lists.project('conference-1', booked(), true);
    await lists.project('conference-1', booked({ type: 'socialWorkerReassigned', data: { from: { person: WHO.socialWorker, name: 'Robin Ashdown-Example' }, to: { person: WHO.outsider, name: 'Sam Birch-Example' }, email: null, claimId: 'claim-2', reason: 'Left.' } }), true);
    expect(await lists.ofPerson(WHO.socialWorker, TODAY)).toEqual([]);
    expect(await lists.ofPerson(WHO.outsider, TODAY)).toMatchObject([{ role: 'conferenceSocialWorker' }]);
  });

  it('says nothing to somebody who waits for an agreement, or was not agreed to', async () => {
    const { lists } = await someLists();
    const observer = { ...OBSERVER, person: WHO.outsider };
    const agreed = (yes: boolean): ConferenceEvent => ({ type: 'attendanceAgreed', data: { inviteeId: observer.inviteeId, agreed: yes, reason: 'Said so.' } });
    const waiting = bookedWith({ invitees: [...INVITEES, observer] });
    const rows = async () => (await lists.ofPerson(WHO.outsider, TODAY)).length;
    await lists.project('conference-1', waiting, true);
    expect(await rows()).toBe(0);
    const yes = later(waiting, '2026-11-24T09:00:00.000Z', agreed(true));
    await lists.project('conference-1', yes, true);
    expect(await rows()).toBe(1);
    await lists.project('conference-1', later(yes, '2026-11-25T09:00:00.000Z', agreed(false)), true);
    expect(await rows()).toBe(0);
  });
});

describe('renewing the lists', () => {
  it('looks at one row and writes nothing where nothing that they say has changed', async () => {
    const { lists, asked } = await someLists();
    await lists.project('conference-1', booked(), true);
    asked();
    await lists.project('conference-1', later(booked(), '2026-11-24T09:00:00.000Z', { type: 'noticeAttempted', data: { noticeId: 'invitation.invitee-2', attempt: 1 } }), true);
    expect(asked()).toEqual({ reads: 1, ranges: 0, writes: 0 });
  });

  it('is done anew after a renewal that broke off half-way', async () => {
    const store = await anOpenStore();
    await conferenceLists(store, 'northvale').project('conference-1', booked(), true);
    await expect(conferenceLists(breakingOff(store), 'northvale').project('conference-1', booked(said), true)).rejects.toThrow('broke off');
    const lists = conferenceLists(store, 'northvale');
    await lists.project('conference-1', booked(said), true);
    expect(await lists.ofPerson(WHO.chair, TODAY)).toMatchObject([{ reportsSaidSent: 1 }]);
  });

  it('writes one row for each person whose row has changed', async () => {
    const { lists, asked } = await someLists();
    await lists.project('conference-1', booked(), true);
    asked();
    await lists.project('conference-1', booked(said), true);
    // Those who see how many reports there are, the one who sent it, and the mark of it all.
    expect(asked()).toMatchObject({ writes: 5 });
  });

  it('never lets an older fold overwrite what a newer one wrote', async () => {
    const { lists } = await someLists();
    await lists.project('conference-1', booked(said), true);
    await lists.project('conference-1', booked(), true);
    expect(await lists.ofPerson(WHO.chair, TODAY)).toMatchObject([{ reportsSaidSent: 1 }]);
  });

  it('is right when two renew at once', async () => {
    const { lists } = await someLists();
    await Promise.all([lists.project('conference-1', booked(), true), lists.project('conference-1', booked(said), true), lists.project('conference-1', booked(), true)]);
    expect(await lists.ofPerson(WHO.chair, TODAY)).toMatchObject([{ reportsSaidSent: 1 }]);
  });
});

describe('a case', () => {
  it('is found however its reference is typed, the latest conference first, in one query', async () => {
    const { lists, asked } = await someLists();
    await lists.project('conference-old', bookedWith({ caseReference: 'EX-48 213', on: day('2025-12-08') }), true);
    await lists.project('conference-new', bookedWith({ caseReference: 'ex.48213', on: day('2026-12-08') }), true);
    await lists.project('conference-other', bookedWith({ caseReference: 'EX-48214' }), true);
    asked();
    expect(await lists.byReference(' ex–482 13')).toEqual(['conference-new', 'conference-old']);
    expect(asked()).toEqual({ reads: 0, ranges: 1, writes: 0 });
  });

  it.each(['', ' - . ', 'EX-9'])('that is not there is not found: “%s”', async (typed) => {
    const { lists } = await someLists();
    await lists.project('conference-1', booked(), true);
    expect(await lists.byReference(typed)).toEqual([]);
  });

  it('names the latest conference before a day, for a review to begin from', async () => {
    const { lists } = await someLists();
    for (const [place, on] of ['2026-03-02', '2026-06-01', '2026-12-08'].entries()) await lists.project(`conference-${place}`, bookedWith({ on: day(on) }), true);
    expect(await lists.previousOf('ex1', day('2026-12-08'))).toBe('conference-1');
    expect(await lists.previousOf('EX-1', day('2026-03-02'))).toBeUndefined();
  });
});

describe('the office', () => {
  const confirmed: ConferenceEvent = { type: 'bookingConfirmed', data: {} };
  const outlookGaveUp: ConferenceEvent = { type: 'meetingNotPlaced', data: { code: 'noMailbox', again: null } };

  it('sees what is to be confirmed and what Outlook gave up on, soonest first, in one query', async () => {
    const { lists, asked } = await someLists();
    await lists.project('conference-later', bookedWith({ on: day('2026-12-10') }), true);
    await lists.project('conference-soon', bookedWith({ on: day('2026-12-01') }, confirmed, outlookGaveUp), true);
    await lists.project('conference-done', bookedWith({}, confirmed), true);
    await lists.project('conference-past', bookedWith({ on: day('2026-11-02') }), true);
    asked();
    expect((await lists.officeRequests(TODAY)).map(({ conferenceId, why }) => [conferenceId, why])).toEqual([['conference-soon', 'meetingNotPlaced'], ['conference-later', 'toConfirm']]);
    expect(asked()).toEqual({ reads: 0, ranges: 1, writes: 0 });
  });

  it('sees a booking no more once it is confirmed', async () => {
    const { lists } = await someLists();
    await lists.project('conference-1', booked(), true);
    expect(await lists.officeRequests(TODAY)).toHaveLength(1);
    await lists.project('conference-1', booked(confirmed), true);
    expect(await lists.officeRequests(TODAY)).toEqual([]);
  });

  it('sees what comes up over the end of the year, by month, and no further than asked', async () => {
    const { lists, asked } = await someLists();
    for (const on of ['2026-11-20', '2026-11-30', '2026-12-31', '2027-01-04', '2027-02-01']) await lists.project(`conference-${on}`, bookedWith({ on: day(on) }), true);
    asked();
    expect((await lists.comingUp(day('2026-11-30'), 3)).map(({ on }) => on)).toEqual(['2026-11-30', '2026-12-31', '2027-01-04']);
    expect(asked()).toEqual({ reads: 0, ranges: 3, writes: 0 });
    expect(await lists.comingUp(day('2026-12-31'), 30)).toHaveLength(3);
  });

  it('passes from the 31st to the next month, and not to the one after', async () => {
    const { lists } = await someLists();
    await lists.project('conference-1', bookedWith({ on: day('2027-02-01') }), true);
    expect(await lists.comingUp(day('2027-01-31'), 30)).toHaveLength(1);
  });
});

it('a professional without an account has no row, and does no harm', async () => {
  const { lists } = await someLists();
  await lists.project('conference-1', bookedWith({ invitees: [...INVITEES, anInvitee({ inviteeId: 'invitee-9', name: 'Max Fell-Example', route: 'email', email: 'max.fell@nhs.net' })] }), true);
  expect(await lists.ofPerson(WHO.socialWorker, TODAY)).toHaveLength(1);
});

/** A store whose every write fails. */
function breakingOff(store: TableStore): TableStore {
  const broken = () => Promise.reject(new Error('it broke off'));
  const table = (inner: Table): Table => ({ read: (...args) => inner.read(...args), range: (...args) => inner.range(...args), insert: broken, replace: broken, remove: broken, transact: broken });
  return { ...store, table: (name) => table(store.table(name)) };
}
