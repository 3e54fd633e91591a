/**
 * The outline plan in the channel (NOT-085 to NOT-088, NOT-103): closed for everyone, open for those who were part of the
 * conference, as with the decisions. Posting it here is not its distribution (NOT-089).
 */
import { channelRecord, openParts, type OpenPart } from '../channel-record.ts';
import type { Piece } from '../parts.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const schema = channelRecord((children) => `An outline child protection plan has been made for ${children}. People who were part of the conference can read it here.`);

/** Sends back `channel.readPlan`, from a button or by itself for the `viewers`; read it with `parseRecordRead`. Throws `CardNotMade`. */
export const renderChannelPlan = renderer('channel-plan', template, schema);

/** Everything the open card tells; a part the plan lacks is ''. */
export type ReleasedPlan = {
  readonly caseReference: string;
  readonly heldWords: string;
  readonly conferenceId: string;
  readonly op: string;
  readonly aim: string;
  readonly nonNegotiables: string;
  readonly actions: readonly {
    readonly what: string;
    readonly who: string;
    readonly designation: string;
    /** Such as "by Friday 4 December 2026". */
    readonly byWords: string;
    readonly immediate: boolean;
    readonly outcome: string;
  }[];
  readonly children: readonly { readonly label: string; readonly visitWords: string; readonly contingency: string }[];
  readonly leadSocialWorker: string;
  readonly coreGroup: readonly string[];
  readonly firstCoreGroupWords: string;
  readonly reviewWords: string;
};

/** The open card in as few parts as fit; `renderChannelPlan` takes each. */
export function splitPlan(plan: ReleasedPlan): readonly OpenPart[] {
  return openParts(plan, pieces(plan));
}

function pieces(plan: ReleasedPlan): readonly Piece[] {
  return [
    ...labelled('Aim', plan.aim),
    ...labelled('Non-negotiables', plan.nonNegotiables),
    ...section('Actions', plan.actions.flatMap(actionPieces)),
    ...section('For each child', plan.children.flatMap(({ label, visitWords, contingency }) => [
      ...labelled(label, visitWords),
      ...text(contingency === '' ? '' : `If the plan does not work: ${contingency}`),
    ])),
    ...section('Who and when', [
      ...labelled('Lead social worker', plan.leadSocialWorker),
      ...labelled('Core group', plan.coreGroup.join('; ')),
      ...labelled('First core group', plan.firstCoreGroupWords),
      ...labelled('Review conference', plan.reviewWords),
    ]),
  ];
}

function actionPieces(action: ReleasedPlan['actions'][number], place: number): readonly Piece[] {
  const who = action.designation === '' ? action.who : `${action.who}, ${action.designation}`;
  return [
    { kind: 'label', words: `${place + 1}. ${action.immediate ? 'Immediate: ' : ''}${action.what}` },
    ...text([who, action.byWords].filter((words) => words !== '').join(' – ')),
    ...text(action.outcome === '' ? '' : `So that: ${action.outcome}`),
  ];
}

function section(title: string, within: readonly Piece[]): readonly Piece[] {
  return within.length === 0 ? [] : [{ kind: 'heading', words: title }, ...within];
}

function labelled(label: string, words: string): readonly Piece[] {
  return [{ kind: 'label', words: label }, { kind: 'text', words: words === '' ? 'Not recorded.' : words }];
}

function text(words: string): readonly Piece[] {
  return words === '' ? [] : [{ kind: 'text', words }];
}
