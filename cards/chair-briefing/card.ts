/** Tells the chair that a conference is theirs, what is due before and after it, and how to open the agenda on the day. */
import { z } from 'zod';
import { line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const schema = z
  .strictObject({
    conferenceId: ownId,
    op: operationId,
    caseReference: line,
    when: line,
    format: line,
    socialWorkerName: line,
    /** How to open the side panel in the meeting, or the personal tab where there is no meeting. */
    panelWords: sentence,
    deadlines: listOf(sentence, 20),
  })
  .transform((data) => ({ ...data, hasDeadlines: data.deadlines.length > 0 }));

export type ChairBriefingData = z.input<typeof schema>;

/** Sends back `conference.show` (read with `parseConferenceChosen`) or `conferences.list`. Throws `CardNotMade`. */
export const renderChairBriefing = renderer('chair-briefing', template, schema);
