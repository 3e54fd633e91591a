/**
 * A chair's leave or blocked time: what stands, and a form for more. What is added over conferences that are booked is
 * answered with them, since leave moves nobody else's diary by itself.
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const FIELDS = ['chair', 'fromOn', 'toOn', 'fromTime', 'toTime'];

const schema = z
  .strictObject({
    op: operationId,
    /** What became of the last press; '' at first. */
    note: sentence,
    chairs: listOf(z.strictObject({ chairId: ownId, name: line }), 60),
    /** As typed: dates YYYY-MM-DD, times HH:mm, '' for the whole day. */
    values: z.strictObject({ chairId: z.string().max(128), fromOn: z.string().max(10), toOn: z.string().max(10), fromTime: z.string().max(10), toTime: z.string().max(10) }),
    standing: listOf(z.strictObject({ leaveId: ownId, words: line }), 30),
    /** Booked conferences that lie under what was just added. */
    over: listOf(z.strictObject({ conferenceId: ownId, words: line }), 12),
    faults,
  })
  .transform((form) => ({
    ...form,
    hasStanding: form.standing.length > 0,
    hasOver: form.over.length > 0,
    firstStanding: form.standing[0]?.leaveId ?? '',
    firstOver: form.over[0]?.conferenceId ?? '',
    chairFault: faultOf(form.faults, 'chair'),
    fromOnFault: faultOf(form.faults, 'fromOn'),
    toOnFault: faultOf(form.faults, 'toOn'),
    fromTimeFault: faultOf(form.faults, 'fromTime'),
    toTimeFault: faultOf(form.faults, 'toTime'),
    unplaced: faultsOnTop(form.faults, FIELDS).unplaced,
  }));

export type ChairLeaveData = z.input<typeof schema>;

/** Sends back `office.addLeave` or `office.removeLeave` (read with their parsers), `office.otherChair` or `office.list`. Throws `CardNotMade`. */
export const renderChairLeave = renderer('chair-leave', template, schema);

export type LeaveSubmission = { readonly op: string; readonly chairId: string; readonly fromOn: string; readonly toOn: string; readonly fromTime: string; readonly toTime: string };

export function parseLeave(input: unknown): Submitted<LeaveSubmission> {
  const longest = { date: LONGEST.date, time: 10 };
  return readSubmission(input, (fields) => ({
    op: fields.id('op'), chairId: fields.choice('chair'), fromOn: fields.line('fromOn', longest.date), toOn: fields.line('toOn', longest.date),
    fromTime: fields.line('fromTime', longest.time), toTime: fields.line('toTime', longest.time),
  }));
}

/** `leaveId` is '' where nothing was chosen. */
export function parseLeaveChosen(input: unknown): Submitted<{ readonly op: string; readonly leaveId: string }> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), leaveId: fields.choice('leaveId') }));
}
