/** The conferences of a person, found by themselves or by a case, and one of them to look at. For the office, what waits and what comes up. */
import { randomUUID } from 'node:crypto';
import { parseConferenceChosen, parseConferenceSearch, parseListPage, renderConferencesList, ROWS_A_PAGE, type ConferencesListData } from '../../cards/conferences-list/card.ts';
import { londonDateOf, londonInstant, longMoment } from '../../src/calendar/instants.ts';
import { parsePlainDate } from '../../src/calendar/plain-date.ts';
import { awaitsApproval } from '../../src/conference/child-assessment.ts';
import { inviteeOf } from '../../src/conference/state.ts';
import { may } from '../../src/people/access.ts';
import { bookingCard, momentWords } from '../conference-cards.ts';
import type { ConferenceRow, UpcomingRow } from '../conference-lists.ts';
import { notTheirs } from '../office/asked.ts';
import { typeWords } from '../office/conference-words.ts';
import type { Answer, Asker, Press } from '../teams/turn.ts';
import { MOST_OF_A_CASE, seen, type MyConferencesParts, type Seen } from './asking.ts';
import { assessmentShown } from './assessment-presses.ts';
import { extraButtons } from './extra-buttons.ts';
import { ownInvitation } from './own-invitation.ts';
import { nextOwed, owedBy, owedWords } from './owed.ts';

const ROLE_WORDS: Record<ConferenceRow['role'], string> = { conferenceChair: 'You chair it', conferenceSocialWorker: 'You booked it', conferenceTeamManager: 'You agreed to it', invitedProfessional: 'You are invited' };
const COMING_UP = 30;
const MOST_REQUESTS = 60;
const MOST_STUCK = 10;

type ShownRow = ConferencesListData['sections'][number]['rows'][number];
type Section = { readonly title: string; readonly rows: readonly ShownRow[] };

export function listPresses(parts: MyConferencesParts): { readonly 'conferences.list': Press; readonly 'conferences.search': Press; readonly 'conference.show': Press } {
  return {
    'conferences.list': async ({ input, asker }) => {
      const read = parseListPage(input);
      return read.kind === 'notOurs' ? notTheirs() : list(parts, asker, read.submission.page);
    },
    'conferences.search': async ({ input, asker }) => {
      const read = parseConferenceSearch(input);
      return read.kind === 'notOurs' ? notTheirs() : search(parts, asker, read.submission.reference);
    },
    'conference.show': async ({ input, asker }) => {
      const read = parseConferenceChosen(input);
      const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, asker, 'conference.seeBooking', 'agenda.follow', 'assessment.see');
      return found === undefined ? notTheirs() : show(parts, found);
    },
  };
}

async function list(parts: MyConferencesParts, asker: Asker, asked: number): Promise<Answer> {
  const today = londonDateOf(parts.civilNow());
  const [own, office] = await Promise.all([parts.lists.ofPerson(asker.person, today), officeSections(parts, asker)]);
  const ownRows = own.map((row) => ownRow(row, parts));
  const all: readonly Section[] = office.length === 0 ? [{ title: '', rows: ownRows }] : [...office, { title: 'Your own', rows: ownRows }];
  const pages = Math.max(1, Math.ceil(all.reduce((sum, { rows }) => sum + rows.length, 0) / ROWS_A_PAGE));
  const page = Math.min(asked, pages);
  return answer(parts, asker, { heading: office.length === 0 ? 'My conferences' : 'Conferences', note: '', sections: onPage(all, page), page, pages: Math.min(pages, 99), searched: '' });
}

/** The diary co-ordinator's: what is to be confirmed, then the next conferences of the authority. Nobody else's list costs more than one query. */
async function officeSections(parts: MyConferencesParts, { person }: Asker): Promise<readonly Section[]> {
  const { authority, lists, pack, civilNow } = parts;
  if (!may(authority.rolesOf(person), 'office.see')) return [];
  const today = londonDateOf(civilNow());
  const [requests, coming, stuck] = await Promise.all([lists.officeRequests(today), lists.comingUp(today, COMING_UP), stuckRows(parts)]);
  const types = new Map(coming.map(({ conferenceId, conferenceType }) => [conferenceId, conferenceType]));
  return [
    { title: 'Messages that cannot leave', rows: stuck },
    { title: 'Waiting for the office', rows: requests.slice(0, MOST_REQUESTS).map((each) => ({ ...officeRow(each, pack, types.get(each.conferenceId)), owedLine: each.why === 'toConfirm' ? 'Confirm this booking.' : 'Put the meeting into Outlook by hand.' })) },
    { title: 'Coming up', rows: coming.map((each) => officeRow(each, pack, each.conferenceType)) },
  ];
}

