/** The card of answers and reports, pressed by each who prepares the conference, and by those who do not. */
import { beforeEach, describe, expect, it } from 'vitest';
import { londonInstant } from '../../../src/calendar/instants.ts';
import { reportStanding } from '../../../src/conference/reports.ts';
import { anInvitee, day, INVITEES, WHO } from '../../conference/a-conference.ts';
import { cardOf, NOT_THEIRS, OTHERS, someConferences } from './my-conferences-under-test.ts';

const MIDWIFE = anInvitee({ inviteeId: 'invitee-8', name: 'Una Brook-Example', designation: 'Community midwife', email: 'una.brook@nhs.net', route: 'email', reportRequired: true });

let conferences: Awaited<ReturnType<typeof someConferences>>;
let presses = 0;
beforeEach(async () => {
  conferences = await someConferences({ invitees: [...INVITEES, MIDWIFE] });
});

const press = async (verb: Parameters<typeof conferences.press>[0], who: Parameters<typeof conferences.press>[1], input: object = {}) => cardOf(await conferences.press(verb, who, { op: `op-${(presses += 1)}`, ...input }));
const standing = async (inviteeId: string) => {
  const state = await conferences.look();
  return reportStanding(state, state.booking.invitees.find((invitee) => invitee.inviteeId === inviteeId)!);
};

describe('the social worker', () => {
  it('sees where each report is, and records what has come, is uploaded and was shared', async () => {
    expect(await press('reports.show', WHO.socialWorker)).toContain('Priya Heron-Example, Health visitor: not yet sent. Due by Monday 7 December 2026 at 10:00 (NOT-048).');
    expect(await press('reports.received', WHO.socialWorker, { inviteeId: 'invitee-2' })).toMatch(/Recorded: the report has come\.[^]*Health visitor: received on Monday 23 November 2026\. Not yet shared with the family\./);
    await press('reports.uploaded', WHO.socialWorker, { inviteeId: 'invitee-2' });
    expect(await press('reports.shared', WHO.socialWorker, { inviteeId: 'invitee-2', on: '2026-11-22' })).toContain('Health visitor: shared with the family on Sunday 22 November 2026.');
    expect(await standing('invitee-2')).toBe('shared');
  });

  it('sees which are late, and until when they were due', async () => {
    conferences.clock.now = londonInstant(day('2026-12-07'), '10:01');
    expect(await press('reports.show', WHO.socialWorker)).toContain('Priya Heron-Example, Health visitor: not yet sent. It is late: it was due by Monday 7 December 2026 at 10:00 (NOT-048).');
    expect(await press('invitation.look', WHO.healthVisitor, { inviteeId: 'invitee-2', about: 'invitation' })).toContain('Your report was due by Monday 7 December 2026 at 10:00.');
  });

  it('records what somebody without an account here told them', async () => {
    expect(await press('reports.show', WHO.socialWorker)).toContain('Record what somebody told you');
    expect(await press('reports.answer', WHO.socialWorker, { answering: 'invitee-8', answer: 'deputy' })).toContain('Recorded: what they said.');
    expect((await conferences.look()).answers.get('invitee-8')?.answer).toBe('deputy');
  });

  it('is asked for what is missing beside its field, and keeps what was typed', async () => {
    expect(await press('reports.received', WHO.socialWorker, { inviteeId: 'nobody', reason: 'By hand.' })).toMatch(/Please choose whose report\.[^]*By hand\./);
    expect(await press('reports.shared', WHO.socialWorker, { inviteeId: 'invitee-2', on: '' })).toContain('Please give the day.');
    expect(await press('reports.shared', WHO.socialWorker, { inviteeId: 'invitee-2', on: '2026-11-24' })).toContain('This date is in the future.');
    expect(await press('reports.shared', WHO.socialWorker, { inviteeId: 'invitee-2', on: '2026-02-31' })).toContain('This date does not exist.');
    expect(await press('reports.answer', WHO.socialWorker, { answering: 'invitee-8', answer: 'perhaps' })).toContain('Please choose from the list.');
    expect(await standing('invitee-2')).toBe('awaited');
  });

  it('does not validate their own report, nor do without one', async () => {
    expect(await press('reports.validate', WHO.socialWorker)).toContain(NOT_THEIRS);
    expect(await press('reports.waive', WHO.socialWorker, { inviteeId: 'invitee-2', reason: 'Because.' })).toContain(NOT_THEIRS);
    const card = await press('reports.show', WHO.socialWorker);
    for (const verb of ['reports.validate', 'reports.return', 'reports.waive']) expect(card).not.toContain(verb);
  });
});

