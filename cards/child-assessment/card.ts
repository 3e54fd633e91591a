/**
 * The Child Assessment of a review (PST-001 to PST-009): why it is needed, by when it is with whom, and where it is. The
 * social worker records its way, the Practice Lead approves it or sends it back, and the chair says what becomes of the
 * review when it is missing or late. Each sees what is theirs to do; the assessment itself is never here.
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const FIELDS = ['on', 'reason', 'returnReason', 'chairReason', 'raisedWords'];
const MOST_BUTTONS = 6;

const schema = z
  .strictObject({
    conferenceId: ownId,
    op: operationId,
    caseReference: line,
    when: line,
    /** What became of the last press; '' at first. */
    note: sentence,
    /** Where it is, in one sentence. */
    standing: sentence,
    /** What is out of order; each a sentence of its own. */
    warnings: listOf(sentence, 4),
    /** What made it needed, each with its rule. */
    because: listOf(sentence, 4),
    /** By when it is with whom, and how the text was read. */
    dates: listOf(sentence, 5),
    /** What was recorded, the first step first. */
    steps: listOf(z.string().max(1_300), 6),
    /** What the chair decided, and what became of the concern. */
    decisions: listOf(z.string().max(1_300), 10),
    canTrack: z.boolean(),
    canJudge: z.boolean(),
    /** What the chair may choose now. */
    canHold: z.boolean(),
    canStandDown: z.boolean(),
    holdWords: sentence,
    standDownWords: sentence,
    canRaise: z.boolean(),
    canSeeReadiness: z.boolean(),
    values: z.strictObject({ on: z.string().max(LONGEST.date), reason: z.string().max(LONGEST.reason), returnReason: z.string().max(LONGEST.reason), chairReason: z.string().max(LONGEST.reason), raisedWords: z.string().max(LONGEST.reason) }),
    faults,
  })
  .transform(({ faults: wrong, ...card }) => ({
    ...card,
    hasDecisions: card.decisions.length > 0,
    asksChair: card.canHold || card.canStandDown,
    hasSteps: card.steps.length > 0,
    canLookAgain: buttons(card) < MOST_BUTTONS,
    ...faultsOnTop(wrong, FIELDS),
    wrong: Object.fromEntries(FIELDS.map((field) => [field, faultOf(wrong, field)])),
  }));

/** Without “Look again”, which stands back where somebody is several things at once. */
function buttons({ canTrack, canJudge, ...single }: Readonly<Record<'canTrack' | 'canJudge' | 'canHold' | 'canStandDown' | 'canRaise' | 'canSeeReadiness', boolean>>): number {
  const { canHold, canStandDown, canRaise, canSeeReadiness } = single;
  return (canTrack ? 3 : 0) + (canJudge ? 2 : 0) + [canHold, canStandDown, canRaise, canSeeReadiness].filter(Boolean).length;
}

export type ChildAssessmentData = z.input<typeof schema>;

/** Sends back a verb of `assessment.…`, or `conference.readiness`; read the first with `parseChildAssessment`. Throws `CardNotMade`. */
export const renderChildAssessment = renderer('child-assessment', template, schema);

/** '' wherever nothing was typed; `on` as it was typed. */
export type ChildAssessmentSubmission = { readonly op: string; readonly conferenceId: string } & ChildAssessmentData['values'];

export function parseChildAssessment(input: unknown): Submitted<ChildAssessmentSubmission> {
  return readSubmission(input, (fields) => ({
    op: fields.id('op'), conferenceId: fields.id('conferenceId'), on: fields.line('on', LONGEST.date), reason: fields.text('reason', LONGEST.reason),
    returnReason: fields.text('returnReason', LONGEST.reason), chairReason: fields.text('chairReason', LONGEST.reason), raisedWords: fields.text('raisedWords', LONGEST.reason),
  }));
}
