/**
 * Who is invited, for the team manager to stand by (NOT-017): required, advised and considered; who is not invited and
 * why (NOT-021); Legal Services to agree to (NOT-037); contacts that are missing (NOT-039). Family by label only.
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence, viewers } from '../fields.ts';
import { LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const FIELDS = ['reason', 'inviteeId'];
const HEADINGS = { pending: 'Please confirm who is invited', confirmed: 'The list is confirmed', returned: 'The list is with the social worker again' } as const;

export const schema = z
  .strictObject({
    conferenceId: ownId,
    op: operationId,
    state: z.enum(['pending', 'confirmed', 'returned']),
    note: sentence,
    caseReference: line,
    typeWords: line,
    when: line,
    socialWorkerName: line,
    /** Sections with their people, one a line; only those that have any. */
    sections: listOf(z.strictObject({ title: line, lines: listOf(sentence, 70) }), 8),
    /** Who waits for the team manager's word. */
    toAgree: listOf(z.strictObject({ inviteeId: ownId, words: line }), 20),
    /** What was said of the list and when; '' while nothing was. */
    statusLine: z.string().max(1_400),
    /** Nothing changes any more once the decisions are released. */
    open: z.boolean(),
    values: z.strictObject({ inviteeId: z.string().max(128), reason: z.string().max(LONGEST.reason) }),
    faults,
    viewers,
  })
  .transform((list) => ({
    ...list,
    hasViewers: list.viewers.length > 0,
    heading: HEADINGS[list.state],
    canConfirm: list.open && list.state !== 'confirmed',
    canAgree: list.open && list.toAgree.length > 0,
    canSay: list.open,
    chosen: list.values.inviteeId === '' ? (list.toAgree[0]?.inviteeId ?? '') : list.values.inviteeId,
    reasonFault: faultOf(list.faults, 'reason'),
    inviteeFault: faultOf(list.faults, 'inviteeId'),
    unplaced: faultsOnTop(list.faults, FIELDS).unplaced,
  }));

export type ListToConfirmData = z.input<typeof schema>;

/** Sends back `list.confirm`, `list.return`, `list.agree` or, by itself for the `viewers`, `list.look`; read them with `parseListPress`. Throws `CardNotMade`. */
export const renderListToConfirm = renderer('list-to-confirm', template, schema);

/** `inviteeId` and `reason` are '' where they do not belong to the press; `about` is 'declined' for a no. */
export type ListPress = { readonly op: string; readonly conferenceId: string; readonly inviteeId: string; readonly about: 'agreed' | 'declined'; readonly reason: string };

/** Reads the list and the chair's briefing back: both ask for an agreement in the same words. */
export function parseListPress(input: unknown): Submitted<ListPress> {
  return readSubmission(input, (fields) => ({
    op: fields.id('op'), conferenceId: fields.id('conferenceId'), inviteeId: fields.choice('inviteeId'),
    about: fields.choice('about') === 'agreed' ? 'agreed' : 'declined', reason: fields.text('reason', LONGEST.reason),
  }));
}
