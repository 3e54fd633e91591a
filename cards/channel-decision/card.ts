/**
 * The decisions in the channel (NOT-080, NOT-081): closed for everyone, open for those who were part of the conference.
 */
import { channelRecord, openParts, type OpenPart } from '../channel-record.ts';
import type { Piece } from '../parts.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const schema = channelRecord((children) => `Decisions have been released for ${children}. People who were part of the conference can read them here.`);

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
export function splitDecisions(released: ReleasedDecisions): readonly OpenPart[] {
  return openParts(released, pieces(released));
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
