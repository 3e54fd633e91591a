/** Who to invite: what the list asks for, what it keeps, and what it never passes over. Today is Monday 23 November 2026. */
import { describe, expect, it } from 'vitest';
import { personKey } from '../../../src/people/person.ts';
import { booked, day, INVITEES, later, WHO } from '../../conference/a-conference.ts';
import { aDraft, aRelative, asking, authority, book, CHOSEN, ID, OWNER, person } from './a-draft.ts';
import { aForm, aService, type FormParts, type Shown } from './a-form.ts';
import { bookingOf } from '../../../bot/booking/booking-of.ts';
import type { BookingDraft } from '../../../bot/booking/draft.ts';
import { checklistOf, circumstancesOf, onDay } from '../../../bot/booking/invitable.ts';
import { lawfulSlot } from '../../../bot/booking/slots-on-offer.ts';
import { checkCase, type CheckedCase } from '../../../src/conference/booking.ts';
import type { ConferenceBooked } from '../../../src/conference/events.ts';
import { startFromCoreGroup } from '../../../bot/booking/previous-conference.ts';

const open = async (draft = aDraft(), parts: FormParts = {}) => aForm(draft, await aService(), parts);

/** A list as a social worker fills it in for a standard conference. */
const FULL = {
  'role-teamManager': ID.morgan, 'role-publicHealthNurse': ID.priya, 'role-designatedLead': ID.chris,
  'fact-policeInvolved': 'no', 'fact-startedOutOfHours': 'no', 'fact-emergencyOrderThroughEdt': 'no', 'fact-edtReferralsOn': 'none', 'fact-unbornChild': 'no',
  asked: 'family-0,family-1,role-teamManager,role-publicHealthNurse,role-designatedLead,role-generalPractitioner',
};

describe('a standard conference', () => {
  it('goes on to the date once the list is whole, in three requests beside the search', async () => {
    const { press, kept } = await open();
    const looked = await press('booking.lookAgain', FULL);
    expect(looked.trips).toEqual(['drafts.read', 'drafts.replace']);
    const shown = await press('booking.people', FULL);
    expect(shown.texts).toContain('Step 4 of 4: date and time');
    expect((await kept()).people.chosen).toMatchObject(CHOSEN);
  });

  it('says of every row whether it is required, advised or to be considered, with the reason and the rule', async () => {
    const { press } = await open();
    const shown = await press('booking.lookAgain');
    expect(shown.input('role-publicHealthNurse')?.['label']).toBe('Health visitor or school nurse (0–19 service) (advised)');
    expect(shown.texts).toContain('The manager with overall responsibility for the child must come. (NOT-016)');
  });

  it('has the manager who agreed chosen already, and the surgeries of the household named', async () => {
    const { press } = await open();
    const back = await press('booking.back');
    expect(back.kind).toBe('shown');
    const shown = await press('booking.family');
    expect(shown.input('role-teamManager')?.['value']).toBe(ID.morgan);
    expect(shown.texts).toContain('On the list from the family screen: Noor Finch-Example.');
  });

  it('lists the directory and regular contacts together, and lets anybody of the organisation be picked', async () => {
    const { press } = await open();
    const shown = await press('booking.lookAgain');
    expect(shown.input('role-teamManager')?.['choices.data']).toEqual({ type: 'Data.Query', dataset: 'graph.microsoft.com/users' });
    expect(shown.input('role-publicHealthNurse')?.['choices.data']).toBeUndefined();
    expect(shown.input('role-legal')?.['choices']).toEqual([{ title: 'Ros Penn-Example, Solicitor', value: 'contact:legal-desk' }]);
  });
});

