/** Chairs' leave and blocked time: what stands, more of it, and less of it. Leave over a booked conference moves nothing by itself. */
import { randomUUID } from 'node:crypto';
import { parseLeave, parseLeaveChosen, renderChairLeave, type ChairLeaveData } from '../../cards/chair-leave/card.ts';
import { parsePress } from '../../cards/parse.ts';
import { londonDateOf } from '../../src/calendar/instants.ts';
import { addCalendarDays, shortDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { objectIdOf } from '../../src/people/person.ts';
import type { RosterPerson } from '../authority.ts';
import { chairResource } from '../../src/diary/resources.ts';
import type { Answer, Press, Pressed } from '../teams/turn.ts';
import { mayInOffice, notTheirs, type OfficeParts } from './asked.ts';
import { short } from './conference-words.ts';
import { awayIdOf, daysOfLeave, LEAVE_AHEAD_DAYS, leaveIn, leaveOf, leaveWords } from './leave-times.ts';

type Form = Pick<ChairLeaveData, 'note' | 'values' | 'over' | 'faults'>;
const FRESH: Form = { note: '', values: { chairId: '', fromOn: '', toOn: '', fromTime: '', toTime: '' }, over: [], faults: {} };

/** As many as the card has room for; the soonest. */
const MOST_STANDING = 20;
const MOST_OVER = 12;
/** Fifty chairs and more have to fit on one card. */
const LONGEST_NAME = 60;

export function leavePresses(parts: OfficeParts): { readonly 'office.leave': Press; readonly 'office.addLeave': Press; readonly 'office.removeLeave': Press } {
  const allowed = (press: Press): Press => (pressed) => (mayInOffice(parts, pressed.asker, 'diary.change') ? press(pressed) : Promise.resolve(notTheirs()));
  return {
    'office.leave': allowed(({ input }) => (parsePress(input).kind === 'notOurs' ? Promise.resolve(notTheirs()) : shown(parts, FRESH))),
    'office.addLeave': allowed((pressed) => add(parts, pressed)),
    'office.removeLeave': allowed((pressed) => remove(parts, pressed)),
  };
}

async function add(parts: OfficeParts, { input }: Pressed): Promise<Answer> {
  const read = parseLeave(input);
  if (read.kind === 'notOurs') return notTheirs();
  const { chairId, fromOn, toOn, fromTime, toTime } = read.submission;
  const chair = chairWith(parts, chairId);
  const typed = leaveOf(read.submission, londonDateOf(parts.civilNow()));
  const faults = { ...(typed.kind === 'faulty' ? typed.faults : {}), ...(read.kind === 'faulty' ? read.faults : {}), ...(chair === undefined ? { chair: 'Please choose a chair.' } : {}) };
  if (chair === undefined || typed.kind === 'faulty' || Object.keys(faults).length > 0) return shown(parts, { ...FRESH, values: { chairId, fromOn, toOn, fromTime, toTime }, faults });
  const { leave } = typed;
  const under = await parts.diary.setAway(parts.authority.id, chairResource(chair.person), awayIdOf(leave), daysOfLeave(leave));
  const over = await conferencesAmong(parts, under.flatMap(({ claim }) => (claim.state === 'form' ? [] : [claim.conferenceId])));
  return shown(parts, { ...FRESH, note: `${chair.name} is away ${leaveWords(leave)}. No new conference is offered then.`, over });
}

async function remove(parts: OfficeParts, { input }: Pressed): Promise<Answer> {
  const read = parseLeaveChosen(input);
  if (read.kind === 'notOurs') return notTheirs();
  const [chairId = '', awayId = ''] = read.submission.leaveId.split(':');
  const chair = chairWith(parts, chairId);
  const leave = leaveIn(awayId);
  if (chair === undefined || leave === undefined) return shown(parts, { ...FRESH, faults: { form: 'Please choose what is to be taken away.' } });
  await parts.diary.clearAway(parts.authority.id, chairResource(chair.person), awayId, daysOfLeave(leave).map(({ on }) => on));
  return shown(parts, { ...FRESH, note: `${chair.name} is available again ${leaveWords(leave)}.` });
}

async function shown(parts: OfficeParts, form: Form): Promise<Answer> {
  const chairs = parts.authority.withRole('chair');
  const card = renderChairLeave({
    ...form, op: randomUUID(), chairs: chairs.slice(0, 60).map(({ person, name }) => ({ chairId: objectIdOf(person), name: short(name, LONGEST_NAME) })), standing: [...(await standing(parts, chairs))],
  });
  return { card, summary: 'Chairs’ leave' };
}

/** Blocks that have not ended, the soonest first. They can begin so many days ahead and go on for a month. */
async function standing({ authority, diary, civilNow, machineNow }: OfficeParts, chairs: readonly RosterPerson[]): Promise<ChairLeaveData['standing']> {
  const today = londonDateOf(civilNow());
  const days = Array.from({ length: LEAVE_AHEAD_DAYS + 1 }, (_, ahead): PlainDate => addCalendarDays(today, ahead));
  const window = await diary.window(authority.id, today, days.at(-1) ?? today, machineNow());
  const found = chairs.flatMap((chair) => {
    const ids = new Set(days.flatMap((on) => window.day(chairResource(chair.person), on).away.map(({ awayId }) => awayId)));
    return [...ids].flatMap((awayId) => {
      const leave = leaveIn(awayId);
      return leave === undefined ? [] : [{ leave, leaveId: `${objectIdOf(chair.person)}:${awayId}`, words: `${short(chair.name, LONGEST_NAME)}: ${leaveWords(leave)}` }];
    });
  });
  return found.toSorted((a, b) => a.leave.fromOn.localeCompare(b.leave.fromOn)).slice(0, MOST_STANDING).map(({ leaveId, words }) => ({ leaveId, words }));
}

/** Those on record, in the order of their days; a booking still under way is not one yet. */
async function conferencesAmong({ desk }: OfficeParts, conferenceIds: readonly string[]): Promise<ChairLeaveData['over']> {
  const looked = await Promise.all([...new Set(conferenceIds)].slice(0, MOST_OVER).map(async (conferenceId) => ({ conferenceId, state: await desk.look(conferenceId) })));
  return looked.flatMap(({ conferenceId, state }) => (state.kind === 'booked' ? [{ conferenceId, on: state.booking.on, words: `${state.booking.caseReference} · ${shortDate(state.booking.on)} at ${state.booking.from}` }] : []))
    .toSorted((a, b) => a.on.localeCompare(b.on)).map(({ conferenceId, words }) => ({ conferenceId, words }));
}

function chairWith({ authority }: OfficeParts, chairId: string): RosterPerson | undefined {
  return authority.withRole('chair').find(({ person }) => objectIdOf(person) === chairId);
}
