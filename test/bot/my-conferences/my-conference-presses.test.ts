/** The conferences of a person as they press through them: lists, search, one conference, and what nobody else may see or do. */
import { describe, expect, it } from 'vitest';
import type { CardVerb } from '../../../cards/verbs.ts';
import type { ConferenceEvent } from '../../../src/conference/events.ts';
import type { PersonKey } from '../../../src/people/person.ts';
import { anInvitee, day, INVITEES, OBSERVER, PREPARATION, WHO } from '../../conference/a-conference.ts';
import { cardOf, CONFERENCE, NOT_THEIRS, OTHERS, someConferences } from './my-conferences-under-test.ts';

/** Who is who to the conference: DC diary co-ordinator, CC its chair, CS its social worker, CM who agreed to it, IP invited. */
const PEOPLE: Readonly<Record<string, PersonKey>> = {
  CC: WHO.chair, CS: WHO.socialWorker, CM: WHO.manager, IP: WHO.healthVisitor, DC: OTHERS.dana,
  chair: WHO.otherChair, socialWorker: OTHERS.otherSocialWorker, teamManager: OTHERS.otherManager, serviceManager: OTHERS.serviceManager, stranger: OTHERS.stranger,
};
const INPUT = { inviteeId: 'invitee-2', answer: 'coming', about: 'invitation', who: OTHERS.pat.split('.')[1], roleCode: 'police', reason: 'Said so.', missingId: 'invitee-5', route: 'byHand' };

// Morgan agreed to it and is invited too; each row says who gets more than "not available to you".
const ALLOWED: Readonly<Partial<Record<CardVerb, readonly string[]>>> = {
  'conference.show': ['CC', 'CS', 'CM', 'IP', 'DC'],
  'conference.readiness': ['CC', 'CS', 'CM', 'DC'],
  'conference.whyDate': ['CC', 'CS', 'CM', 'DC'],
  'invitation.look': ['CS', 'CM', 'IP'],
  'invitation.answer': ['IP'],
  'report.saySent': ['CS', 'IP'],
  'list.edit': ['CS'],
  'list.add': ['CS'],
  'list.remove': ['CS'],
  'list.contact': ['CS'],
};

describe('a button is for those who have the right, and for nobody else', () => {
  const cells = Object.entries(ALLOWED).flatMap(([verb, allowed]) => Object.keys(PEOPLE).map((who) => [verb as CardVerb, who, allowed?.includes(who) === true] as const));
  it.each(cells)('%s, %s: %s', async (verb, who, allowed) => {
    const { press } = await someConferences();
    expect(cardOf(await press(verb, PEOPLE[who]!, INPUT)).includes(NOT_THEIRS)).toBe(!allowed);
  });

  it.each(Object.keys(ALLOWED) as CardVerb[])('%s of a conference that is not there is answered as one that is not theirs', async (verb) => {
    const { press } = await someConferences();
    const there = cardOf(await press(verb, OTHERS.stranger, INPUT));
    for (const conferenceId of ['conference-9', '../other', 'x', '']) expect(cardOf(await press(verb, WHO.socialWorker, { ...INPUT, conferenceId })).replaceAll(/"op":"[^"]+"/g, '')).toBe(there.replaceAll(/"op":"[^"]+"/g, ''));
  });

  it.each(['conferences.list', 'conferences.search', ...Object.keys(ALLOWED)] as CardVerb[])('%s that came with nothing we put on a card changes nothing', async (verb) => {
    const { press, look } = await someConferences();
    const before = (await look()).version;
    for (const input of [{ op: undefined }, { op: ['op-1'] }, { op: '<script>' }, { conferenceId: {} }]) await press(verb, WHO.socialWorker, { ...INPUT, ...input });
    expect((await look()).version).toBe(before);
  });

  it('somebody who waits for the chair’s agreement sees nothing of the conference yet', async () => {
    const { press, record } = await someConferences({ invitees: [...INVITEES, { ...OBSERVER, person: OTHERS.stranger }] });
    for (const verb of ['conference.show', 'invitation.look', 'invitation.answer'] as const) expect(cardOf(await press(verb, OTHERS.stranger, { inviteeId: OBSERVER.inviteeId, answer: 'coming' }))).toContain(NOT_THEIRS);
    await record({ type: 'attendanceAgreed', data: { inviteeId: OBSERVER.inviteeId, agreed: true, reason: '' } });
    expect(cardOf(await press('conference.show', OTHERS.stranger))).toContain('You are invited');
  });

  it('somebody taken off the list sees nothing any more', async () => {
    const { press, record } = await someConferences();
    expect(cardOf(await press('conference.show', WHO.healthVisitor))).toContain('You are invited');
    await record({ type: 'inviteeRemoved', data: { inviteeId: 'invitee-2', reason: 'Not needed.' } });
    for (const verb of ['conference.show', 'invitation.look', 'invitation.answer', 'report.saySent'] as const) expect(cardOf(await press(verb, WHO.healthVisitor, INPUT))).toContain(NOT_THEIRS);
    expect(cardOf(await press('conferences.list', WHO.healthVisitor))).not.toContain('EX-1');
  });
});

