/** The office's buttons: who may press which, what each leads to, and what nobody reads who need not. */
import { describe, expect, it } from 'vitest';
import { VERBS, type CardVerb } from '../../../cards/verbs.ts';
import type { ConferenceEvent, Preparation } from '../../../src/conference/events.ts';
import type { PersonKey } from '../../../src/people/person.ts';
import { aBooking, anInvitee, INVITEES, OBSERVER, PREPARATION, SOLICITOR, WHO } from '../../conference/a-conference.ts';
import { anOffice, CONFERENCE, OFFICE, ON, textOf, type Office } from './office-under-test.ts';
import { objectIdOf } from '../../../src/people/person.ts';

const RISK = 'Shouts when he feels not heard';
const SENSITIVE: Preparation = { ...PREPARATION, risk: { posed: true, words: RISK, assessed: false }, apart: 'Mother and Stepfather', chairFlags: ['challengingBehaviour', 'exclusion'] };
const withWaiting: ConferenceEvent[] = [{ type: 'inviteeAdded', data: { invitee: SOLICITOR } }, { type: 'inviteeAdded', data: { invitee: OBSERVER } }];
const THIS = { conferenceId: CONFERENCE };
const refused = (card: string): boolean => card.includes('Not available to you');

const PEOPLE: Record<string, PersonKey> = { coordinator: OFFICE.dana, teamManager: WHO.manager, chair: WHO.chair, otherChair: WHO.otherChair, socialWorker: WHO.socialWorker, invited: WHO.teacher, nobody: OFFICE.nobody };
const ALLOWED: Partial<Record<CardVerb, readonly [string, object]>> = {
  'office.list': ['coordinator', {}], 'office.look': ['coordinator', THIS], 'office.confirm': ['coordinator', THIS], 'office.otherChair': ['coordinator', THIS],
  'office.reassignChair': ['coordinator', { ...THIS, chair: objectIdOf(WHO.otherChair), reason: 'On leave.' }],
  'office.leave': ['coordinator', {}], 'office.addLeave': ['coordinator', { chair: objectIdOf(WHO.otherChair), fromOn: '2026-12-07' }], 'office.removeLeave': ['coordinator', { leaveId: '' }],
  'list.look': ['teamManager', THIS], 'list.confirm': ['teamManager', THIS], 'list.return': ['teamManager', { ...THIS, reason: 'The school nurse is missing.' }],
  'list.agree': ['teamManager', { ...THIS, inviteeId: SOLICITOR.inviteeId, about: 'agreed' }],
  'worker.other': ['teamManager', THIS], 'worker.reassign': ['teamManager', { ...THIS, worker: objectIdOf(OFFICE.sam), reason: 'They have left.' }],
  'flags.look': ['chair', THIS], 'flags.acknowledge': ['chair', THIS],
};
const verbs = Object.keys(ALLOWED) as readonly CardVerb[];