/** Nothing leaves of these until somebody who looks after the app has put it right; people are told by telephone meanwhile. */
async function stuckRows({ lists, desk, pack }: MyConferencesParts): Promise<readonly ShownRow[]> {
  const stuck = (await lists.stuck()).slice(0, MOST_STUCK);
  return Promise.all(stuck.map(async ({ conferenceId, since }): Promise<ShownRow> => {
    const state = await desk.look(conferenceId).catch(() => undefined);
    const known = state?.kind === 'booked' ? officeRow({ conferenceId, ...state.booking }, pack, state.booking.conferenceType) : { conferenceId, caseReference: 'A record that cannot be read', when: conferenceId, roleWords: 'Child protection conference', reportsLine: '' };
    return { ...known, owedLine: `No message has left since ${momentWords(since)}. Tell people by telephone, and tell whoever looks after this app.` };
  }));
}

function officeRow({ conferenceId, caseReference, on, from }: Pick<UpcomingRow, 'conferenceId' | 'caseReference' | 'on' | 'from'>, pack: MyConferencesParts['pack'], type?: UpcomingRow['conferenceType']): ShownRow {
  return { conferenceId, caseReference, when: whenWords(on, from), roleWords: type === undefined ? 'Child protection conference' : typeWords(type, pack), owedLine: '', reportsLine: '' };
}

function ownRow(row: ConferenceRow, { pack, civilNow }: MyConferencesParts): ShownRow {
  const next = nextOwed(row.owes, civilNow());
  return {
    conferenceId: row.conferenceId, caseReference: row.caseReference, when: whenWords(row.on, row.from),
    roleWords: `${typeWords(row.conferenceType, pack)} · ${ROLE_WORDS[row.role]}`,
    owedLine: next === undefined ? '' : owedWords(next, civilNow()),
    reportsLine: row.role === 'invitedProfessional' ? '' : `${row.reportsSaidSent} of ${row.reportsAsked} reports sent`,
  };
}

function whenWords(on: string, from: string): string {
  const day = parsePlainDate(on);
  return day === undefined ? '' : longMoment(londonInstant(day, from));
}

/** The sections with the rows of that page, in their order over all of them. */
function onPage(sections: readonly Section[], page: number): Section[] {
  const [from, to] = [(page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE];
  let passed = 0;
  return sections.map(({ title, rows }) => {
    const shown = rows.filter((_, place) => passed + place >= from && passed + place < to);
    passed += rows.length;
    return { title, rows: shown };
  });
}

/** A case that is there but not theirs is answered as one that is not. */
async function search(parts: MyConferencesParts, asker: Asker, reference: string): Promise<Answer> {
  const ids = (await parts.lists.byReference(reference)).slice(0, MOST_OF_A_CASE);
  const found = (await Promise.all(ids.map((conferenceId) => seen(parts, conferenceId, asker, 'conference.seeBooking', 'agenda.follow', 'assessment.see')))).flatMap((each) => (each === undefined || (onlyJudges(each) && assessmentShown(parts, each) === undefined) ? [] : [each]));
  const note = reference === '' ? 'Please type a case reference to look for.' : found.length === 0 ? 'Nothing found that you are part of.' : '';
  return answer(parts, asker, { heading: 'Conferences found', note, sections: onPage([{ title: '', rows: found.map((each) => foundRow(each, parts)) }], 1), page: 1, pages: 1, searched: reference });
}

function foundRow({ conferenceId, state, asker: { person } }: Seen, { pack, civilNow }: MyConferencesParts): ShownRow {
  const { caseReference, on, from, conferenceType } = state.booking;
  const next = nextOwed(owedBy(state, person), civilNow());
  return { conferenceId, caseReference, when: whenWords(on, from), roleWords: typeWords(conferenceType, pack), owedLine: next === undefined ? '' : owedWords(next, civilNow()), reportsLine: '' };
}

function answer({ authority }: MyConferencesParts, { person }: Asker, shown: Omit<ConferencesListData, 'canBook' | 'op'>): Answer {
  return { summary: 'Your conferences', card: renderConferencesList({ ...shown, canBook: may(authority.rolesOf(person), 'conference.book'), op: randomUUID() }) };
}

/** A Practice Lead of the authority has a part in the reviews that need a Child Assessment, and in no others. */
function onlyJudges({ roles }: Seen): boolean {
  return !may(roles, 'conference.seeBooking') && !may(roles, 'agenda.follow');
}

/** Whoever prepares it sees the booking; a Practice Lead the assessment that waits for them; whoever is invited sees their invitation. */
function show(parts: MyConferencesParts, found: Seen): Answer {
  const { conferenceId, state, roles, asker } = found;
  if (may(roles, 'conference.seeBooking')) return { summary: 'A conference', card: bookingCard(conferenceId, state, parts.rulesOf(state), 'status', extraButtons(state, roles)) };
  const assessment = onlyJudges(found) || awaitsApproval(state) ? assessmentShown(parts, found) : undefined;
  if (assessment !== undefined) return assessment;
  return inviteeOf(state, asker.person) === undefined ? notTheirs() : ownInvitation(parts, found, state, { about: 'invitation', note: '' });
}
