/**
 * How ready a conference is: what is still open with what to do and who does it, what is done, who comes agency by agency,
 * and whether it will be quorate. For those who prepare it; the family by label only.
 */
import { z } from 'zod';
import { line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const schema = z
  .strictObject({
    conferenceId: ownId,
    op: operationId,
    caseReference: line,
    typeWords: line,
    when: line,
    /** Whether Outlook has it, and why not. */
    outlook: line,
    /** "Four things are still open." or "Nothing is open." */
    standing: line,
    /** What is open: what to do, and who does it. */
    open: listOf(z.strictObject({ what: sentence, who: line }), 20),
    done: listOf(sentence, 12),
    quorum: z.strictObject({ title: line, words: sentence }),
    /** "Health: 3 invited; 1 is coming, …", one agency a line. */
    agencies: listOf(sentence, 20),
    /** The flags for the chair in words; only for those who may see them. */
    flags: listOf(sentence, 12),
    /** What has a day of its own. */
    dates: listOf(sentence, 8),
    canChangeList: z.boolean(),
    /** Whoever looks may give the conference to another social worker. */
    canGiveAway: z.boolean(),
    /** A Child Assessment is needed, and whoever looks may see where it is. */
    canSeeAssessment: z.boolean(),
  })
  .transform((board) => ({ ...board, hasOpen: board.open.length > 0, hasDone: board.done.length > 0, hasFlags: board.flags.length > 0 }));

export type ReadinessData = z.input<typeof schema>;

/** Sends back `conference.readiness` to look again, `reports.show`, `assessment.show`, `conference.show`, `list.edit`, `worker.other` or `conferences.list`. Throws `CardNotMade`. */
export const renderReadiness = renderer('readiness', template, schema);
