/** The conferences of invented people on a store in memory, with every request to it counted. */
import { parseAuthority, type Authority } from '../../../bot/authority.ts';
import { conferenceLists } from '../../../bot/conference-lists.ts';
import { conferenceRules } from '../../../bot/conference-rules.ts';
import { Desk } from '../../../bot/desk.ts';
import { myConferencePresses } from '../../../bot/my-conferences/my-conference-presses.ts';
import type { Answer } from '../../../bot/teams/turn.ts';
import type { CardVerb } from '../../../cards/verbs.ts';
import { londonDateOf, londonInstant, type CivilInstant } from '../../../src/calendar/instants.ts';
import type { ConferenceBooked, ConferenceEvent } from '../../../src/conference/events.ts';
import type { BookedConference } from '../../../src/conference/state.ts';
import { objectIdOf, tenantOf, type PersonKey } from '../../../src/people/person.ts';
import type { Rulebook } from '../../../src/procedures/duty.ts';
import { conferenceLog } from '../../../src/store/conference-log.ts';
import type { Table, TableStore } from '../../../src/store/port.ts';
import { aBooking, day, WHO } from '../../conference/a-conference.ts';
import { nottinghamshireRulebook } from '../../procedures/nottinghamshire-rulebook.ts';
import { aKeyRing, anOpenStore } from '../../store/support/conference.ts';

const someone = (number: number): PersonKey => `99999999-9999-4999-8999-999999999999.00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as PersonKey;
/** Beside those of the conference itself: a diary co-ordinator, somebody who can be invited, and people of no part in it. */
export const OTHERS = { dana: someone(21), pat: someone(31), otherSocialWorker: someone(41), otherManager: someone(42), serviceManager: someone(43), stranger: someone(99), rosterLead: someone(51) };

const entry = (person: PersonKey, name: string, designation: string, roles: readonly string[], more: object = {}): object => ({ objectId: objectIdOf(person), name, designation, agency: 'Invented service', roles, ...more });

export const authority: Authority = parseAuthority(JSON.stringify({
  authority: 'northvale', name: 'Northvale (invented)', pack: 'nottinghamshire', tenants: ['99999999-9999-4999-8999-999999999999'], decisionsChannel: '19:decisions@thread.tacv2',
  people: [
    entry(WHO.socialWorker, 'Robin Ashdown-Example', 'Social worker', ['socialWorker']), entry(WHO.manager, 'Morgan Vale-Example', 'Team manager', ['teamManager']),
    entry(WHO.chair, 'Alex Wren-Example', 'Conference chair', ['chair']), entry(WHO.otherChair, 'Jo Tarn-Example', 'Conference chair', ['chair']),
    entry(OTHERS.dana, 'Dana Quill-Example', 'Diary co-ordinator', ['diaryCoordinator']), entry(OTHERS.otherSocialWorker, 'Sam Birch-Example', 'Social worker', ['socialWorker']),
    entry(OTHERS.otherManager, 'Kim Dale-Example', 'Team manager', ['teamManager']), entry(OTHERS.serviceManager, 'Lee Moor-Example', 'Service manager', ['serviceManager']),
    entry(OTHERS.rosterLead, 'Nell Hart-Example', 'Practice Lead', ['practiceLead']),
    entry(OTHERS.pat, 'Pat Swift-Example', 'Police officer', [], { invitedAs: ['police'], email: 'pat.swift@example.police.uk' }),
  ],
  contacts: [{ id: 'paediatrics', name: 'Max Fell-Example', designation: 'Paediatrician', agency: 'Health', invitedAs: ['paediatrician'], email: 'max.fell@nhs.net' }],
}));

export const CONFERENCE = 'conference-1';
export const NOW = londonInstant(day('2026-11-23'), '09:00');

export type Requests = { reads: number; ranges: number; writes: number };

/** The store, and what was asked of it since it was last looked at. */
export function counting(store: TableStore): { readonly store: TableStore; readonly asked: () => Requests } {
  let counted: Requests = { reads: 0, ranges: 0, writes: 0 };
  const noting = (kind: keyof Requests): void => void (counted[kind] += 1);
  const countingTable = (table: Table): Table => ({
    read: (...args) => (noting('reads'), table.read(...args)),
    range: (...args) => (noting('ranges'), table.range(...args)),
    insert: (...args) => (noting('writes'), table.insert(...args)),
    replace: (...args) => (noting('writes'), table.replace(...args)),
    remove: (...args) => (noting('writes'), table.remove(...args)),
    transact: (...args) => (noting('writes'), table.transact(...args)),
  });
  return {
    store: { ...store, table: (name) => countingTable(store.table(name)) },
    asked: () => {
      const since = counted;
      counted = { reads: 0, ranges: 0, writes: 0 };
      return since;
    },
  };
}

/** One conference on the record and on the lists; `changes` to how it was booked. */
export async function someConferences(changes: Partial<ConferenceBooked> = {}, book: Rulebook = nottinghamshireRulebook(), startsAt: CivilInstant = NOW) {
  const { store, asked } = counting(await anOpenStore());
  const clock = { now: startsAt };
  const lists = conferenceLists(store, authority.id);
  const rulesOf = (state: BookedConference) => conferenceRules(book, state.booking);
  const desk = new Desk({
    log: conferenceLog({ store, keyRing: aKeyRing() }), authority: authority.id, civilNow: () => clock.now, onAppended: () => undefined, plantWake: () => Promise.resolve(),
    rulesFor: (state) => ({ ...(state.kind === 'booked' ? rulesOf(state) : conferenceRules(book, aBooking())), today: londonDateOf(clock.now) }),
  });
  const look = async (conferenceId = CONFERENCE): Promise<BookedConference> => {
    const state = await desk.look(conferenceId);
    if (state.kind !== 'booked') throw new Error('it is not booked');
    return state;
  };
  const record = async (...events: readonly ConferenceEvent[]): Promise<void> => {
    await desk.record(CONFERENCE, events);
    await lists.project(CONFERENCE, await look(), true);
  };
  const bookAlso = async (conferenceId: string, more: Partial<ConferenceBooked>): Promise<void> => {
    await desk.record(conferenceId, [{ type: 'conferenceBooked', data: aBooking(more) }]);
    await lists.project(conferenceId, await look(conferenceId), true);
  };
  await bookAlso(CONFERENCE, changes);
  const presses = myConferencePresses({ authority, pack: book.pack, desk, lists, rulesOf, bookOf: () => book, civilNow: () => clock.now });
  asked();
  return {
    desk, lists, clock, look, rulesOf, record, bookAlso, asked,
    press: (verb: CardVerb, person: PersonKey, input: object = {}): Promise<Answer> => {
      const press = presses[verb];
      if (press === undefined) throw new RangeError(`nothing answers ${verb}`);
      const tenantId = tenantOf(person);
      return press({
        kind: 'pressed', verb, input: { op: 'op-1', conferenceId: CONFERENCE, ...input }, trigger: 'manual', place: { scope: 'personal', conversationId: 'a:1', serviceUrl: 'https://smba.trafficmanager.net/uk', tenantId },
        asker: { person, tenantId, objectId: objectIdOf(person), channelUserId: '29:somebody' },
      });
    },
  };
}

/** The card in words, as it goes to Teams. */
export function cardOf(answer: Answer): string {
  return JSON.stringify(answer !== undefined && 'card' in answer ? answer.card : answer);
}

export const NOT_THEIRS = 'Not available to you';
