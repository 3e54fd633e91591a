/**
 * A whole booking through the product's own parts on a table server of the test's own, pressed as a client presses it.
 * Every HTTP request between those parts and the tables is counted: what came before each answer, and what came after it.
 */
import { rm } from 'node:fs/promises';
import { booking } from '../../../bot/booking/booking.ts';
import type { BookingAnswer } from '../../../bot/booking/booking-flow.ts';
import { conferenceLists } from '../../../bot/conference-lists.ts';
import { conferenceRules } from '../../../bot/conference-rules.ts';
import { Desk } from '../../../bot/desk.ts';
import { NO_DIRECTORY, NO_OUTLOOK } from '../../../bot/graph/calendar-port.ts';
import { addMinutes, civilInstant, isoUtc, londonDateOf, machineInstant } from '../../../src/calendar/instants.ts';
import { UPCASTERS } from '../../../src/conference/upcasters.ts';
import { startTableServer } from '../../../local/storage/start-table-server.ts';
import { azureTableStore } from '../../../src/store/azure-tables/azure-table-store.ts';
import { conferenceLog } from '../../../src/store/conference-log.ts';
import { diaryClaims } from '../../../src/store/diary-claims.ts';
import { drafts as draftStore } from '../../../src/store/drafts.ts';
import { wakePointers } from '../../../src/store/wake-pointers.ts';
import { everyNode } from '../../cards/every-card.ts';
import { aBooking } from '../../conference/a-conference.ts';
import { aFolder } from '../../store/support/azurite.ts';
import { aKeyRing } from '../../store/support/conference.ts';
import { countingProxy, type CountingProxy } from '../../store/support/counting-proxy.ts';
import { authority, book, ID, MINUTE, NOW, OWNER } from './a-draft.ts';
import { conferencesListed, storeConferences } from './many-conferences.ts';

/** Requests by their methods, in the order of their answers; a transaction is one POST. */
export type CountedStep = { readonly card: string; readonly before: readonly string[]; readonly after: readonly string[] };

type Typed = Readonly<Record<string, unknown>>;

/** What was typed on each screen of a booking that nothing is wrong with. */
const CASE = {
  conferenceType: 'initial', s47InitiatedOn: '2026-11-20', threshold: 'yes', agreedBy: ID.morgan, agreedOn: '2026-11-20', agreedAt: '11:00',
  format: 'hybrid', venueKind: 'ours', stepFree: 'yes', recommendation: 'plan', category: 'NEG',
  'label-0': 'Child A', 'initials-0': 'A.B.', 'age-0': '4', 'label-1': 'Child B', 'initials-1': 'C.B.', 'age-1': '7',
};
const FAMILY = {
  'relative-0': 'Mother', 'responsibility-0': 'yes', 'invited-0': 'byHand', 'practice-0': ID.noor, 'relative-1': 'Father', 'responsibility-1': 'yes', 'invited-1': 'byHand', 'practice-1': ID.noor,
  childrensPractice: ID.noor, 'participation-0': 'viewsSent', 'participation-1': 'viewsSent', riskPosed: 'no', riskAssessed: 'no',
};
const PEOPLE = {
  'role-teamManager': ID.morgan, 'role-generalPractitioner': ID.noor, 'role-publicHealthNurse': ID.priya, 'role-designatedLead': ID.chris, 'role-police': ID.pat,
  notAsked: 'They are asked by telephone today.', reason: 'Not known yet.',
};
export const TYPED = { case: CASE, family: FAMILY, people: PEOPLE };

export type CountedTables = Awaited<ReturnType<typeof tablesWith>>;

