// Outlook diaries: events with their online meetings, and when people are busy. Times are said back in UTC.
// Authority: Graph v1.0 "Create event" (transactionId), "List calendarView", "getSchedule".

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { bodyOf } from './asked-of-graph.ts';
import { mailOf } from './directory.ts';
import { Refusal } from '../http.ts';
import { londonInstant } from '../london-time.ts';
import type { Graph } from './graph-routes.ts';
import type { Answer, Asked } from '../http.ts';
import type { Tenant } from '../tenant.ts';
import type { OutlookEvent } from '../tenant-file.ts';

const zones = ['UTC', 'Europe/London'] as const;
const moment = z.object({ dateTime: z.string(), timeZone: z.enum(zones) });
const attendee = z.object({ emailAddress: z.object({ address: z.email() }) });
const newEvent = z.object({
  subject: z.string().max(255), start: moment, end: moment, transactionId: z.string().min(1).optional(), attendees: z.array(attendee).max(500).default([]),
  isOnlineMeeting: z.boolean().default(false), onlineMeetingProvider: z.literal('teamsForBusiness').optional(),
});
const scheduleQuestion = z.object({ schedules: z.array(z.string()).min(1), startTime: moment, endTime: moment, availabilityViewInterval: z.int().min(5).max(1440).default(30) });
type Span = { startsAt: string; endsAt: string };

const mostSchedules = 20;
const daysRefused = 42;
const minute = 60_000;

export async function makeEvent({ tenant }: Graph, asked: Asked): Promise<Answer> {
  const organizer = mailbox(tenant, asked);
  const wanted = await bodyOf(asked, newEvent);
  const span = spanOf(wanted.start, wanted.end);
  const said = createHash('sha256').update(JSON.stringify(wanted)).digest('hex');
  const before = tenant.outlook.find((one) => one.organizer === organizer && wanted.transactionId !== undefined && one.transactionId === wanted.transactionId);
  if (before && before.said !== said) throw new Refusal(409, 'ErrorDuplicateTransactionId', 'Another event was made for this transaction.');
  if (before) return { status: 201, body: shown(before) };
  const attendees = wanted.attendees.map(({ emailAddress }) => emailAddress.address.toLowerCase());
  const people = tenant.people.map(({ oid }) => oid).filter((oid) => oid === organizer || attendees.includes(mailOf(tenant, oid)));
  const meeting = wanted.isOnlineMeeting ? tenant.addMeeting({ title: wanted.subject, organizer, people, ...span }, false) : undefined;
  const made: OutlookEvent = { id: `event-${tenant.newId()}`, organizer, transactionId: wanted.transactionId ?? null, said, subject: wanted.subject, ...span, attendees, meetingThread: meeting?.id ?? null };
  tenant.outlook.push(made);
  tenant.saveNow();
  return { status: 201, body: shown(made) };
}

export function event({ tenant }: Graph, asked: Asked): Answer {
  return { status: 200, body: shown(found(tenant, asked)) };
}

/** Takes the event from everybody's diary; its meeting is over, and its chat stays. */
export function removeEvent({ tenant }: Graph, asked: Asked): Answer {
  const gone = found(tenant, asked);
  tenant.outlook.splice(tenant.outlook.indexOf(gone), 1);
  const meeting = tenant.threads.find(({ id }) => id === gone.meetingThread);
  if (meeting?.kind === 'meeting') tenant.changeMeeting(meeting, { state: 'ended', present: [] });
  tenant.saveNow();
  return { status: 204 };
}

export function calendarView({ tenant }: Graph, asked: Asked): Answer {
  const organizer = mailbox(tenant, asked);
  const [startsAt, endsAt] = ['startDateTime', 'endDateTime'].map((name) => instant(asked.query.get(name) ?? '', 'UTC'));
  const window = { startsAt: startsAt ?? '', endsAt: endsAt ?? '' };
  return { status: 200, body: { value: tenant.outlook.filter((one) => one.organizer === organizer && overlap(one, window)).map(shown) } };
}