describe('what is not there yet', () => {
  it('asks once for a required role, and goes on with the reason on record', async () => {
    const { press, kept } = await open();
    const first = await press('booking.people', { ...FULL, 'role-teamManager': '' });
    expect(first.texts).toContain('Team manager (NOT-016): nobody is chosen. Choose somebody, or say why not yet.');
    const second = await press('booking.people', { ...FULL, 'role-teamManager': '', reason: 'The manager is away until Thursday.' });
    expect(second.texts).toContain('Step 4 of 4: date and time');
    expect((await kept()).people.reason).toBe('The manager is away until Thursday.');
  });

  it('asks whose availability was not asked, and takes a reason for it', async () => {
    const { press, kept } = await open();
    const first = await press('booking.people', { ...FULL, asked: 'family-0,role-teamManager,role-publicHealthNurse,role-designatedLead' });
    expect(first.texts).toContain('Not asked yet when they can come: Father, GP of each child and each parent or carer. Ask them and tick them, or say why not (NOT-010).');
    expect((await kept()).people.asked).toEqual(['Mother', 'teamManager', 'publicHealthNurse', 'designatedLead']);
    const second = await press('booking.people', { ...FULL, asked: 'family-0', notAsked: 'Father has not been found.' });
    expect(second.texts).toContain('Step 4 of 4: date and time');
  });

  it('stops the hand-over for a letter without an address, names whose, and goes on with a reason', async () => {
    const draft = aDraft({ family: { relatives: [aRelative('Mother', { sendBy: 'post' }), aRelative('Father')] } });
    const { press, kept } = await open(draft);
    const first = await press('booking.people', FULL);
    expect(first.texts).toContain('Mother: a letter is to be sent, and no address is kept');
    expect(first.texts).toContain('One thing is still missing. Find it, or say why the list goes on without it.');
    const second = await press('booking.people', { ...FULL, handOverReason: 'She is between addresses.' });
    expect(second.texts).toContain('Step 4 of 4: date and time');
    expect(second.texts).toContain('Missing: Mother: a letter is to be sent, and no address is kept.');
    expect((await kept()).people.handOverReason).toBe('She is between addresses.');
  });

  it('shows a role that an answer brings before it goes on', async () => {
    const { press } = await open();
    expect((await press('booking.lookAgain', FULL)).input('role-police')).toBeUndefined();
    const first = await press('booking.people', { ...FULL, 'fact-policeInvolved': 'yes' });
    expect(first.texts).toContain('By your answers, think of these as well: Police. Please look at the list, then continue.');
    expect(first.input('role-police')).toBeDefined();
    expect((await press('booking.people', { ...FULL, 'fact-policeInvolved': 'yes' })).texts).toContain('Step 4 of 4: date and time');
  });
});