/** A table server in which so many conferences lie, and the way to make bookings on it. */
export async function tablesWith(conferences: number) {
  const folder = await aFolder();
  const tables = await startTableServer({ dataFolder: folder });
  const keyRing = aKeyRing();
  const straight = azureTableStore({ connectionString: tables.connectionString });
  await straight.open();
  await storeConferences(straight, keyRing, conferences);
  const proxy = await countingProxy(tables.connectionString);
  return {
    listed: () => conferencesListed(straight),
    begin: (askedBy: string) => aCountedBooking(proxy, keyRing, askedBy),
    async close() {
      await proxy.close();
      await tables.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A companion that has just started: nothing is remembered from before. */
function aCompanion(connectionString: string, keyRing: ReturnType<typeof aKeyRing>, minutes: () => number) {
  const store = azureTableStore({ connectionString });
  const [civilNow, machineNow] = [() => civilInstant(NOW + minutes() * MINUTE), () => machineInstant(minutes() * MINUTE)];
  const [wakes, rules] = [wakePointers(store), conferenceRules(book, aBooking())];
  const desk = new Desk({
    log: conferenceLog({ store, keyRing, upcasters: UPCASTERS }), authority: authority.id, civilNow, onAppended: () => undefined,
    rulesFor: () => ({ ...rules, today: londonDateOf(civilNow()) }), plantWake: (conferenceId, inSeconds) => wakes.plant(authority.id, isoUtc(addMinutes(civilNow(), inSeconds / 60)), conferenceId),
  });
  return booking({
    authority, book, desk, wakes, drafts: draftStore(store, keyRing), diary: diaryClaims(store), lists: conferenceLists(store, authority.id), outlook: NO_OUTLOOK, directory: NO_DIRECTORY,
    rulesOf: () => rules, civilNow, machineNow, log: { requestFailed: (what) => { throw new Error(what); } },
  });
}

async function aCountedBooking(proxy: CountingProxy, keyRing: ReturnType<typeof aKeyRing>, askedBy: string) {
  let minutes = 0;
  const { flow, settled } = aCompanion(proxy.connectionString, keyRing, () => minutes);
  let card: object = {};
  let last = (): Promise<CountedStep> => Promise.reject(new Error('nothing was pressed'));
  /** What the proxy saw when the answer was there, and what it saw until nothing was under way any more. */
  const counted = async (ask: () => Promise<BookingAnswer>): Promise<CountedStep> => {
    proxy.trips();
    const answer = await ask();
    const before = passed(proxy);
    await settled();
    if (answer.kind !== 'shown') throw new Error(`the press was answered with ${answer.kind}`);
    card = answer.card;
    return { card: JSON.stringify(card), before, after: passed(proxy) };
  };
  const started = await counted(() => flow.start(OWNER, askedBy));
  return {
    started,
    /** The times that can be chosen on the card, best first. */
    times: (): readonly string[] => {
      const choices = everyNode(card).find(({ id }) => id === 'slot')?.['choices'] as readonly { readonly value: string }[] | undefined;
      return (choices ?? []).map(({ value }) => value);
    },
    async press(verb: string, typed: Typed = {}): Promise<CountedStep> {
      minutes += 1;
      const input = sent(card, verb, typed);
      last = () => counted(() => flow.press(verb, input, OWNER));
      return last();
    },
    /** The last press once more, as a client sends it that had no answer. */
    again: (): Promise<CountedStep> => last(),
  };
}

/** Every input of the card as it stands, what was typed over it, and what the button carries. */
function sent(card: object, verb: string, typed: Typed): Typed {
  const nodes = everyNode(card);
  const action = nodes.find((node) => node['type'] === 'Action.Execute' && node['verb'] === verb);
  if (action === undefined) throw new Error(`the card has no button ${verb}`);
  const inputs = nodes.filter(({ type }) => String(type).startsWith('Input.')).map(({ id, value }) => [String(id), value ?? ''] as const);
  return { ...(Object.fromEntries(inputs) as Typed), ...typed, ...(action['data'] as Typed) };
}

function passed(proxy: CountingProxy): readonly string[] {
  return proxy.trips().map(({ method }) => method);
}
