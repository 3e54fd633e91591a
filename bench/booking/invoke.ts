/**
 * How long a press takes: eight social workers at once, each going through booking after booking, on one real bot over
 * HTTP with Azurite behind it. Every press is signed as Teams signs, and its answer is the card that the next press
 * comes from; an answer that is not the card expected ends the run. What came back is weighed too.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PEOPLE, startCompanion, type CompanionUnderTest } from '../../test/journeys/companion-under-test.ts';
import { ownLine, type Answered } from '../../test/journeys/own-presses.ts';
import { print, type Bar } from '../report.ts';

const LIMIT_MS = 1_000;
const BOOKINGS_EACH = 14;
const FEWEST_SAMPLES = 1_000;
const CHAIRS = 12;
const ROOMS = 12;

/** Eight accounts of the local Teams, for this once all of them social workers. */
const USERS = [PEOPLE.socialWorker, PEOPLE.otherSocialWorker, PEOPLE.diaryCoordinator, PEOPLE.serviceManager, PEOPLE.healthVisitor, PEOPLE.schoolLead, PEOPLE.generalPractitioner, PEOPLE.police];
const CONTACTS = { gp: 'contact:gp-measured', healthVisitor: 'contact:visitor-measured', school: 'contact:school-measured', police: 'contact:police-measured' };

type Sample = { readonly verb: string; readonly ms: number; readonly bytes: number };
type Card = Readonly<Record<string, unknown>>;
type Node = Card;
type Inputs = Readonly<Record<string, string>>;

export async function invokes(): Promise<{ readonly bars: readonly Bar[]; readonly largest: { readonly verb: string; readonly bytes: number } }> {
  const folder = await mkdtemp(join(tmpdir(), 'companion-invokes-'));
  const companion = await startCompanion({ authorityFile: await busyOffice(folder) });
  try {
    await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
    await new Promise((done) => setTimeout(done, 1_000));
    const line = await ownLine(companion);
    const users = await Promise.all(USERS.map(async (oid) => ({ oid, at: (await companion.teams.as(oid).waitsForCard(() => true)) })));
    const began = performance.now();
    const samples = (await Promise.all(users.map(({ oid, at }, place) => works({ companion, line, oid, thread: at.thread, message: at.message.id }, place)))).flat();
    return report(samples, (performance.now() - began) / 1_000);
  } finally {
    await companion.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Worker = { readonly companion: CompanionUnderTest; readonly line: Awaited<ReturnType<typeof ownLine>>; readonly oid: string; readonly thread: string; readonly message: string };

async function works(worker: Worker, place: number): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  for (let booking = 0; booking < BOOKINGS_EACH; booking += 1) await booksOne(worker, `EX-${place}-${booking}`, samples);
  return samples;
}

/** A standard initial conference in its four screens, more times looked at, booked, and then looked at as its social worker does. */
async function booksOne(worker: Worker, reference: string, samples: Sample[]): Promise<void> {
  const press = async (from: Card | undefined, verb: string, inputs: Inputs, next: string): Promise<Card> => {
    const data = from === undefined ? { op: randomUUID() } : pressData(from, verb, inputs);
    const began = performance.now();
    const answered = await worker.line.press(worker.companion.botUrl, worker.oid, { thread: worker.thread, message: worker.message, verb, data });
    samples.push({ verb, ms: performance.now() - began, bytes: Buffer.byteLength(answered.text) });
    return cardIn(answered, verb, next);
  };
  const form = await press(undefined, 'booking.start', {}, 'booking.case');
  const two = await press(form, 'booking.addChild', {}, 'label-1');
  const family = await press(two, 'booking.case', caseInputs(reference), 'booking.family');
  const people = await press(family, 'booking.family', FAMILY_INPUTS, 'booking.people');
  const times = await press(people, 'booking.people', PEOPLE_INPUTS, 'booking.confirm');
  const booked = await settles(times, press);
  await press(booked, 'conference.readiness', {}, 'reports.show');
  await press(booked, 'conference.whyDate', {}, 'conference.show');
  await press(booked, 'conferences.list', {}, 'My conferences');
}

type PressOn = (from: Card, verb: string, inputs: Inputs, next: string) => Promise<Card>;

/** A time that somebody else took meanwhile is answered with others: the next of them is pressed, as a person would. */
async function settles(times: Card, press: PressOn): Promise<Card> {
  let shown = await press(times, 'booking.moreSlots', {}, 'booking.confirm');
  for (let attempt = 0; attempt < 20; attempt += 1) {
    shown = await press(shown, 'booking.confirm', { lateReason: 'Measured.' }, '"verb"');
    if (JSON.stringify(shown).includes('Conference booked')) return shown;
  }
  throw new Error(`not booked: ${JSON.stringify(shown).slice(0, 2_000)}`);
}

function caseInputs(reference: string): Inputs {
  return {
    caseReference: reference, s47InitiatedOn: '2026-11-20', threshold: 'yes', agreedBy: PEOPLE.teamManager, agreedOn: '2026-11-20', agreedAt: '11:00', format: 'hybrid', venueKind: 'ours', stepFree: 'no', recommendation: 'plan', category: 'NEG',
    'label-0': 'Child A', 'initials-0': 'A.B.', 'age-0': '4', 'label-1': 'Child B', 'initials-1': 'C.B.', 'age-1': '7',
  };
}

const FAMILY_INPUTS: Inputs = {
  'relative-0': 'Mother', 'responsibility-0': 'yes', 'invited-0': 'byHand', 'practice-0': CONTACTS.gp, 'relative-1': 'Father', 'responsibility-1': 'yes', 'invited-1': 'no', 'whyNot-1': 'He cannot be found.', 'practice-1': CONTACTS.gp,
  childrensPractice: CONTACTS.gp, 'participation-0': 'viewsSent', 'participation-1': 'viewsSent', riskPosed: 'no',
};

const PEOPLE_INPUTS: Inputs = {
  'role-publicHealthNurse': CONTACTS.healthVisitor, 'role-designatedLead': CONTACTS.school, 'role-police': CONTACTS.police,
  reason: 'Measured.', notAsked: 'Measured.', handOverReason: 'Measured.',
};

/** What the button sends: its own data, every input as it stands, and these filled in over them. */
function pressData(card: Card, verb: string, inputs: Inputs): Record<string, unknown> {
  const nodes = nodesOf(card);
  const button = nodes.find((node) => node['type'] === 'Action.Execute' && node['verb'] === verb);
  if (button === undefined) throw new Error(`no button ${verb} on ${JSON.stringify(card).slice(0, 2_000)}`);
  const standing = Object.fromEntries(nodes.filter((node) => String(node['type']).startsWith('Input.')).map((node) => [String(node['id']), node['value'] ?? '']));
  return { ...(button['data'] as Card), ...standing, ...inputs };
}

function cardIn({ status, text }: Answered, verb: string, next: string): Card {
  const body = JSON.parse(text) as { readonly value?: Card };
  if (status !== 200 || body.value === undefined || !text.includes(next)) throw new Error(`${verb} was answered ${status}, not with ${next}: ${text.slice(0, 4_000)}`);
  return body.value;
}

function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Node, ...Object.entries(value).flatMap(([name, inner]) => (name === 'data' ? [] : nodesOf(inner)))];
}

