/**
 * The decisions in the channel (NOT-080, NOT-081). What everyone, search and e-mail digests see is the closed card:
 * that decisions were released and for how many children, nothing more. Those who were part of the conference get the
 * open card as a view of their own; the server decides who that is at every press.
 */
import { z } from 'zod';
import { line, operationId, ownId, viewers } from '../fields.ts';
import { inParts, partFields, partShown, type Piece } from '../parts.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const closed = z.strictObject({
  kind: z.literal('closed'),
  caseReference: line,
  /** Such as "held on Tuesday 1 December 2026". */
  heldWords: line,
  childCount: z.int().min(1),
  conferenceId: ownId,
  op: operationId,
  viewers,
});

const open = z.strictObject({ kind: z.literal('open'), caseReference: line, heldWords: line, conferenceId: ownId, op: operationId, ...partFields });

const schema = z.discriminatedUnion('kind', [closed, open]).transform((data) => {
  const { caseReference, conferenceId, op } = data;
  const shared = { caseReference, conferenceId, op, subline: data.heldWords, closed: data.kind === 'closed' };
  if (data.kind === 'open') return { ...shared, ...partShown(data), announcement: '', viewers: [], hasViewers: false };
  const children = data.childCount === 1 ? '1 child' : `${data.childCount} children`;
  const announcement = `Decisions have been released for ${children}. People who were part of the conference can read them here.`;
  return { ...shared, ...partShown({ part: 1, parts: 1, pieces: [] }), announcement, viewers: data.viewers, hasViewers: data.viewers.length > 0 };
});

export type ChannelDecisionData = z.input<typeof schema>;
export type OpenDecisionPart = Extract<ChannelDecisionData, { kind: 'open' }>;

/** Sends back `channel.readDecision`, from a button or by itself for the `viewers`; read it with `parseRecordRead`. Throws `CardNotMade`. */
export const renderChannelDecision = renderer('channel-decision', template, schema);

/** Everything the open card tells. `dissent` is '' where there was none. */
export type ReleasedDecisions = {
  readonly caseReference: string;
  readonly heldWords: string;
  readonly conferenceId: string;
  readonly op: string;
  /** Such as "Released on Tuesday 1 December 2026 at 12:05". */
  readonly releasedWords: string;
  readonly decisions: readonly {
    readonly label: string;
    readonly outcomeWords: string;
    readonly categoriesWords: string;
    readonly reasons: string;
    readonly dissent: string;
  }[];
  /** What follows, by whom and when. */
  readonly afterwards: readonly string[];
};

/** The open card in as few parts as fit; `renderChannelDecision` takes each. */
export function splitDecisions(released: ReleasedDecisions): readonly OpenDecisionPart[] {
  const { caseReference, heldWords, conferenceId, op } = released;
  const parts = inParts(pieces(released));
  return parts.map((dealt, place) => ({ kind: 'open', caseReference, heldWords, conferenceId, op, part: place + 1, parts: parts.length, pieces: dealt }));
}

function pieces(released: ReleasedDecisions): readonly Piece[] {
  return [
    { kind: 'text', words: released.releasedWords },
    ...released.decisions.flatMap(decisionPieces),
    ...(released.afterwards.length === 0 ? [] : [{ kind: 'heading', words: 'What follows' } as const]),
    ...released.afterwards.map((words) => ({ kind: 'text', words }) as const),
  ];
}

function decisionPieces(decision: ReleasedDecisions['decisions'][number]): readonly Piece[] {
  const labelled = [
    { label: 'Category', words: decision.categoriesWords },
    { label: 'Reasons', words: decision.reasons },
    { label: 'Dissent', words: decision.dissent === '' ? 'None recorded.' : decision.dissent },
  ].filter(({ words }) => words !== '');
  return [
    { kind: 'heading', words: decision.label },
    { kind: 'text', words: decision.outcomeWords },
    ...labelled.flatMap(({ label, words }) => [{ kind: 'label', words: label }, { kind: 'text', words }] as const),
  ];
}
