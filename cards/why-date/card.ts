/**
 * Why a conference is on its day: every limit it is held to, the rule and where it is written, how it was counted, what
 * another reading gives, and what became of the dates when the rules changed (NOT-002, NOT-122).
 */
import { z } from 'zod';
import { line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const limit = z.strictObject({
  /** "Hold the initial conference: by Friday 11 December 2026 (NOT-002)". */
  headline: sentence,
  /** Why, in the words of the rule. */
  words: sentence,
  /** Where it is written. */
  source: sentence,
  /** How it was counted, in sentences. */
  explanation: listOf(sentence, 8),
  byWeek: listOf(line, 14),
  otherReading: sentence,
  provisional: z.boolean(),
});

const schema = z
  .strictObject({
    conferenceId: ownId,
    op: operationId,
    caseReference: line,
    typeWords: line,
    when: line,
    /** How the day stands to the limit: "3 working days before the last lawful day". */
    standing: sentence,
    lateReason: z.string().max(1_100),
    limits: listOf(limit, 4),
    notes: listOf(sentence, 8),
    /** Day by day, for each limit that is counted so: folded away. */
    dayByDay: listOf(z.strictObject({ title: line, words: z.string().max(4_000) }), 4),
    /** What became of the dates under newer rules. */
    moves: listOf(sentence, 12),
  })
  .transform((why) => ({ ...why, hasDays: why.dayByDay.length > 0, hasMoves: why.moves.length > 0 }));

export type WhyDateData = z.input<typeof schema>;

/** Sends back `conference.show`, `conference.readiness` or `conferences.list`. Throws `CardNotMade`. */
export const renderWhyDate = renderer('why-date', template, schema);
