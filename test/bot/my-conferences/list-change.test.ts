/** The social worker changes the list of a booked conference. */
import { describe, expect, it } from 'vitest';
import { objectIdOf } from '../../../src/people/person.ts';
import { decided, INVITEES, WHO } from '../../conference/a-conference.ts';
import { cardOf, CONFERENCE, OTHERS, someConferences } from './my-conferences-under-test.ts';

const PAT = objectIdOf(OTHERS.pat);
const last = async (look: Awaited<ReturnType<typeof someConferences>>['look']) => (await look()).booking.invitees.at(-1);

describe('somebody more on the list', () => {
  it('is somebody of the directory, with what the pack says of the role', async () => {
    const { press, look } = await someConferences();
    const card = cardOf(await press('list.add', WHO.socialWorker, { who: PAT, roleCode: 'police' }));
    expect(card).toContain('Added: Pat Swift-Example, Police officer.');
    expect(await last(look)).toMatchObject({ inviteeId: 'invitee-6', person: OTHERS.pat, route: 'teams', roleCode: 'police', need: 'advised', reportRequired: true, rule: 'NOT-034', waitsFor: null, agencyCode: 'police' });
  });

  it('is a regular contact, or somebody typed with a secure address or an office to write to', async () => {
    const { press, look } = await someConferences();
    await press('list.add', WHO.socialWorker, { who: 'contact:paediatrics', roleCode: 'paediatrician' });
    expect(await last(look)).toMatchObject({ person: null, email: 'max.fell@nhs.net', route: 'email' });
    await press('list.add', WHO.socialWorker, { typed: 'Tess Rook-Example, adviser, Women First, tess.rook@womenfirst.cjsm.net', roleCode: 'other', op: 'op-2' });
    expect(await last(look)).toMatchObject({ name: 'Tess Rook-Example', email: 'tess.rook@womenfirst.cjsm.net', route: 'email', roleCode: 'other' });
    await press('list.add', WHO.socialWorker, { typed: 'Val Crane-Example, officer, Probation, post', roleCode: 'probation', op: 'op-3' });
    expect(await last(look)).toMatchObject({ email: null, route: 'post', roleCode: 'probation', agencyCode: 'probation' });
  });

  it('comes in their usual role where no other is chosen: as the directory lists them, or as the job typed says', async () => {
    const { press, look } = await someConferences();
    await press('list.add', WHO.socialWorker, { who: PAT, roleCode: 'usual' });
    expect(await last(look)).toMatchObject({ roleCode: 'police', rule: 'NOT-034' });
    await press('list.add', WHO.socialWorker, { typed: 'Ros Penn-Example, Legal Services, Council, ros.penn@exampleshire.gov.uk', roleCode: 'usual', op: 'op-2' });
    expect(await last(look)).toMatchObject({ roleCode: 'legal', waitsFor: 'teamManager' });
    await press('list.add', WHO.socialWorker, { typed: 'Bo Hart-Example, beekeeper, Apiary, post', roleCode: 'usual', op: 'op-3' });
    expect(await last(look)).toMatchObject({ roleCode: 'other', agencyCode: '', waitsFor: null });
  });

  it.each([['legal', 'teamManager', 'NOT-037'], ['observer', 'chair', 'NOT-076']])('as %s waits for the %s’s word (%s)', async (roleCode, waitsFor, rule) => {
    const { press, look } = await someConferences();
    expect(cardOf(await press('list.add', WHO.socialWorker, { who: PAT, roleCode }))).toContain(rule);
    expect(await last(look)).toMatchObject({ waitsFor });
  });

  it.each([
    ['an address that is not secure', { typed: 'Max Canary-Example, doctor, Health, max@example.com' }, 'not a secure address (NOT-041)'],
    ['one that only looks secure', { typed: 'Max Canary-Example, doctor, Health, max@gov.uk.example.com' }, 'not a secure address'],
    ['too little', { typed: 'Max Canary-Example' }, 'Please write name, job, agency, secure e-mail.'],
    ['nobody', { who: 'nobody' }, 'Please choose somebody'],
    ['somebody the card did not offer', { who: '00000000-0000-4000-8000-000000000123' }, 'Please choose from the list.'],
    ['somebody who is on the list', { who: 'x', typed: 'Priya Heron-Example, nurse, Health, post' }, 'Priya Heron-Example is on the list already.'],
    ['no role', { who: PAT, roleCode: 'constructor' }, 'Please choose what they are invited as.'],
    ['a role of the family', { who: PAT, roleCode: 'parentalResponsibility' }, 'Please choose what they are invited as.'],
    ['a list for a name', { typed: ['Max'] }, 'did not arrive as text'],
    ['very much', { typed: 'x'.repeat(10_000) }, 'characters or fewer'],
  ])('is refused beside its field, and what was typed comes back: %s', async (_name, input, words) => {
    const { press, look } = await someConferences();
    const card = cardOf(await press('list.add', WHO.socialWorker, { roleCode: 'police', ...input }));
    expect(card).toContain(words);
    if (typeof input === 'object' && 'typed' in input && typeof input.typed === 'string' && input.typed.length < 100) expect(card).toContain(input.typed);
    expect((await look()).booking.invitees).toHaveLength(INVITEES.length);
  });

  it('is added once, however often the press comes', async () => {
    const { press, look } = await someConferences();
    await Promise.all([1, 2, 3].map(() => press('list.add', WHO.socialWorker, { who: PAT, roleCode: 'police' })));
    expect((await look()).booking.invitees).toHaveLength(INVITEES.length + 1);
  });

  it('is never the chair', async () => {
    const { press, look } = await someConferences();
    expect(cardOf(await press('list.add', WHO.socialWorker, { who: objectIdOf(WHO.chair), roleCode: 'police' }))).toContain('chairs the conference');
    expect((await look()).booking.invitees).toHaveLength(INVITEES.length);
  });
});

