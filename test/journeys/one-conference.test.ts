import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelView } from '../../bot/panel/panel-view.ts';
import { DECISIONS_CHANNEL, PEOPLE, startCompanion, type CompanionUnderTest } from './companion-under-test.ts';
import { AtThePanel, books, chairOf, completePlan, offering, saying } from './story.ts';

let companion: CompanionUnderTest;
let slot = '';
let conferenceId = '';
const reference = 'EX-48213';

beforeAll(async () => {
  companion = await startCompanion();
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
  await new Promise((done) => setTimeout(done, 600));
}, 60_000);
afterAll(() => companion.stop(), 30_000);

type ChairView = Extract<PanelView, { kind: 'chair' }>;

async function chairView(): Promise<ChairView> {
  const view = await new AtThePanel(companion, chairOf(slot)).sees(conferenceId);
  if (view.kind !== 'chair') throw new Error('the chair does not see the chair’s view');
  return view;
}

describe('one conference, from chat to channel', () => {
  it('greets everybody with one welcome card that says what to do when a child is in danger', async () => {
    const threads = await companion.teams.as(PEOPLE.socialWorker).inbox();
    const cards = threads.flatMap((thread) => thread.messages.flatMap((message) => message.cards));
    expect(cards).toHaveLength(1);
    expect(saying('999', '0115 496 0999')(cards[0])).toBe(true);
  });

  it('books an initial conference inside the limit, counted and explained', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    slot = await books(worker, { reference, s47InitiatedOn: '2026-11-20', names: ['Quentin Canaryson', 'Zelda Canaryson'] });
    expect(slot >= '2026-11-24' && slot <= '2026-12-10T99').toBe(true);
  });

  it('invites the professionals with the day their report is due', async () => {
    const { card } = await companion.teams.as(PEOPLE.healthVisitor).waitsForCard(offering('report.saySent'));
    expect(saying('You are invited', 'Your report is due by', 'NOT-048')(card)).toBe(true);
    expect(JSON.stringify(card)).not.toMatch(/Child A|A\.B\.|Canaryson/);
  });

  it('tells the chair what they chair', async () => {
    const { card } = await companion.teams.as(chairOf(slot)).waitsForCard(saying('chair', reference));
    expect(saying('Conference tab')(card)).toBe(true);
  });

  it('reminds a professional before the report is due, and stops when they say it is sent', async () => {
    await companion.teams.clock.moveTo(`${slot.slice(0, 10)}T09:05:00.000Z`);
    const visitor = companion.teams.as(PEOPLE.healthVisitor);
    const reminder = await visitor.waitsForCard(saying('Reminder'), { withinMs: 8_000 });
    // It goes out on the day of the conference, after the report was due: it must not say that it is due today.
    expect(saying('The time has passed')(reminder.card)).toBe(true);
    expect(saying('Due today')(reminder.card)).toBe(false);
    await visitor.presses(reminder.message.id, 'report.saySent');
    const settled = await visitor.waitsForCard((card, seen) => seen.message.id === reminder.message.id && saying('You said on')(card));
    expect(offering('report.saySent')(settled.card)).toBe(false);
  });

  it('shows what Teams calls the chair in the meeting, and asks for no such role', async () => {
    const chair = companion.teams.as(chairOf(slot));
    const meeting = (await chair.threads()).find((thread) => thread.kind === 'meeting');
    const answered = await new AtThePanel(companion, chairOf(slot)).ask(`?meeting=${encodeURIComponent(meeting?.id ?? '')}&meetingId=${encodeURIComponent(meeting?.meeting?.meetingId ?? '')}`);
    expect(((await answered.json()) as { teamsRole: unknown }).teamsRole).toBe('Presenter');
  });

  it('lets the chair walk the twelve steps, and asks for a reason where something is missing', async () => {
    const panel = new AtThePanel(companion, chairOf(slot));
    conferenceId = await panel.finds(reference);
    const { agenda } = await chairView();
    expect(agenda).toHaveLength(12);
    for (const { stepId } of agenda) {
      const answer = await panel.does(conferenceId, { do: 'enterStep', stepId, reason: null });
      if (answer.kind === 'done') continue;
      expect(answer.reasons[0]?.needsReason).toBe(true);
      const again = await panel.does(conferenceId, { do: 'enterStep', stepId, reason: 'We come back to this.' });
      expect(again.kind).toBe('done');
    }
    expect((await chairView()).agenda.at(-1)?.state).toBe('now');
  });

  it('records attendance, a decision for each child and a whole outline plan', async () => {
    const panel = new AtThePanel(companion, chairOf(slot));
    const view = await chairView();
    for (const { inviteeId } of view.people) await panel.does(conferenceId, { do: 'recordAttendance', inviteeId, status: 'present' });
    for (const { childId } of view.children) await panel.does(conferenceId, { do: 'recordDecision', childId, outcome: 'plan', categories: ['NEG'], reasons: 'CanaryReason: neglect over a year.', dissent: '' });
    const answer = await panel.does(conferenceId, { do: 'recordPlan', plan: completePlan(await chairView()) });
    expect(answer.kind).toBe('done');
    expect((await chairView()).gaps).toEqual([]);
  });

  it('shows everybody else the agenda and nothing of the chair’s', async () => {
    const text = JSON.stringify(await new AtThePanel(companion, PEOPLE.healthVisitor).sees(conferenceId));
    expect(text).toContain('"kind":"participant"');
    expect(text).not.toMatch(/CanaryReason|A\.B\.|decisions|captures|coreGroup/);
  });

  it('releases once, and posts the decision and the plan to the channel without a word about the family', async () => {
    const panel = new AtThePanel(companion, chairOf(slot));
    const released = await panel.does(conferenceId, { do: 'release', reason: null });
    expect(released.view.released).toMatch(/^Released on/);
    const outsider = companion.teams.as(PEOPLE.serviceManager);
    const decision = await outsider.waitsForCard(offering('channel.readDecision'), { thread: DECISIONS_CHANNEL });
    const plan = await outsider.waitsForCard(offering('channel.readPlan'), { thread: DECISIONS_CHANNEL });
    for (const { card } of [decision, plan]) expect(JSON.stringify(card)).not.toMatch(/CanaryReason|Child A|A\.B\.|Canaryson|neglect|calm home/i);
    const refused = await outsider.presses(decision.message.id, 'channel.readDecision');
    expect(JSON.stringify(refused)).not.toMatch(/CanaryReason|Child A/);
  });

  it('shows the decision and the plan to those who were part of it', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    const decision = await worker.waitsForCard(saying('CanaryReason', 'Child A', 'Child B'), { thread: DECISIONS_CHANNEL });
    expect(JSON.stringify(decision.card)).toContain('First core group by');
    await worker.waitsForCard(saying('calm home', 'Visit unannounced this week'), { thread: DECISIONS_CHANNEL });
  });

  it('has it all still there after everything was stopped and started again', async () => {
    const before = await chairView();
    await companion.stopBot();
    await companion.startBot();
    expect(await chairView()).toEqual(before);
  });

  it('never wrote a full name, a reason or initials anywhere but under seal', async () => {
    expect(await companion.log()).not.toMatch(/Canary|A\.B\.|Child A/);
  });
});
