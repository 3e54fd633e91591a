/**
 * Outlook diaries and Teams meetings through Microsoft Graph: free and busy, the event in the chair's diary with its
 * online meeting, and the companion in the meeting's chat. Subjects and bodies hold the case reference and nothing of the family.
 * Authority: Graph v1.0 calendar: getSchedule, Create event (transactionId), onlineMeeting; Add app to chat.
 */
import { z } from 'zod';
import { addMinutes, londonDateOf, londonTimeOf, type CivilInstant } from '../../src/calendar/instants.ts';
import { addCalendarDays, parsePlainDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { MINUTES_IN_A_CELL, CELLS_IN_A_DAY } from '../../src/diary/half-hours.ts';
import { objectIdOf, type PersonKey } from '../../src/people/person.ts';
import type { Busy, BusySpan, NotPlaced, OrganisationDirectory, OutlookCalendar, Placed, WantedEvent } from './calendar-port.ts';
import type { GraphAnswer, GraphClient } from './graph-client.ts';

const BUSY_MS = 4_000;
const JOB_MS = 10_000;
export const MOST_SCHEDULES = 20;
/** Graph takes a window of less than 42 days. */
export const MOST_DAYS = 41;
const ZONE = 'Europe/London';

const londonMoment = z.object({ dateTime: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/), timeZone: z.string() });
const schedules = z.object({ value: z.array(z.object({ scheduleId: z.string(), scheduleItems: z.array(z.object({ status: z.string(), start: londonMoment, end: londonMoment })).optional(), error: z.unknown().optional() })) });
const event = z.object({ id: z.string().min(1), onlineMeeting: z.object({ joinUrl: z.string().optional() }).nullish() });
const person = z.object({ displayName: z.string().min(1), jobTitle: z.string().nullish() });
/** What counts as taken; a tentative entry does, working elsewhere does not. */
const TAKEN = new Set(['busy', 'oof', 'tentative']);
/** A join link names the meeting's thread. */
const THREAD = /19%3ameeting_[\w-]+%40thread\.v2|19:meeting_[\w-]+@thread\.v2/i;

