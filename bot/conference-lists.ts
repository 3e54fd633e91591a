/**
 * Who has which conference, what waits for the office, what comes up, and which are open: projections that can be computed
 * again from the records at any time. They hold labels and references only, and the version they were made from, so an
 * older fold never overwrites a newer.
 */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { addCalendarMonths, parsePlainDate, type PlainDate } from '../src/calendar/plain-date.ts';
import { reportIsOffTheirHands } from '../src/conference/reports.ts';
import { mayBeInvited, type BookedConference } from '../src/conference/state.ts';
import type { PersonKey } from '../src/people/person.ts';
import { CONFERENCE_TYPES } from '../src/procedures/conference-type.ts';
import { documents, type Documents } from '../src/store/documents.ts';
import { sha256 } from '../src/store/operation-key.ts';
import type { TableStore } from '../src/store/port.ts';
import { referenceKey } from './my-conferences/case-reference.ts';
import { owed, owedBy } from './my-conferences/owed.ts';
import type { OfficeRequest } from './office/asked.ts';

const dated = { conferenceId: z.string(), caseReference: z.string(), on: z.string(), from: z.string(), conferenceType: z.enum(CONFERENCE_TYPES).default('initial') };

const row = z.object({
  ...dated,
  role: z.enum(['conferenceChair', 'conferenceSocialWorker', 'conferenceTeamManager', 'invitedProfessional']),
  linkedChatId: z.string().nullable(),
  reportsAsked: z.int(),
  reportsSaidSent: z.int(),
  /** What this person owes, the first thing first. */
  owes: z.array(owed).default([]),
});

/** What is left of a row when somebody has no part in the conference any more: its version, and nothing to read. */
const gone = z.object({ gone: z.literal(true) });
const upcoming = z.object(dated);
const request = z.object({ ...dated, why: z.enum(['toConfirm', 'meetingNotPlaced']) });
const ofCase = z.object({ on: z.string() });

/** One person's conference; the role is the strongest one they hold in it. */
export type ConferenceRow = z.infer<typeof row>;
/** A conference of the authority, for the office. */
export type UpcomingRow = z.infer<typeof upcoming>;

export interface ConferenceLists {
  /** Those of today and to come, soonest first; then those that have been, the latest first. One query. */
  ofPerson(person: PersonKey, today: PlainDate): Promise<readonly ConferenceRow[]>;
  /** What waits for the office, of today and to come, soonest first. One query. */
  officeRequests(today: PlainDate): Promise<readonly OfficeRequest[]>;
  /** The authority's next conferences, as many as asked for and three months of them at most; one query a month. */
  comingUp(today: PlainDate, most: number): Promise<readonly UpcomingRow[]>;
  /** Conferences of a case, however its reference is typed, the latest first. One query. Whoever asks must still be let see each. */
  byReference(reference: string): Promise<readonly string[]>;
  /** The latest conference of the case before that day; undefined where there is none. */
  previousOf(reference: string, before: PlainDate): Promise<string | undefined>;
  /** Conferences whose messages cannot leave, and the UTC instant since when. One query. */
  stuck(): Promise<readonly { readonly conferenceId: string; readonly since: string }[]>;
  markStuck(conferenceId: string, since: string): Promise<void>;
  unmarkStuck(conferenceId: string): Promise<void>;
  /** Conferences that still owe something: the hourly audit's list. */
  open(): Promise<readonly string[]>;
  /** Writes the rows of everybody in the conference that have changed, and whether it is open; takes the rows of those who left. */
  project(conferenceId: string, state: BookedConference, open: boolean): Promise<void>;
}

const MOST_MONTHS = 3;

