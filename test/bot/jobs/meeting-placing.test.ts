/** A booked conference and the Outlook of the local Teams: placed once whatever happens on the way, tried less and less often, handed to a person in the end. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../../bot/desk.ts';
import { NO_OUTLOOK, type OutlookCalendar } from '../../../bot/graph/calendar-port.ts';
import { graphClient, type GraphClient } from '../../../bot/graph/graph-client.ts';
import { clientCredentialsGraphTokens } from '../../../bot/graph/graph-tokens.ts';
import { outlookCalendar } from '../../../bot/graph/outlook-calendar.ts';
import { meetingPlacing } from '../../../bot/jobs/meeting-placing.ts';
import { londonInstant, parseIsoUtc, type CivilInstant } from '../../../src/calendar/instants.ts';
import type { ConferenceEvent } from '../../../src/conference/events.ts';
import type { BookedConference } from '../../../src/conference/state.ts';
import type { PersonKey } from '../../../src/people/person.ts';
import { anInvitee, bookedWith, day, INVITEES, later, SOLICITOR, WHO } from '../../conference/a-conference.ts';
import { localGraph, mailOf, type LocalGraph } from '../graph/local-graph.ts';

const START = londonInstant(day('2026-11-24'), '10:00');
const [ALEX, JO] = [{ person: WHO.chair, name: 'Alex Wren-Example' }, { person: WHO.otherChair, name: 'Jo Tarn-Example' }];
const passed = (from: typeof ALEX, to: typeof ALEX, claimId: string): ConferenceEvent => ({ type: 'chairReassigned', data: { from, to, claimId, conflictOfInterest: false, reason: 'Leave.' } });

let graph: LocalGraph;
let outlook: OutlookCalendar;
/** Everything that left for Graph. */
let asked: string[];
let state: BookedConference;
let now: CivilInstant;
let on: string;
let days = 0;
/** Entries that could not be taken away. */
let logged: string[][];

beforeAll(async () => {
  graph = await localGraph();
  const { bot, graph: place } = graph.config;
  if (place.kind === 'off' || bot.type !== 'SingleTenant') throw new Error('locally there is a Graph');
  const tokens = clientCredentialsGraphTokens({ tokenUrl: `${graph.teams.url}/${bot.tenantId}/oauth2/v2.0/token`, clientId: bot.id, clientSecret: bot.password });
  const client = graphClient({ baseUrl: place.baseUrl, tokens });
  const overheard: GraphClient = (call) => (asked.push(JSON.stringify(call)), client(call));
  outlook = outlookCalendar(overheard, place.teamsAppId);
});
afterAll(() => graph.stop());
beforeEach(() => {
  // A day and a conference of its own for each test: the diaries are the same.
  on = new Date(Date.UTC(2027, 0, 4 + (days += 1))).toISOString().slice(0, 10);
  [asked, logged, now, state] = [[], [], START, bookedWith({ on: day(on) })];
});

const desk = {
  record: (_conference: string, events: readonly ConferenceEvent[]) => Promise.resolve((state = later(state, new Date(now).toISOString(), ...events))),
} as unknown as Desk;
const placing = (through = outlook) => meetingPlacing({ outlook: through, emailOf: (person: PersonKey) => mailOf(person), desk, civilNow: () => now, log: { panelNotAdded: () => undefined, inviteesWithoutAddress: () => undefined, entryNotWithdrawn: (...said) => void logged.push(said) } });
const tries = (through = outlook) => placing(through).place(`conference-${on}`, state);
const hears = (event: ConferenceEvent) => (state = later(state, new Date(now).toISOString(), event));
/** Minutes from now until it is to be tried again. */
const pause = () => ((placing().againAt(state) ?? Number.NaN) - now) / 60_000;
const untilThen = () => (now = placing().againAt(state) ?? now);
const thread = (id: string | null) => fetch(`${graph.teams.url}/ui/threads?as=00000000-0000-4000-8000-000000000001`).then(async (answer) => ((await answer.json()) as { id: string; installed: boolean; meeting?: { state: string } }[]).find((one) => one.id === id));

describe('a conference that is booked', () => {
  it('is placed with its meeting, the companion in it, and joined to the conference', async () => {
    await tries();
    expect(state.meeting).toMatchObject({ kind: 'placed', placed: { joinUrl: expect.stringContaining('https://teams.microsoft.com/') } });
    expect(await thread(state.linkedChatId)).toMatchObject({ installed: true });
    expect(await graph.diary(WHO.chair, on)).toHaveLength(1);
  });

  it('is placed once, and placing it again changes nothing', async () => {
    await tries();
    const [placed, before] = [state, asked.length];
    expect(await tries()).toBe(placed);
    expect(asked).toHaveLength(before);
  });

  it('is placed once when the answer was lost', async () => {
    graph.teams.graph.answersNext(1, 'replyLost');
    await tries();
    expect(state.meeting).toMatchObject({ kind: 'notPlaced', tries: 1, code: 'noAnswer' });
    untilThen();
    await tries();
    const [event] = await graph.diary(WHO.chair, on);
    expect(state.meeting).toMatchObject({ kind: 'placed', placed: { eventId: event?.id } });
    expect(await graph.diary(WHO.chair, on)).toHaveLength(1);
  });

  it('stays as it is where Outlook is not used', async () => {
    const before = state;
    expect(await tries(NO_OUTLOOK)).toBe(before);
    expect(state).toBe(before);
    expect(asked).toEqual([]);
  });

  it('is not placed once it has begun', async () => {
    now = londonInstant(day(on), '10:00');
    await tries();
    expect(asked).toEqual([]);
  });
});

