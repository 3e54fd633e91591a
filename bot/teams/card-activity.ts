/** What the bot posts: a card or plain words, as message activities. */

export type MessageActivity = {
  readonly type: 'message';
  readonly text?: string;
  readonly textFormat?: 'plain';
  readonly summary?: string;
  readonly attachments?: readonly { readonly contentType: string; readonly content: object }[];
};

export const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** A card. `summary` is what previews, toasts and lock screens show: it holds no case detail. */
export function cardActivity(posted: { readonly card: object; readonly summary: string }): MessageActivity {
  return { type: 'message', summary: posted.summary, attachments: [{ contentType: ADAPTIVE_CARD, content: posted.card }] };
}

/** Plain words: nothing in them becomes a link or bold. */
export function textActivity(message: string): MessageActivity {
  return { type: 'message', text: message, textFormat: 'plain' };
}