describe('somebody less on the list', () => {
  it('is taken off with a reason, which is kept', async () => {
    const { press, look } = await someConferences();
    expect(cardOf(await press('list.remove', WHO.socialWorker, { inviteeId: 'invitee-2' }))).toContain('Please say why.');
    expect(cardOf(await press('list.remove', WHO.socialWorker, { inviteeId: 'invitee-2', reason: 'Another nurse knows the family.', op: 'op-2' }))).toContain('Taken off the list: Priya Heron-Example.');
    expect((await look()).removed.get('invitee-2')).toMatchObject({ reason: 'Another nurse knows the family.' });
  });

  it('is neither the social worker nor somebody who is not there', async () => {
    const { press, look } = await someConferences();
    await press('list.remove', WHO.socialWorker, { inviteeId: 'invitee-1', reason: 'Said so.' });
    expect(cardOf(await press('list.remove', WHO.socialWorker, { inviteeId: 'nobody', reason: 'Said so.', op: 'op-2' }))).toContain('Please choose who is not to be invited.');
    expect((await look()).booking.invitees).toHaveLength(INVITEES.length);
  });
});

describe('a contact that was missing', () => {
  const missing = { invitees: [...INVITEES.map((invitee) => (invitee.party === 'family' ? { ...invitee, route: 'missing' as const } : invitee)), { ...INVITEES[1]!, inviteeId: 'invitee-6', person: null, name: 'Max Fell-Example', route: 'missing' as const }] };

  it('is given: a secure address, or a letter to their office', async () => {
    const { press, look } = await someConferences(missing);
    expect(cardOf(await press('list.contact', WHO.socialWorker, { missingId: 'invitee-6', route: 'email', email: 'max.fell@nhs.net' }))).toContain('Kept: how Max Fell-Example is reached.');
    expect(await last(look)).toMatchObject({ email: 'max.fell@nhs.net', route: 'email' });
    await press('list.contact', WHO.socialWorker, { missingId: 'invitee-6', route: 'post', op: 'op-2' });
    expect(await last(look)).toMatchObject({ route: 'post' });
  });

  it('is refused where it is not secure, and comes back', async () => {
    const { press, look } = await someConferences(missing);
    const card = cardOf(await press('list.contact', WHO.socialWorker, { missingId: 'invitee-6', route: 'email', email: 'max@example.com' }));
    expect(card).toMatch(/not a secure e-mail address \(NOT-041\)/);
    expect(card).toContain('max@example.com');
    expect(await last(look)).toMatchObject({ route: 'missing' });
  });

  it('of the family is by hand, because no address is kept here', async () => {
    const { press, look } = await someConferences(missing);
    expect(cardOf(await press('list.contact', WHO.socialWorker, { missingId: 'invitee-5', route: 'post' }))).toContain('No address is kept for the family');
    await press('list.contact', WHO.socialWorker, { missingId: 'invitee-5', route: 'byHand', op: 'op-2' });
    expect((await look()).booking.invitees.find(({ inviteeId }) => inviteeId === 'invitee-5')).toMatchObject({ route: 'byHand' });
  });
});

it('the card says why the list came back, and who is asked again after a change', async () => {
  const { press, record } = await someConferences();
  await record({ type: 'listReturned', data: { reason: 'The school nurse is missing.' } });
  expect(cardOf(await press('list.edit', WHO.socialWorker))).toMatch(/The team manager returned it: The school nurse is missing\..*has not confirmed it as it is now \(NOT-017\)/);
});

it('nothing changes any more once the decisions are released', async () => {
  const { press, desk, look } = await someConferences();
  await desk.record(CONFERENCE, [{ type: 'decisionRecorded', data: decided('child-1') }, { type: 'decisionsReleased', data: { gaps: [], reason: null } }]);
  const card = cardOf(await press('list.add', WHO.socialWorker, { who: PAT, roleCode: 'police' }));
  expect(card).toContain('The decisions are released');
  expect(card).not.toContain('list.add');
  expect((await look()).booking.invitees).toHaveLength(INVITEES.length);
});