describe('the Emergency Duty Team (NOT-036)', () => {
  it.each([['startedOutOfHours', 'yes'], ['emergencyOrderThroughEdt', 'yes'], ['edtReferralsOn', '3 Nov, 5 Nov, 12 Nov']])('is required by %s, and stays so when the answer changes, until somebody withdraws it with a reason', async (fact, answer) => {
    const { press, kept } = await open();
    const required = await press('booking.lookAgain', { ...FULL, [`fact-${fact}`]: answer });
    expect(required.input('role-emergencyDutyTeam')?.['label']).toBe('Emergency Duty Team (required)');
    const stands = await press('booking.lookAgain', FULL);
    expect(stands.input('role-emergencyDutyTeam')?.['label']).toBe('Emergency Duty Team (required)');
    expect(stands.input('withdraw-emergencyDutyTeam')).toBeDefined();
    const gate = await press('booking.people', FULL);
    expect(gate.texts.some((text) => text.startsWith('Emergency Duty Team (NOT-036): nobody is chosen.'))).toBe(true);
    const withdrawn = await press('booking.lookAgain', { ...FULL, 'withdraw-emergencyDutyTeam': 'The first answer was a slip.' });
    expect(withdrawn.input('role-emergencyDutyTeam')?.['label']).toBe('Emergency Duty Team (consider)');
    const on = await press('booking.people', FULL);
    expect(on.texts).toContain('Step 4 of 4: date and time');
    expect((await kept()).people.withdrawn).toEqual({ emergencyDutyTeam: 'The first answer was a slip.' });
  });

  const need = (shown: Shown): unknown => shown.input('role-emergencyDutyTeam')?.['label'];

  it('asks for the days of the referrals, says which of them count, and keeps them as days', async () => {
    const { press, kept } = await open();
    const shown = await press('booking.lookAgain', { ...FULL, 'fact-edtReferralsOn': '12/11, Tue 3 Nov and 5 Nov' });
    expect(shown.input('fact-edtReferralsOn')?.['label']).toBe('On which days were there referrals through the Emergency Duty Team, in the six months before the conference? (NOT-036)');
    expect(shown.input('fact-edtReferralsOn')?.['value']).toBe('12/11, Tue 3 Nov and 5 Nov');
    expect(shown.texts).toContain('Write a day for each referral, or “none”. Empty means not known yet. For the first day that is possible, those from Sunday 24 May 2026 to Tuesday 24 November 2026 count; another day counts anew (AMB-24).');
    expect((await kept()).people.days).toEqual({ edtReferralsOn: ['2026-11-03', '2026-11-05', '2026-11-12'] });
    expect(circumstancesOf(await kept())).toMatchObject({ edtReferralsOn: ['2026-11-03', '2026-11-05', '2026-11-12'] });
  });

  it('asks back what it cannot read, below the field, and does not go on', async () => {
    const { press, kept } = await open();
    const shown = await press('booking.people', { ...FULL, 'fact-edtReferralsOn': '3, 5 Nov' });
    expect(shown.texts).toContain('“3” is not a day we can read. Please write each day in full, such as 3 Nov, 5 Nov, 12 Nov.');
    expect((await kept()).step).toBe('people');
    expect((await press('booking.people', { ...FULL, 'fact-edtReferralsOn': '3 Nov, 5 Nov' })).texts).toContain('Step 4 of 4: date and time');
  });

  it('is open while nobody has said, and known where there were none', async () => {
    const { press, kept } = await open();
    await press('booking.lookAgain', { ...FULL, 'fact-edtReferralsOn': '' });
    expect(circumstancesOf(await kept())).not.toHaveProperty('edtReferralsOn');
    await press('booking.lookAgain', FULL);
    expect(circumstancesOf(await kept())).toMatchObject({ edtReferralsOn: [] });
  });

  // Of these three the first counts up to 30 November, the sixth month after it; the last lawful day is 10 December.
  const EARLY = '30 May, 5 Nov, 12 Nov';

  it('is required as long as any possible day would count three, and by the day that is booked then', async () => {
    const bookings: Pick<ConferenceBooked, 'on' | 'invitees' | 'notNamed' | 'circumstances'>[] = [];
    const confirm: FormParts['confirm'] = (draft, chosen, asked) => {
      const slot = lawfulSlot(draft, chosen, asked)!;
      bookings.push(bookingOf({ draft, checked: checkCase(draft.case, asked.today) as CheckedCase, slot, claimId: 'claim-1', asking: asked }));
      return Promise.resolve({ kind: 'booked', card: {} });
    };
    const { press, kept } = await open(aDraft(), { confirm });
    expect(need(await press('booking.lookAgain', { ...FULL, 'fact-edtReferralsOn': EARLY }))).toBe('Emergency Duty Team (required)');
    expect((await kept()).people.requiredOnce).not.toContain('emergencyDutyTeam');
    await press('booking.people', { ...FULL, 'fact-edtReferralsOn': EARLY, reason: 'The duty team’s name comes tomorrow.' });
    for (const [on, required] of [['2026-11-30', true], ['2026-12-01', false]] as const) {
      await press('booking.confirm', { slot: `${on}T13:30/${person(ID.alex)}/willow` });
      expect([on, bookings.at(-1)?.on, bookings.at(-1)?.notNamed?.roleCodes.includes('emergencyDutyTeam') ?? false]).toEqual([on, on, required]);
      expect(bookings.at(-1)?.circumstances).toMatchObject({ edtReferralsOn: ['2026-05-30', '2026-11-05', '2026-11-12'] });
    }
  });

  it('stays required once a proposed day counted three, though a later one does not', async () => {
    const held = { slot: '', claimId: 'claim-1', on: '2026-11-30', resources: [], until: 0 };
    const { press, kept } = await open(aDraft({ date: { held } }));
    expect(need(await press('booking.lookAgain', { ...FULL, 'fact-edtReferralsOn': EARLY }))).toBe('Emergency Duty Team (required)');
    expect(needOn(await kept(), '2026-12-01')).toBe('required');
    expect(needOn({ ...(await kept()), people: { ...(await kept()).people, withdrawn: { emergencyDutyTeam: 'They sent a report.' } } }, '2026-12-01')).toBe('consider');
  });

  const needOn = (draft: BookingDraft, on: string): unknown => checklistOf(book.pack, onDay(draft, day(on))).find(({ roleCode }) => roleCode === 'emergencyDutyTeam')?.need;
});

