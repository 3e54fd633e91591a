/** The Child Assessment of a review, drawn for whoever looks: where it is, and what is theirs to do about it. */
import { randomUUID } from 'node:crypto';
import { renderChildAssessment, type ChildAssessmentData } from '../../cards/child-assessment/card.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import type { PlainDate } from '../../src/calendar/plain-date.ts';
import { assessmentStanding, choicesOpen, unraised } from '../../src/conference/child-assessment.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { startOf } from '../../src/notices/owed.ts';
import { may, type Role } from '../../src/people/access.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import { firstThatFits } from '../fitting.ts';
import { short } from '../office/conference-words.ts';
import { assessmentDateLines, becauseLines, decisionLine, newDateWords, readingLines, standingWords, stepLines, warningLines } from './assessment-words.ts';

/** `noLead`: nobody could approve it here. */
export type AssessmentAbout = Pick<ChildAssessmentData, 'note' | 'faults'> & { readonly values: Partial<ChildAssessmentData['values']>; readonly today: PlainDate; readonly noLead: boolean };

const LONGEST_LINES = [1_200, 500, 200];

export function assessmentCard(conferenceId: string, state: BookedConference, rules: ConferenceRules, roles: readonly Role[], { note, faults, values, today, noLead }: AssessmentAbout): object {
  const { booking, released, assessment: { decisions } } = state;
  const open = released === null;
  const chooses = may(roles, 'assessment.decide') && rules.assessmentLimits !== undefined ? choicesOpen(state, rules.assessmentLimits, today) : [];
  const drawn = (longest: number): object => renderChildAssessment({
    conferenceId, op: randomUUID(), caseReference: booking.caseReference, when: longMoment(startOf(state)), note: short(note, 600), faults,
    standing: short(standingWords(state, rules, today), 600), warnings: [...(noLead ? [NO_LEAD] : []), ...warningLines(state, rules, today)].slice(0, 4),
    because: [...becauseLines(rules)], dates: [...assessmentDateLines(rules).map((line) => `${line}.`), ...readingLines(rules)].map((line) => short(line, 600)),
    steps: stepLines(state).map((line) => short(line, longest)), decisions: decisions.slice(-10).map((decision) => short(decisionLine(decision), longest)),
    canTrack: open && may(roles, 'assessment.track'), canJudge: open && may(roles, 'assessment.judge') && toJudge(state),
    canHold: chooses.includes('hold'), canStandDown: chooses.includes('standDown'), holdWords: HOLD, standDownWords: short(standDownWords(state, rules), 600),
    canRaise: may(roles, 'assessment.decide') && unraised(state).length > 0, canSeeReadiness: may(roles, 'conference.seeReadiness'),
    values: { on: today, reason: '', returnReason: '', chairReason: '', raisedWords: '', ...values },
  });
  return firstThatFits(LONGEST_LINES.map((longest) => () => drawn(longest)));
}

const NO_LEAD = 'No Practice Lead has an account here: please see to it yourself that one looks at it.';
const HOLD = 'it is held on its day, with ending the plan not to be decided until the assessment is in.';

/** One approved may still be sent back, and one that is not said to be given may have come. */
function toJudge(state: BookedConference): boolean {
  return assessmentStanding(state) !== 'returned';
}

function standDownWords(state: BookedConference, rules: ConferenceRules): string {
  return `it is not held on its day. ${newDateWords(state, rules)} The social worker and the diary co-ordinator are told; the companion does not move it, and does not tell those invited. It is also a concern to raise with the Principal Manager (PST-009).`;
}
