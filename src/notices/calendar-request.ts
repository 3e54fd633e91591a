/**
 * An invitation as a calendar takes it (iCalendar, RFC 5545 and RFC 5546): the request, and later its cancellation. It is
 * made for one person and names nobody else of those invited, so that a list of who comes is never passed on by a calendar.
 */
import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventBusyStatus, ICalEventClass, ICalEventStatus } from 'ical-generator';
import { addMinutes, isoUtc, type CivilInstant } from '../calendar/instants.ts';

export type CalendarRequest = {
  readonly method: 'REQUEST' | 'CANCEL';
  /** The same for this conference and person in every version of it. */
  readonly uid: string;
  /** Higher in each later version; a calendar keeps the highest. */
  readonly sequence: number;
  readonly writtenAt: CivilInstant;
  readonly startAt: CivilInstant;
  readonly minutes: number;
  /** Shown in calendars that others may see: nothing of the family in it. */
  readonly title: string;
  readonly place: string;
  readonly joinUrl: string | null;
  readonly organiser: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
};

/** The text of a `text/calendar` part. Marked private, since it is in somebody's diary that others may read. */
export function calendarText({ method, uid, sequence, writtenAt, startAt, minutes, title, place, joinUrl, organiser, to }: CalendarRequest): string {
  const calendar = ical({ method: ICalCalendarMethod[method], prodId: '//Conference Companion//Child protection conferences//EN' });
  const event = calendar.createEvent({
    id: uid, sequence, stamp: isoUtc(writtenAt), start: isoUtc(startAt), end: isoUtc(addMinutes(startAt, minutes)), summary: title, location: place, class: ICalEventClass.PRIVATE,
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED, busystatus: method === 'CANCEL' ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    organizer: { name: organiser.name, email: organiser.address }, ...(joinUrl === null ? {} : { url: joinUrl }),
  });
  event.createAttendee({ name: to.name, email: to.address, rsvp: method === 'REQUEST', role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.NEEDSACTION });
  return calendar.toString();
}