describe('people who are typed', () => {
  it('takes name, job, agency and a secure address, with the agency as the quorum counts it', async () => {
    const { press, kept } = await open();
    await press('booking.lookAgain', { ...FULL, outside: 'Uma Pike-Example, Police officer, Police, uma.pike@example.police.uk\nAda Fir-Example, counsellor, Example Trust, post' });
    expect((await kept()).people.outside).toEqual([
      { roleCode: 'other', name: 'Uma Pike-Example', designation: 'Police officer', agency: 'Police', agencyCode: 'police', email: 'uma.pike@example.police.uk' },
      { roleCode: 'other', name: 'Ada Fir-Example', designation: 'counsellor', agency: 'Example Trust', agencyCode: '', email: '' },
    ]);
  });

  it('lets somebody typed with a job of the list stand for that role', async () => {
    const { press, kept } = await open();
    const shown = await press('booking.people', { ...FULL, 'role-teamManager': '', outside: 'Lou Fenn-Example, team manager, Children’s social care, lou.fenn@example.gov.uk' });
    expect((await kept()).people.outside).toMatchObject([{ roleCode: 'teamManager', agencyCode: 'childrensSocialCare' }]);
    expect(shown.texts.some((text) => text.includes('nobody is chosen'))).toBe(false);
  });

  it.each([
    ['Uma Pike-Example, Police officer, Police, uma@gmail.com', 'Line 1: uma@gmail.com is not a secure address (NOT-041). Ask for a secure one, or write “post” for a letter to their office.'],
    ['Uma Pike-Example, Police officer, Police, uma@gov.uk.example.com', 'is not a secure address'],
    ['Uma Pike-Example, Police officer, Police, uma@evilgov.uk', 'is not a secure address'],
    ['Uma Pike-Example, Police officer, Police, nowhere', 'Line 1: “nowhere” is not an e-mail address.'],
    ['Uma Pike-Example', 'Line 1: please write name, job, agency, secure e-mail.'],
    [', Police officer, Police, uma.pike@example.police.uk', 'Line 1: please write name, job, agency, secure e-mail.'],
  ])('says of its line what is wrong with “%s”, keeps it typed, and does not go on', async (outside, fault) => {
    const { press, kept } = await open();
    const shown = await press('booking.people', { ...FULL, outside, handOverReason: 'Later.' });
    expect(shown.texts.some((text) => text.includes(fault))).toBe(true);
    expect(shown.texts.some((text) => text.startsWith('Step 3 of 4'))).toBe(true);
    expect((await kept()).people).toMatchObject({ outsideTyped: outside, outside: [] });
    expect((await press('booking.people', { ...FULL, outside: '' })).texts).toContain('Step 4 of 4: date and time');
  });

  it('says who is on the list already', async () => {
    const { press } = await open();
    const outside = 'Tess Rook-Example, adviser, Women First, tess.rook@womenfirst.cjsm.net';
    const twice = await press('booking.people', { ...FULL, 'role-specialistService': 'contact:women-first', outside });
    expect(twice.texts).toContain('Tess Rook-Example is on the list already; please take one of the two away.');
    const same = await press('booking.people', { ...FULL, outside: `${outside}\n${outside}` });
    expect(same.texts).toContain('Tess Rook-Example is on the list already; please take one of the two away.');
  });

  it('asks whether the family agrees to observers, and takes that nobody was asked yet', async () => {
    const { press, kept } = await open();
    const observers = 'Sam Birch-Example';
    expect((await press('booking.people', { ...FULL, observers })).texts).toContain('Please say whether the family agrees to observers (NOT-076).');
    expect((await press('booking.people', { ...FULL, observers, observersAgreed: 'notYet' })).texts).toContain('Waiting for agreement: Sam Birch-Example (the chair).');
    expect((await kept()).people.observersAgreed).toBe('notYet');
  });

  it('keeps a line about who cannot come that it could not read, and names the line', async () => {
    const { press, kept } = await open();
    const cannot = 'Mother: Thu 3 Dec, morning\nFather: teatime';
    const shown = await press('booking.people', { ...FULL, cannot });
    expect(shown.texts.some((text) => text.startsWith('Line 2: please write who, the day and the time'))).toBe(true);
    expect((await kept()).people).toMatchObject({ cannotTyped: cannot, cannot: [{ who: 'Mother', on: '2026-12-03' }] });
  });
});

