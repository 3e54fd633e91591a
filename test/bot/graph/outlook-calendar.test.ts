/** The conference in Outlook and Teams: one event however often it is asked for, its meeting, and the companion in the meeting's chat. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutlookCalendar, WantedEvent } from '../../../bot/graph/calendar-port.ts';
import { graphClient } from '../../../bot/graph/graph-client.ts';
import { outlookCalendar } from '../../../bot/graph/outlook-calendar.ts';
import { londonInstant } from '../../../src/calendar/instants.ts';
import { objectIdOf } from '../../../src/people/person.ts';
import { day, WHO } from '../../conference/a-conference.ts';
import { graphServer, refusal, type Answer, type GraphServer } from './graph-server.ts';

const APP = '11111111-1111-4111-8111-111111111111';
const JOIN = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_Example%40thread.v2/0';
const CHAT = '19:meeting_Example@thread.v2';
const WANTED: WantedEvent = {
  transactionId: 'one', organiser: WHO.chair, startAt: londonInstant(day('2026-07-08'), '10:00'), minutes: 120, caseReference: 'EX-1',
  attendees: ['robin.ashdown@exampleshire.gov.uk'], onTeams: true, roomName: 'Willow room',
};
let server: GraphServer;
let outlook: OutlookCalendar;
beforeEach(async () => {
  server = await graphServer();
  outlook = outlookCalendar(graphClient({ baseUrl: server.url, tokens: { token: () => Promise.resolve('token') } }), APP);
});
afterEach(() => server.stop());

const made: Answer = { status: 201, body: { id: 'event-1', onlineMeeting: { joinUrl: JOIN } } };
const subjectOf = async (caseReference: string) => {
  server.answers = () => made;
  await outlook.place({ ...WANTED, caseReference });
  return server.asked.at(-1)?.body;
};

describe('the event', () => {
  it('stands in the chair\'s diary at the London time, with its meeting', async () => {
    server.answers = () => made;
    expect(await outlook.place(WANTED)).toEqual({ kind: 'placed', eventId: 'event-1', joinUrl: JOIN, chatId: CHAT });
    expect(server.asked).toMatchObject([{ method: 'POST', path: `/users/${objectIdOf(WHO.chair)}/events`, body: {
      transactionId: 'one', start: { dateTime: '2026-07-08T10:00:00', timeZone: 'Europe/London' }, end: { dateTime: '2026-07-08T12:00:00', timeZone: 'Europe/London' },
      isOnlineMeeting: true, sensitivity: 'private', attendees: [{ emailAddress: { address: 'robin.ashdown@exampleshire.gov.uk' } }],
    } }]);
  });

  it('names the case by a reference that has a number', async () => expect(await subjectOf('EX-1')).toMatchObject({ subject: 'Child protection conference EX-1' }));
  it('does not name it by words alone, which may be a family\'s', async () => {
    const body = await subjectOf('Canary Family');
    expect(body).toMatchObject({ subject: 'Child protection conference' });
    expect(JSON.stringify(body)).not.toContain('Canary');
  });

  it('that is gone already is withdrawn', async () => {
    server.answers = () => refusal(404, 'ErrorItemNotFound');
    expect(await outlook.withdraw(WHO.chair, 'event-1')).toEqual({ kind: 'withdrawn' });
  });
});

describe('a meeting that is not there yet', () => {
  const joins = (atReading: number) => {
    server.answers = ({ method }) => {
      const there = server.asked.filter((asked) => asked.method === 'GET').length >= atReading && method === 'GET';
      return { status: method === 'GET' ? 200 : 201, body: { id: 'event-1', onlineMeeting: there ? { joinUrl: JOIN } : null } };
    };
  };

  it('is looked for again', async () => {
    joins(2);
    expect(await outlook.place(WANTED)).toMatchObject({ joinUrl: JOIN, chatId: CHAT });
    expect(server.asked.map(({ path }) => path).slice(1)).toEqual(Array.from({ length: 2 }, () => `/users/${objectIdOf(WHO.chair)}/events/event-1?$select=id,onlineMeeting`));
  });
  it('and does not come leaves the event placed without it', async () => {
    joins(3);
    expect(await outlook.place(WANTED)).toEqual({ kind: 'placed', eventId: 'event-1', joinUrl: null, chatId: null });
    expect(server.asked).toHaveLength(3);
  });
  it('is not looked for where people meet in a room', async () => {
    joins(1);
    expect(await outlook.place({ ...WANTED, onTeams: false })).toMatchObject({ joinUrl: null });
    expect(server.asked).toHaveLength(1);
  });
});

describe('an event asked for again in other words', () => {
  const duplicate = refusal(409, 'ErrorDuplicateTransactionId');
  const standing = (value: readonly object[]) => {
    server.answers = ({ method }) => (method === 'POST' ? duplicate : { status: 200, body: { value } });
  };

  it('is the one that stands already', async () => {
    standing([{ id: 'another', transactionId: null }, { id: 'event-1', transactionId: 'one', onlineMeeting: { joinUrl: JOIN } }]);
    expect(await outlook.place(WANTED)).toEqual({ kind: 'placed', eventId: 'event-1', joinUrl: JOIN, chatId: CHAT });
    expect(server.asked.at(-1)?.path).toContain('/calendarView?startDateTime=2026-07-07T23:00:00.000Z&endDateTime=2026-07-08T23:00:00.000Z&$select=id,transactionId,onlineMeeting');
  });
  it('and is not in that day\'s diary is refused', async () => {
    standing([{ id: 'another', transactionId: 'two' }]);
    expect(await outlook.place(WANTED)).toEqual({ kind: 'refused', status: 409, code: 'ErrorDuplicateTransactionId' });
  });
});

describe('the companion joins the chat', () => {
  it('with all that its package asks to be allowed there, and nothing more', async () => {
    server.answers = () => ({ status: 201 });
    expect(await outlook.addAppToChat(CHAT)).toEqual({ kind: 'added' });
    const manifest = JSON.parse(readFileSync(new URL('../../../appPackage/manifest.json', import.meta.url), 'utf8')) as { authorization: { permissions: { resourceSpecific: readonly { name: string; type: string }[] } } };
    expect(server.asked).toMatchObject([{ path: `/chats/${CHAT}/installedApps`, body: {
      'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${APP}`,
      consentedPermissionSet: { resourceSpecificPermissions: manifest.authorization.permissions.resourceSpecific.map(({ name, type }) => ({ permissionValue: name, permissionType: type.toLowerCase() })) },
    } }]);
  });
  it('only once', async () => {
    server.answers = () => refusal(409, 'Conflict');
    expect(await outlook.addAppToChat(CHAT)).toEqual({ kind: 'added' });
  });
});
