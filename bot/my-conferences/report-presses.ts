/** Where the reports are, and what somebody without an account here has said: looked at and recorded by those who prepare the conference. */
import { parseReports, type ReportsSubmission } from '../../cards/reports/card.ts';
import type { CardVerb } from '../../cards/verbs.ts';
import { parsePlainDate } from '../../src/calendar/plain-date.ts';
import type { Command } from '../../src/conference/commands.ts';
import type { InvitationAnswer, ReportStep } from '../../src/conference/events.ts';
import { isOwnReport } from '../../src/conference/reports.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { NOTHING_SAID, notTheirs, saidOf, type Said } from '../office/asked.ts';
import type { Answer, Press, Pressed } from '../teams/turn.ts';
import { performed, seen, stateAfter, type MyConferencesParts, type Seen } from './asking.ts';
import { reportsCard } from './reports-card.ts';

type Wanted = { readonly kind: 'command'; readonly command: Command; readonly done: string } | { readonly kind: 'faults'; readonly faults: Readonly<Record<string, string>> };
type Values = Omit<ReportsSubmission, 'op' | 'conferenceId'>;

const FIELDS = ['inviteeId', 'on', 'reason'];
const NOTHING_TYPED: Values = { inviteeId: '', on: '', reason: '', ownReason: '', answering: '', answer: '' };

export function reportPresses(parts: MyConferencesParts): Partial<Record<CardVerb, Press>> {
  const moving = (step: ReportStep, done: string): Press => (pressed) => change(parts, pressed, (typed) => moved(typed, step, done));
  return {
    'reports.show': async ({ input, asker }) => {
      const read = parseReports(input);
      const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, asker, 'conference.seeReadiness');
      return found === undefined ? notTheirs() : answer(parts, found, found.state, NOTHING_SAID, NOTHING_TYPED);
    },
    'reports.received': moving('received', 'Recorded: the report has come. Its author is not reminded any more.'),
    'reports.uploaded': moving('uploaded', 'Recorded: the report is uploaded.'),
    'reports.shared': moving('shared', 'Recorded: when the report was shared with the family.'),
    'reports.waive': moving('waived', 'Recorded: the conference does without it. Its author is not reminded any more.'),
    'reports.validate': (pressed) => change(parts, pressed, (typed, state) => judged(typed, state, 'validated')),
    'reports.return': (pressed) => change(parts, pressed, (typed, state) => judged(typed, state, 'returned')),
    'reports.answer': (pressed) => change(parts, pressed, answered),
  };
}

function moved({ inviteeId, on, reason }: ReportsSubmission, step: ReportStep, done: string): Wanted {
  if (inviteeId === '') return fault('inviteeId', 'Please choose whose report.');
  if (step === 'shared' && on === '') return fault('on', 'Please give the day.');
  return { kind: 'command', command: { do: 'moveReport', inviteeId, step, on: step === 'shared' ? (parsePlainDate(on) ?? null) : null, reason }, done };
}

/** The social worker's own report is the one there is to judge. */
function judged({ ownReason }: ReportsSubmission, state: BookedConference, step: 'validated' | 'returned'): Wanted {
  const own = state.booking.invitees.find((invitee) => invitee.reportRequired && isOwnReport(state, invitee));
  if (own === undefined) return fault('ownReason', 'No report is asked of the social worker.');
  if (step === 'returned' && ownReason === '') return fault('ownReason', 'Please say what has to change.');
  return { kind: 'command', command: { do: 'moveReport', inviteeId: own.inviteeId, step, on: null, reason: step === 'returned' ? ownReason : '' }, done: step === 'validated' ? 'Validated. It can be shared.' : 'Sent back to the social worker with your reasons.' };
}

const ANSWERS: ReadonlySet<string> = new Set<InvitationAnswer>(['coming', 'deputy', 'reportOnly', 'cannotCome']);

function answered({ answering, answer: given }: ReportsSubmission): Wanted {
  if (answering === '') return fault('answering', 'Please choose who.');
  if (!ANSWERS.has(given)) return fault('answer', 'Please choose from the list.');
  return { kind: 'command', command: { do: 'answerInvitation', inviteeId: answering, answer: given as InvitationAnswer }, done: 'Recorded: what they said.' };
}

function fault(field: string, words: string): Wanted {
  return { kind: 'faults', faults: { [field]: words } };
}

async function change(parts: MyConferencesParts, pressed: Pressed, wantedOf: (typed: ReportsSubmission, state: BookedConference) => Wanted): Promise<Answer> {
  const read = parseReports(pressed.input);
  const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, pressed.asker, 'report.track', 'report.validate', 'report.waive');
  if (read.kind === 'notOurs' || found === undefined) return notTheirs();
  if (read.kind === 'faulty') return answer(parts, found, found.state, { note: '', faults: read.faults }, read.submission);
  const wanted = wantedOf(read.submission, found.state);
  if (wanted.kind === 'faults') return answer(parts, found, found.state, { note: '', faults: wanted.faults }, read.submission);
  const turn = await performed(parts, found.conferenceId, pressed, read.submission.op, wanted.command);
  if (turn.kind === 'refused' && turn.refusals.some(({ code }) => code === 'notAllowed')) return notTheirs();
  const said: Said = turn.kind === 'done' ? { note: wanted.done, faults: {} } : saidOf(turn, FIELDS);
  return answer(parts, found, stateAfter(turn, found.state), said, turn.kind === 'done' ? NOTHING_TYPED : read.submission);
}

function answer({ rulesOf, civilNow }: MyConferencesParts, { conferenceId, roles }: Seen, state: BookedConference, { note, faults }: Said, { inviteeId, on, reason, ownReason, answering, answer: given }: Values): Answer {
  return { summary: 'Answers and reports', card: reportsCard(conferenceId, state, roles, { rules: rulesOf(state), now: civilNow(), note, faults, values: { inviteeId, on, reason, ownReason, answering, answer: given } }) };
}