function report(samples: readonly Sample[], seconds: number): { readonly bars: readonly Bar[]; readonly largest: { readonly verb: string; readonly bytes: number } } {
  print(`presses by ${USERS.length} users at once: ${samples.length} in ${seconds.toFixed(1)} s, ${(samples.length / seconds).toFixed(0)} a second`);
  print(`${'press'.padEnd(28)} ${'samples'.padStart(8)} ${'p50 (ms)'.padStart(9)} ${'p99 (ms)'.padStart(9)} ${'most (ms)'.padStart(10)} ${'largest answer (KB)'.padStart(20)}`);
  for (const verb of new Set(samples.map((sample) => sample.verb))) printLine(verb, samples.filter((sample) => sample.verb === verb));
  printLine('every press', samples);
  const largest = samples.reduce((most, sample) => (sample.bytes > most.bytes ? sample : most));
  const p99 = samples.length < FEWEST_SAMPLES ? Number.NaN : at(samples.map(({ ms }) => ms), 0.99);
  return { bars: [{ name: 'invoke-p99', value: p99, limit: LIMIT_MS, better: 'atMost' }], largest };
}

function printLine(what: string, samples: readonly Sample[]): void {
  const times = samples.map(({ ms }) => ms);
  const bytes = Math.max(...samples.map((sample) => sample.bytes));
  print(`${what.padEnd(28)} ${String(samples.length).padStart(8)} ${at(times, 0.5).toFixed(0).padStart(9)} ${at(times, 0.99).toFixed(0).padStart(9)} ${Math.max(...times).toFixed(0).padStart(10)} ${(bytes / 1_024).toFixed(1).padStart(20)}`);
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The local authority with eight social workers, a dozen chairs and rooms, and outside professionals who have an address. */
async function busyOffice(folder: string): Promise<string> {
  const authority = JSON.parse(await readFile(join(import.meta.dirname, '../../local/authority.json'), 'utf8')) as { people: { objectId: string }[]; contacts: object[] };
  const workers = USERS.map((objectId, place) => ({ objectId, name: `Worker ${place + 1}-Example`, designation: 'Social worker', agency: 'Children’s social care', roles: ['socialWorker'] }));
  const chairs = Array.from({ length: CHAIRS }, (_, place) => ({ objectId: `44444444-4444-4444-8444-${String(500_000_000_000 + place)}`, name: `Chair ${place + 1}-Example`, designation: 'Conference chair', agency: 'Independent chair service', roles: ['chair'], mostADay: 4 }));
  const rooms = Array.from({ length: ROOMS }, (_, place) => ({ id: `room${place + 1}`, name: `Room ${place + 1}, Mill House`, places: 16, stepFree: true }));
  const contact = (value: string, name: string, designation: string, agency: string, role: string, email: string): object => ({ id: value.replace('contact:', ''), name, designation, agency, invitedAs: [role], email });
  const contacts = [
    contact(CONTACTS.gp, 'Noor Finch-Example', 'GP', 'Health', 'generalPractitioner', 'noor.finch@nhs.net'), contact(CONTACTS.healthVisitor, 'Priya Heron-Example', 'Health visitor', 'Health', 'publicHealthNurse', 'priya.heron@nhs.net'),
    contact(CONTACTS.school, 'Chris Lark-Example', 'School safeguarding lead', 'Education', 'designatedLead', 'chris.lark@exampleshire.gov.uk'), contact(CONTACTS.police, 'Pat Swift-Example', 'Police officer', 'Police', 'police', 'pat.swift@nottsexample.police.uk'),
  ];
  const path = join(folder, 'authority.json');
  await writeFile(path, JSON.stringify({ ...authority, people: [...authority.people.filter(({ objectId }) => !(USERS as readonly string[]).includes(objectId)), ...workers, ...chairs], contacts: [...authority.contacts, ...contacts], rooms }));
  return path;
}