export function outlookCalendar(graph: GraphClient, appId: string): OutlookCalendar {
  return {
    busy: (people, fromOn, toOn) => busy(graph, people, fromOn, toOn),
    place: (wanted) => place(graph, wanted),
    withdraw: async (organiser, eventId) => {
      const mailbox = objectIdOf(organiser);
      const answer = await graph({ method: 'DELETE', path: `/users/${mailbox}/events/${encodeURIComponent(eventId)}`, mailbox, limitMs: JOB_MS });
      if (answer.kind === 'answered' || (answer.kind === 'refused' && answer.status === 404)) return { kind: 'withdrawn' };
      return answer;
    },
    addAppToChat: async (chatId) => {
      const body = { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${appId}` };
      const answer = await graph({ method: 'POST', path: `/chats/${encodeURIComponent(chatId)}/installedApps`, body, limitMs: JOB_MS });
      if (answer.kind === 'answered' || (answer.kind === 'refused' && answer.status === 409)) return { kind: 'added' };
      return answer;
    },
  };
}

export function organisationDirectory(graph: GraphClient): OrganisationDirectory {
  return {
    person: async (objectId) => {
      const answer = await graph({ method: 'GET', path: `/users/${encodeURIComponent(objectId)}?$select=displayName,jobTitle`, limitMs: BUSY_MS });
      if (answer.kind === 'refused' && answer.status === 404) return { kind: 'unknown' };
      const found = answer.kind === 'answered' ? person.safeParse(answer.body).data : undefined;
      if (found === undefined) return { kind: 'unreachable', code: codeOf(answer) };
      return { kind: 'found', name: found.displayName.slice(0, 120), designation: (found.jobTitle ?? '').slice(0, 120) };
    },
  };
}

async function busy(graph: GraphClient, people: readonly PersonKey[], fromOn: PlainDate, toOn: PlainDate): Promise<Busy> {
  const [first] = people;
  if (first === undefined) return { kind: 'known', busy: [], unknown: [] };
  if (people.length > MOST_SCHEDULES) throw new RangeError('at most twenty diaries are asked for at once');
  const mailbox = objectIdOf(first);
  const body = {
    schedules: people.map((each) => objectIdOf(each)),
    startTime: { dateTime: `${fromOn}T00:00:00`, timeZone: ZONE },
    endTime: { dateTime: `${addCalendarDays(toOn, 1)}T00:00:00`, timeZone: ZONE },
    availabilityViewInterval: MINUTES_IN_A_CELL,
  };
  const answer = await graph({ method: 'POST', path: `/users/${mailbox}/calendar/getSchedule`, body, mailbox, limitMs: BUSY_MS });
  const read = answer.kind === 'answered' ? schedules.safeParse(answer.body).data : undefined;
  if (read === undefined) return { kind: 'unreachable', code: codeOf(answer) };
  const byId = new Map(read.value.map((schedule) => [schedule.scheduleId.toLowerCase(), schedule]));
  const known = people.flatMap((each) => {
    const schedule = byId.get(objectIdOf(each));
    return schedule === undefined || schedule.error !== undefined ? [] : [{ each, items: schedule.scheduleItems ?? [] }];
  });
  return {
    kind: 'known',
    busy: known.flatMap(({ each, items }) => items.filter(({ status }) => TAKEN.has(status.toLowerCase())).flatMap(({ start, end }) => spansOf(each, start.dateTime, end.dateTime))),
    unknown: people.filter((each) => !known.some((other) => other.each === each)),
  };
}

/** An entry may run over midnight: a span for each day it touches. Times are London wall time, as asked for. */
function spansOf(each: PersonKey, start: string, end: string): readonly BusySpan[] {
  const [first, last] = [parsePlainDate(start.slice(0, 10)), parsePlainDate(end.slice(0, 10))];
  if (first === undefined || last === undefined) return [];
  const spans: BusySpan[] = [];
  for (let on = first; on <= last; on = addCalendarDays(on, 1)) {
    const fromCell = on === first ? Math.floor(minutesIn(start) / MINUTES_IN_A_CELL) : 0;
    const toCell = on === last ? Math.ceil(minutesIn(end) / MINUTES_IN_A_CELL) : CELLS_IN_A_DAY;
    if (toCell > fromCell) spans.push({ person: each, on, fromCell, toCell });
  }
  return spans;
}

function minutesIn(dateTime: string): number {
  return Number(dateTime.slice(11, 13)) * 60 + Number(dateTime.slice(14, 16));
}

async function place(graph: GraphClient, wanted: WantedEvent): Promise<Placed | NotPlaced> {
  const mailbox = objectIdOf(wanted.organiser);
  const answer = await graph({ method: 'POST', path: `/users/${mailbox}/events`, body: eventBody(wanted), mailbox, limitMs: JOB_MS });
  if (answer.kind !== 'answered') return answer;
  const made = event.safeParse(answer.body).data;
  if (made === undefined) return { kind: 'unreachable', code: 'unreadable' };
  const joinUrl = made.onlineMeeting?.joinUrl ?? null;
  return { kind: 'placed', eventId: made.id, joinUrl, chatId: joinUrl === null ? null : threadIn(joinUrl) };
}

/** Everything Outlook is told. It may be read by whoever shares the chair's diary. */
function eventBody({ transactionId, startAt, minutes, caseReference, attendees, onTeams, roomName }: WantedEvent): object {
  return {
    transactionId,
    subject: `Child protection conference ${caseReference}`,
    body: { contentType: 'text', content: 'Please open Conference Companion in Teams for the agenda and your part in it. Nothing about the family is written here.' },
    start: { dateTime: wallTime(startAt), timeZone: ZONE },
    end: { dateTime: wallTime(addMinutes(startAt, minutes)), timeZone: ZONE },
    sensitivity: 'private', showAs: 'busy', allowNewTimeProposals: false, responseRequested: false,
    ...(roomName === null ? {} : { location: { displayName: roomName } }),
    attendees: attendees.map((address) => ({ type: 'required', emailAddress: { address } })),
    ...(onTeams ? { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' } : {}),
  };
}

function wallTime(at: CivilInstant): string {
  return `${londonDateOf(at)}T${londonTimeOf(at)}:00`;
}

function threadIn(joinUrl: string): string | null {
  const found = THREAD.exec(joinUrl)?.[0];
  return found === undefined ? null : decodeURIComponent(found);
}

function codeOf(answer: GraphAnswer): string {
  switch (answer.kind) {
    case 'answered': return 'unreadable';
    case 'retryAfter': return 'busy';
    case 'refused': return `${answer.status}.${answer.code}`.slice(0, 80);
    case 'unreachable': return answer.code;
  }
}
