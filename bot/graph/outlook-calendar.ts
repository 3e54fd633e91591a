/**
 * Outlook diaries and Teams meetings through Microsoft Graph: free and busy, the event in the chair's diary with its
 * online meeting, and the companion in the meeting's chat. Subjects and bodies hold the case reference and nothing of the family.
 * Authority: Graph v1.0 calendar: Create event (transactionId), calendarView, onlineMeeting; Add app to chat.
 */
import { z } from 'zod';
import { addMinutes, isoUtc, londonDateOf, londonInstant, londonTimeOf, type CivilInstant } from '../../src/calendar/instants.ts';
import { addCalendarDays } from '../../src/calendar/plain-date.ts';
import { objectIdOf } from '../../src/people/person.ts';
import type { NotPlaced, OrganisationDirectory, OutlookCalendar, Placed, WantedEvent } from './calendar-port.ts';
import { codeOf, type GraphClient } from './graph-client.ts';
import { mailAddresses } from './mail-addresses.ts';
import { busyIn } from './outlook-busy.ts';

const PERSON_MS = 4_000;
const JOB_MS = 10_000;
const ZONE = 'Europe/London';
/** Pauses before the event is read again for a meeting that was not made with it. */
const MEETING_PAUSES_MS = [500, 1_500];
/** More than a day of anybody's diary holds; Graph would give ten. */
const MOST_EVENTS_A_DAY = 250;

const event = z.object({ id: z.string().min(1), transactionId: z.string().nullish(), onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish() });
const events = z.object({ value: z.array(event) });
type MadeEvent = z.infer<typeof event>;
const person = z.object({ displayName: z.string().min(1), jobTitle: z.string().nullish() });
/** A join link names the meeting's thread. */
const THREAD = /19%3ameeting_[\w-]+%40thread\.v2|19:meeting_[\w-]+@thread\.v2/i;
/**
 * The permissions in a chat that appPackage/manifest.json asks for; Graph adds the app only where they are agreed to with it.
 * The bot itself needs TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All for that.
 */
const IN_THE_CHAT = ['OnlineMeeting.ReadBasic.Chat', 'OnlineMeetingParticipant.Read.Chat'];

/** `appId`: the companion's id in the organisation's app catalogue. */
export function outlookCalendar(graph: GraphClient, appId: string): OutlookCalendar {
  const addressesOf = mailAddresses(graph);
  return {
    busy: (people, fromOn, toOn) => busyIn(graph, addressesOf, people, fromOn, toOn),
    place: (wanted) => place(graph, wanted),
    withdraw: async (organiser, eventId) => {
      const mailbox = objectIdOf(organiser);
      const answer = await graph({ method: 'DELETE', path: `/users/${mailbox}/events/${encodeURIComponent(eventId)}`, mailbox, limitMs: JOB_MS });
      if (answer.kind === 'answered' || (answer.kind === 'refused' && answer.status === 404)) return { kind: 'withdrawn' };
      return answer;
    },
    addAppToChat: async (chatId) => {
      const body = {
        'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${appId}`,
        consentedPermissionSet: { resourceSpecificPermissions: IN_THE_CHAT.map((permissionValue) => ({ permissionValue, permissionType: 'application' })) },
      };
      const answer = await graph({ method: 'POST', path: `/chats/${encodeURIComponent(chatId)}/installedApps`, body, limitMs: JOB_MS });
      if (answer.kind === 'answered' || (answer.kind === 'refused' && answer.status === 409)) return { kind: 'added' };
      return answer;
    },
  };
}

export function organisationDirectory(graph: GraphClient): OrganisationDirectory {
  return {
    person: async (objectId) => {
      const answer = await graph({ method: 'GET', path: `/users/${encodeURIComponent(objectId)}?$select=displayName,jobTitle`, limitMs: PERSON_MS });
      if (answer.kind === 'refused' && answer.status === 404) return { kind: 'unknown' };
      const found = answer.kind === 'answered' ? person.safeParse(answer.body).data : undefined;
      if (found === undefined) return { kind: 'unreachable', code: codeOf(answer) };
      return { kind: 'found', name: found.displayName.slice(0, 120), designation: (found.jobTitle ?? '').slice(0, 120) };
    },
  };
}

async function place(graph: GraphClient, wanted: WantedEvent): Promise<Placed | NotPlaced> {
  const mailbox = objectIdOf(wanted.organiser);
  const answer = await graph({ method: 'POST', path: `/users/${mailbox}/events`, body: eventBody(wanted), mailbox, limitMs: JOB_MS });
  const standing = answer.kind === 'refused' && answer.code === 'ErrorDuplicateTransactionId' ? await standingEvent(graph, wanted) : undefined;
  if (answer.kind !== 'answered' && standing === undefined) return answer;
  const made = standing ?? (answer.kind === 'answered' ? event.safeParse(answer.body).data : undefined);
  if (made === undefined) return { kind: 'unreachable', code: 'unreadable' };
  const joinUrl = made.onlineMeeting?.joinUrl ?? (wanted.onTeams ? await joinUrlLater(graph, mailbox, made.id) : null);
  return { kind: 'placed', eventId: made.id, joinUrl, chatId: joinUrl === null ? null : threadIn(joinUrl) };
}

/** The event that an earlier try made, whose reply was lost and whose words have changed since: it stands in that day's diary. */
async function standingEvent(graph: GraphClient, { organiser, transactionId, startAt }: WantedEvent): Promise<MadeEvent | undefined> {
  const [mailbox, on] = [objectIdOf(organiser), londonDateOf(startAt)];
  const [from, to] = [on, addCalendarDays(on, 1)].map((day) => isoUtc(londonInstant(day, '00:00')));
  const path = `/users/${mailbox}/calendarView?startDateTime=${from}&endDateTime=${to}&$select=id,transactionId,onlineMeeting&$top=${MOST_EVENTS_A_DAY}`;
  const answer = await graph({ method: 'GET', path, mailbox, limitMs: JOB_MS });
  const read = answer.kind === 'answered' ? events.safeParse(answer.body).data : undefined;
  return read?.value.find((each) => each.transactionId === transactionId);
}

/** Graph may make the meeting a little after the event; null where it does not come. */
async function joinUrlLater(graph: GraphClient, mailbox: string, eventId: string): Promise<string | null> {
  for (const pause of MEETING_PAUSES_MS) {
    await new Promise((done) => setTimeout(done, pause));
    const answer = await graph({ method: 'GET', path: `/users/${mailbox}/events/${encodeURIComponent(eventId)}?$select=id,onlineMeeting`, mailbox, limitMs: JOB_MS });
    const joinUrl = answer.kind === 'answered' ? event.safeParse(answer.body).data?.onlineMeeting?.joinUrl : undefined;
    if (joinUrl) return joinUrl;
  }
  return null;
}

/** A reference without a number in it may be a family's name. */
function subjectOf(caseReference: string): string {
  return /\p{N}/u.test(caseReference) ? `Child protection conference ${caseReference}` : 'Child protection conference';
}

/** Everything Outlook is told. It may be read by whoever shares the chair's diary. */
function eventBody({ transactionId, startAt, minutes, caseReference, attendees, onTeams, roomName }: WantedEvent): object {
  return {
    transactionId,
    subject: subjectOf(caseReference),
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
