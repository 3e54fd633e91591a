/**
 * F23: people say that their report is sent, and everything about some conferences is stopped, while their reminders leave.
 * Once that is on record, no attempt at what it overtook may follow, and none of it may arrive.
 */
import { AUTHORITY } from '../../bench/notices/engine.ts';
import { schemaOf, type ConferenceEvent, type Invitee } from '../../src/conference/events.ts';
import { fold, UNBOOKED, type BookedConference } from '../../src/conference/state.ts';
import { conferenceLog } from '../../src/store/conference-log.ts';
import { ledgerKeyOf } from './ledger.ts';
import { pause, type Fault, type Scene } from './scene.ts';

const CONFERENCES = 20;
/** What was on the wire when the change was recorded is there by then. */
const ON_THE_WIRE_MS = 500;

type Change = { readonly conferenceId: string; readonly inviteeId: string | null; readonly version: number; readonly ackedAt: number; readonly overtaken: readonly Overtaken[] };
/** One reminder, as the record names it and as the ledger does. */
type Overtaken = { readonly ofRecord: string; readonly ofLedger: string };

export function inFlight(): Pick<Fault, 'disturb' | 'alsoJudge' | 'excused'> {
  const changes: Change[] = [];
  return {
    disturb: async (scene) => {
      changes.length = 0;
      for (let number = 0; number < CONFERENCES && !scene.over(); number += 1) {
        await pause(50 + scene.roll(150));
        const changed = await change(scene, `conference-${String(number).padStart(5, '0')}`, number % 3 === 0 ? null : `invitee-${1 + scene.roll(20)}`);
        if (changed !== undefined) changes.push(changed);
      }
    },
    excused: () => new Map(changes.flatMap(({ overtaken }) => overtaken.map(({ ofRecord, ofLedger }) => [ofRecord, ofLedger] as const))),
    alsoJudge: async (scene) => {
      const late = changes.filter(({ overtaken, ackedAt }) => overtaken.some(({ ofLedger }) => (scene.ledger.arrived.get(ofLedger) ?? []).some(({ at }) => at > ackedAt + ON_THE_WIRE_MS))).length;
      const tried = (await Promise.all(changes.map((each) => attemptedAfter(scene, each)))).filter(Boolean).length;
      const stillOpen = changes.filter(({ overtaken }) => overtaken.some(({ ofLedger }) => !scene.ledger.arrived.has(ofLedger))).length;
      return [
        ...(stillOpen < CONFERENCES / 4 ? [`only ${stillOpen} changes overtook anything`] : []),
        ...(late > 0 ? [`${late} arrived after the change was on record`] : []), ...(tried > 0 ? [`${tried} attempted after the change was on record`] : []),
      ];
    },
  };
}

/** As a turn does it: on the newest version, again where somebody was faster. */
async function change({ store, keyRing }: Scene, conferenceId: string, inviteeId: string | null): Promise<Change | undefined> {
  const log = conferenceLog({ store, keyRing });
  const event: ConferenceEvent = inviteeId === null ? { type: 'messagesStopped', data: { why: 'death', words: 'Everything stops.' } } : { type: 'reportSaidSent', data: { inviteeId } };
  for (let tries = 0; tries < 50; tries += 1) {
    const { version, booking } = await read(log, conferenceId);
    const overtaken = booking.invitees.filter((invitee) => inviteeId === null || invitee.inviteeId === inviteeId).map((invitee) => namesOf(booking.caseReference, invitee));
    const appended = await log.append({ authority: AUTHORITY, conferenceId }, { expectedVersion: version, at: '2026-12-07T09:00:00.000Z', by: 'companion', events: [{ type: event.type, schema: schemaOf(event.type), data: event.data }], react: false });
    if (appended.kind === 'appended') return { conferenceId, inviteeId, version: version + 1, ackedAt: Date.now(), overtaken };
  }
  return undefined;
}

function namesOf(caseReference: string, { person }: Pick<Invitee, 'person'>): Overtaken {
  const ofRecord = `${caseReference} ${person ?? ''}`;
  return { ofRecord, ofLedger: ledgerKeyOf(ofRecord) };
}

async function attemptedAfter({ store, keyRing }: Scene, { conferenceId, inviteeId, version }: Change): Promise<boolean> {
  const { events } = await conferenceLog({ store, keyRing }).read({ authority: AUTHORITY, conferenceId }, version);
  return events.some(({ type, data }) => type === 'noticeAttempted' && (data as { noticeId: string }).noticeId.startsWith(inviteeId === null ? 'reportReminder.' : `reportReminder.${inviteeId}.`));
}

async function read(log: ReturnType<typeof conferenceLog>, conferenceId: string): Promise<BookedConference> {
  const { events } = await log.read({ authority: AUTHORITY, conferenceId }, 0);
  const state = fold(UNBOOKED, events as unknown as Parameters<typeof fold>[1]);
  if (state.kind !== 'booked') throw new Error('it is booked');
  return state;
}