describe('who may press what', () => {
  it('is said for every button of the office', async () => {
    const { presses } = await anOffice();
    expect(Object.keys(presses).toSorted()).toEqual([...verbs].toSorted());
    expect(verbs.filter((verb) => !VERBS.includes(verb))).toEqual([]);
  });

  const cases = verbs.flatMap((verb) => Object.keys(PEOPLE).map((who) => [verb, who] as const));
  it.each(cases)('%s by %s', async (verb, who) => {
    const office = await anOffice({ preparation: SENSITIVE });
    await office.record(...withWaiting);
    const [allowed, input] = ALLOWED[verb] ?? ['', {}];
    const { version } = await office.look();
    const card = textOf(await office.press(verb, PEOPLE[who] ?? OFFICE.nobody, input));
    expect(refused(card)).toBe(who !== allowed);
    if (who === allowed) return;
    expect((await office.look()).version).toBe(version);
    expect(card).not.toContain('EX-1');
  });

  it('an observer is the chair’s to agree to and nobody else’s', async () => {
    for (const [who, person] of Object.entries(PEOPLE)) {
      const office = await anOffice();
      await office.record(...withWaiting);
      expect([who, refused(textOf(await office.press('list.agree', person, { ...THIS, inviteeId: OBSERVER.inviteeId, about: 'agreed' })))]).toEqual([who, who !== 'chair']);
    }
  });

  it('nobody learns whether a conference is there', async () => {
    const office = await anOffice();
    const plain = (card: string): string => card.replaceAll(/[0-9a-f-]{36}/g, '');
    for (const verb of verbs.filter((each) => 'conferenceId' in (ALLOWED[each]?.[1] ?? {}))) {
      const theirs = textOf(await office.press(verb, OFFICE.nobody, ALLOWED[verb]?.[1] ?? {}));
      const missing = textOf(await office.press(verb, PEOPLE[ALLOWED[verb]?.[0] ?? ''] ?? OFFICE.nobody, { ...ALLOWED[verb]?.[1], conferenceId: 'conference-9' }));
      expect(plain(missing)).toBe(plain(theirs));
    }
  });

  it('a card that is not ours, or not whole, changes nothing', async () => {
    const office = await anOffice();
    await office.record(...withWaiting);
    const { version } = await office.look();
    for (const conferenceId of [undefined, ['conference-1'], { $ne: '' }, '../conference-1', 'conference-1|x', 7]) {
      for (const verb of verbs) if (!['office.list', 'office.leave', 'office.addLeave', 'office.removeLeave'].includes(verb)) expect(refused(textOf(await office.press(verb, PEOPLE[ALLOWED[verb]?.[0] ?? ''] ?? OFFICE.nobody, { ...ALLOWED[verb]?.[1], conferenceId })))).toBe(true);
    }
    for (const op of [undefined, ['op'], '', 'a b']) expect(refused(textOf(await office.press('office.list', OFFICE.dana, { op })))).toBe(true);
    expect((await office.look()).version).toBe(version);
  });
});

describe('the requests', () => {
  it('are listed soonest first, with why each is there, or it says that nothing waits', async () => {
    const office = await anOffice();
    expect(textOf(await office.press('office.list', OFFICE.dana, {}))).toContain('Nothing waits for you.');
    office.requests.push({ conferenceId: 'conference-2', caseReference: 'EX-2', on: ON, from: '14:00', why: 'meetingNotPlaced' }, { conferenceId: CONFERENCE, caseReference: 'EX-1', on: ON, from: '10:00', why: 'toConfirm' });
    expect(textOf(await office.press('office.list', OFFICE.dana, {}))).toMatch(/EX-1 · to be confirmed.*EX-2 · Outlook could not place the meeting/);
  });

  it('say what to look at, and of risks and flags only that there are some', async () => {
    const office = await anOffice({ preparation: { ...SENSITIVE, availability: { asked: [], cannotCome: ['Mother 2026-12-08 09:00 11:00', 'Grandmother 2026-12-09 09:00 11:00'], notAsked: 'The GP was away.' } }, lateReason: 'The school is closed.', notNamed: { roleCodes: ['police'], reason: 'Not known yet.' } });
    const card = textOf(await office.press('office.look', OFFICE.dana, THIS));
    expect(card).toMatch(/Booked: please look and confirm/);
    for (const words of ['Child A, Child B', 'Willow room, Mill House', 'Booked late, because: The school is closed.', 'Cannot come at that time: Mother (', 'The GP was away.', 'Risk from a family member: yes, not yet assessed in writing', 'There are 2 points for the chair', 'Outlook: not yet', 'Morgan Vale-Example agreed to it', 'Not known yet.']) expect(card).toContain(words);
    for (const words of [RISK, 'Stepfather', 'stay calm', 'Grandmother', 'excluded']) expect(card).not.toContain(words);
  });

  it('are confirmed once, by two at once or by a repeat, and say by whom and when', async () => {
    const office = await anOffice();
    const [first, second] = (await Promise.all([office.press('office.confirm', OFFICE.dana, THIS), office.press('office.confirm', OFFICE.ali, { ...THIS, op: 'op-2' })])).map(textOf);
    for (const card of [first, second]) expect(card).toMatch(/Booking confirmed.*(Dana Quill|Ali Reed)-Example confirmed it on Monday 23 November 2026 at 09:00/);
    const { version } = await office.look();
    expect(textOf(await office.press('office.confirm', OFFICE.dana, THIS))).not.toContain('Confirm this booking');
    expect((await office.look()).version).toBe(version);
  });

  it('look after themselves: a refresh shows the chair there is now and sends nothing', async () => {
    const office = await anOffice();
    await office.press('office.reassignChair', OFFICE.dana, { ...THIS, chair: objectIdOf(WHO.otherChair), reason: 'On leave.' });
    const { version } = await office.look();
    expect(textOf(await office.press('office.look', OFFICE.ali, { ...THIS, op: 'op-2' }, 'automatic'))).toContain('Jo Tarn-Example');
    expect((await office.look()).version).toBe(version);
  });

  it('say when Outlook could not, and that it is theirs to do', async () => {
    const office = await anOffice();
    await office.record({ type: 'meetingNotPlaced', data: { code: '503', again: null } });
    expect(textOf(await office.press('office.look', OFFICE.dana, THIS))).toContain('Please put it into Alex Wren-Example’s calendar by hand.');
  });

  it('change nothing once the decisions are released, and say so', async () => {
    const office = await anOffice();
    await office.record({ type: 'decisionsReleased', data: { gaps: [], reason: null } });
    const card = textOf(await office.press('office.confirm', OFFICE.dana, THIS));
    expect(card).toContain('The decisions are already released');
    expect(card).not.toContain('Another chair');
    expect((await office.look()).bookingConfirmed).toBeNull();
  });
});