export async function getSchedule({ tenant }: Graph, asked: Asked): Promise<Answer> {
  mailbox(tenant, asked);
  const { schedules, startTime, endTime, availabilityViewInterval } = await bodyOf(asked, scheduleQuestion);
  if (schedules.length > mostSchedules) throw new Refusal(400, 'ErrorInvalidParameter', 'At most twenty schedules are asked for at once.');
  const window = spanOf(startTime, endTime);
  if (Date.parse(window.endsAt) - Date.parse(window.startsAt) >= daysRefused * 24 * 60 * minute) throw new Refusal(400, 'ErrorTimeIntervalTooBig', 'The time asked for is too long.');
  return { status: 200, body: { value: schedules.map((address) => scheduleOf(tenant, address, window, availabilityViewInterval)) } };
}

/** An invitation is tentative until it is accepted, which nobody does here. */
function scheduleOf(tenant: Tenant, scheduleId: string, window: Span, interval: number): object {
  const address = scheduleId.toLowerCase();
  const owner = tenant.people.find(({ oid }) => mailOf(tenant, oid) === address);
  if (!owner) return { scheduleId, availabilityView: '', scheduleItems: [], error: { message: 'Unable to resolve the address.', responseCode: 'ErrorMailRecipientNotFound' } };
  const taken = tenant.outlook.filter((one) => (one.organizer === owner.oid || one.attendees.includes(address)) && overlap(one, window));
  const items = taken.map((one) => ({ ...one, status: one.organizer === owner.oid ? 'busy' : 'tentative' }));
  const cells = Math.ceil((Date.parse(window.endsAt) - Date.parse(window.startsAt)) / (interval * minute));
  const view = Array.from({ length: cells }, (_, cell) => {
    const [startsAt, endsAt] = [cell, cell + 1].map((each) => new Date(Date.parse(window.startsAt) + each * interval * minute).toISOString());
    const within = items.filter((one) => overlap(one, { startsAt: startsAt ?? '', endsAt: endsAt ?? '' }));
    return within.some(({ status }) => status === 'busy') ? '2' : within.length > 0 ? '1' : '0';
  });
  return { scheduleId, availabilityView: view.join(''), scheduleItems: items.map(({ status, startsAt, endsAt }) => ({ status, isPrivate: true, start: inUtc(startsAt), end: inUtc(endsAt) })) };
}

function mailbox(tenant: Tenant, asked: Asked): string {
  const owner = tenant.people.find(({ oid }) => oid === asked.part('user'));
  if (!owner) throw new Refusal(404, 'ErrorInvalidUser', 'The requested user is invalid.');
  return owner.oid;
}

function found(tenant: Tenant, asked: Asked): OutlookEvent {
  const organizer = mailbox(tenant, asked);
  const one = tenant.outlook.find(({ id, organizer: whose }) => id === asked.part('event') && whose === organizer);
  if (!one) throw new Refusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  return one;
}

function shown({ id, transactionId, subject, startsAt, endsAt, meetingThread }: OutlookEvent): object {
  const onlineMeeting = meetingThread === null ? null : { joinUrl: `https://teams.microsoft.com/l/meetup-join/${meetingThread.replace(':', '%3a').replace('@', '%40')}/0` };
  return { id, transactionId, subject, start: inUtc(startsAt), end: inUtc(endsAt), isOnlineMeeting: onlineMeeting !== null, onlineMeeting };
}

function inUtc(at: string): z.infer<typeof moment> {
  return { dateTime: `${at.slice(0, 19)}.0000000`, timeZone: 'UTC' };
}

function spanOf(start: z.infer<typeof moment>, end: z.infer<typeof moment>): Span {
  const span = { startsAt: instant(start.dateTime, start.timeZone), endsAt: instant(end.dateTime, end.timeZone) };
  if (span.endsAt <= span.startsAt) throw new Refusal(400, 'ErrorPropertyValidationFailure', 'The end is not after the start.');
  return span;
}

function instant(dateTime: string, zone: (typeof zones)[number]): string {
  const at = londonInstant(zone === 'UTC' && !dateTime.endsWith('Z') ? `${dateTime}Z` : dateTime);
  if (!at) throw new Refusal(400, 'ErrorInvalidArgument', 'That is not a date and time.');
  return at.toISOString();
}

function overlap(one: Span, other: Span): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}