describe('my conferences', () => {
  it('say what is owed next, in one sentence with its date', async () => {
    const { press } = await someConferences();
    expect(cardOf(await press('conferences.list', WHO.chair))).toMatch(/Next: Acknowledge the flags by Tue 8 Dec 2026 at 10:00/);
    expect(cardOf(await press('conferences.list', WHO.manager))).toMatch(/You agreed to it.*Next: Confirm the list by/);
    expect(cardOf(await press('conferences.list', WHO.healthVisitor))).toMatch(/You are invited.*Next: Say whether you are coming by/);
  });

  it('cost one query and nothing else', async () => {
    const { press, asked, bookAlso } = await someConferences();
    for (let place = 0; place < 12; place += 1) await bookAlso(`conference-also-${place}`, { caseReference: `EX-${place}` });
    asked();
    await press('conferences.list', WHO.chair);
    expect(asked()).toEqual({ reads: 0, ranges: 1, writes: 0 });
  });

  it('come in pages, in order, and none is on two', async () => {
    const { press, bookAlso } = await someConferences();
    for (let place = 0; place < 22; place += 1) await bookAlso(`conference-also-${place}`, { caseReference: `AB-${100 + place}`, on: day('2026-12-10') });
    const found: string[] = [];
    for (const page of [1, 2, 3]) {
      const card = cardOf(await press('conferences.list', WHO.chair, { page }));
      expect(card).toContain(`Page ${page} of 3`);
      found.push(...[...card.matchAll(/"text":"((?:AB|EX)-\d+) ·/g)].map(([, reference]) => reference ?? ''));
    }
    expect(found).toHaveLength(23);
    expect(new Set(found).size).toBe(23);
    expect(cardOf(await press('conferences.list', WHO.chair, { page: 99 }))).toContain('Page 3 of 3');
  });

  it('of the diary co-ordinator begin with those whose messages cannot leave, even when the record cannot be read; nobody else’s do', async () => {
    const { press, lists } = await someConferences();
    for (const conferenceId of [CONFERENCE, 'conference-that-is-broken']) await lists.markStuck(conferenceId, '2026-11-23T09:00:00.000Z');
    expect(cardOf(await press('conferences.list', OTHERS.dana))).toMatch(/Messages that cannot leave.*EX-1.*No message has left since Monday 23 November 2026 at 09:00\..*A record that cannot be read/);
    expect(cardOf(await press('conferences.list', WHO.chair))).not.toContain('cannot leave');
    await lists.unmarkStuck(CONFERENCE);
    expect((await lists.stuck()).map(({ conferenceId }) => conferenceId)).toEqual(['conference-that-is-broken']);
  });

  it('of the diary co-ordinator are what waits for the office and what comes up, at a handful of queries', async () => {
    const { press, asked, bookAlso, record } = await someConferences();
    await record({ type: 'bookingConfirmed', data: {} });
    await bookAlso('conference-new', { caseReference: 'EX-2', on: day('2026-12-15') });
    asked();
    const card = cardOf(await press('conferences.list', OTHERS.dana));
    expect(card).toMatch(/Waiting for the office.*EX-2.*Confirm this booking.*Coming up.*EX-1.*EX-2/);
    expect(asked()).toEqual({ reads: 0, ranges: 6, writes: 0 });
  });
});

describe('a search by case', () => {
  it('finds what somebody is part of, however the reference is typed', async () => {
    const { press } = await someConferences();
    for (const person of [WHO.chair, WHO.healthVisitor, OTHERS.dana]) expect(cardOf(await press('conferences.search', person, { reference: 'ex 1' }))).toMatch(/Conferences found.*Tuesday 8 December 2026/);
  });

  it('says the same of a case that is not theirs as of one that is not there', async () => {
    const { press } = await someConferences();
    const plain = async (person: PersonKey, reference: string) => cardOf(await press('conferences.search', person, { reference })).replaceAll(/"op":"[^"]+"/g, '').replaceAll(reference, '…');
    expect(await plain(OTHERS.stranger, 'EX-1')).toBe(await plain(OTHERS.stranger, 'EX-7'));
    expect(await plain(OTHERS.otherManager, 'EX-1')).toContain('Nothing found that you are part of.');
  });

  it('costs one query, and a look at each conference of the case', async () => {
    const { press, asked } = await someConferences();
    await press('conferences.search', WHO.chair, { reference: 'EX-1' });
    expect(asked()).toEqual({ reads: 0, ranges: 2, writes: 0 });
  });

  it.each([['nothing', ''], ['text that is no text', ['EX-1']], ['very much', 'x'.repeat(10_000)], ['a script', '<script>alert(1)</script>']])('with %s finds nothing and asks again', async (_name, reference) => {
    const { press } = await someConferences();
    expect(cardOf(await press('conferences.search', WHO.chair, { reference }))).toMatch(/Please type a case reference|Nothing found/);
  });
});

describe('one conference', () => {
  it('shows whoever prepares it the booking: the type in the pack’s words, where it is, the family by label, and who waits for what', async () => {
    const { press } = await someConferences({ family: [{ memberId: 'member-1', label: 'Mother', responsibility: 'yes', invited: true, notInvitedReason: '', interpreter: 'Polish', supporter: '' }, { memberId: 'member-2', label: 'Father', responsibility: 'unknown', invited: false, notInvitedReason: 'He cannot be found.', interpreter: '', supporter: '' }] });
    const card = cardOf(await press('conference.show', WHO.socialWorker));
    for (const words of ['Initial conference', 'Willow room, Mill House', 'Mother: parental responsibility; invited; interpreter: Polish', 'Father: parental responsibility not known; not invited, because: He cannot be found.', 'Mother, Family – by letter', 'Priya Heron', 'report not yet sent', 'The diary co-ordinator: The booking is not confirmed', 'Morgan Vale-Example, who agreed to the conference: The list is not confirmed', 'Inside the limit', 'Change the list', 'Readiness', 'Why this date'])
      expect(card).toContain(words);
  });

  it('gives each the button that is theirs', async () => {
    const { press } = await someConferences();
    const verbs = async (person: PersonKey) => [...cardOf(await press('conference.show', person)).matchAll(/"verb":"([\w.]+)","data"/g)].map(([, verb]) => verb);
    expect(await verbs(WHO.socialWorker)).toContain('list.edit');
    expect(await verbs(OTHERS.dana)).toEqual(expect.arrayContaining(['office.look']));
    expect(await verbs(WHO.manager)).toEqual(expect.arrayContaining(['list.look']));
    expect(await verbs(WHO.chair)).toEqual(expect.arrayContaining(['flags.look']));
    for (const person of [OTHERS.dana, WHO.manager, WHO.chair]) expect(await verbs(person)).not.toContain('list.edit');
  });

  it('shows the invited their invitation, and nothing of anybody else', async () => {
    const { press } = await someConferences();
    const card = cardOf(await press('conference.show', WHO.healthVisitor));
    expect(card).toContain('Your report');
    for (const others of ['Lark', 'Mother', 'Child A', 'A.B.', 'Ashdown', 'Vale']) expect(card).not.toContain(others);
  });
});

describe('no card about a conference', () => {
  const CANARY = 'Quentin Canaryson';
  it('holds a flag, a risk or what is not for everybody, for somebody who may not see it', async () => {
    const preparation = { ...PREPARATION, risk: { posed: true, words: 'CANARY-RISK', assessed: false }, apart: 'CANARY-APART', advocate: 'CANARY-ADVOCATE' };
    const { press } = await someConferences({ preparation });
    for (const verb of ['conference.show', 'conference.readiness', 'conference.whyDate'] as const) for (const person of [OTHERS.dana, WHO.healthVisitor]) expect(cardOf(await press(verb, person))).not.toMatch(/CANARY|hallenging/);
  });

  it('holds the name of anybody of the family: nothing of the family record is read', async () => {
    const { press, desk } = await someConferences();
    // The record keeps it, sealed; the cards are drawn from labels.
    await desk.perform(CONFERENCE, { do: 'giveContact', inviteeId: 'invitee-5', email: null, route: 'byHand' }, { kind: 'person', person: WHO.socialWorker, authorityRoles: [] }, { operationId: 'op-9', verb: 'list.contact' }, { children: [{ childId: 'child-1', fullName: CANARY }] });
    for (const verb of ['conferences.list', 'conference.show', 'conference.readiness', 'conference.whyDate', 'list.edit'] as const) {
      for (const person of Object.values(PEOPLE)) expect(cardOf(await press(verb, person))).not.toContain('Canaryson');
    }
  });

  it('is too large with sixty people on the list who all have long names', async () => {
    const long = 'Ŵ'.repeat(60);
    const invitees = [...INVITEES, ...Array.from({ length: 55 }, (_, place) => anInvitee({ inviteeId: `invitee-${place + 10}`, name: `${place} ${long}-Example`, designation: `Practitioner ${long}`, agency: `Agency ${place} ${long}`, agencyCode: '', roleCode: 'other', reportRequired: true, route: place % 2 === 0 ? 'missing' : 'post', need: 'required' }))];
    const answers = invitees.slice(5, 40).map(({ inviteeId }): ConferenceEvent => ({ type: 'invitationAnswered', data: { inviteeId, answer: 'cannotCome' } }));
    const { press, record } = await someConferences({ invitees, preparation: { ...PREPARATION, chairFlags: ['challengingBehaviour', 'childAttends'] } });
    await record(...answers.slice(0, 18));
    await record(...answers.slice(18));
    for (const verb of ['conference.show', 'conference.readiness', 'list.edit'] as const) expect(Buffer.byteLength(cardOf(await press(verb, WHO.socialWorker)))).toBeLessThanOrEqual(20 * 1024);
    expect(cardOf(await press('conference.readiness', WHO.socialWorker))).toMatch(/and \d+ more/);
  });
});
