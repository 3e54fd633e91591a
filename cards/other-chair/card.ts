/** The chairs who could take a conference as it stands, with their load that week, and those who could not, with the reason. */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const FIELDS = ['chair', 'reason'];

const schema = z
  .strictObject({
    conferenceId: ownId,
    op: operationId,
    caseReference: line,
    when: line,
    chairName: line,
    roomLine: sentence,
    /** Best first; `loadWords` such as "2 conferences that week". */
    free: listOf(z.strictObject({ chairId: ownId, name: line, loadWords: line }), 20),
    notFree: listOf(sentence, 40),
    values: z.strictObject({ chairId: z.string().max(128), conflict: z.boolean(), reason: z.string().max(LONGEST.reason) }),
    faults,
  })
  .transform((shown) => ({
    ...shown,
    hasFree: shown.free.length > 0,
    hasNotFree: shown.notFree.length > 0,
    free: shown.free.map(({ chairId, name, loadWords }) => ({ chairId, title: `${name} · ${loadWords}` })),
    conflict: String(shown.values.conflict),
    chairFault: faultOf(shown.faults, 'chair'),
    reasonFault: faultOf(shown.faults, 'reason'),
    unplaced: faultsOnTop(shown.faults, FIELDS).unplaced,
  }));

export type OtherChairData = z.input<typeof schema>;

/** Sends back `office.reassignChair` (read with `parseReassign`), `office.otherChair` or `office.look`. Throws `CardNotMade`. */
export const renderOtherChair = renderer('other-chair', template, schema);

/** `chairId` is '' where nobody was chosen. */
export type ReassignSubmission = { readonly op: string; readonly conferenceId: string; readonly chairId: string; readonly conflict: boolean; readonly reason: string };

export function parseReassign(input: unknown): Submitted<ReassignSubmission> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), conferenceId: fields.id('conferenceId'), chairId: fields.choice('chair'), conflict: fields.choice('conflict') === 'true', reason: fields.text('reason', LONGEST.reason) }));
}