describe('an Outlook that cannot', () => {
  it('is asked again after one, two, four and eight minutes, and then no more', async () => {
    graph.teams.graph.answersNext(5, { status: 503, retryAfter: '5' });
    const pauses: number[] = [];
    for (let tried = 0; tried < 4; tried += 1) {
      await tries();
      pauses.push(pause());
      untilThen();
    }
    expect(pauses).toEqual([1, 2, 4, 8]);
    await tries();
    expect(state.meeting).toMatchObject({ kind: 'notPlaced', tries: 5, again: null });
    expect(placing().againAt(state)).toBeNull();
    const before = asked.length;
    await tries();
    expect(asked).toHaveLength(before);
  });

  it('is not asked before the time it names', async () => {
    graph.teams.graph.answersNext(1, { status: 429, retryAfter: '600' });
    await tries();
    expect(pause()).toBe(10);
    now = (now + 9 * 60_000) as CivilInstant;
    const before = asked.length;
    await tries();
    expect(asked).toHaveLength(before);
  });

  it('and says no is left to a person at once', async () => {
    state = bookedWith({ on: day(on), chair: { person: WHO.outsider, name: 'Nobody-Example' } });
    await tries();
    expect(state.meeting).toMatchObject({ kind: 'notPlaced', tries: 1, code: '404.ErrorInvalidUser', again: null });
  });

  it('when it is back places what waited for it', async () => {
    graph.teams.graph.answersNext(1, { status: 503, retryAfter: '120' });
    await tries();
    expect(parseIsoUtc(state.meeting.kind === 'notPlaced' ? (state.meeting.again ?? '') : '')).toBe(START + 120_000);
    untilThen();
    await tries();
    expect(state.meeting).toMatchObject({ kind: 'placed' });
  });
});

describe('another chair', () => {
  it('has an entry and a meeting of their own, and the first chair’s entry and meeting are over', async () => {
    await tries();
    const first = state.linkedChatId;
    hears(passed(ALEX, JO, 'claim-2'));
    await tries();
    expect(await graph.diary(WHO.chair, on)).toEqual([]);
    expect(await graph.diary(WHO.otherChair, on)).toHaveLength(1);
    expect(state).toMatchObject({ meeting: { kind: 'placed' }, earlierEvents: [] });
    expect(state.linkedChatId).not.toBe(first);
    expect(await thread(first)).toMatchObject({ meeting: { state: 'ended' } });
  });

  it('who gives it back leaves the first with one entry', async () => {
    await tries();
    hears(passed(ALEX, JO, 'claim-2'));
    await tries();
    hears(passed(JO, ALEX, 'claim-3'));
    await tries();
    expect(await graph.diary(WHO.otherChair, on)).toEqual([]);
    expect(await graph.diary(WHO.chair, on)).toHaveLength(1);
  });

  it('gets it placed although the first chair’s entry cannot be taken away yet, which is done the next time', async () => {
    await tries();
    hears(passed(ALEX, JO, 'claim-2'));
    graph.teams.graph.answersNext(1, { status: 503, retryAfter: '30' });
    await tries();
    expect(state).toMatchObject({ meeting: { kind: 'placed' }, earlierEvents: [{ organiser: WHO.chair }] });
    expect(logged).toEqual([[`conference-${on}`, 'busy']]);
    expect(pause()).toBe(15);
    untilThen();
    await tries();
    expect(placing().againAt(state)).toBeNull();
    expect(await graph.diary(WHO.chair, on)).toEqual([]);
    expect(state.earlierEvents).toEqual([]);
  });

  it('whose answer was lost while the first chair’s entry was taken away has it taken away once more, without fault', async () => {
    await tries();
    hears(passed(ALEX, JO, 'claim-2'));
    graph.teams.graph.answersNext(1, 'replyLost');
    await tries();
    expect(state.earlierEvents).toHaveLength(1);
    await tries();
    expect(state.earlierEvents).toEqual([]);
  });
});

describe('what Outlook is told', () => {
  it('is whom of the organisation to ask, and nothing of the family', async () => {
    const canaries = ['Canary-Mother', 'Canary-Child', 'C.Y.', 'canary@family.example', 'Canary-Name', 'canary risk'];
    const { person: _none, ...mother } = anInvitee({ inviteeId: 'invitee-9', name: 'Canary-Mother', party: 'family', email: 'canary@family.example', route: 'email' });
    // Family members who have an account of the organisation are family all the same.
    const invitees = [...INVITEES, SOLICITOR, { ...mother, person: WHO.manager }].filter(({ inviteeId }) => inviteeId !== 'invitee-4');
    state = bookedWith({
      on: day(on), invitees, children: [{ childId: 'child-1', label: 'Canary-Child', initials: 'C.Y.', age: '4', part: 'subject' }],
      family: [{ memberId: 'member-1', label: 'Canary-Name', responsibility: 'yes', invited: true, notInvitedReason: '', interpreter: '', supporter: '' }],
      notNamed: null, preparation: { ...state.booking.preparation, risk: { posed: true, words: 'canary risk', assessed: true } },
    });
    await tries();
    expect(state.meeting).toMatchObject({ kind: 'placed' });
    const told = asked.join();
    for (const canary of canaries) expect(told).not.toContain(canary);
    const attendees = [...told.matchAll(/[\w.]+@[\w.]+\w/g)].map(([address]) => address).filter((address) => !address.startsWith('thread.'));
    expect([...new Set(attendees)].filter((address) => address.includes('council.example')).toSorted()).toEqual([mailOf(WHO.healthVisitor), mailOf(WHO.socialWorker)]);
    expect(told).not.toContain('ros.penn');
  });
});