describe('people who are picked from the organisation', () => {
  const stranger = '77777777-7777-4777-8777-111111111111';
  const picked = { ...FULL, 'role-teamManager': `${ID.morgan},${stranger}` };

  it('are looked up and kept by name', async () => {
    const asked: string[] = [];
    const { press, kept } = await open(aDraft(), { directory: { person: (id) => { asked.push(id); return Promise.resolve({ kind: 'found', name: 'Ola Reed-Example', designation: 'Team manager' }); } } });
    const shown = await press('booking.lookAgain', picked);
    expect((await kept()).people.picked).toEqual({ [stranger]: { name: 'Ola Reed-Example', designation: 'Team manager' } });
    expect(shown.input('role-teamManager')?.['choices']).toContainEqual({ title: 'Ola Reed-Example, Team manager', value: stranger });
    expect(shown.input('role-teamManager')?.['value']).toBe(`${ID.morgan},${stranger}`);
    await press('booking.lookAgain', picked);
    expect(asked).toEqual([stranger]);
    expect((await press('booking.people', picked)).texts.some((text) => text.includes('Ola Reed-Example (Team manager, Teams)'))).toBe(true);
  });

  it.each([
    [{ kind: 'unknown' } as const, 'Somebody you picked is not in your organisation’s directory. Please type them under “Others to invite”.'],
    [{ kind: 'unreachable', code: 'timeOut' } as const, 'Your organisation’s directory could not be asked just now, so somebody you picked is not on the list. Try again, or type them under “Others to invite”.'],
  ])('who cannot be found are said, and the others stay (%j)', async (answer, words) => {
    const { press, kept } = await open(aDraft(), { directory: { person: () => Promise.resolve(answer) } });
    const shown = await press('booking.people', picked);
    expect(shown.texts).toContain(words);
    expect((await kept()).people.chosen['teamManager']).toEqual([ID.morgan]);
    expect((await kept()).step).toBe('people');
  });

  it('are looked up for roles of the organisation alone', async () => {
    let asked = 0;
    const { press, kept } = await open(aDraft(), { directory: { person: () => { asked += 1; return Promise.resolve({ kind: 'found', name: 'Ola Reed-Example', designation: 'Nurse' }); } } });
    const shown = await press('booking.people', { ...FULL, 'role-publicHealthNurse': stranger });
    expect(shown.texts).toContain('Please choose from the list.');
    expect(asked).toBe(0);
    expect((await kept()).people.chosen['publicHealthNurse']).toEqual([]);
  });

  it.each([['role-publicHealthNurse', stranger], ['role-teamManager', 'contact:women-first'], ['role-publicHealthNurse', 'somebody'], ['role-legal', 'contact:nobody']])('in %s takes nobody that was not offered (%s)', async (field, value) => {
    const { press, kept } = await open();
    const shown = await press('booking.people', { ...FULL, [field]: value });
    expect(shown.texts.some((text) => text === 'Please choose from the list.' || text.includes('directory'))).toBe(true);
    expect(JSON.stringify((await kept()).people.chosen)).not.toContain(value);
  });
});

