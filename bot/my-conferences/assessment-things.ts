/** What of the Child Assessment is still open, what to do about it and who does it; after a stand-down also the new date, and the concern to raise (PST-004 to PST-009). */
import type { PlainDate } from '../../src/calendar/plain-date.ts';
import { assessmentFault, assessmentStanding, awaitsApproval, choicesOpen, endingIsClosed, isStoodDown, lastDecision, unraised } from '../../src/conference/child-assessment.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import { short } from '../office/conference-words.ts';
import { newDateWords, openQuestion } from './assessment-words.ts';
import type { OpenThing } from './open-things.ts';

/** `noLead`: nobody here could approve it. `bookedAnew`: another conference of the case was booked since it was stood down. */
export type AssessmentThingsAbout = { readonly today: PlainDate; readonly noLead: boolean; readonly bookedAnew: boolean };

export function assessmentThings(state: BookedConference, rules: ConferenceRules, about: AssessmentThingsAbout): readonly OpenThing[] {
  if (state.released !== null) return ofConcern(state);
  const worker = `${state.booking.socialWorker.name}, who booked it`;
  const open = openQuestion(rules).map((what) => ({ what, who: worker }));
  if (rules.assessmentLimits === undefined) return rules.assessment.kind === 'notKnown' ? open : ofConcern(state);
  const things = isStoodDown(state) ? ofNewDate(state, rules, about) : [...ofTheWay(state, about, worker), ...ofChair(state, rules, about)];
  return [...things, ...ofConcern(state)].map(({ what, who }) => ({ what: short(what, 600), who: short(who, 200) }));
}

function ofTheWay(state: BookedConference, { noLead }: AssessmentThingsAbout, worker: string): OpenThing[] {
  const { shared, toUnit } = state.assessment.steps;
  const lead = noLead ? 'A Practice Lead: none has an account here' : 'The Practice Lead';
  switch (assessmentStanding(state)) {
    case 'awaited': return [{ what: 'The Practice Lead does not have the Child Assessment yet (PST-004). Give it to them, and record it under “The Child Assessment”.', who: worker }];
    case 'returned': return [{ what: 'The Practice Lead has sent the Child Assessment back (PST-006). Change it, and give it to them again.', who: worker }];
    case 'given': return [{ what: 'The Child Assessment is not approved yet (PST-006). Approve it, or send it back with reasons.', who: lead }];
    default: return [
      ...(awaitsApproval(state) ? [{ what: 'The Child Assessment was handed on before it was approved (PST-006). Approve it, or send it back with reasons.', who: lead }] : []),
      ...(shared === undefined ? [{ what: 'The Child Assessment is not shared with the parents yet (PST-005).', who: worker }] : []),
      ...(toUnit === undefined ? [{ what: 'The Safeguarding Unit does not have the Child Assessment yet (PST-005).', who: worker }] : []),
    ];
  }
}

function ofChair(state: BookedConference, { assessmentLimits: limits }: ConferenceRules, { today }: AssessmentThingsAbout): OpenThing[] {
  if (limits === undefined) return [];
  if (endingIsClosed(state)) return [{ what: 'The review is held without a decision to end the plan, until the Child Assessment is in (PST-008).', who: state.booking.chair.name }];
  const fault = assessmentFault(state, limits, today);
  const asked = fault !== undefined && lastDecision(state) === undefined && choicesOpen(state, limits, today).length > 0;
  return asked ? [{ what: `The Child Assessment is ${fault} (PST-008). Decide under “The Child Assessment” whether the review is held or stood down.`, who: state.booking.chair.name }] : [];
}

function ofNewDate(state: BookedConference, rules: ConferenceRules, { bookedAnew }: AssessmentThingsAbout): OpenThing[] {
  return bookedAnew ? [] : [{ what: `The review is stood down, and no new date is booked. ${newDateWords(state, rules)} Tell those invited: the companion does not move it.`, who: `${state.booking.socialWorker.name}, who booked it, with the diary co-ordinator` }];
}

function ofConcern(state: BookedConference): OpenThing[] {
  const count = unraised(state).length;
  return count === 0 ? [] : [{ what: `${count === 1 ? 'A stand-down' : `${count} stand-downs`} for want of a Child Assessment: to raise with the Principal Manager through dispute resolution (PST-009).`, who: state.booking.chair.name }];
}
