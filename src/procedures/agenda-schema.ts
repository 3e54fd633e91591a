/** How a pack writes an agenda: steps in order, each with what is said, for how long, and what must be captured. */
import { z } from 'zod';
import { code, minutes, option, ruleNumber, words } from './pack-parts.ts';

const asked = {
  id: code,
  label: words,
  help: words.exactOptional(),
  /** A step is left without it only with the chair's reason. */
  required: z.boolean(),
  rule: ruleNumber,
};

const offersChoices = z.enum(['choice', 'choicePerChild']);
const offersNone = z.enum(['tick', 'text', 'textPerChild', 'attendance', 'reports', 'decisions', 'plan', 'nextDates']);

/** One thing the panel asks for in a step; `kind` names the control that asks. */
export const capture = z.discriminatedUnion('kind', [
  z.strictObject({ ...asked, kind: offersChoices, options: z.array(option).min(2) }),
  z.strictObject({ ...asked, kind: offersNone, options: z.undefined().exactOptional() }),
]);

export const agendaStep = z.strictObject({
  id: code,
  title: words,
  purpose: words,
  /** Roles of the pack's terms, the one who speaks first in front. */
  lead: z.array(code).min(1),
  minutes,
  /** Added for every child after the second. */
  minutesPerExtraChild: z.int().min(0).max(30),
  prompts: z.array(words).min(1).max(8),
  captures: z.array(capture).min(1),
  rules: z.array(ruleNumber).min(1),
});

/** The time with the family before the first step. */
export const preMeeting = z.strictObject({
  rule: ruleNumber,
  title: words,
  purpose: words,
  minutes,
  lead: z.array(code).min(1),
  prompts: z.array(words).min(1).max(8),
  rules: z.array(ruleNumber).min(1),
});

export const agenda = z.strictObject({ preMeeting, ICPC: z.array(agendaStep).min(1) });