describe('a review', () => {
  const review = aDraft({ case: { conferenceType: 'review', dates: { initialHeldOn: '2026-11-10' } } });
  const contact = { ...INVITEES[1]!, inviteeId: 'invitee-6', person: null, name: 'Tess Rook-Example', roleCode: 'specialistService', email: 'tess.rook@womenfirst.cjsm.net', route: 'email' as const };
  const typed = { ...contact, inviteeId: 'invitee-7', name: 'Uma Pike-Example', designation: 'Police officer', agency: 'Police', roleCode: 'other', email: 'uma.pike@example.police.uk' };
  const nurse = personKey('99999999-9999-4999-8999-999999999999', ID.priya);
  const manager = personKey('99999999-9999-4999-8999-999999999999', ID.morgan);
  const previous = booked();
  const state = {
    ...previous,
    booking: { ...previous.booking, socialWorker: { person: OWNER, name: 'Robin' }, invitees: [...INVITEES.map((invitee) => (invitee.inviteeId === 'invitee-2' ? { ...invitee, person: nurse ?? null } : invitee.inviteeId === 'invitee-4' ? { ...invitee, person: manager ?? null } : invitee)), contact, typed] },
    plan: { coreGroup: ['invitee-2', 'invitee-4', 'invitee-6', 'invitee-7'] } as unknown as NonNullable<typeof previous.plan>,
  };

  it('begins with the core group of the conference before it, and says so', async () => {
    const { press, kept } = await open({ ...review, step: 'family' }, { lists: { previousOf: () => Promise.resolve('conference-0') }, desk: { look: () => Promise.resolve(state) } });
    const shown = await press('booking.family');
    expect(shown.texts).toContain('This list begins with the core group of the last conference (NOT-114). Please check it, and add whoever is new.');
    expect((await kept()).people).toMatchObject({ startedFrom: 'conference-0', chosen: { publicHealthNurse: [ID.priya], reviewTeamManager: [ID.morgan], specialistService: ['contact:women-first'] }, outsideTyped: 'Uma Pike-Example, Police officer, Police, uma.pike@example.police.uk' });
    expect((await kept()).people.chosen['designatedLead']).toBeUndefined();
    expect((await kept()).date.keptChair).toBe(WHO.chair);
  });

  it('tells nothing of a conference that this person has no part in', async () => {
    const theirs = { ...state, booking: { ...state.booking, socialWorker: { person: WHO.socialWorker, name: 'x' } } };
    const { press, kept } = await open({ ...review, step: 'family' }, { lists: { previousOf: () => Promise.resolve('conference-0') }, desk: { look: () => Promise.resolve(theirs) } });
    await press('booking.family');
    expect((await kept()).people).toMatchObject({ startedFrom: 'none', outsideTyped: '' });
    expect((await kept()).date.keptChair).toBe('');
  });

  it('asks only once, and not at all for an initial conference', async () => {
    let asked = 0;
    const lists = { previousOf: () => { asked += 1; return Promise.resolve(undefined); } };
    const initial = await open({ ...aDraft(), step: 'family' }, { lists });
    await initial.press('booking.family');
    expect(asked).toBe(0);
    expect((await initial.kept()).people.startedFrom).toBe('');
    const { press } = await open({ ...review, step: 'family' }, { lists });
    await press('booking.family');
    await press('booking.lookAgain');
    expect(asked).toBe(1);
  });

  it('keeps what was chosen already over what the last list had', () => {
    const begun = startFromCoreGroup(aDraft({ people: { chosen: { publicHealthNurse: [] } } }), { conferenceId: 'conference-0', state: later(state, '2026-11-23T10:00:00.000Z') }, asking);
    expect(begun.people.chosen['publicHealthNurse']).toEqual([]);
  });
});

it('never shows what stays in the family record', async () => {
  const relatives = [aRelative('Mother', { fullName: 'Canary Hidden-Example', address: '7 Canary Lane', sendBy: 'post' })];
  const { press } = await open(aDraft({ family: { relatives, names: [{ fullName: 'Canary Child-Example', bornOn: '2020-01-01' }] } }));
  for (const verb of ['booking.lookAgain', 'booking.people']) expect(JSON.stringify((await press(verb, FULL)).card)).not.toContain('Canary');
});

