/**
 * Tells the chair that a conference is theirs: the flags to acknowledge (NOT-053), what to prepare for, observers to agree
 * to (NOT-076), what is due, and how to open the agenda on the day. For the chair alone: it says what the risks are.
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence, viewers } from '../fields.ts';
import { LONGEST } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const FIELDS = ['reason', 'inviteeId'];

const schema = z
  .strictObject({
    conferenceId: ownId,
    op: operationId,
    /** What became of the last press, or why this comes again; '' otherwise. */
    note: sentence,
    caseReference: line,
    typeWords: line,
    when: line,
    format: line,
    socialWorkerName: line,
    /** The pack's flags in words. */
    flags: listOf(sentence, 12),
    state: z.enum(['toSee', 'seen', 'nothingToSee']),
    /** When they were acknowledged; '' while they are not, or there are none. */
    acknowledgedLine: sentence,
    /** What to prepare for: risk, people to keep apart, how children take part. */
    preparation: listOf(z.strictObject({ title: line, words: z.string().max(LONGEST.reason + 600) }), 12),
    observers: listOf(z.strictObject({ inviteeId: ownId, words: line }), 20),
    values: z.strictObject({ inviteeId: z.string().max(128), reason: z.string().max(LONGEST.reason) }),
    /** How to open the side panel in the meeting, or the personal tab where there is no meeting. */
    panelWords: sentence,
    deadlines: listOf(sentence, 20),
    faults,
    viewers,
  })
  .transform((data) => ({
    ...data,
    hasViewers: data.viewers.length > 0,
    hasFlags: data.flags.length > 0,
    toAcknowledge: data.state === 'toSee',
    hasObservers: data.observers.length > 0,
    chosen: data.values.inviteeId === '' ? (data.observers[0]?.inviteeId ?? '') : data.values.inviteeId,
    hasDeadlines: data.deadlines.length > 0,
    reasonFault: faultOf(data.faults, 'reason'),
    inviteeFault: faultOf(data.faults, 'inviteeId'),
    unplaced: faultsOnTop(data.faults, FIELDS).unplaced,
  }));

export type ChairBriefingData = z.input<typeof schema>;

/**
 * Sends back `flags.acknowledge` or, by itself for the `viewers`, `flags.look` (read with `parseOfficePress`), `list.agree`
 * (read with `parseListPress`), `conference.show` or `conferences.list`. Throws `CardNotMade`.
 */
export const renderChairBriefing = renderer('chair-briefing', template, schema);
