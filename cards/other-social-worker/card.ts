/** The social workers who could take a conference over as it stands, and those who could not, with the reason. */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const FIELDS = ['worker', 'reason'];

const schema = z
  .strictObject({
    conferenceId: ownId,
    op: operationId,
    caseReference: line,
    when: line,
    workerName: line,
    /** What became of the last press; '' at first. */
    note: sentence,
    free: listOf(z.strictObject({ workerId: ownId, name: line }), 60),
    notFree: listOf(sentence, 40),
    values: z.strictObject({ workerId: z.string().max(128), reason: z.string().max(LONGEST.reason) }),
    faults,
  })
  .transform((shown) => ({
    ...shown,
    hasFree: shown.free.length > 0,
    hasNotFree: shown.notFree.length > 0,
    free: shown.free.map(({ workerId, name }) => ({ value: workerId, title: name })),
    workerFault: faultOf(shown.faults, 'worker'),
    reasonFault: faultOf(shown.faults, 'reason'),
    unplaced: faultsOnTop(shown.faults, FIELDS).unplaced,
  }));

export type OtherSocialWorkerData = z.input<typeof schema>;

/** Sends back `worker.reassign` or `worker.other` (read with `parseOtherSocialWorker`), or `conferences.list`. Throws `CardNotMade`. */
export const renderOtherSocialWorker = renderer('other-social-worker', template, schema);

/** `workerId` is '' where nobody was chosen. */
export type OtherSocialWorkerSubmission = { readonly op: string; readonly conferenceId: string; readonly workerId: string; readonly reason: string };

export function parseOtherSocialWorker(input: unknown): Submitted<OtherSocialWorkerSubmission> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), conferenceId: fields.id('conferenceId'), workerId: fields.choice('worker'), reason: fields.text('reason', LONGEST.reason) }));
}