describe('the team manager', () => {
  it('validates the social worker’s report, or sends it back with what has to change', async () => {
    await press('report.saySent', WHO.socialWorker, { inviteeId: 'invitee-1', about: 'invitation' });
    expect(await press('reports.show', WHO.manager)).toContain('Fact, observation, allegation and opinion are kept apart');
    expect(await press('reports.return', WHO.manager)).toContain('Please say what has to change.');
    expect(await press('reports.return', WHO.manager, { ownReason: 'The family chart is missing.' })).toMatch(/Sent back to the social worker[^]*Social worker: sent back on Monday 23 November 2026\. The family chart is missing\./);
    await press('report.saySent', WHO.socialWorker, { inviteeId: 'invitee-1', about: 'invitation' });
    expect(await press('reports.validate', WHO.manager)).toContain('Validated. It can be shared.');
    expect(await standing('invitee-1')).toBe('validated');
  });
});

it('the chair does without a report, and says why', async () => {
  expect(await press('reports.waive', WHO.chair, { inviteeId: 'invitee-3' })).toContain('Please say why, so that it can be put right.');
  await press('reports.waive', WHO.chair, { inviteeId: 'invitee-3', reason: 'The school is closed.' });
  expect(await standing('invitee-3')).toBe('waived');
  expect(await press('reports.show', WHO.chair)).not.toContain('reports.received');
});

it('nobody else sees or records anything', async () => {
  for (const who of [WHO.healthVisitor, OTHERS.otherSocialWorker, OTHERS.otherManager, OTHERS.stranger]) {
    expect(await press('reports.show', who)).toContain(NOT_THEIRS);
    expect(await press('reports.received', who, { inviteeId: 'invitee-2' })).toContain(NOT_THEIRS);
  }
  expect(await press('reports.received', OTHERS.dana, { inviteeId: 'invitee-2' })).toContain(NOT_THEIRS);
  expect(await standing('invitee-2')).toBe('awaited');
});

it('the author’s own card says so when the report has come or is not needed any more', async () => {
  await press('reports.received', WHO.socialWorker, { inviteeId: 'invitee-2' });
  expect(await press('invitation.look', WHO.healthVisitor, { inviteeId: 'invitee-2', about: 'reminder' })).toMatch(/Your report has come\.[^]*no more reminders/);
});

describe('the message about several reports, looked at again', () => {
  it('shows what its reader owes now, of their own conferences alone, until nothing is asked any more', async () => {
    await conferences.bookAlso('conference-of-another-case', { caseReference: 'EX-20533', invitees: INVITEES });
    expect(await press('reports.due', WHO.healthVisitor)).toMatch(/Send your report[^]*EX-20533[^]*Send your report/);
    expect(await press('reports.due', WHO.socialWorker)).toMatch(/0 of \d reports sent\./);
    await press('reports.received', WHO.socialWorker, { inviteeId: 'invitee-2' });
    conferences.clock.now = londonInstant(day('2026-12-08'), '10:00');
    expect(await press('reports.due', WHO.healthVisitor)).toContain('Nothing is asked of you any more.');
    conferences.clock.now = londonInstant(day('2026-12-08'), '09:00');
    const [nobody, still] = [await press('reports.due', WHO.outsider), await press('reports.due', WHO.healthVisitor)];
    expect(nobody).toContain('Nothing is asked of you any more.');
    expect(still).toContain('EX-20533');
  });
});
