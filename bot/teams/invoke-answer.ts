/**
 * What goes back when a button was pressed: the one place that makes an invoke response.
 * teams-ai's own handlers may push a returned card that has `refresh` to everybody in the chat, so they are not used.
 * Authority: Universal Actions for Adaptive Cards; platform notes, trap 2.
 */
import { ADAPTIVE_CARD } from './card-activity.ts';
import type { Answer } from './turn.ts';

export type InvokeBody = { readonly statusCode: 200; readonly type: string; readonly value: object | string };

const MESSAGE = 'application/vnd.microsoft.activity.message';

/** The body of the response: the card that takes the pressed card's place, or a short message that leaves it as it was. */
export function invokeBody(answer: NonNullable<Answer>): InvokeBody {
  return 'card' in answer ? { statusCode: 200, type: ADAPTIVE_CARD, value: answer.card } : { statusCode: 200, type: MESSAGE, value: answer.message };
}

/** The body for an invoke that no card of ours can have sent: a dialog gets words it can show, all else a small card. */
export function unknownInvokeBody(name: string | undefined, words: string): object {
  if (name?.startsWith('task/')) return { task: { type: 'message', value: words } };
  return invokeBody({ card: plainCard(words), summary: words });
}

function plainCard(words: string): object {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: words,
    body: [{ type: 'TextBlock', text: words, wrap: true }],
  };
}
