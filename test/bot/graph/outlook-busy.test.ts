/** When people are free by Outlook: half-hours of the London day, and nobody taken for free whose diary was not read. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { graphClient } from '../../../bot/graph/graph-client.ts';
import { outlookCalendar } from '../../../bot/graph/outlook-calendar.ts';
import type { OutlookCalendar } from '../../../bot/graph/calendar-port.ts';
import { objectIdOf, type PersonKey } from '../../../src/people/person.ts';
import { day, WHO } from '../../conference/a-conference.ts';
import { graphServer, refusal, type Asked, type GraphServer } from './graph-server.ts';

const FREE = '0'.repeat(48);
let server: GraphServer;
let outlook: OutlookCalendar;
/** Who has a mailbox here, by address. */
let mail: ReadonlyMap<PersonKey, string>;
let schedules: (addresses: readonly string[]) => readonly object[];
let without: readonly PersonKey[];

beforeEach(async () => {
  server = await graphServer();
  outlook = outlookCalendar(graphClient({ baseUrl: server.url, tokens: { token: () => Promise.resolve('token') } }), 'the-app');
  mail = new Map([[WHO.chair, 'Alex.Wren@exampleshire.gov.uk'], [WHO.otherChair, 'bo.reed@exampleshire.gov.uk'], [WHO.manager, 'morgan.vale@exampleshire.gov.uk'], [WHO.teacher, 'chris.lark@exampleshire.gov.uk']]);
  [schedules, without] = [(addresses) => addresses.map((scheduleId) => ({ scheduleId, availabilityView: FREE, scheduleItems: [] })), []];
  server.answers = (asked) => (asked.path.startsWith('/users?') ? directory(asked) : diaries(asked));
});
afterEach(() => server.stop());

/** Takes fifteen ids at most, as Graph's filter does. */
function directory({ path }: Asked): ReturnType<typeof refusal> {
  const ids = [...path.matchAll(/'([0-9a-f-]{36})'/g)].map(([, id]) => id);
  if (ids.length > 15) return refusal(400, 'Request_UnsupportedQuery');
  return { status: 200, body: { value: [...mail].filter(([person]) => ids.includes(objectIdOf(person))).map(([person, address]) => ({ id: objectIdOf(person), mail: address })) } };
}

/** Takes addresses and no ids, as Graph does. */
function diaries({ path, body }: Asked): ReturnType<typeof refusal> {
  if (without.some((person) => path.includes(objectIdOf(person)))) return refusal(404, 'ErrorItemNotFound');
  const { schedules: addresses } = body as { schedules: readonly string[] };
  return addresses.every((address) => address.includes('@')) ? { status: 200, body: { value: schedules(addresses) } } : refusal(400, 'ErrorInvalidParameter');
}

function entry(start: string, end: string, status = 'busy', timeZone = 'UTC'): object {
  return { status, start: { dateTime: `${start}:00.0000000`, timeZone }, end: { dateTime: `${end}:00.0000000`, timeZone } };
}

/** The chair's diary holds these, and is asked about on one day. */
async function onDay(on: string, ...scheduleItems: object[]) {
  schedules = ([scheduleId]) => [{ scheduleId, scheduleItems }];
  return outlook.busy([WHO.chair], day(on), day(on));
}
const taken = (on: string, fromCell: number, toCell: number) => ({ kind: 'known', busy: [{ person: WHO.chair, on: day(on), fromCell, toCell }], unknown: [] });
const UNKNOWN = { kind: 'known', busy: [], unknown: [WHO.chair] };
const NOTHING = { kind: 'known', busy: [], unknown: [] };

describe('an entry in Outlook', () => {
  it('is asked for between London midnights, said in UTC', async () => {
    await outlook.busy([WHO.chair], day('2026-10-24'), day('2026-10-25'));
    expect(server.asked.at(-1)?.body).toMatchObject({ startTime: { dateTime: '2026-10-23T23:00:00', timeZone: 'UTC' }, endTime: { dateTime: '2026-10-26T00:00:00', timeZone: 'UTC' }, availabilityViewInterval: 30 });
  });

  it('in winter takes the half-hours it touches', async () => expect(await onDay('2026-12-08', entry('2026-12-08T10:10', '2026-12-08T11:05'))).toEqual(taken('2026-12-08', 20, 23)));
  it('in summer takes the half-hours of the London clock', async () => expect(await onDay('2026-07-08', entry('2026-07-08T09:00', '2026-07-08T10:00'))).toEqual(taken('2026-07-08', 20, 22)));
  it('from 01:30 summer time to 01:00 winter time, in the night the clocks go back, takes time', async () => expect(await onDay('2026-10-25', entry('2026-10-25T00:30', '2026-10-25T01:00'))).toEqual(taken('2026-10-25', 3, 4)));
  it('over the hour that comes twice takes it once', async () => expect(await onDay('2026-10-25', entry('2026-10-25T00:00', '2026-10-25T02:00'))).toEqual(taken('2026-10-25', 2, 4)));
  it('over days asked for and others takes those asked for', async () => expect(await onDay('2026-12-08', entry('2020-01-01T00:00', '2030-01-01T00:00'))).toEqual(taken('2026-12-08', 0, 48)));
  it('over midnight takes time on either day', async () => {
    schedules = ([scheduleId]) => [{ scheduleId, scheduleItems: [entry('2026-12-08T23:00', '2026-12-09T01:00')] }];
    expect(await outlook.busy([WHO.chair], day('2026-12-08'), day('2026-12-09'))).toMatchObject({ busy: [{ on: '2026-12-08', fromCell: 46, toCell: 48 }, { on: '2026-12-09', fromCell: 0, toCell: 2 }] });
  });

  for (const status of ['busy', 'oof', 'tentative', 'unknown', 'somethingNew']) it(`that is ${status} takes time`, async () => expect(await onDay('2026-12-08', entry('2026-12-08T10:00', '2026-12-08T11:00', status))).toEqual(taken('2026-12-08', 20, 22)));
  for (const status of ['free', 'workingElsewhere']) it(`that is ${status} takes none`, async () => expect(await onDay('2026-12-08', entry('2026-12-08T10:00', '2026-12-08T11:00', status))).toEqual(NOTHING));
});

