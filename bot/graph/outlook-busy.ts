/**
 * When people are taken by Outlook. Asked in UTC, by mail address, through the mailbox of one of them.
 * Authority: Graph v1.0 calendar: getSchedule.
 */
import { z } from 'zod';
import { isoUtc, londonInstant } from '../../src/calendar/instants.ts';
import { addCalendarDays, type PlainDate } from '../../src/calendar/plain-date.ts';
import { MINUTES_IN_A_CELL } from '../../src/diary/half-hours.ts';
import { objectIdOf, type PersonKey } from '../../src/people/person.ts';
import { schedule, takenIn, type Schedule, type Window } from './busy-spans.ts';
import type { Busy } from './calendar-port.ts';
import { codeOf, timeLeft, type GraphAnswer, type GraphClient, type TimeLeft } from './graph-client.ts';
import type { MailAddresses } from './mail-addresses.ts';

const BUSY_MS = 4_000;
export const MOST_SCHEDULES = 20;
/** Mailboxes to ask through, where those of the first people are not there. */
const MOST_MAILBOXES = 3;
const schedules = z.object({ value: z.array(schedule) });

/** @throws a RangeError for more than twenty people */
export async function busyIn(graph: GraphClient, addressesOf: MailAddresses, people: readonly PersonKey[], fromOn: PlainDate, toOn: PlainDate): Promise<Busy> {
  if (people.length > MOST_SCHEDULES) throw new RangeError('at most twenty diaries are asked for at once');
  const left = timeLeft(BUSY_MS);
  const addresses = await addressesOf(people, left);
  if (addresses.kind === 'notFound') return { kind: 'unreachable', code: codeOf(addresses.answer) };
  const window = { startAt: londonInstant(fromOn, '00:00'), endAt: londonInstant(addCalendarDays(toOn, 1), '00:00') };
  const answer = await diaries(graph, [...addresses.of], window, left);
  if (answer.kind === 'noMailbox') return { kind: 'known', busy: [], unknown: people };
  const read = answer.kind === 'answered' ? schedules.safeParse(answer.body).data : undefined;
  return read === undefined ? { kind: 'unreachable', code: codeOf(answer) } : busyOf(people, addresses.of, read.value, window);
}

type Asked = readonly (readonly [PersonKey, string])[];

/** One whose mailbox is not there is left out, and the next one's is asked through. */
async function diaries(graph: GraphClient, [first, ...others]: Asked, window: Window, left: TimeLeft, tries = MOST_MAILBOXES): Promise<GraphAnswer | { readonly kind: 'noMailbox' }> {
  if (first === undefined) return { kind: 'noMailbox' };
  const mailbox = objectIdOf(first[0]);
  const body = question([first, ...others].map(([, address]) => address), window);
  const answer = await graph({ method: 'POST', path: `/users/${mailbox}/calendar/getSchedule`, body, mailbox, limitMs: left() });
  if (answer.kind !== 'refused' || answer.status !== 404) return answer;
  return tries > 1 || others.length === 0 ? diaries(graph, others, window, left, tries - 1) : answer;
}

function question(addresses: readonly string[], { startAt, endAt }: Window): object {
  const [start, end] = [startAt, endAt].map((at) => ({ dateTime: isoUtc(at).slice(0, 19), timeZone: 'UTC' }));
  return { schedules: addresses, startTime: start, endTime: end, availabilityViewInterval: MINUTES_IN_A_CELL };
}

function busyOf(people: readonly PersonKey[], addresses: ReadonlyMap<PersonKey, string>, read: readonly Schedule[], window: Window): Busy {
  const byAddress = new Map(read.map((each) => [each.scheduleId.toLowerCase(), each]));
  const diaryOf = people.map((person) => {
    const found = byAddress.get(addresses.get(person) ?? '');
    return { person, taken: found === undefined ? undefined : takenIn(found, window) };
  });
  return {
    kind: 'known',
    busy: diaryOf.flatMap(({ person, taken = [] }) => taken.map((cells) => ({ person, ...cells }))),
    unknown: diaryOf.flatMap(({ person, taken }) => (taken === undefined ? [person] : [])),
  };
}
