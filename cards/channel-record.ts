/**
 * What the records in the channel have in common. Everyone, search and e-mail digests see the closed card: that something
 * was released, and for how many children, nothing more. Those who were part of the conference get the open card as a
 * view of their own; the server decides who that is at every press.
 */
import { z } from 'zod';
import { line, operationId, ownId, viewers } from './fields.ts';
import { inParts, partFields, partShown, type Piece } from './parts.ts';

const shared = {
  caseReference: line,
  /** Such as "held on Tuesday 1 December 2026". */
  heldWords: line,
  conferenceId: ownId,
  op: operationId,
};
const closed = z.strictObject({ kind: z.literal('closed'), ...shared, childCount: z.int().min(1), viewers, /** Nobody knows whether it was posted before. */ repeat: z.boolean() });
const open = z.strictObject({ kind: z.literal('open'), ...shared, ...partFields });
const record = z.discriminatedUnion('kind', [closed, open]);

export type ChannelRecordData = z.input<typeof record>;
export type OpenPart = Extract<ChannelRecordData, { kind: 'open' }>;

/** The schema of one record's card; `announce` makes the closed card's sentence from "1 child" or "3 children". */
export function channelRecord(announce: (children: string) => string) {
  return record.transform((data) => {
    const { caseReference, conferenceId, op } = data;
    const common = { caseReference, conferenceId, op, subline: data.heldWords, closed: data.kind === 'closed' };
    if (data.kind === 'open') return { ...common, ...partShown(data), announcement: '', viewers: [], hasViewers: false };
    const announcement = `${announce(data.childCount === 1 ? '1 child' : `${data.childCount} children`)}${data.repeat ? ' This may stand here twice.' : ''}`;
    return { ...common, ...partShown({ part: 1, parts: 1, pieces: [] }), announcement, viewers: data.viewers, hasViewers: data.viewers.length > 0 };
  });
}

/** The pieces of an open card in as few parts as fit. */
export function openParts({ caseReference, heldWords, conferenceId, op }: Pick<OpenPart, 'caseReference' | 'heldWords' | 'conferenceId' | 'op'>, pieces: readonly Piece[]): readonly OpenPart[] {
  const parts = inParts(pieces);
  return parts.map((dealt, place) => ({ kind: 'open', caseReference, heldWords, conferenceId, op, part: place + 1, parts: parts.length, pieces: dealt }));
}