describe('somebody is not known, rather than free,', () => {
  it('when an entry has no date that can be read', async () => expect(await onDay('2026-12-08', entry('tomorrow', '2026-12-08T11:00'))).toEqual(UNKNOWN));
  it('when an entry ends before it begins', async () => expect(await onDay('2026-12-08', entry('2026-12-08T11:00', '2026-12-08T10:00'))).toEqual(UNKNOWN));
  it('when an entry is told in another zone than was asked for', async () => expect(await onDay('2026-12-08', entry('2026-12-08T10:00', '2026-12-08T11:00', 'busy', 'Pacific Standard Time'))).toEqual(UNKNOWN));
  it('when Graph could not read their diary', async () => {
    schedules = ([scheduleId]) => [{ scheduleId, scheduleItems: [], error: { message: 'no', responseCode: 'ErrorMailRecipientNotFound' } }];
    expect(await outlook.busy([WHO.chair], day('2026-12-08'), day('2026-12-08'))).toEqual(UNKNOWN);
  });
  it('when there are neither entries nor a view', async () => {
    schedules = ([scheduleId]) => [{ scheduleId }];
    expect(await outlook.busy([WHO.chair], day('2026-12-08'), day('2026-12-08'))).toEqual(UNKNOWN);
  });
  it('when the view is shorter than the days asked for', async () => {
    schedules = ([scheduleId]) => [{ scheduleId, availabilityView: '000' }];
    expect(await outlook.busy([WHO.chair], day('2026-12-08'), day('2026-12-08'))).toEqual(UNKNOWN);
  });
  it('when they have no address, and nobody else loses theirs by it', async () => {
    schedules = (addresses) => addresses.map((scheduleId) => ({ scheduleId, scheduleItems: [entry('2026-12-08T10:00', '2026-12-08T11:00')] }));
    expect(await outlook.busy([WHO.outsider, WHO.chair], day('2026-12-08'), day('2026-12-08'))).toEqual({ ...taken('2026-12-08', 20, 22), unknown: [WHO.outsider] });
  });
});

it('a schedule whose error is null was read', async () => {
  schedules = ([scheduleId]) => [{ scheduleId, scheduleItems: [], error: null }];
  expect(await outlook.busy([WHO.chair], day('2026-12-08'), day('2026-12-08'))).toEqual(NOTHING);
});

it('the view tells where there are no entries: all but free and elsewhere takes time', async () => {
  schedules = ([scheduleId]) => [{ scheduleId, availabilityView: `${'0'.repeat(20)}1234${'0'.repeat(24)}` }];
  expect(await outlook.busy([WHO.chair], day('2026-12-08'), day('2026-12-08'))).toEqual(taken('2026-12-08', 20, 23));
});

describe('a mailbox that is not there', () => {
  const everyone = [WHO.chair, WHO.otherChair, WHO.manager, WHO.teacher];
  const ask = (people: readonly PersonKey[]) => outlook.busy(people, day('2026-12-08'), day('2026-12-08'));

  it('costs its own answer alone', async () => {
    without = [WHO.chair];
    expect(await ask([WHO.chair, WHO.otherChair])).toEqual({ kind: 'known', busy: [], unknown: [WHO.chair] });
    expect(server.asked.at(-1)).toMatchObject({ path: `/users/${objectIdOf(WHO.otherChair)}/calendar/getSchedule`, body: { schedules: ['bo.reed@exampleshire.gov.uk'] } });
  });
  it('that is everybody\'s leaves all of them unknown', async () => {
    without = everyone;
    expect(await ask([WHO.chair, WHO.otherChair])).toEqual({ kind: 'known', busy: [], unknown: [WHO.chair, WHO.otherChair] });
  });
  it('is met three times at most', async () => {
    without = everyone;
    expect(await ask(everyone)).toEqual({ kind: 'unreachable', code: '404.ErrorItemNotFound' });
    expect(server.asked.filter(({ path }) => path.endsWith('getSchedule'))).toHaveLength(3);
  });
});

describe('addresses', () => {
  it('are looked up once for as long as we run, fifteen at a time', async () => {
    const many = Array.from({ length: 16 }, (_, place) => `99999999-9999-4999-8999-999999999999.00000000-0000-4000-8000-0000000001${String(place).padStart(2, '0')}` as PersonKey);
    mail = new Map(many.map((person, place) => [person, `chair-${place}@exampleshire.gov.uk`]));
    for (let time = 0; time < 2; time += 1) expect(await outlook.busy(many, day('2026-12-08'), day('2026-12-08'))).toEqual(NOTHING);
    expect(server.asked.filter(({ path }) => path.startsWith('/users?'))).toHaveLength(2);
  });
  it('that the directory does not tell leave Outlook unreachable, not people free', async () => {
    server.answers = () => refusal(403, 'Authorization_RequestDenied');
    expect(await outlook.busy([WHO.chair], day('2026-12-08'), day('2026-12-08'))).toEqual({ kind: 'unreachable', code: '403.Authorization_RequestDenied' });
  });
});