describe('the list, for the team manager', () => {
  const left = { memberId: 'member-2', label: 'Father', responsibility: 'yes', invited: false, notInvitedReason: 'His address is not known.', interpreter: '', supporter: '' } as const;
  const listed = (): Promise<Office> => anOffice({ family: [...aBooking().family, left], invitees: [...INVITEES, anInvitee({ inviteeId: 'invitee-8', name: 'Max Fell-Example', designation: 'Paediatrician', route: 'missing' })] });

  it('says who is invited and how, who is not and why, and who cannot be reached', async () => {
    const office = await listed();
    await office.record(...withWaiting);
    const card = textOf(await office.press('list.look', WHO.manager, THIS));
    for (const words of ['Please confirm who is invited', 'Mother, by letter', 'Father: His address is not known.', 'Ros Penn-Example, Solicitor, Legal Services, by secure e-mail; waits for you', 'Bo Reed-Example, Student social worker, Social care, by secure e-mail; waits for the chair', 'Max Fell-Example, Paediatrician']) expect(card).toContain(words);
  });

  it('is confirmed once, and asks again when somebody joins', async () => {
    const office = await listed();
    expect(textOf(await office.press('list.confirm', WHO.manager, THIS))).toMatch(/The list is confirmed.*You confirmed it on/);
    const { version } = await office.look();
    await office.press('list.confirm', WHO.manager, { ...THIS, op: 'op-2' });
    expect((await office.look()).version).toBe(version);
    await office.record(withWaiting[0]!);
    expect(textOf(await office.press('list.look', WHO.manager, THIS))).toMatch(/Please confirm who is invited.*has changed since.*New since you confirmed/);
  });

  it('is returned with a reason and not without one; what was typed is kept where it is refused', async () => {
    const office = await listed();
    expect(textOf(await office.press('list.return', WHO.manager, { ...THIS, reason: ' ' }))).toContain('Please say why, so that it can be put right.');
    expect((await office.look()).listReturned).toBeNull();
    const long = textOf(await office.press('list.return', WHO.manager, { ...THIS, op: 'op-2', reason: 'x'.repeat(10_000) }));
    expect(long).toMatch(/Please keep this to 1000 characters.*/);
    expect(textOf(await office.press('list.return', WHO.manager, { ...THIS, op: 'op-3', reason: 'The school nurse is missing.' }))).toMatch(/with the social worker again.*The school nurse is missing/);
  });

  it('agrees to Legal Services or says no with a reason', async () => {
    const office = await listed();
    await office.record(...withWaiting);
    const about = (words: 'agreed' | 'declined', reason = '', op = 'op-1'): Promise<string> => office.press('list.agree', WHO.manager, { ...THIS, op, inviteeId: SOLICITOR.inviteeId, about: words, reason }).then(textOf);
    expect(await about('declined')).toContain('Please say why');
    expect(await about('declined', 'No legal question.', 'op-2')).toContain('not agreed: No legal question.');
    await about('agreed', '', 'op-3');
    expect((await office.look()).attendanceAgreed.get(SOLICITOR.inviteeId)?.agreed).toBe(true);
  });

  it('of sixty people with the longest names still fits on the card', async () => {
    const many = Array.from({ length: 60 }, (_, place) => anInvitee({ inviteeId: `invitee-${place + 1}`, name: `${'Ẃyn '.repeat(28)}Example`, designation: 'Ymgynghorydd '.repeat(9), agency: 'Iechyd '.repeat(17) }));
    const office = await anOffice({ invitees: many });
    const card = textOf(await office.press('list.look', WHO.manager, THIS));
    expect(Buffer.byteLength(card)).toBeLessThanOrEqual(20 * 1024);
    expect(card.match(/Ẃyn/g)?.length).toBeGreaterThan(60);
  });
});

