/** Giving a conference to another social worker, as when one has left: who could take it, and the change itself. */
import { randomUUID } from 'node:crypto';
import { parseConferenceSearch } from '../../cards/conferences-list/card.ts';
import { parseOtherSocialWorker, renderOtherSocialWorker } from '../../cards/other-social-worker/card.ts';
import { renderPlainAnswer } from '../../cards/plain-answer/card.ts';
import type { Faults } from '../../cards/parse.ts';
import type { CardVerb } from '../../cards/verbs.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import { inviteeOf, type BookedConference } from '../../src/conference/state.ts';
import type { DiaryWindow } from '../../src/diary/diary-window.ts';
import { socialWorkerResource } from '../../src/diary/resources.ts';
import { startOf } from '../../src/notices/owed.ts';
import { objectIdOf } from '../../src/people/person.ts';
import type { RosterPerson } from '../authority.ts';
import type { Answer, Press, Pressed } from '../teams/turn.ts';
import { notTheirs, saidOf, seen, type OfficeParts, type Seen } from './asked.ts';
import { short } from './conference-words.ts';
import { cellsTaken, overlap } from './free-chairs.ts';
import { reassignSocialWorker } from './reassign.ts';

type Typed = { readonly workerId: string; readonly reason: string };
type Who = { readonly free: readonly RosterPerson[]; readonly notFree: readonly string[] };

const NOTHING_TYPED: Typed = { workerId: '', reason: '' };
const MOST_OF_A_CASE = 20;

export function socialWorkerPresses(parts: OfficeParts): Partial<Record<CardVerb, Press>> {
  return {
    'worker.other': async (pressed) => {
      const found = await lookedFor(parts, pressed);
      return found === undefined ? notTheirs() : offer(parts, found, NOTHING_TYPED, {});
    },
    'worker.reassign': (pressed) => pressReassign(parts, pressed),
  };
}

/** By the card's conference, or by the case as it is said in chat. */
async function lookedFor(parts: OfficeParts, { input, asker }: Pressed): Promise<Seen | undefined> {
  const said = parseConferenceSearch(input);
  const read = parseOtherSocialWorker(input);
  if (said.kind === 'notOurs' || said.submission.reference === '') return read.kind === 'notOurs' ? undefined : seen(parts, read.submission.conferenceId, asker, 'socialWorker.reassign');
  for (const conferenceId of (await parts.byReference(said.submission.reference)).slice(0, MOST_OF_A_CASE)) {
    const found = await seen(parts, conferenceId, asker, 'socialWorker.reassign');
    if (found !== undefined) return found;
  }
  return undefined;
}

async function pressReassign(parts: OfficeParts, pressed: Pressed): Promise<Answer> {
  const read = parseOtherSocialWorker(pressed.input);
  const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, pressed.asker, 'socialWorker.reassign');
  if (read.kind === 'notOurs' || found === undefined) return notTheirs();
  const { op, workerId, reason } = read.submission;
  const worker = parts.authority.withRole('socialWorker').find(({ person }) => objectIdOf(person) === workerId);
  const faults = { ...(read.kind === 'faulty' ? read.faults : {}), ...(worker === undefined ? { worker: 'Please choose one of these.' } : {}), ...(reason === '' ? { reason: 'Please say why.' } : {}) };
  if (worker === undefined || Object.keys(faults).length > 0) return offer(parts, found, read.submission, faults);
  const { window, who } = await lookedUp(parts, found);
  // A repeat of this press finds it theirs already.
  const repeated = found.state.booking.socialWorker.person === worker.person;
  if (!repeated && !who.free.includes(worker)) return drawn(found, who, read.submission, { worker: 'They are not free at that time any more. Please choose one of these.' });
  const done = await reassignSocialWorker(parts, found, pressed, { worker, cells: cellsTaken(found.state, found.rules.pack, window), reason, op });
  if (done.kind === 'taken') return offer(parts, found, read.submission, { worker: 'That time has just been taken, or this conference is being changed by somebody else. Please choose again.' });
  if (done.turn.kind === 'done') return given(found, worker);
  const { faults: refused, note } = saidOf(done.turn, ['worker', 'reason']);
  return Object.keys(refused).length > 0 ? offer(parts, found, read.submission, refused) : offer(parts, found, read.submission, { worker: note });
}

function given({ state }: Seen, { name }: RosterPerson): Answer {
  const lines = [`Case ${state.booking.caseReference}, ${longMoment(startOf(state))}: ${name} is its social worker now.`, 'Everybody concerned is told. The meeting in the chair’s calendar still names the one before; the link is on the card of whoever has it now.'];
  return { summary: 'Another social worker', card: renderPlainAnswer({ title: 'It has another social worker', lines, tone: 'calm', op: randomUUID(), actions: ['list'] }) };
}

async function offer(parts: OfficeParts, found: Seen, typed: Typed, faults: Faults): Promise<Answer> {
  return drawn(found, (await lookedUp(parts, found)).who, typed, faults);
}

async function lookedUp({ authority, diary, machineNow }: OfficeParts, { state, rules: { pack } }: Seen): Promise<{ readonly window: DiaryWindow; readonly who: Who }> {
  const { on, socialWorker } = state.booking;
  const window = await diary.window(authority.id, on, on, machineNow());
  const span = cellsTaken(state, pack, window);
  const judged = authority.withRole('socialWorker').filter(({ person }) => person !== socialWorker.person).map((worker) => {
    const { claims, away } = window.day(socialWorkerResource(worker.person), on);
    const busy = [...claims, ...away].some((each) => overlap(each, span));
    return { worker, why: partIn(state, worker) ?? (busy ? 'another conference of their own' : undefined) };
  });
  return {
    window,
    who: {
      free: judged.flatMap(({ worker, why }) => (why === undefined ? [worker] : [])).toSorted((a, b) => a.name.localeCompare(b.name)),
      notFree: judged.flatMap(({ worker, why }) => (why === undefined ? [] : [`${short(worker.name, 60)}: ${why}.`])),
    },
  };
}

function partIn(state: BookedConference, { person }: RosterPerson): string | undefined {
  if (state.booking.chair.person === person) return 'chairs it';
  return inviteeOf(state, person) === undefined ? undefined : 'is on the list of those invited; take them off it first';
}

function drawn({ conferenceId, state }: Seen, { free, notFree }: Who, typed: Typed, faults: Faults): Answer {
  const card = renderOtherSocialWorker({
    conferenceId, op: randomUUID(), caseReference: state.booking.caseReference, when: longMoment(startOf(state)), workerName: state.booking.socialWorker.name, note: '',
    free: free.slice(0, 60).map(({ person, name }) => ({ workerId: objectIdOf(person), name: short(name, 60) })), notFree: notFree.slice(0, 40),
    values: { workerId: free.some(({ person }) => objectIdOf(person) === typed.workerId) ? typed.workerId : '', reason: short(typed.reason, 1_000) }, faults,
  });
  return { card, summary: 'Another social worker' };
}
