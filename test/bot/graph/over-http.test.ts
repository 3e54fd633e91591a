/** Our client and the local Teams' Graph, over HTTP and with real tokens: neither knows the other but by Microsoft's words. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drive } from '../../../local/driver.ts';
import { NO_DIRECTORY, NO_OUTLOOK, type OrganisationDirectory, type OutlookCalendar, type WantedEvent } from '../../../bot/graph/calendar-port.ts';
import { graphFor } from '../../../bot/graph/graph.ts';
import { londonInstant } from '../../../src/calendar/instants.ts';
import { objectIdOf } from '../../../src/people/person.ts';
import { day, WHO } from '../../conference/a-conference.ts';
import { localGraph, mailOf, type LocalGraph } from './local-graph.ts';

let graph: LocalGraph;
let outlook: OutlookCalendar;
let directory: OrganisationDirectory;
beforeAll(async () => {
  graph = await localGraph();
  ({ outlook, directory } = graphFor(graph.config, undefined));
});
afterAll(() => graph.stop());

let days = 0;
/** A conference on a day of its own, so that no test finds another's. */
function aWish(changes: Partial<WantedEvent> = {}): WantedEvent & { readonly on: string } {
  const on = new Date(Date.UTC(2027, 0, 4 + (days += 1))).toISOString().slice(0, 10);
  const attendees = [mailOf(WHO.healthVisitor) ?? '', 'pat.swift@elsewhere.example'];
  return { transactionId: `transaction ${on}`, organiser: WHO.chair, startAt: londonInstant(day(on), '10:00'), minutes: 120, caseReference: 'EX-1', attendees, onTeams: true, roomName: null, on, ...changes };
}
const placed = async (wish: WantedEvent) => {
  const answer = await outlook.place(wish);
  if (answer.kind !== 'placed') throw new Error(`not placed: ${JSON.stringify(answer)}`);
  return answer;
};

describe('a conference placed in Outlook', () => {
  it('is a meeting in the Teams of the chair and those of the organisation, and of nobody else', async () => {
    const { chatId, joinUrl } = await placed(aWish());
    expect(joinUrl).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/meetup-join\/19%3ameeting_\w+%40thread\.v2\/0$/);
    const meeting = (await drive(graph.teams.url).as(objectIdOf(WHO.healthVisitor)).threads()).find(({ id }) => id === chatId);
    expect(meeting).toMatchObject({ kind: 'meeting', title: 'Child protection conference EX-1', people: [objectIdOf(WHO.chair), objectIdOf(WHO.healthVisitor)], meeting: { organizer: objectIdOf(WHO.chair) } });
    expect((await drive(graph.teams.url).as(objectIdOf(WHO.manager)).threads()).some(({ id }) => id === chatId)).toBe(false);
  });

  it('has the companion in its chat once it is added, and adding it twice is no fault', async () => {
    const { chatId } = await placed(aWish());
    const installed = async () => (await drive(graph.teams.url).as(objectIdOf(WHO.chair)).threads()).find(({ id }) => id === chatId)?.installed;
    expect(await installed()).toBe(false);
    expect(await outlook.addAppToChat(chatId ?? '')).toEqual({ kind: 'added' });
    expect(await installed()).toBe(true);
    expect(await outlook.addAppToChat(chatId ?? '')).toEqual({ kind: 'added' });
  });

  it('can be joined by the chair', async () => {
    const { chatId } = await placed(aWish());
    await outlook.addAppToChat(chatId ?? '');
    const chair = drive(graph.teams.url).as(objectIdOf(WHO.chair));
    await chair.joins(chatId ?? '');
    expect((await chair.threads()).find(({ id }) => id === chatId)?.meeting).toMatchObject({ state: 'running', present: [objectIdOf(WHO.chair)] });
  });

  it('is one event, however often it is asked for at once', async () => {
    const wish = aWish();
    const answers = await Promise.all(Array.from({ length: 6 }, () => placed(wish)));
    expect(new Set(answers.map(({ eventId }) => eventId)).size).toBe(1);
    expect(await graph.diary(WHO.chair, wish.on)).toHaveLength(1);
  });

  it('is one event when the answer was lost and the list has changed since', async () => {
    const wish = aWish();
    graph.teams.graph.answersNext(1, 'replyLost');
    expect(await outlook.place(wish)).toEqual({ kind: 'unreachable', code: 'noAnswer' });
    const [made] = await graph.diary(WHO.chair, wish.on);
    expect(await placed({ ...wish, attendees: [] })).toMatchObject({ eventId: made?.id, joinUrl: expect.any(String) });
    expect(await graph.diary(WHO.chair, wish.on)).toHaveLength(1);
  });

  it('needs no meeting where people meet in a room', async () => {
    expect(await placed(aWish({ onTeams: false, roomName: 'Willow room' }))).toMatchObject({ joinUrl: null, chatId: null });
  });

  it('is refused for a chair who has no mailbox', async () => {
    expect(await outlook.place(aWish({ organiser: WHO.outsider }))).toEqual({ kind: 'refused', status: 404, code: 'ErrorInvalidUser' });
  });

  it('is gone when it is withdrawn, and withdrawing it twice is no fault', async () => {
    const wish = aWish();
    const { eventId } = await placed(wish);
    expect(await outlook.withdraw(WHO.chair, eventId)).toEqual({ kind: 'withdrawn' });
    expect(await graph.diary(WHO.chair, wish.on)).toEqual([]);
    expect(await outlook.withdraw(WHO.chair, eventId)).toEqual({ kind: 'withdrawn' });
  });
});