describe('the flags, for the chair', () => {
  it('are there in words with what to prepare for, and are acknowledged once', async () => {
    const office = await anOffice({ preparation: SENSITIVE });
    const before = textOf(await office.press('flags.look', WHO.chair, THIS));
    for (const words of [RISK, 'Not yet assessed in writing', 'Mother and Stepfather', 'A parent or carer may find it hard to stay calm', 'I have seen these']) expect(before).toContain(words);
    const after = textOf(await office.press('flags.acknowledge', WHO.chair, THIS));
    expect(after).toContain('You have seen these, on Monday 23 November 2026 at 09:00.');
    expect(after).not.toContain('"I have seen these"');
    const { version } = await office.look();
    await office.press('flags.acknowledge', WHO.chair, { ...THIS, op: 'op-2' });
    expect((await office.look()).version).toBe(version);
  });

  it('are shown no more to a chair who has passed it on, and wait for the new one', async () => {
    const office = await anOffice({ preparation: SENSITIVE });
    await office.press('flags.acknowledge', WHO.chair, THIS);
    await office.press('office.reassignChair', OFFICE.dana, { ...THIS, chair: objectIdOf(WHO.otherChair), reason: 'On leave.' });
    const former = textOf(await office.press('flags.look', WHO.chair, { ...THIS, op: 'op-2' }, 'automatic'));
    expect(refused(former)).toBe(true);
    expect(former).not.toContain(RISK);
    expect(textOf(await office.press('flags.look', WHO.otherChair, THIS))).toContain('I have seen these');
  });

  it('come with the observers to agree to, whose answer is the chair’s', async () => {
    const office = await anOffice();
    await office.record(...withWaiting);
    expect(textOf(await office.press('flags.look', WHO.chair, THIS))).toMatch(/Bo Reed-Example, Student social worker/);
    expect(textOf(await office.press('list.agree', WHO.chair, { ...THIS, inviteeId: OBSERVER.inviteeId, about: 'agreed' }))).not.toContain('Bo Reed-Example');
    expect((await office.look()).attendanceAgreed.get(OBSERVER.inviteeId)?.agreed).toBe(true);
  });

  it('fit on the card at their fullest', async () => {
    const long = 'Ŵ'.repeat(4_000);
    const office = await anOffice({ preparation: { ...SENSITIVE, risk: { posed: true, words: long, assessed: true }, apart: long, advocate: long } });
    expect(Buffer.byteLength(textOf(await office.press('flags.look', WHO.chair, THIS)))).toBeLessThanOrEqual(20 * 1024);
  });
});

