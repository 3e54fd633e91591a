/** Another social worker takes a conference: by whom it is given, to whom, what goes with it, and that nobody is in two places at once. */
import { describe, expect, it } from 'vitest';
import { understand } from '../../../bot/teams/intents.ts';
import { socialWorkerResource } from '../../../src/diary/resources.ts';
import { reportStanding } from '../../../src/conference/reports.ts';
import { rolesIn } from '../../../src/conference/state.ts';
import { outOfReach } from '../../../src/notices/notice.ts';
import { noticesOwed, type NoticeRules } from '../../../src/notices/owed.ts';
import { objectIdOf, type PersonKey } from '../../../src/people/person.ts';
import { StoreFault } from '../../../src/store/port.ts';
import { anInvitee, day, WHO } from '../../conference/a-conference.ts';
import { anOffice, authority, breaking, CELLS, CONFERENCE, isWhole, OFFICE, ON, textOf, type Office } from './office-under-test.ts';

const NOT_THEIRS = 'This is not yours to see or do';
const RULES: NoticeRules = { ladders: { own: [], agency: [] }, workingMoment: (at) => at, diaryCoordinators: [], serviceManagers: [OFFICE.lee], byMail: true };
const give = (to: PersonKey, more: object = {}): object => ({ conferenceId: CONFERENCE, worker: objectIdOf(to), reason: 'They have left.', ...more });
const offered = async (office: Office, who = WHO.manager): Promise<string> => textOf(await office.press('worker.other', who, { conferenceId: CONFERENCE }));
/** The new one's own time, taken by another conference of theirs. */
const busy = (office: Office, person: PersonKey) => office.diary.claim({ authority: authority.id, on: ON, claimId: 'claim-9', resources: [socialWorkerResource(person)], ...CELLS, conferenceId: 'conference-2', machineNow: office.clock.machine });

describe('whoever could take it', () => {
  it('is free at that time, and the others are named with the reason', async () => {
    const office = await anOffice();
    await busy(office, OFFICE.rowan);
    const card = await offered(office);
    expect(card).toContain('"title":"Sam Birch-Example"');
    expect(card).not.toContain('"title":"Rowan Oak-Example"');
    expect(card).toContain('Rowan Oak-Example: another conference of their own.');
  });

  it('is not on the list of those invited', async () => {
    const office = await anOffice();
    await office.record({ type: 'inviteeAdded', data: { invitee: anInvitee({ inviteeId: 'invitee-6', name: 'Sam Birch-Example', person: OFFICE.sam }) } });
    expect(await offered(office)).toContain('Sam Birch-Example: is on the list of those invited; take them off it first.');
    expect(textOf(await office.press('worker.reassign', WHO.manager, give(OFFICE.sam)))).toContain('not free at that time any more');
  });

  it('is chosen by the team manager who agreed, or a service manager, from a card or by the case, and by nobody else', async () => {
    const office = await anOffice();
    expect(await offered(office, OFFICE.lee)).toContain('Another social worker');
    expect(textOf(await office.press('worker.other', OFFICE.lee, { reference: 'EX-1' }))).toContain('Another social worker');
    for (const who of [WHO.socialWorker, WHO.chair, WHO.healthVisitor, OFFICE.dana, OFFICE.sam, OFFICE.nobody]) {
      expect(await offered(office, who)).toContain(NOT_THEIRS);
      expect(textOf(await office.press('worker.reassign', who, give(OFFICE.sam)))).toContain(NOT_THEIRS);
    }
    expect((await office.look()).booking.socialWorker.person).toBe(WHO.socialWorker);
  });
});