describe('diaries', () => {
  it('show the chair taken, those invited not free, and do not guess for somebody without a mailbox', async () => {
    const { on, ...wish } = aWish();
    await placed(wish);
    const asked = [WHO.chair, WHO.healthVisitor, WHO.manager, WHO.outsider];
    const taken = (person: string) => ({ person, on, fromCell: 20, toCell: 24 });
    expect(await outlook.busy(asked, day(on), day(on))).toEqual({ kind: 'known', busy: [taken(WHO.chair), taken(WHO.healthVisitor)], unknown: [WHO.outsider] });
  });

  it('are asked for at most forty-one days, in autumn too', async () => {
    expect(await outlook.busy([WHO.chair], day('2027-10-01'), day('2027-11-10'))).toMatchObject({ kind: 'known' });
    expect(await outlook.busy([WHO.chair], day('2027-10-01'), day('2027-11-11'))).toEqual({ kind: 'unreachable', code: '400.ErrorTimeIntervalTooBig' });
  });

  it('on both nights the clocks change have the half-hours of the London clock', async () => {
    const parts = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const halfHour = (at: number) => {
      const shown = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
      return `${shown['year']}-${shown['month']}-${shown['day']} ${Number(shown['hour']) * 2 + Math.floor(Number(shown['minute']) / 30)}`;
    };
    const nights = fc.constantFrom(Date.UTC(2026, 2, 28), Date.UTC(2026, 9, 24));
    await fc.assert(fc.asyncProperty(nights, fc.nat(60 * 60), fc.integer({ min: 1, max: 8 * 60 }), async (from, after, minutes) => {
      const [start, end] = [from + (after % (46 * 60)) * 60_000, from + ((after % (46 * 60)) + minutes) * 60_000];
      const said = (at: number) => ({ dateTime: new Date(at).toISOString().slice(0, 19), timeZone: 'UTC' });
      const { body } = await graph.ask('POST', `/users/${objectIdOf(WHO.otherChair)}/events`, { subject: 'Elsewhere', start: said(start), end: said(end) });
      const touched = new Set<string>();
      for (let at = start; at < end; at += 60_000) touched.add(halfHour(at));
      // In spring the clock leaves an hour out, and taking it or not is the same.
      const shown = new Set(Array.from({ length: 4 * 48 }, (_, each) => halfHour(from + each * 30 * 60_000)));
      const first = new Date(from).toISOString().slice(0, 10);
      const read = await outlook.busy([WHO.otherChair], day(first), day(new Date(from + 3 * 86_400_000).toISOString().slice(0, 10)));
      await graph.ask('DELETE', `/users/${objectIdOf(WHO.otherChair)}/events/${String(body['id'])}`);
      const cells = read.kind === 'known' ? read.busy.flatMap(({ on, fromCell, toCell }) => Array.from({ length: toCell - fromCell }, (_, cell) => `${on} ${fromCell + cell}`)) : [read.kind];
      expect(cells.filter((cell) => shown.has(cell)).toSorted()).toEqual([...touched].toSorted());
    }), { numRuns: 40 });
  });

  it('of one mailbox are asked for by many at once without being turned away', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => outlook.busy([WHO.chair, WHO.manager], day('2028-02-01'), day('2028-02-02'))));
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['known']));
  });
});

describe('the directory', () => {
  it('knows who works here and what as, and who does not', async () => {
    expect(await directory.person(objectIdOf(WHO.manager))).toEqual({ kind: 'found', name: 'Morgan Vale-Example', designation: 'Team manager' });
    expect(await directory.person(objectIdOf(WHO.outsider))).toEqual({ kind: 'unknown' });
  });
});

describe('a Graph that', () => {
  const asks = () => directory.person(objectIdOf(WHO.manager));
  it('takes our token no longer gets a new one, once', async () => {
    graph.teams.graph.answersNext(1, { status: 401 });
    expect(await asks()).toMatchObject({ kind: 'found' });
    graph.teams.graph.answersNext(2, { status: 401 });
    expect(await asks()).toEqual({ kind: 'unreachable', code: '401.InvalidAuthenticationToken' });
    expect(await asks()).toMatchObject({ kind: 'found' });
  });
  it('is busy for long is not asked again meanwhile', async () => {
    graph.teams.graph.answersNext(1, { status: 503, retryAfter: '90' });
    expect(await outlook.place(aWish())).toEqual({ kind: 'retryAfter', seconds: 90 });
  });
  it('is busy for a second is asked again', async () => {
    graph.teams.graph.answersNext(1, { status: 429, retryAfter: '1' });
    expect(await asks()).toMatchObject({ kind: 'found' });
  });
});

describe('what the settings say', () => {
  it('switched off, nothing is asked', () => {
    expect(graphFor({ ...graph.config, graph: { kind: 'off' } }, undefined)).toEqual({ outlook: NO_OUTLOOK, directory: NO_DIRECTORY });
  });
  it('without a credential in production, nothing is asked', () => {
    const { localTeamsUrl: _none, ...rest } = { localTeamsUrl: '', ...graph.config };
    expect(graphFor({ ...rest, environment: 'production' }, undefined)).toEqual({ outlook: NO_OUTLOOK, directory: NO_DIRECTORY });
  });
  it('a wrong secret makes everything unreachable, and is not repeated in what is kept', async () => {
    const { bot } = graph.config;
    const wrong = graphFor({ ...graph.config, bot: { ...bot, password: 'a-wrong-canary' } as typeof bot }, undefined);
    expect(await wrong.outlook.place(aWish())).toEqual({ kind: 'unreachable', code: 'noToken' });
  });
});