describe('leave', () => {
  const leave = { chair: objectIdOf(WHO.chair), fromOn: '2026-12-07', toOn: '2026-12-09' };

  it('over a booked conference is entered, and answered with that conference and the way to another chair', async () => {
    const office = await anOffice();
    const card = textOf(await office.press('office.addLeave', OFFICE.dana, leave));
    expect(card).toMatch(/is away Mon 7 Dec 2026 to Wed 9 Dec 2026.*Conferences booked in that time.*EX-1 · Tue 8 Dec 2026 at 10:00.*Another chair for it/);
    expect((await office.look()).booking.chair.person).toBe(WHO.chair);
  });

  it('takes the chair off what is offered until it is taken away again', async () => {
    const office = await anOffice();
    const offered = async (): Promise<boolean> => textOf(await office.press('office.otherChair', OFFICE.dana, THIS)).includes('Jo Tarn-Example ·');
    const card = textOf(await office.press('office.addLeave', OFFICE.dana, { ...leave, chair: objectIdOf(WHO.otherChair) }));
    expect(await offered()).toBe(false);
    expect(textOf(await office.press('office.reassignChair', OFFICE.dana, { ...THIS, chair: objectIdOf(WHO.otherChair), reason: 'x' }))).toContain('not free at that time any more');
    const [, leaveId] = /"id":"leaveId".*?"value":"([^"]+)"/.exec(card) ?? [];
    expect(textOf(await office.press('office.removeLeave', OFFICE.dana, { leaveId }))).toContain('Jo Tarn-Example is available again');
    expect(await offered()).toBe(true);
  });

  it('of half a day leaves the other half, and typed twice is entered once', async () => {
    const office = await anOffice();
    const morning = { chair: objectIdOf(WHO.otherChair), fromOn: '2026-12-08', fromTime: '09:00', toTime: '09:15' };
    for (const op of ['op-1', 'op-2']) await office.press('office.addLeave', OFFICE.dana, { ...morning, op });
    const card = textOf(await office.press('office.leave', OFFICE.dana, {}));
    expect(card.match(/Jo Tarn-Example: Tue 8 Dec 2026, 09:00 to 09:30/g)).toHaveLength(1);
    expect(textOf(await office.press('office.otherChair', OFFICE.dana, THIS))).toContain('Jo Tarn-Example ·');
  });

  const faults: [string, object, string][] = [
    ['a day that has passed', { ...leave, fromOn: '2026-11-22', toOn: '' }, 'This day has passed.'],
    ['too far ahead', { ...leave, fromOn: '2027-01-23', toOn: '' }, 'within the next 60 days'],
    ['31 February', { ...leave, fromOn: '2027-02-31', toOn: '' }, 'This date does not exist.'],
    ['a last day before the first', { ...leave, toOn: '2026-12-06' }, 'The last day comes before the first.'],
    ['a last day that does not exist', { ...leave, toOn: 'tomorrow' }, 'This date does not exist.'],
    ['more than a month', { ...leave, toOn: '2027-01-07' }, 'Please keep it to 31 days'],
    ['half of the times', { ...leave, fromTime: '09:00' }, 'Please give both times'],
    ['times the wrong way round', { ...leave, fromTime: '12:00', toTime: '12:00' }, 'before the time it begins'],
    ['nobody', { ...leave, chair: '' }, 'Please choose a chair.'],
    ['somebody who is no chair', { ...leave, chair: objectIdOf(WHO.teacher) }, 'Please choose a chair.'],
    ['no day', { chair: leave.chair }, 'Please give the first day.'],
    ['a list for a day', { ...leave, fromOn: ['2026-12-07'] }, 'This did not arrive as text.'],
  ];
  it.each(faults)('of %s is refused beside its field, with what was typed', async (_name, input, words) => {
    const office = await anOffice();
    const card = textOf(await office.press('office.addLeave', OFFICE.dana, input));
    expect(card).toContain(words);
    for (const typed of Object.values(input)) if (typeof typed === 'string' && /^[\d-]+$/.test(typed)) expect(card).toContain(typed);
    const window = await office.diary.window('northvale', ON, ON, office.clock.machine);
    expect(window.rows().flatMap(({ away }) => away)).toEqual([]);
  });

  it('that is not ours to take away is not taken away', async () => {
    const office = await anOffice();
    for (const leaveId of ['', 'x:y', `${objectIdOf(WHO.chair)}:2026-12-07_2027-12-07_0_48`, `${objectIdOf(WHO.chair)}:2026-12-07_2026-12-09_0_99`]) {
      expect(textOf(await office.press('office.removeLeave', OFFICE.dana, { leaveId }))).toContain('Please choose what is to be taken away.');
    }
  });
});

it('what the chair prepares for is on nobody else’s card', async () => {
  const office = await anOffice({ preparation: SENSITIVE });
  const cards = await Promise.all([office.press('office.look', OFFICE.dana, THIS), office.press('office.otherChair', OFFICE.dana, THIS), office.press('list.look', WHO.manager, THIS)]);
  for (const card of cards.map(textOf)) for (const words of [RISK, 'Stepfather', 'A.B.']) expect(card).not.toContain(words);
});