export function conferenceLists(store: TableStore, authority: string): ConferenceLists {
  const kept = <Value>(kind: string, shape: z.ZodType<Value>): Documents<Value> => documents({ store, table: 'people', kind, parse: (stored) => shape.parse(stored) });
  const byPerson = kept('conference', z.union([row, gone]));
  const byMonth = kept('month', upcoming);
  const requests = kept('request', request);
  const byCase = kept('case', ofCase);
  const openOnes = kept('open', z.object({ open: z.boolean() }));
  /** What was last put into all the lists of a conference, as one mark: most wakings change nothing in them, and need not look at each. */
  const listed = kept('listed', z.object({ mark: z.string() }));
  const stuckOnes = kept('stuck', z.object({ since: z.string() }));
  const office = `${authority}.office`;
  const monthOf = (on: string): string => `${authority}.month.${on.slice(0, 7)}`;
  const caseOf = (key: string): string => `${authority}.case.${key}`;

  const ofCaseLatestFirst = async (reference: string): Promise<readonly { readonly conferenceId: string; readonly on: string }[]> => {
    const key = referenceKey(reference);
    const found = key === undefined ? [] : await byCase.list(caseOf(key));
    return found.map((document) => ({ conferenceId: document.row, on: document.value.on })).toSorted((a, b) => b.on.localeCompare(a.on));
  };

  return {
    ofPerson: async (person, today) => {
      const rows = (await byPerson.list(`${authority}.${person}`)).flatMap(({ value }) => ('gone' in value ? [] : [value])).toSorted(soonestFirst);
      return [...rows.filter(({ on }) => on >= today), ...rows.filter(({ on }) => on < today).toReversed()];
    },
    officeRequests: async (today) => {
      const rows = (await requests.list(office)).map(({ value }) => value).filter(({ on }) => on >= today).toSorted(soonestFirst);
      return rows.flatMap(({ on, ...rest }) => {
        const day = parsePlainDate(on);
        return day === undefined ? [] : [{ ...rest, on: day }];
      });
    },
    comingUp: async (today, most) => {
      const found: UpcomingRow[] = [];
      for (let months = 0; months < MOST_MONTHS && found.length < most; months += 1) {
        const rows = await byMonth.list(monthOf(addCalendarMonths(firstOfMonth(today), months)));
        found.push(...rows.map(({ value }) => value).filter(({ on }) => on >= today).toSorted(soonestFirst));
      }
      return found.slice(0, most);
    },
    byReference: async (reference) => (await ofCaseLatestFirst(reference)).map(({ conferenceId }) => conferenceId),
    previousOf: async (reference, before) => (await ofCaseLatestFirst(reference)).find(({ on }) => on < before)?.conferenceId,
    stuck: async () => (await stuckOnes.list(authority)).map(({ row: conferenceId, value: { since } }) => ({ conferenceId, since })),
    markStuck: async (conferenceId, since) => { await stuckOnes.put(authority, { row: conferenceId, version: 1, value: { since } }); },
    unmarkStuck: (conferenceId) => stuckOnes.remove(authority, conferenceId),
    open: async () => (await openOnes.list(authority)).filter((document) => document.value.open).map((document) => document.row),
    project: async (conferenceId, state, open) => {
      const { version, booking } = state;
      const { caseReference, on, from, conferenceType } = booking;
      const common = { conferenceId, caseReference, on, from, conferenceType };
      const key = referenceKey(caseReference);
      const why = waitsForOffice(state);
      const own = [...rolesByPerson(state)].map(([person, role]) => ({ person, value: { ...common, role, linkedChatId: state.linkedChatId, ...countsFor(role, state), owes: [...owedBy(state, person)] } }));
      const former = formerPeople(state);
      const mark = sha256(JSON.stringify([common, own, former, key, why, open]));
      if ((await listed.get(authority, conferenceId))?.value.mark === mark) return;
      await Promise.all([
        ...own.map(({ person, value }) => putIfOther(byPerson, `${authority}.${person}`, { row: conferenceId, version, value })),
        ...former.map((person) => putIfOther(byPerson, `${authority}.${person}`, { row: conferenceId, version, value: { gone: true } as const })),
        putIfOther(byMonth, monthOf(on), { row: conferenceId, version, value: common }),
        ...(key === undefined ? [] : [putIfOther(byCase, caseOf(key), { row: conferenceId, version, value: { on } })]),
        why === undefined ? requests.remove(office, conferenceId) : putIfOther(requests, office, { row: conferenceId, version, value: { ...common, why } }),
        open ? putIfOther(openOnes, authority, { row: conferenceId, version, value: { open } }) : openOnes.remove(authority, conferenceId),
      ]);
      // Last, so that a crash in between makes it all happen again; an older fold does not put its mark over a newer one's.
      await listed.put(authority, { row: conferenceId, version, value: { mark } });
    },
  };
}

