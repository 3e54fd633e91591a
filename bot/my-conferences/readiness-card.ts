/** How ready a conference is, for those who prepare it: drawn with as many names as a card has room for. */
import { randomUUID } from 'node:crypto';
import { renderReadiness } from '../../cards/readiness/card.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import type { PlainDate } from '../../src/calendar/plain-date.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { stopStanding } from '../../src/conference/stopping.ts';
import { practiceLeadsOf } from '../../src/notices/of-the-assessment.ts';
import { startOf } from '../../src/notices/owed.ts';
import { may, type Role } from '../../src/people/access.ts';
import type { Authority } from '../authority.ts';
import { deadlineLines } from '../conference-cards.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import { short, typeWords } from '../office/conference-words.ts';
import { agencyLines } from './agency-lines.ts';
import { assessmentThings } from './assessment-things.ts';
import { firstThatFits } from '../fitting.ts';
import { doneLines, openThings, outlookWords } from './open-things.ts';
import { quorumWords } from './quorum-words.ts';

/** Names said in one line before the rest are counted. */
const NAMES = [8, 3, 1];

export type ReadinessAbout = { readonly roles: readonly Role[]; readonly authority: Pick<Authority, 'find' | 'withRole'>; readonly today: PlainDate; readonly bookedAnew: boolean };

export function readinessCard(conferenceId: string, state: BookedConference, rules: ConferenceRules, { roles, authority, today, bookedAnew }: ReadinessAbout): object {
  const { booking } = state;
  const noLead = practiceLeadsOf(state, authority.withRole('practiceLead').map(({ person }) => person)).length === 0;
  const mostOf = (names: number): object => {
    const open = [...openThings(state, rules, names), ...assessmentThings(state, rules, { today, noLead, bookedAnew })];
    return renderReadiness({
      conferenceId, op: randomUUID(), caseReference: booking.caseReference, typeWords: typeWords(booking.conferenceType, rules.pack), when: longMoment(startOf(state)), outlook: outlookWords(state),
      standing: standing(state, open.length), open, done: doneLines(state, authority),
      quorum: quorumWords(state, rules.pack), agencies: agencyLines(state, rules.pack),
      flags: may(roles, 'conference.seePreparation') ? flagWords(state, rules) : [],
      dates: deadlineLines(state, rules),
      canGiveAway: state.released === null && !may(roles, 'list.change') && may(roles, 'socialWorker.reassign'),
      canChangeList: state.released === null && may(roles, 'list.change'),
      canSeeAssessment: rules.assessment.kind === 'needed' && may(roles, 'assessment.see'),
    });
  };
  return firstThatFits(NAMES.map((names) => () => mostOf(names)));
}

const COUNTS = ['Nothing is', 'One thing is', 'Two things are', 'Three things are', 'Four things are', 'Five things are', 'Six things are', 'Seven things are', 'Eight things are', 'Nine things are'];

function standing(state: BookedConference, open: number): string {
  if (stopStanding(state) !== undefined) return 'All messages are stopped: nothing leaves to anybody. Tell people by telephone.';
  return state.released === null ? `${COUNTS[open] ?? `${open} things are`} still open.` : 'The conference has been, and its decisions are released.';
}

/** Each flag (NOT-053) in the pack's words, and whether the chair has seen it. */
function flagWords({ booking, flagsAcknowledged }: BookedConference, { pack }: ConferenceRules): string[] {
  const labels = new Map<string, string>(pack.booking.chairFlags.map(({ value, label }) => [value, label]));
  return booking.preparation.chairFlags.map((flag) => short(`${labels.get(flag) ?? flag}: ${flagsAcknowledged.has(flag) ? 'the chair has seen it' : 'the chair has not yet said they have seen it'} (${pack.booking.chairFlagsRule}).`, 600)).slice(0, 12);
}