describe('a list too long for one card', () => {
  const everybody = Object.fromEntries(book.pack.invitees.map(({ roleCode }) => [`role-${roleCode}`, [...authority.people.filter(({ invitedAs }) => invitedAs.includes(roleCode)).map(({ objectId }) => objectId), ...authority.contacts.filter(({ invitedAs }) => invitedAs.includes(roleCode)).map(({ contactId }) => `contact:${contactId}`)].join(',')]));
  const yes = Object.fromEntries(book.pack.questions.map(({ fact }) => [`fact-${fact}`, fact === 'edtReferralsOn' ? '3 Nov, 5 Nov, 12 Nov' : 'yes']));
  const relatives = Array.from({ length: 8 }, (_, place) => aRelative(`Relative number ${place + 1} of the household`, { sendBy: 'post', practice: 'unknown' }));
  const long = { outside: 'ŵ'.repeat(800), observers: 'ŵ'.repeat(300), observersAgreed: 'yes', cannot: 'ŵ'.repeat(500), reason: 'ŵ'.repeat(400), notAsked: 'ŵ'.repeat(400), handOverReason: 'ŵ'.repeat(400) };
  const partOf = (shown: Shown): unknown => ((shown.card as { actions: { data: { part: string } }[] }).actions[0]?.data.part);
  const bytes = (card: object): number => Buffer.byteLength(JSON.stringify(card));

  it('comes in two parts that each fit, keeps both, and then goes on', async () => {
    const { press, kept } = await open(aDraft({ family: { relatives } }));
    const list = await press('booking.lookAgain', { ...everybody, ...yes, ...long });
    expect(partOf(list)).toBe('list');
    expect(list.texts).toContain('Step 3 of 4: who to invite');
    expect(list.input('cannot')).toBeUndefined();
    const still = await press('booking.people', { ...everybody, ...yes, outside: long.outside, observers: long.observers, observersAgreed: 'yes', reason: long.reason, part: 'list' });
    expect(still.texts.some((text) => text.startsWith('Line 1: please write name, job'))).toBe(true);
    const outside = Array.from({ length: 7 }, (_, place) => `Guest ${place}-Example ${'ŵ'.repeat(50)}, worker, Example Trust, g${place}@example.gov.uk`).join('\n');
    const times = await press('booking.people', { ...everybody, ...yes, outside, observers: 'ŵ'.repeat(119), observersAgreed: 'yes', reason: long.reason, part: 'list' });
    expect(partOf(times)).toBe('times');
    expect(times.texts).toContain('Step 3 of 4: when people can come');
    expect(times.input('cannot')?.['value']).toBe(long.cannot);
    expect(times.input('role-police')).toBeUndefined();
    for (const shown of [list, still, times]) expect(bytes(shown.card)).toBeLessThanOrEqual(20 * 1024);
    expect((await kept()).people).toMatchObject({ cannotTyped: long.cannot, notAsked: long.notAsked, reason: long.reason });
    const on = await press('booking.people', { part: 'times', asked: 'family-0', notAsked: long.notAsked, handOverReason: 'They are being found.', cannot: '' });
    expect(on.texts).toContain('Step 4 of 4: date and time');
    expect((await kept()).people).toMatchObject({ reason: long.reason, asked: ['Relative number 1 of the household'], cannotTyped: '', cannot: [] });
    expect((await kept()).people.chosen['teamManager']).toEqual([ID.morgan]);
    await press('booking.back');
    expect((await press('booking.family')).texts).toContain('Step 3 of 4: when people can come');
    expect(partOf(await press('booking.lookAgain', { part: 'times', asked: '', notAsked: long.notAsked, cannot: long.cannot, handOverReason: long.handOverReason }))).toBe('list');
  });
});

it.each([[{ 'role-teamManager': ['a'] }], [{ outside: { a: 1 } }], [{ observers: 'x'.repeat(10_000) }], [{ asked: 'family-99,role-nobody' }], [{ 'fact-unbornChild': '<script>' }], [{ cannot: 7 }]])('answers a forged %j in the card, and loses nothing else', async (forged) => {
  const { press, kept } = await open();
  const shown = await press('booking.people', { ...FULL, reason: 'Kept.', ...forged });
  expect(shown.kind).toBe('shown');
  expect((await kept()).people.reason).toBe('Kept.');
});
