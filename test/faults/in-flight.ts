/**
 * F23: while reminders leave, people say that their report is sent, and everything about a conference is stopped and let go
 * again, over and over. Once a change is on record, no attempt at what it overtook may follow, and none of it may arrive.
 */
import { AUTHORITY, REMINDED_AT } from '../../bench/notices/engine.ts';
import { isoUtc } from '../../src/calendar/instants.ts';
import { schemaOf, type ConferenceEvent } from '../../src/conference/events.ts';
import { fold, UNBOOKED, type BookedConference } from '../../src/conference/state.ts';
import { conferenceLog, type ConferenceLog } from '../../src/store/conference-log.ts';
import { wakePointers } from '../../src/store/wake-pointers.ts';
import { ledgerKeyOf } from './ledger.ts';
import { pause, type Fault, type Scene } from './scene.ts';

const CONFERENCES = 20;
const STOPS = 200;
const AT_ONCE = 4;
/** A report said to be sent, once in so many stops. */
const SAYS_SENT_IN = 5;
/** What was on the wire when the change was recorded is there by then. */
const ON_THE_WIRE_MS = 500;
const AT = '2026-12-07T09:00:00.000Z';

type Said = { readonly conferenceId: string; readonly inviteeId: string; readonly ackedAt: number; readonly ofRecord: string };

export function inFlight(): Pick<Fault, 'disturb' | 'alsoJudge' | 'excused'> {
  const said: Said[] = [];
  return {
    disturb: async (scene) => {
      said.length = 0;
      const log = conferenceLog({ store: scene.store, keyRing: scene.keyRing });
      let left = STOPS;
      await Promise.all(Array.from({ length: AT_ONCE }, async (_each, lane) => {
        while ((left -= 1) >= 0 && !scene.over()) {
          const conferenceId = `conference-${String(busiest(scene, lane)).padStart(5, '0')}`;
          await stopsAndLetsGo(scene, log, conferenceId);
          if (scene.roll(SAYS_SENT_IN) === 0) said.push(await saysSent(log, conferenceId, `invitee-${1 + scene.roll(20)}`));
        }
      }));
    },
    excused: () => new Map(said.map(({ ofRecord }) => [ofRecord, ledgerKeyOf(ofRecord)])),
    alsoJudge: async ({ ledger, store, keyRing }) => {
      const log = conferenceLog({ store, keyRing });
      const late = said.filter(({ ofRecord, ackedAt }) => (ledger.arrived.get(ledgerKeyOf(ofRecord)) ?? []).some(({ at }) => at > ackedAt + ON_THE_WIRE_MS)).length;
      const { stops, attempts } = await attemptsWhileStopped(log);
      const overtook = said.filter(({ ofRecord }) => !ledger.arrived.has(ledgerKeyOf(ofRecord))).length;
      return [
        ...(stops < CONFERENCES || overtook === 0 ? [`only ${stops} stops and ${overtook} answers came in time`] : []),
        ...(attempts > 0 ? [`${attempts} attempted after they were overtaken`] : []), ...(late > 0 ? [`${late} arrived after they were overtaken`] : []),
      ];
    },
  };
}

/** Where something has just been sent. A lane has conferences of its own, so that nobody lets go what another has just stopped. */
function busiest({ ledger, roll }: Scene, lane: number): number {
  const own = Array.from({ length: CONFERENCES / AT_ONCE }, (_each, place) => lane + AT_ONCE * place);
  const sentAt = (number: number): number => ledger.lastOf.get(`EX-${10_000 + number}`) ?? 0;
  const [latest = lane] = own.toSorted((a, b) => sentAt(b) - sentAt(a));
  return sentAt(latest) > 0 ? latest : (own[roll(own.length)] ?? lane);
}

/** As people do it: on the newest version, and whoever lets it go again leaves a pointer. */
async function stopsAndLetsGo({ store, roll }: Scene, log: ConferenceLog, conferenceId: string): Promise<void> {
  await record(log, conferenceId, { type: 'messagesStopped', data: { why: 'other', words: 'Everything stops.' } });
  await pause(10 + roll(40));
  await wakePointers(store).plant(AUTHORITY, isoUtc(REMINDED_AT), conferenceId);
  await record(log, conferenceId, { type: 'messagesResumed', data: { words: 'Everything goes on.' } });
  await wakePointers(store).plant(AUTHORITY, isoUtc(REMINDED_AT), conferenceId);
}

async function saysSent(log: ConferenceLog, conferenceId: string, inviteeId: string): Promise<Said> {
  const { booking } = await record(log, conferenceId, { type: 'reportSaidSent', data: { inviteeId } });
  const person = booking.invitees.find((invitee) => invitee.inviteeId === inviteeId)?.person ?? '';
  return { conferenceId, inviteeId, ackedAt: Date.now(), ofRecord: `${booking.caseReference} ${person}` };
}

/** The conference as it was before. */
async function record(log: ConferenceLog, conferenceId: string, event: ConferenceEvent): Promise<BookedConference> {
  for (;;) {
    const state = await read(log, conferenceId);
    const appended = await log.append({ authority: AUTHORITY, conferenceId }, { expectedVersion: state.version, at: AT, by: 'companion', events: [{ type: event.type, schema: schemaOf(event.type), data: event.data }], react: false });
    if (appended.kind === 'appended') return state;
  }
}

/** By the record alone: a reminder attempted between a stop and its end, or after its report was said to be sent. */
async function attemptsWhileStopped(log: ConferenceLog): Promise<{ readonly stops: number; readonly attempts: number }> {
  let [stops, attempts] = [0, 0];
  for (let number = 0; number < CONFERENCES; number += 1) {
    const { events } = await log.read({ authority: AUTHORITY, conferenceId: `conference-${String(number).padStart(5, '0')}` }, 0);
    const sent = new Set<string>();
    let stopped = false;
    for (const { type, data } of events) {
      const { inviteeId = '', noticeId = '' } = data as { readonly inviteeId?: string; readonly noticeId?: string };
      if (type === 'messagesStopped' || type === 'messagesResumed') stopped = type === 'messagesStopped';
      if (type === 'messagesStopped') stops += 1;
      if (type === 'reportSaidSent') sent.add(inviteeId);
      const [kind, whose = ''] = noticeId.split('.');
      if (type === 'noticeAttempted' && kind === 'reportReminder' && (stopped || sent.has(whose))) attempts += 1;
    }
  }
  return { stops, attempts };
}

async function read(log: ConferenceLog, conferenceId: string): Promise<BookedConference> {
  const { events } = await log.read({ authority: AUTHORITY, conferenceId }, 0);
  const state = fold(UNBOOKED, events as unknown as Parameters<typeof fold>[1]);
  if (state.kind !== 'booked') throw new Error('it is booked');
  return state;
}