describe('a change of social worker', () => {
  it('gives the conference, its place on the list and the report that is asked of it, and takes all sight of it from the one before', async () => {
    const office = await anOffice();
    await office.record({ type: 'reportMoved', data: { inviteeId: 'invitee-1', step: 'returned', on: null, reason: 'The risk is not weighed.' } });
    expect(textOf(await office.press('worker.reassign', WHO.manager, give(OFFICE.sam)))).toContain('Sam Birch-Example is its social worker now.');
    const state = await office.look();
    const own = state.booking.invitees.find(({ inviteeId }) => inviteeId === 'invitee-1')!;
    expect(own).toMatchObject({ person: OFFICE.sam, name: 'Sam Birch-Example', email: 'sam.birch@exampleshire.gov.uk', reportRequired: true });
    expect(reportStanding(state, own)).toBe('returned');
    expect([rolesIn(state, OFFICE.sam, []), rolesIn(state, WHO.socialWorker, [])]).toEqual([['conferenceSocialWorker', 'invitedProfessional'], []]);
    expect(outOfReach(state).map(({ inviteeId }) => inviteeId)).not.toContain('invitee-1');
  });

  it('leaves the time of the new one held, and that of the one before free', async () => {
    const office = await anOffice();
    await office.press('worker.reassign', WHO.manager, give(OFFICE.sam));
    expect(isWhole(await office.claims(), await office.look())).toBe(true);
    await office.settleAll();
    expect(isWhole(await office.claims(), await office.look())).toBe(true);
    expect((await busy(office, WHO.socialWorker)).kind).not.toBe('taken');
  });

  it('has one effect, however often the press comes, and nothing of it after another change', async () => {
    const office = await anOffice();
    await Promise.all(Array.from({ length: 3 }, () => office.press('worker.reassign', WHO.manager, give(OFFICE.sam))));
    expect((await office.look()).socialWorkerChanges).toHaveLength(1);
    await office.press('worker.reassign', OFFICE.lee, give(OFFICE.rowan, { op: 'op-2' }));
    await office.press('worker.reassign', WHO.manager, give(OFFICE.sam));
    await office.settleAll();
    expect((await office.look()).booking.socialWorker.person).toBe(OFFICE.rowan);
    expect(isWhole(await office.claims(), await office.look())).toBe(true);
  });

  it('together with another chair leaves one of each, with their time held', async () => {
    for (let round = 0; round < 8; round += 1) {
      const office = await anOffice();
      await Promise.all([office.press('worker.reassign', WHO.manager, give(OFFICE.sam)), office.press('office.reassignChair', OFFICE.dana, { conferenceId: CONFERENCE, chair: objectIdOf(WHO.otherChair), conflict: 'false', reason: 'On leave.' })]);
      await office.settleAll();
      expect(isWhole(await office.claims(), await office.look())).toBe(true);
    }
  });

  it('asks for a reason and for somebody, beside the fields', async () => {
    const office = await anOffice();
    expect(textOf(await office.press('worker.reassign', WHO.manager, { conferenceId: CONFERENCE, worker: '', reason: ' ' }))).toMatch(/Please choose one of these\..*Please say why\./);
    expect((await office.look()).socialWorkerChanges).toEqual([]);
  });

  const stops = Array.from({ length: 8 }, (_each, place) => place + 1).flatMap((at) => (['before', 'after'] as const).map((when) => [at, when] as const));
  it.each(stops)('stopped at write %i, %s it, leaves one social worker whose time is held, and nobody else’s', async (at, when) => {
    const office = await anOffice({}, breaking(at, when, { writes: 0 }));
    await office.press('worker.reassign', WHO.manager, give(OFFICE.sam)).catch((error: unknown) => expect(error).toBeInstanceOf(StoreFault));
    await office.plain.settleAll();
    expect(isWhole(await office.plain.claims(), await office.plain.look())).toBe(true);
  });
});

describe('those concerned', () => {
  const told = async (office: Office) => noticesOwed(await office.look(), RULES).filter(({ kind }) => kind.startsWith('socialWorker')).map(({ noticeId, to }) => `${noticeId} ${to.kind === 'person' ? to.person : to.kind === 'mailbox' ? to.address : ''}`);

  it('are told: the new one, the one before, the chair, and those invited to whom reports now go', async () => {
    const office = await anOffice();
    await office.record(
      { type: 'inviteeAdded', data: { invitee: anInvitee({ inviteeId: 'invitee-8', name: 'Una Brook-Example', email: 'una.brook@nhs.net', route: 'email' }) } },
      { type: 'noticeSettled', data: { noticeId: 'invitation.invitee-2', outcome: { kind: 'sent', activityId: 'a', conversationId: 'c' } } }, { type: 'noticeSettled', data: { noticeId: 'invitation.invitee-8', outcome: { kind: 'mailed', address: 'una.brook@nhs.net', joinUrl: null } } },
      { type: 'noticeSettled', data: { noticeId: 'invitation.invitee-4', outcome: { kind: 'sent', activityId: 'a', conversationId: 'c' } } },
    );
    await office.press('worker.reassign', OFFICE.lee, give(OFFICE.sam));
    expect(await told(office)).toEqual([
      `socialWorkerGiven.1 ${OFFICE.sam}`, `socialWorkerReleased.1 ${WHO.socialWorker}`, `socialWorkerChanged.1.chair ${WHO.chair}`, `socialWorkerChanged.1.teamManager ${WHO.manager}`,
      `socialWorkerChanged.1.invitee-2 ${WHO.healthVisitor}`, 'socialWorkerChanged.1.invitee-8 una.brook@nhs.net',
    ]);
  });

  it('are told of the last of several changes alone', async () => {
    const office = await anOffice();
    await office.press('worker.reassign', WHO.manager, give(OFFICE.sam));
    await office.press('worker.reassign', WHO.manager, give(OFFICE.rowan, { op: 'op-2' }));
    expect(await told(office)).toEqual([`socialWorkerGiven.2 ${OFFICE.rowan}`, `socialWorkerReleased.2 ${OFFICE.sam}`, `socialWorkerChanged.2.chair ${WHO.chair}`]);
  });
});

describe('a sentence in chat', () => {
  it.each([
    ['another social worker for EX-20417', 'EX-20417'], ['Please give the case to another social worker for case 48213', '48213'], ['we need a new social worker for EX-1.', 'EX-1'], ['change the social worker', ''], ['another social worker', ''],
  ])('“%s” is understood', (text, reference) => {
    expect(understand(text, day('2026-11-23')).intent).toEqual({ kind: 'otherSocialWorker', reference });
  });

  it.each(['the social worker is late', 'social worker report', 'who is the social worker', 'book an ICPC with another social worker'])('“%s” gives nothing to anybody', (text) => {
    expect(understand(text, day('2026-11-23')).intent.kind).not.toBe('otherSocialWorker');
  });
});