/**
 * Writes a row only where it says something else than the one that stands: most of what happens to a conference changes
 * the lists of few. The version still keeps an older fold from overwriting what a newer one wrote.
 */
async function putIfOther<Value>(rows: Documents<Value>, partition: string, document: { readonly row: string; readonly version: number; readonly value: Value }): Promise<void> {
  const stored = await rows.get(partition, document.row);
  if (stored === undefined || (stored.version < document.version && !isDeepStrictEqual(stored.value, document.value))) await rows.put(partition, document);
}

function soonestFirst(a: UpcomingRow, b: UpcomingRow): number {
  return `${a.on} ${a.from}`.localeCompare(`${b.on} ${b.from}`);
}

/** The month is counted from its first day: a month after the 31st is not the month after next. */
function firstOfMonth(date: PlainDate): PlainDate {
  return parsePlainDate(`${date.slice(0, 7)}-01`) ?? date;
}

/** The invited see nothing of each other's reports; so what one of them sends changes the rows of few. */
function countsFor(role: ConferenceRow['role'], state: BookedConference): Pick<ConferenceRow, 'reportsAsked' | 'reportsSaidSent'> {
  const asked = role === 'invitedProfessional' ? [] : state.booking.invitees.filter(({ reportRequired }) => reportRequired);
  return { reportsAsked: asked.length, reportsSaidSent: asked.filter((invitee) => reportIsOffTheirHands(state, invitee)).length };
}

/** What the diary co-ordinator has to look at (NOT-011), or to see to because Outlook gave up. */
function waitsForOffice({ released, bookingConfirmed, meeting }: BookedConference): OfficeRequest['why'] | undefined {
  if (released !== null) return undefined;
  if (bookingConfirmed === null) return 'toConfirm';
  return meeting.kind === 'notPlaced' && meeting.again === null ? 'meetingNotPlaced' : undefined;
}

/** Whoever waits for somebody's agreement is told nothing yet, and has no row. */
function rolesByPerson(state: BookedConference): ReadonlyMap<PersonKey, ConferenceRow['role']> {
  const { booking } = state;
  const roles = new Map<PersonKey, ConferenceRow['role']>();
  for (const invitee of booking.invitees) if (invitee.person !== null && mayBeInvited(state, invitee)) roles.set(invitee.person, 'invitedProfessional');
  if (booking.agreed !== null) roles.set(booking.agreed.by.person, 'conferenceTeamManager');
  roles.set(booking.socialWorker.person, 'conferenceSocialWorker');
  roles.set(booking.chair.person, 'conferenceChair');
  return roles;
}

/** Who may have had a row and has none now: taken off the list, relieved as its chair or social worker, or not agreed to after all. */
function formerPeople(state: BookedConference): readonly PersonKey[] {
  const now = rolesByPerson(state);
  const declined = state.booking.invitees.filter(({ inviteeId }) => state.attendanceAgreed.get(inviteeId)?.agreed === false);
  const before = [...[...state.removed.values()].map(({ invitee }) => invitee), ...declined].flatMap(({ person }) => person ?? []).concat([...state.chairChanges, ...state.socialWorkerChanges].map(({ from }) => from.person));
  return [...new Set(before)].filter((person) => !now.has(person));
}
