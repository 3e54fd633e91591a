/** The Child Assessment, looked at and recorded: by its author, by the Practice Lead, and by the chair where it is missing or late. */
import { parseChildAssessment, type ChildAssessmentSubmission } from '../../cards/child-assessment/card.ts';
import type { CardVerb } from '../../cards/verbs.ts';
import { londonDateOf } from '../../src/calendar/instants.ts';
import { parsePlainDate } from '../../src/calendar/plain-date.ts';
import type { Command } from '../../src/conference/commands.ts';
import type { AssessmentChoice, AssessmentStep } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { practiceLeadsOf } from '../../src/notices/of-the-assessment.ts';
import { may } from '../../src/people/access.ts';
import { NOTHING_SAID, notTheirs, saidOf, type Said } from '../office/asked.ts';
import type { Answer, Asker, Press, Pressed } from '../teams/turn.ts';
import { performed, seen, stateAfter, type MyConferencesParts, type Seen } from './asking.ts';
import { assessmentCard } from './assessment-card.ts';

type Wanted = { readonly kind: 'command'; readonly command: Command; readonly done: string } | { readonly kind: 'faults'; readonly faults: Readonly<Record<string, string>> };
type Values = Partial<Omit<ChildAssessmentSubmission, 'op' | 'conferenceId'>>;

const FIELDS = ['on', 'reason', 'chairReason', 'raisedWords'];

export function assessmentPresses(parts: MyConferencesParts): Partial<Record<CardVerb, Press>> {
  const moving = (step: AssessmentStep, done: string): Press => (pressed) => change(parts, pressed, (typed) => moved(typed, step, done));
  const choosing = (choice: AssessmentChoice, done: string): Press => (pressed) => change(parts, pressed, ({ chairReason }) => ({ kind: 'command', command: { do: 'decideOnAssessment', choice, reason: chairReason }, done }));
  return {
    'assessment.show': async ({ input, asker }) => {
      const read = parseChildAssessment(input);
      const found = read.kind === 'notOurs' ? undefined : await assessed(parts, read.submission.conferenceId, asker);
      return found === undefined ? notTheirs() : answer(parts, found, found.state, NOTHING_SAID, {});
    },
    'assessment.given': moving('given', 'Recorded: the Practice Lead has it, and is told.'),
    'assessment.shared': moving('shared', 'Recorded: when it was shared with the parents.'),
    'assessment.toUnit': moving('toUnit', 'Recorded: when it went to the Safeguarding Unit.'),
    'assessment.approve': (pressed) => change(parts, pressed, () => ({ kind: 'command', command: { do: 'moveAssessment', step: 'approved', on: null, reason: '' }, done: 'Approved. It can be shared with the parents, and go to the Safeguarding Unit.' })),
    'assessment.return': (pressed) => change(parts, pressed, returned),
    'assessment.hold': choosing('hold', 'Recorded: the review is held, and ending the plan is not to be decided until the assessment is in. The social worker is told.'),
    'assessment.standDown': choosing('standDown', 'Recorded: the review is stood down. The social worker and the diary co-ordinator are told that a new date has to be booked.'),
    'assessment.raised': (pressed) => change(parts, pressed, raised),
  };
}

function moved({ on, reason }: ChildAssessmentSubmission, step: AssessmentStep, done: string): Wanted {
  if (on === '') return { kind: 'faults', faults: { on: 'Please give the day.' } };
  return { kind: 'command', command: { do: 'moveAssessment', step, on: parsePlainDate(on) ?? null, reason }, done };
}

function returned({ returnReason }: ChildAssessmentSubmission): Wanted {
  if (returnReason === '') return { kind: 'faults', faults: { returnReason: 'Please say what has to change.' } };
  return { kind: 'command', command: { do: 'moveAssessment', step: 'returned', on: null, reason: returnReason }, done: 'Sent back to the social worker with your reasons.' };
}

function raised({ raisedWords }: ChildAssessmentSubmission): Wanted {
  if (raisedWords === '') return { kind: 'faults', faults: { raisedWords: 'Please say when and how it was raised.' } };
  return { kind: 'command', command: { do: 'raiseStandDown', words: raisedWords }, done: 'Recorded: raised with the Principal Manager.' };
}

/** Where none is needed there is nothing to see, whoever asks. One that was decided on stays to be seen. */
async function assessed(parts: MyConferencesParts, conferenceId: string, asker: Asker): Promise<Seen | undefined> {
  const found = await seen(parts, conferenceId, asker, 'assessment.see');
  return found === undefined || !hasAssessment(found.state, parts) ? undefined : found;
}

/** As it stands, for whoever may see it; undefined where none is needed or it is not theirs to see. */
export function assessmentShown(parts: MyConferencesParts, found: Seen): Answer | undefined {
  return may(found.roles, 'assessment.see') && hasAssessment(found.state, parts) ? answer(parts, found, found.state, NOTHING_SAID, {}) : undefined;
}

function hasAssessment(state: BookedConference, { rulesOf }: Pick<MyConferencesParts, 'rulesOf'>): boolean {
  return rulesOf(state).assessment.kind === 'needed';
}

async function change(parts: MyConferencesParts, pressed: Pressed, wantedOf: (typed: ChildAssessmentSubmission) => Wanted): Promise<Answer> {
  const read = parseChildAssessment(pressed.input);
  const found = read.kind === 'notOurs' ? undefined : await assessed(parts, read.submission.conferenceId, pressed.asker);
  if (read.kind === 'notOurs' || found === undefined) return notTheirs();
  const { op, conferenceId, ...typed } = read.submission;
  if (read.kind === 'faulty') return answer(parts, found, found.state, { note: '', faults: read.faults }, typed);
  const wanted = wantedOf(read.submission);
  if (wanted.kind === 'faults') return answer(parts, found, found.state, { note: '', faults: wanted.faults }, typed);
  const turn = await performed(parts, conferenceId, pressed, op, wanted.command);
  if (turn.kind === 'refused' && turn.refusals.some(({ code }) => code === 'notAllowed')) return notTheirs();
  const said: Said = turn.kind === 'done' ? { note: wanted.done, faults: {} } : saidOf(turn, FIELDS);
  return answer(parts, found, stateAfter(turn, found.state), said, turn.kind === 'done' ? {} : typed);
}

function answer({ authority, rulesOf, civilNow }: MyConferencesParts, { conferenceId, roles }: Seen, state: BookedConference, { note, faults }: Said, values: Values): Answer {
  const noLead = practiceLeadsOf(state, authority.withRole('practiceLead').map(({ person }) => person)).length === 0;
  return { summary: 'The Child Assessment', card: assessmentCard(conferenceId, state, rulesOf(state), roles, { note, faults, values, today: londonDateOf(civilNow()), noLead }) };
}
